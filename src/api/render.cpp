#include "api/render.h"

#include "api/happenings.h"
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
    const bool somebody = entry.actor_kind != "desk" && !entry.actor_name.empty();
    out["actor"] = somebody ? json::value(json::object{{"name", entry.actor_name}}) : json::value();
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
