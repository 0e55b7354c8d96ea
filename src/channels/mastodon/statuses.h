// Statuses: as raw events, as inbound events, and what is needed to answer one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channels/connector.h"

namespace aplomb::channels::fediverse {

// A status that has been edited counts twice: as it began to exist, and as this edit.
std::vector<RawEvent> raw_status(const json::value& status);
RawEvent raw_deletion(std::string_view id);

Result<std::vector<InboundEvent>> parse_status(const Account& account, const RawEvent& raw);

// Whether a status that merely passes by is for us: it mentions us, or it is an answer of ours.
bool concerns(const json::value& status, std::string_view own_id);

// Our account's id over there; "" before the first poll.
std::string own_id(const Account& account);

// Ids are opaque, but grow: the longer, then the later in order, is the newer.
bool is_newer(std::string_view id, std::string_view than);

struct StatusRef {
    std::string acct;
    std::string visibility;  // the platform's: public, unlisted, private, direct
};
StatusRef read_status_ref(std::string_view platform_ref);
std::string status_ref_of(const json::value& status);

// What a reader sees: the warning, then the words.
std::string words_of(const json::value& status);

}  // namespace aplomb::channels::fediverse
