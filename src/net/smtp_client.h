// Handing one mail to a submission server (RFC 6409) over libcurl. Blocking, thread safe.
//
// SMTP knows no idempotency, so the outcome says exactly how far it came: only what broke between
// the end of the message and the server's word on it is unknown.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "net/mail_server.h"

namespace aplomb::net {

struct Submission {
    // Empty for the null sender of RFC 3834 answers.
    std::string envelope_from;
    std::vector<std::string> recipients;
    // The whole message with CRLF line ends; dots are stuffed here.
    std::string data;
    // Connecting, talking and sending together.
    Milliseconds timeout{60'000};
};

struct SubmissionOutcome {
    enum class Kind {
        Accepted,          // the server answered for it: `text` is its final reply
        TemporaryRefusal,  // 4xx: later again
        PermanentRefusal,  // 5xx, or an address that cannot be sent
        NothingSent,       // not connected, or broken before the message was complete
        Unknown,           // complete, and then no word: it may have been taken
    };
    Kind kind = Kind::NothingSent;
    // The server's last reply code, 0 without one.
    int code = 0;
    std::string text;
};

// One transaction for all recipients: when one is refused, none gets it.
SubmissionOutcome submit(const MailServer& server, const Submission& submission);

// Connects, logs in and says goodbye; Accepted when that works.
SubmissionOutcome check_submission_server(const MailServer& server, Milliseconds timeout);

}  // namespace aplomb::net
