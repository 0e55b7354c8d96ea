// A mail taken apart: gmime reads it, within limits, and this keeps what the desk needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/message.h"

namespace aplomb::channels::mail {

struct MailAddress {
    std::string name;     // decoded
    std::string address;  // as written
    bool operator==(const MailAddress&) const = default;
};

struct MailContent {
    std::string subject;
    std::vector<MailAddress> from;
    std::vector<MailAddress> reply_to;
    std::vector<MailAddress> recipients;  // To and Cc
    std::optional<Timestamp> date;
    std::string plain;  // the text/plain parts meant to be read, joined; UTF-8, \n
    std::string html;   // the text/html parts meant to be read, joined; UTF-8, as it came
    std::vector<Attachment> attachments;  // no urls: the bytes stay in the receipt
    // multipart/report (RFC 6522): its type, the fields of its second part, and the headers of the
    // mail it is about.
    std::string report_type;
    std::string report_fields;
    std::string report_about;
    // Too much of something: read as far as the limits go (depth 20, parts 200, 64 KiB of header,
    // 25 MiB in all).
    bool cut_short = false;
};

// A Date field or the date of a Received field (RFC 5322 §3.3, and the odd forms seen in the wild).
std::optional<Timestamp> mail_date(std::string_view text);

// Any bytes give a content; what cannot be read is simply not in it.
MailContent read_mail(std::string_view raw);

}  // namespace aplomb::channels::mail
