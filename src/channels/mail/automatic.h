// Mail that no person wrote to us: answering it could start a loop, and nobody waits for an answer.
// Sources: RFC 3834 (Auto-Submitted), RFC 2919/2369 (lists), RFC 5321 (null return path) and the
// fields programs use besides (connectors/email.md, "Automatic mail").
#pragma once

#include "channels/mail/headers.h"
#include "channels/mail/mime.h"

namespace aplomb::channels::mail {

bool is_automatic(const HeaderFields& fields, const MailContent& content);

// Comes from a mail system about a mail, rather than from somebody.
bool is_from_mail_system(const HeaderFields& fields, const MailContent& content);

// "noreply@" and the like: whoever stands in Reply-To is the one who writes.
bool is_no_reply_address(std::string_view address);

}  // namespace aplomb::channels::mail
