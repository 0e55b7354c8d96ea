// Every event from outside is kept raw and durable before it is acknowledged, and ends in exactly
// one state. Unique on (channel, external id, kind, revision).
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

enum class ReceiptState {
    Pending,
    Case,        // became a message of a case
    Merged,      // joined what was there: an edit, a deletion, a delivery report, our own echo
    Ignored,     // `reason` says why
    DeadLetter,  // could not be understood; `reason` says why; can be replayed
};

std::string_view name_of(ReceiptState state);
std::optional<ReceiptState> receipt_state_from(std::string_view name);

// What a connector hands over: the raw bytes of one event and what makes it unique.
struct RawEvent {
    std::string external_id;
    std::string kind;      // "message.created" …
    std::string revision;  // empty unless the same thing can happen to the same id again
    std::string body;
};

struct Receipt {
    ReceiptId id;
    ChannelId channel_id;
    RawEvent event;
    Timestamp received_at;
    ReceiptState state = ReceiptState::Pending;
    std::string reason;
    std::optional<CaseId> case_id;
    std::optional<MessageId> message_id;
};

}  // namespace aplomb
