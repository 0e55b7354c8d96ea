// A connected account on some platform: where customers reach us and where we answer.
#pragma once

#include <string>

#include "base/json.h"
#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

enum class ChannelState {
    Active,
    Paused,          // by a person: nothing is fetched or sent
    NeedsAttention,  // the platform turned us away; `trouble` says why and how to mend it
    Removed,         // kept for its history
};

std::string_view name_of(ChannelState state);
std::optional<ChannelState> channel_state_from(std::string_view name);

struct Channel {
    ChannelId id;
    std::string kind;  // one of the contract's channel names
    std::string name;
    ChannelState state = ChannelState::Active;
    std::string trouble;
    json::object settings;       // what a person configured, no secrets
    std::string sealed_secrets;  // crypto::seal over a JSON object, context "channel:NAME"
    Timestamp created_at;
};

}  // namespace aplomb
