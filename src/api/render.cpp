#include "api/render.h"

#include <functional>

#include "desk/heat.h"

namespace aplomb::api {
namespace {

json::value number_or_null(const std::optional<std::int64_t>& number) {
    return number ? json::value(*number) : json::value();
}

json::value last_message(const Case& value) {
    if (!value.preview_at) return {};
    return json::object{{"text", value.preview},
                        {"direction", name_of(value.preview_direction)},
                        {"at", to_rfc3339(*value.preview_at)}};
}

std::string_view name_of_speaker(Speaker from) {
    switch (from) {
        case Speaker::Customer:
            return "customer";
        case Speaker::Us:
            return "us";
        case Speaker::Other:
            return "other";
    }
    return "other";
}

json::value detail_text(const json::object& detail, std::string_view key) {
    const json::value* value = detail.if_contains(key);
    return value == nullptr ? json::value("") : *value;
}

// What became of promises, approvals, offers, calls and clocks, said plainly; empty for the rest.
std::string sentence_of_desk(std::string_view action, const std::string& who,
                             const std::function<std::string(std::string_view)>& text) {
    if (action == "case.handed_over") {
        return "Handed over from " + text("from") + " to " + text("to") + ", because " +
               text("why") + ". " + text("summary");
    }
    if (action == "case.reopened") return "Open again. " + text("why");
    if (action == "case.escalated") return "Escalated to " + text("to");
    if (action == "clock.warned") return "The answer is due soon: " + text("due_at");
    if (action == "clock.breached") return "Overdue since " + text("due_at");
    if (action == "promise.made") return "We promised: “" + text("promise") + "”";
    if (action == "promise.broken") return "We broke our word: “" + text("promise") + "”";
    if (action == "promise.escalated") return "A broken promise went up to " + text("to");
    if (action.starts_with("promise.") && !text("promise").empty()) {
        return "Promise " + std::string(action.substr(8)) + ": “" + text("promise") + "”";
    }
    if (action == "approval.asked") return text("author") + " asks for a yes: " + text("why");
    if (action == "approval.given") return who + " approved";
    if (action == "approval.refused") return who + " did not approve: " + text("reason");
    if (action == "approval.void") return "An approval is void. " + text("why");
    if (action == "approval.expired") return "Nobody approved in time";
    if (action == "approval.delegated") {
        return text("to") + " is asked for the yes now, not " + text("from");
    }
    if (action == "recovery.reached") return "They were reached";
    if (action == "recovery.resolved") return "What they complained of is mended";
    if (action == "recovery.set_back") return "They are less content again";
    if (action == "recovery.ended") return "What they wrote in public: " + text("outcome");
    if (action.starts_with("offer.") && !text("offer").empty()) {
        return "Offer " + std::string(action.substr(6)) + ": " + text("offer");
    }
    if (action == "call.booked") return "A call is booked for " + text("due_at");
    if (action == "call.missed") return "A call was missed that was due " + text("due_at");
    if (action == "call.done") return "Called: " + text("outcome");
    return {};
}

// One plain sentence for the timeline.
std::string sentence_for(const AuditEntry& entry) {
    const std::string who = entry.actor_name.empty() ? "The desk" : entry.actor_name;
    const auto text = [&](std::string_view key) {
        const json::value value = detail_text(entry.detail, key);
        return value.is_string() ? std::string(value.as_string()) : std::string{};
    };
    if (entry.action == "reply.overridden") {
        return who + " let “" + text("rule") + "” stand: " + text("reason");
    }
    if (entry.action == "reply.queued") return who + " answered";
    if (entry.action == "reply.cancelled") return who + " took an answer back";
    if (entry.action == "reply.retried") return who + " sent an answer again";
    if (entry.action == "case.changed") {
        std::string out = who + " changed ";
        bool first = true;
        for (const auto& field : entry.detail) {
            out += std::string(first ? "" : ", ") + std::string(field.key());
            if (field.value().is_string()) {
                out += " to " + std::string(field.value().get_string());
            }
            first = false;
        }
        return out;
    }
    if (const std::string told = sentence_of_desk(entry.action, who, text); !told.empty()) {
        return told;
    }
    return who + ": " + entry.action;
}

}  // namespace

json::value time_or_null(const std::optional<Timestamp>& time) {
    return time ? json::value(to_rfc3339(*time)) : json::value();
}

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value() : json::value(text);
}

json::object render(const store::CaseRow& row, Timestamp now) {
    const Case& value = row.case_;
    json::object out;
    out["id"] = value.id.text();
    out["status"] = name_of(value.status);
    out["kind"] = name_of(value.kind);
    out["specificity"] = name_of(value.specificity);
    out["severity"] = value.severity;
    out["fiasco"] = desk::heat(value, now);
    out["subject"] = text_or_null(value.subject);
    out["customer"] = json::object{{"id", value.customer_id.text()},
                                   {"name", row.customer_name},
                                   {"handle", text_or_null(row.customer_handle)},
                                   {"followers", number_or_null(row.customer_followers)}};
    out["channel"] = json::object{
        {"id", value.channel_id.text()}, {"kind", row.channel_kind}, {"name", row.channel_name}};
    out["visibility"] = name_of(value.visibility);
    out["owner"] =
        value.owner_id
            ? json::value(json::object{{"id", value.owner_id->text()}, {"name", row.owner_name}})
            : json::value();
    out["due_at"] = time_or_null(value.due_at);
    out["snooze_until"] = time_or_null(value.snooze_until);
    out["first_in_at"] = to_rfc3339(value.first_in_at);
    out["last_in_at"] = time_or_null(value.last_in_at);
    out["last_out_at"] = time_or_null(value.last_out_at);
    out["last_message"] = last_message(value);
    out["message_count"] = value.message_count;
    out["merged_into"] = value.merged_into ? json::value(value.merged_into->text()) : json::value();
    out["version"] = value.version;
    out["updated_at"] = to_rfc3339(value.updated_at);
    return out;
}

json::object render(const Message& message) {
    json::object out;
    out["type"] = "message";
    out["id"] = message.id.text();
    out["channel_id"] = message.channel_id.text();
    out["external_id"] = text_or_null(message.external_id);
    out["conversation_id"] = message.conversation_id.text();
    out["case_id"] = message.case_id.text();
    out["direction"] = name_of(message.direction);
    out["visibility"] = name_of(message.visibility);
    out["at"] = to_rfc3339(message.at);
    out["author"] = json::object{
        {"name", text_or_null(message.author_name)},
        {"handle", text_or_null(message.author_handle)},
        {"user_id", message.user_id ? json::value(message.user_id->text()) : json::value()}};
    out["from"] = name_of_speaker(message.from);
    out["text"] = message.text;
    out["html"] = text_or_null(message.html);
    out["subject"] = text_or_null(message.subject);
    out["language"] = text_or_null(message.language);
    out["rating"] = message.rating ? json::value(*message.rating) : json::value();
    json::array attachments;
    for (const Attachment& attachment : message.attachments) {
        attachments.push_back(json::object{{"url", attachment.url},
                                           {"type", attachment.type},
                                           {"name", text_or_null(attachment.name)}});
    }
    out["attachments"] = std::move(attachments);
    out["edited_at"] = time_or_null(message.edited_at);
    out["deleted_at"] = time_or_null(message.deleted_at);
    const bool ours = message.direction == Direction::Out;
    out["state"] = ours && message.state != MessageState::Received
                       ? json::value(name_of(message.state))
                       : json::value();
    out["send_at"] =
        message.state == MessageState::Held ? time_or_null(message.send_at) : json::value();
    out["error"] = text_or_null(message.error);
    return out;
}

json::object render_happening(const AuditEntry& entry) {
    json::object out;
    out["type"] = "event";
    out["id"] = entry.id.text();
    out["at"] = to_rfc3339(entry.at);
    out["kind"] = entry.action;
    out["text"] = sentence_for(entry);
    out["actor"] = entry.actor_name.empty() ? json::value()
                                            : json::value(json::object{{"name", entry.actor_name}});
    return out;
}

json::object render(const AuditEntry& entry) {
    json::object out;
    out["id"] = entry.id.text();
    out["at"] = to_rfc3339(entry.at);
    out["actor"] = json::object{{"kind", entry.actor_kind},
                                {"id", text_or_null(entry.actor_id)},
                                {"name", text_or_null(entry.actor_name)}};
    out["action"] = entry.action;
    out["subject"] = text_or_null(entry.subject);
    out["detail"] = entry.detail;
    return out;
}

json::object render(const User& user) {
    json::object out;
    out["id"] = user.id.text();
    out["name"] = user.name;
    out["email"] = user.email;
    out["role"] = name_of(user.role);
    out["seniority"] = static_cast<int>(seniority_of(user.role));
    out["disabled"] = user.disabled;
    out["created_at"] = to_rfc3339(user.created_at);
    return out;
}

json::object channel_ref(const Channel& channel) {
    return {{"id", channel.id.text()}, {"kind", channel.kind}, {"name", channel.name}};
}

json::value render(const desk::ChannelAdmin::Limit& limit) {
    if (limit.max == 0) return {};
    return json::object{{"max", limit.max}, {"unit", limit.unit}};
}

json::object render(const Channel& channel, const desk::ChannelAdmin& admin) {
    json::object out = channel_ref(channel);
    const desk::ChannelAdmin::Health health = admin.health(channel);
    out["state"] = name_of(channel.state);
    out["health"] = json::object{{"ok", health.ok}, {"detail", text_or_null(health.detail)}};
    out["settings"] = channel.settings;
    out["created_at"] = to_rfc3339(channel.created_at);
    out["limit"] = render(admin.limit(channel, usual_visibility(channel.kind)));
    return out;
}

json::object render_dead_letter(const Receipt& receipt) {
    return {{"id", receipt.id.text()},
            {"channel_id", receipt.channel_id.text()},
            {"external_id", text_or_null(receipt.event.external_id)},
            {"kind", receipt.event.kind},
            {"received_at", to_rfc3339(receipt.received_at)},
            {"reason", receipt.reason}};
}

}  // namespace aplomb::api
