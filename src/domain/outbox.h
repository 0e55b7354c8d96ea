// One row for one reply on its way out.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/message.h"

namespace aplomb {

struct OutboxRow {
    OutboxId id;
    MessageId message_id;
    ChannelId channel_id;
    std::string key;  // Message::send_key
    MessageState state = MessageState::Queued;
    Timestamp not_before;
    int attempts = 0;
    int look_ups = 0;  // how often we looked for it over there since it became unknown
    std::optional<Timestamp> lease_until;
    std::optional<Timestamp> tried_at;  // last handed to the platform
    std::string last_error;
    // The customer's newest message the author had seen: a newer one stops the reply.
    std::optional<MessageId> seen_message_id;
    // Held for the night rather than for undo: shown differently, re-checked the same.
    std::string held_because;
    // Sleeps until somebody changes its channel, which is stopped, or until it is given up.
    bool channel_stopped = false;
    // Since when it has been due, the night it was held for left out: a day later it is given up.
    Timestamp created_at;
};

}  // namespace aplomb
