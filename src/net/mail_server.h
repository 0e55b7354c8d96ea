// How a mail server is reached and logged in to; the same for IMAP and SMTP.
#pragma once

#include <cstdint>
#include <string>

namespace aplomb::net {

enum class MailTls {
    Implicit,  // TLS from the first byte (993, 465)
    StartTls,  // plain, then upgraded before the log-in or not at all (143, 587)
    None,      // for a server on the same machine
};

struct MailServer {
    std::string host;
    std::uint16_t port = 0;
    MailTls tls = MailTls::Implicit;
    // No log-in when empty.
    std::string username;
    std::string password;
    // XOAUTH2 instead of the password when not empty.
    std::string access_token;
    // A PEM file of certificate authorities instead of the system's.
    std::string certificate_authorities;
};

}  // namespace aplomb::net
