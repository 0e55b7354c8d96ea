#include "desk/changes.h"

#include <algorithm>

#include "desk/heat.h"
#include "desk/standards.h"

namespace aplomb::desk {
namespace {

constexpr std::size_t subject_max = 80;
constexpr std::size_t preview_max = 140;

void set_due(Case& value, const Channel& channel) {
    value.due_at = value.waiting_since
                       ? std::optional(*value.waiting_since + answer_within(channel.kind))
                       : std::nullopt;
    value.heat_key = heat_key(value);
}

void show(Case& value, const Message& message) {
    if (value.preview_at && *value.preview_at > message.at) return;
    value.preview = first_line(message.text.empty() ? message.subject : message.text, preview_max);
    value.preview_direction = message.direction;
    value.preview_at = message.at;
}

std::string subject_of(const Message& message) {
    return first_line(message.subject.empty() ? message.text : message.subject, subject_max);
}

}  // namespace

bool has_left(const Message& message) {
    return message.state == MessageState::Accepted || message.state == MessageState::Delivered ||
           message.state == MessageState::Received;
}

std::string first_line(std::string_view text, std::size_t max) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    text.remove_prefix(start);
    text = text.substr(0, text.find_first_of("\r\n"));
    std::size_t points = 0;
    std::size_t last_space = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) == 0x80U) continue;
        if (points == max) {
            return std::string(text.substr(0, last_space > 0 ? last_space : i)) + "…";
        }
        if (text[i] == ' ' && points > max / 2) last_space = i;
        ++points;
    }
    return std::string(text);
}

Case open_case(const Message& first, const triage::Assessment& assessment, const Channel& channel,
               std::int64_t reach, Timestamp now) {
    Case value;
    value.channel_id = first.channel_id;
    value.visibility = first.visibility;
    value.first_in_at = first.at;
    value.created_at = now;
    value.kind = assessment.kind;
    value.specificity = assessment.specificity;
    value.severity = assessment.severity;
    value.status = first.automatic || first.direction == Direction::Out ? CaseStatus::Waiting
                                                                        : CaseStatus::Open;
    if (first.direction == Direction::In) {
        hear(value, first, assessment, channel, reach, now);
    } else {
        value.subject = subject_of(first);
        answered(value, first, now);
        ++value.message_count;
    }
    return value;
}

void hear(Case& value, const Message& message, const triage::Assessment& assessment,
          const Channel& channel, std::int64_t reach, Timestamp now) {
    ++value.message_count;
    value.updated_at = now;
    value.reach = std::max(value.reach, reach);
    show(value, message);
    if (value.subject.empty() || message.at < value.first_in_at)
        value.subject = subject_of(message);
    value.first_in_at = std::min(value.first_in_at, message.at);
    value.last_in_at = std::max(value.last_in_at.value_or(message.at), message.at);
    if (message.automatic) return;
    if (message.from == Speaker::Other) ++value.others;

    // Raise, never lower: a calm second message does not make a grave first one light.
    value.severity = std::max(value.severity, assessment.severity);
    if (value.kind == CaseKind::Other) value.kind = assessment.kind;
    if (assessment.specificity == Specificity::Specific) value.specificity = Specificity::Specific;
    value.waiting_since = std::min(value.waiting_since.value_or(message.at), message.at);
    value.status = CaseStatus::Open;
    value.snooze_until.reset();
    set_due(value, channel);
}

void note_ours(Case& value, const Message& message, Timestamp now) {
    ++value.message_count;
    value.updated_at = now;
    show(value, message);
}

void answered(Case& value, const Message& message, Timestamp now) {
    value.updated_at = now;
    show(value, message);
    // An automatic acknowledgement is no answer: the customer waits for a person.
    if (message.automatic) return;
    value.last_out_at = std::max(value.last_out_at.value_or(message.at), message.at);
    // An answer written before their newest word does not answer it.
    if (value.last_in_at && *value.last_in_at > message.at) return;
    value.waiting_since.reset();
    value.due_at.reset();
    if (value.status == CaseStatus::Open) value.status = CaseStatus::Waiting;
    value.heat_key = heat_key(value);
}

void unanswered(Case& value, const Channel& channel, Timestamp now) {
    value.updated_at = now;
    if (!value.last_in_at) return;
    if (value.status == CaseStatus::Waiting) value.status = CaseStatus::Open;
    if (!value.waiting_since) value.waiting_since = value.last_in_at;
    set_due(value, channel);
}

void absorb(Case& into, const Case& from, Timestamp now) {
    into.message_count += from.message_count;
    into.updated_at = now;
    into.severity = std::max(into.severity, from.severity);
    into.reach = std::max(into.reach, from.reach);
    into.others += from.others;
    if (from.at_fault.value_or(false)) into.at_fault = true;
    // A complaint stays one, whatever else they asked.
    if (from.kind == CaseKind::Complaint) into.kind = CaseKind::Complaint;
    if (into.no_offer_reason.empty()) into.no_offer_reason = from.no_offer_reason;
    into.first_in_at = std::min(into.first_in_at, from.first_in_at);
    if (from.last_in_at)
        into.last_in_at = std::max(into.last_in_at.value_or(*from.last_in_at), *from.last_in_at);
    if (from.last_out_at)
        into.last_out_at =
            std::max(into.last_out_at.value_or(*from.last_out_at), *from.last_out_at);
    if (from.preview_at && (!into.preview_at || *into.preview_at < *from.preview_at)) {
        into.preview = from.preview;
        into.preview_direction = from.preview_direction;
        into.preview_at = from.preview_at;
    }
    if (from.waiting_since) {
        into.waiting_since =
            std::min(into.waiting_since.value_or(*from.waiting_since), *from.waiting_since);
        into.due_at = from.due_at && into.due_at ? std::min(*into.due_at, *from.due_at)
                                                 : (into.due_at ? into.due_at : from.due_at);
        into.status = CaseStatus::Open;
    }
    into.heat_key = heat_key(into);
}

}  // namespace aplomb::desk
