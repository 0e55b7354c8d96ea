#include "desk/steering.h"

#include <algorithm>

#include "desk/changes.h"
#include "desk/heat.h"
#include "desk/standards.h"

namespace aplomb::desk {
namespace {

constexpr std::size_t steered_preview_max = 140;

// An open case waits for us: since their unanswered word, or since now when there is none.
void begin_waiting(Case& value, const Channel& channel, Timestamp now) {
    const bool unanswered_word =
        value.last_in_at && (!value.last_out_at || *value.last_out_at < *value.last_in_at);
    if (!value.waiting_since) value.waiting_since = unanswered_word ? *value.last_in_at : now;
    value.due_at = *value.waiting_since + answer_within(channel.kind);
}

}  // namespace

Result<> set_status(Case& value, CaseStatus status, std::optional<Timestamp> snooze_until,
                    const Channel& channel, Timestamp now) {
    if (value.status == CaseStatus::Merged || status == CaseStatus::Merged) {
        return fail(ErrorKind::Invalid, "a merged case lives on in the other one", "/status");
    }
    if (status == CaseStatus::Snoozed && (!snooze_until || *snooze_until <= now)) {
        return fail(ErrorKind::Invalid, "say until when to put it off, a time to come",
                    "/snooze_until");
    }
    value.status = status;
    value.updated_at = now;
    value.snooze_until = status == CaseStatus::Snoozed ? snooze_until : std::nullopt;
    if (status == CaseStatus::Open) {
        begin_waiting(value, channel, now);
    } else if (status != CaseStatus::Snoozed) {
        value.waiting_since.reset();
        value.due_at.reset();
    }
    value.heat_key = heat_key(value);
    return {};
}

void set_severity(Case& value, int severity) {
    value.severity = severity;
    value.heat_key = heat_key(value);
}

void preview_again(Case& value, const std::vector<Message>& thread, Timestamp now) {
    value.updated_at = now;
    value.preview.clear();
    value.preview_at.reset();
    for (const Message& message : thread) {
        if (message.deleted_at || message.state == MessageState::Cancelled) continue;
        if (value.preview_at && *value.preview_at > message.at) continue;
        value.preview =
            first_line(message.text.empty() ? message.subject : message.text, steered_preview_max);
        value.preview_direction = message.direction;
        value.preview_at = message.at;
    }
}

}  // namespace aplomb::desk
