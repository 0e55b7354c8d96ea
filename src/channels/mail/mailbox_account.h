// A connected mailbox: its settings, and the marks it puts on what it sends so that it recognises
// answers, its own copies and reports about them.
//
// Marks are signed with the account's `link_key`, so that nobody can write into a case, or pass a
// mail off as ours, by guessing numbers: a conversation's reply address is
// support+cNUMBER.MAC@shop.example, and a Message-ID of ours is aplomb.RANDOM.MAC@shop.example.
// Letters are lower case throughout, because mail servers may change the case of an address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "channels/connector.h"

namespace aplomb::channels::mail {

struct MailboxAccount {
    std::string address;  // lower case
    std::string local;
    std::string domain;
    std::string name;
    std::string mailbox;
    std::string link_key;
    bool plus_addressing = true;
    Milliseconds proof_grace{60'000};

    static MailboxAccount of(const Account& account);

    // support+DETAIL@domain, or the plain address when plus-addressing is off.
    [[nodiscard]] std::string with_detail(std::string_view detail) const;
    // Our address, whatever stands behind its plus sign.
    [[nodiscard]] bool is_ours(std::string_view given) const;

    [[nodiscard]] std::string reply_address(ConversationId conversation) const;
    [[nodiscard]] std::optional<ConversationId> conversation_in(std::string_view given) const;

    [[nodiscard]] std::string make_message_id(Random& random) const;
    [[nodiscard]] bool made_message_id(std::string_view id) const;
    // The first id of ours anywhere in `text`: bounces quote the mail they are about.
    [[nodiscard]] std::string own_message_id_in(std::string_view text) const;
};

Result<> configure_mailbox(json::object& settings, json::object& secrets);
std::optional<MailServers> mail_servers_of(const Account& account);

}  // namespace aplomb::channels::mail
