// Who asks, and may they? A request proves itself by a bearer token (programs) or by the session
// cookie (browsers). A cookie travels with any request a browser makes, whoever wrote the page, so
// everything but reading must also carry the session's CSRF token in a header, which no foreign
// page can know; where the browser says which page the request comes from (Origin, Sec-Fetch-Site)
// that must be ours too.
//
// Cookies and tokens are 256 random bits and only their SHA-256 is stored: who reads the database
// cannot log in with what is in it.
#pragma once

#include <string>
#include <string_view>

#include "api/call.h"
#include "api/services.h"
#include "base/result.h"
#include "domain/user.h"

namespace aplomb::api {

// The cookie's name: `__Host-` binds it to this very host over TLS.
std::string_view session_cookie_name(const Settings& settings);
std::string session_cookie(const Settings& settings, std::string_view token);
std::string expired_cookie(const Settings& settings);

// Unauthorized: credentials were shown and are not good (any more). Nobody: none were shown.
// `extended` is set when the session was prolonged and the cookie should be sent again.
struct Identification {
    Asker asker;
    bool by_cookie = false;
    std::string extended_cookie;
};
Result<Identification> identify(const Services& services, const net::Request& request);

// Forbidden unless the request comes from our own page as far as the browser tells.
Result<> same_origin(const Settings& settings, const net::Request& request);
// The CSRF header against the session's.
Result<> csrf_matches(const Asker& asker, const net::Request& request);

bool may(const Asker& asker, Permission permission);

// A fresh session of that user, stored; the cookie's value is in `token`.
struct NewSession {
    std::string token;
    Session session;
};
NewSession make_session(Services& services, UserId user, Timestamp now);

// "apl_…": what a program sends; store its hash.
std::string make_api_token(Random& random);
std::string token_hash(std::string_view token);

// Lower case, one @, something on both sides, at most 254 bytes. Invalid otherwise.
Result<std::string> checked_email(std::string_view email, std::string_view field);
// 12 to 1,024 bytes.
Result<> check_password(std::string_view password, std::string_view field);

// The client's address: the socket's, or the proxy's word for it where that is trusted.
std::string client_address(const Settings& settings, const net::Request& request);

}  // namespace aplomb::api
