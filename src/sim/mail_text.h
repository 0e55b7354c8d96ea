// The little of Internet mail that simulated people need: to write a plain mail, and to read the
// words of one. Senders here are the desk's own connector and this file, so that only what those
// two write is understood; hostile mail is the connector's business (channels/), not this one's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace aplomb::sim {

struct PlainMail {
    std::string from_name;
    std::string from;
    std::string to;
    std::string subject;
    std::string message_id;  // without angle brackets
    std::vector<std::string> references;
    Timestamp date;
    std::string text;
};

// RFC 5322, CRLF line ends.
std::string write_mail(const PlainMail& mail);

// The unfolded value of the first header of that name; "" when there is none.
std::string mail_header(std::string_view raw, std::string_view name);
// What stands between the first pair of angle brackets, else the whole, trimmed.
std::string in_brackets(std::string_view value);
// The plain text of the mail, decoded, without what it quotes of earlier mails.
std::string mail_words(std::string_view raw);

}  // namespace aplomb::sim
