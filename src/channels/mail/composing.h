// A mail of ours, from its first header to its last line (RFC 5322, 2045, 2047).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace aplomb::channels::mail {

struct OutgoingMail {
    Timestamp date;
    std::string from_name;
    std::string from_address;
    std::string to_name;
    std::string to_address;
    std::string reply_to;  // empty when answers shall come to the sender's address
    std::string subject;
    std::string message_id;               // without angle brackets, as all ids here
    std::string in_reply_to;              // empty for none
    std::vector<std::string> references;  // oldest first
    std::string text;
};

// CRLF line ends, no line over 998 bytes, nothing but ASCII.
std::string compose(const OutgoingMail& mail);

// At most twenty ids: the first, which names the thread, and the newest ones.
std::vector<std::string> trimmed_references(std::vector<std::string> ids);

// "Re: " in front, once.
std::string answering_subject(std::string_view subject);

}  // namespace aplomb::channels::mail
