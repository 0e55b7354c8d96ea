// What a connector understood from a raw event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/message.h"

namespace aplomb {

enum class InboundKind {
    MessageCreated,
    MessageEdited,
    MessageDeleted,
    ReviewCreated,
    ReviewEdited,
    DeliveryUpdated,
};

struct InboundAuthor {
    std::string id;  // the platform's id of the account
    std::string handle;
    std::string name;
    std::optional<std::int64_t> followers;
    std::string time_zone;
};

struct InboundEvent {
    InboundKind kind = InboundKind::MessageCreated;
    std::string external_id;
    // The platform's thread. Empty when it has no such thing: then `parents` decide, and a message
    // without parents begins a thread of its own external_id.
    std::string thread_id;
    // External ids of what it may answer, best first (one for most platforms; an e-mail's
    // In-Reply-To and References).
    std::vector<std::string> parents;
    // A conversation of ours that the event itself proves, such as a signed plus-address.
    std::optional<ConversationId> conversation_hint;
    Visibility visibility = Visibility::Public;
    Timestamp at;  // zero when the platform does not say: the receipt's time stands in
    InboundAuthor author;
    bool from_us = false;  // written by the connected account itself
    std::string send_key;  // our own idempotency key, where the echo carries it
    std::string text;
    std::string html;  // sanitised
    std::string subject;
    std::string language;
    std::optional<int> rating;
    std::vector<Attachment> attachments;
    std::string platform_ref;
    std::optional<Timestamp> answer_until;  // when the platform takes no answer any more
    bool automatic = false;
    // Not for us: counted in the ledger as ignored for this reason (a like, a share, spam folder).
    std::string ignore_because;
    // DeliveryUpdated: what became of our message `external_id` (or `send_key`).
    MessageState delivery = MessageState::Delivered;
    std::string delivery_detail;
};

}  // namespace aplomb
