// One thing said, by them or by us, in a conversation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/draft.h"
#include "domain/ids.h"
#include "domain/vocabulary.h"

namespace aplomb {

// The life of something we send. Received messages are `Received` for ever.
enum class MessageState {
    Received,
    Queued,     // leaves when its undo window has passed
    Held,       // leaves at send_at: quiet hours, or scheduled
    Sending,    // handed to the platform, no answer yet
    Accepted,   // the platform took it
    Delivered,  // the platform says it arrived
    Failed,     // it will not go; `error` says why
    Unknown,    // the platform did not answer: being looked up there before anything is sent again
    Cancelled,  // taken back before it left
    AwaitingApproval,  // leaves when somebody senior enough has said yes
};

std::string_view name_of(MessageState state);
std::optional<MessageState> message_state_from(std::string_view name);

struct Attachment {
    std::string url;
    std::string type;  // media type
    std::string name;
};

struct Message {
    MessageId id;
    ConversationId conversation_id;
    CaseId case_id;
    ChannelId channel_id;
    std::string external_id;         // the platform's id; empty until it gave one
    std::string parent_external_id;  // what it answers; empty for none
    Direction direction = Direction::In;
    Visibility visibility = Visibility::Public;
    Speaker from = Speaker::Customer;
    std::optional<IdentityId> identity_id;  // who of them
    std::optional<UserId> user_id;          // who of us, when written in the desk
    std::string author_name;
    std::string author_handle;
    Timestamp at;           // the platform's time for theirs, ours for ours
    Timestamp received_at;  // when we learnt of it
    std::string text;
    std::string html;  // sanitised; empty when the text is all there is
    std::string subject;
    std::string language;
    std::optional<int> rating;  // 1–5, of a review
    std::vector<Attachment> attachments;
    std::string platform_ref;  // the connector's own note, given back to it when we answer
    std::optional<Timestamp> edited_at;
    std::optional<Timestamp> deleted_at;  // a tombstone: text and media are gone
    MessageState state = MessageState::Received;
    std::optional<Timestamp> send_at;
    std::string error;
    std::string send_key;    // ours: idempotency key towards the platform, stable over retries
    bool automatic = false;  // written by a machine: never opens a clock, never answered by one
};

}  // namespace aplomb
