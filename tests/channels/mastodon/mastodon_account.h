// An account and statuses the Mastodon tests share.
#pragma once

#include "tests/channels/connector_harness.h"

namespace aplomb::channels {

extern const Connector mastodon;

namespace testing {

inline Account mastodon_account(bool known = true) {
    Account account;
    account.id = ChannelId{5};
    account.kind = "mastodon";
    account.settings = {{"instance", "https://social.test"}};
    account.secrets = {{"access_token", "T"}};
    if (known) {
        account.state = {{"me", {{"id", "1"}, {"acct", "shop"}}},
                         {"limits", {{"at", "2026-11-22T14:00:00Z"}, {"characters", 500}}}};
    }
    return account;
}

inline json::object status_of(std::string_view id, std::string_view text = "hello",
                              std::string_view author = "9") {
    return {{"id", id},
            {"created_at", "2026-11-22T14:50:00Z"},
            {"edited_at", nullptr},
            {"in_reply_to_id", nullptr},
            {"visibility", "public"},
            {"spoiler_text", ""},
            {"language", "en"},
            {"content", "<p>" + std::string(text) + "</p>"},
            {"url", "https://social.test/@ana/" + std::string(id)},
            {"account",
             {{"id", author},
              {"acct", author == "1" ? "shop" : "ana@far.test"},
              {"username", "ana"},
              {"display_name", "Ana"},
              {"followers_count", 7}}},
            {"mentions", json::array{{{"id", "1"}, {"acct", "shop"}}}}};
}

}  // namespace testing
}  // namespace aplomb::channels
