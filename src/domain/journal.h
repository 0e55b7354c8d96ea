// What happened, for the screens (events) and for the record (audit).
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

enum class ScreenEventKind {
    CaseCreated,
    CaseUpdated,
    MessageCreated,
    MessageUpdated,
    ChannelUpdated,
};

std::string_view name_of(ScreenEventKind kind);  // "case.created" …
std::optional<ScreenEventKind> screen_event_kind_from(std::string_view name);

// Says only that something changed; what the screen gets is rendered fresh from the store.
struct ScreenEvent {
    EventId id;
    Timestamp at;
    ScreenEventKind kind = ScreenEventKind::CaseUpdated;
    std::optional<CaseId> case_id;
    std::optional<MessageId> message_id;
    std::optional<ChannelId> channel_id;
};

struct AuditEntry {
    AuditId id;
    Timestamp at;
    std::string actor_kind;  // "user", "token", "cli", "desk"
    std::string actor_id;
    std::string actor_name;
    std::string action;   // "reply.sent", "reply.overridden", "channel.added" …
    std::string subject;  // "case:12", "message:40", "channel:3"
    json::object detail;
};

}  // namespace aplomb
