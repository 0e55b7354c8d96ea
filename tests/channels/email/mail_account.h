// A mailbox and mails the e-mail tests share.
#pragma once

#include "base/random.h"
#include "channels/mail/mailbox_account.h"
#include "channels/mail/receiving.h"
#include "tests/channels/connector_harness.h"

namespace aplomb::channels {

extern const Connector email;

namespace testing {

inline Account mail_account() {
    Account account;
    account.id = ChannelId{4};
    account.kind = "email";
    account.settings = {{"address", "support@shop.test"},
                        {"sender_name", "Shop, Support"},
                        {"imap", "mail.shop.test:993"},
                        {"smtp", "mail.shop.test:465"}};
    account.secrets = {{"password", "pw"}, {"link_key", "a key for tests"}};
    return account;
}

inline mail::MailboxAccount mailbox() {
    return mail::MailboxAccount::of(mail_account());
}

inline std::string own_id(std::uint64_t seed = 1) {
    SeededRandom random(seed);
    return mailbox().make_message_id(random);
}

// Headers and body with \n line ends, as the test writes them, to a mail.
inline std::string crlf(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

inline InboundEvent read_mail_event(const std::string& raw) {
    const RawEvent event = email.receive_mail(mail_account(), raw, 1, 1);
    const auto events = email.parse(mail_account(), event);
    EXPECT_TRUE(events);
    EXPECT_EQ(events->size(), 1u);
    return events->at(0);
}

}  // namespace testing
}  // namespace aplomb::channels
