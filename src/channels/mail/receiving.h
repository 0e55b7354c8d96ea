// Mail in: raw bytes to a receipt, and a receipt to what happened.
#pragma once

#include <cstdint>

#include "channels/connector.h"

namespace aplomb::channels::mail {

// Unique by Message-ID; without one by a hash of what stays the same when the same mail is fetched
// again or arrives a second time by another way.
RawEvent receive_mail(const Account& account, std::string_view raw_mail, std::uint32_t uid_validity,
                      std::uint32_t uid);

Result<std::vector<InboundEvent>> parse_mail(const Account& account, const RawEvent& raw);

// The note kept with a received mail, so that it can be answered in its thread.
struct MailRef {
    std::vector<std::string> references;  // oldest first, without the mail itself
    std::string reply_to;                 // where answers go
    std::string subject;
};
MailRef read_mail_ref(std::string_view platform_ref);

}  // namespace aplomb::channels::mail
