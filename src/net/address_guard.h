// Which addresses a request on a customer's word may reach (OWASP, "Server-Side Request Forgery
// Prevention"): only addresses of the public internet. Judged after name resolution, on the very
// address that is connected to, so that a name which resolves differently the second time gains
// nothing. Source of the ranges: the IANA IPv4 and IPv6 special-purpose address registries.
#pragma once

#include <string_view>

struct sockaddr;

namespace aplomb::net {

// Where a request may go.
enum class Reach {
    Anywhere,    // the address comes from the operator's configuration
    PublicOnly,  // the address comes from outside: a link in a message, an attachment
};

// Anything but IPv4 and IPv6 is not public.
bool is_public(const sockaddr& address);
// "203.0.113.7", "2001:db8::1"; false for what is no address.
bool is_public_address(std::string_view text);

}  // namespace aplomb::net
