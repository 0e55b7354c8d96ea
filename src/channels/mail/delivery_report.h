// What mail systems say about mail of ours (RFC 3462 and 3464).
#pragma once

#include <optional>
#include <string>

#include "channels/mail/headers.h"
#include "channels/mail/mailbox_account.h"
#include "channels/mail/mime.h"
#include "domain/inbound.h"

namespace aplomb::channels::mail {

// A report as the event it is: DeliveryUpdated for a mail of ours, or something to ignore, with the
// reason. `raw` is searched for an id of ours where the report does not name the mail it is about.
// Nothing when this is no report from a mail system.
std::optional<InboundEvent> read_report(const MailboxAccount& account, const HeaderFields& fields,
                                        const MailContent& content, std::string_view raw);

}  // namespace aplomb::channels::mail
