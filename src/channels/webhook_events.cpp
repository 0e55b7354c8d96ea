#include "channels/webhook_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/crypto.h"

namespace aplomb::channels {
namespace {

constexpr std::size_t body_bytes_max = 1024 * 1024;
constexpr std::size_t text_bytes_max = 256 * 1024;
constexpr std::size_t id_bytes_max = 500;
constexpr std::size_t url_bytes_max = 4096;
constexpr std::size_t attachments_max = 20;

constexpr std::array<std::pair<std::string_view, InboundKind>, 6> kinds{{
    {"message.created", InboundKind::MessageCreated},
    {"message.edited", InboundKind::MessageEdited},
    {"message.deleted", InboundKind::MessageDeleted},
    {"review.created", InboundKind::ReviewCreated},
    {"review.edited", InboundKind::ReviewEdited},
    {"delivery.updated", InboundKind::DeliveryUpdated},
}};

std::string_view name_of_kind(InboundKind kind) {
    return std::find_if(kinds.begin(), kinds.end(),
                        [&](auto& entry) { return entry.second == kind; })
        ->first;
}

// NUL cannot be stored as text everywhere, and nobody ever means it.
std::string without_nul(std::string text) {
    std::erase(text, '\0');
    return text;
}

std::string short_text(ObjectReader& reader, std::string_view key, std::size_t bytes_max) {
    std::string text = without_nul(reader.text(key).value_or(""));
    if (text.size() > bytes_max) {
        reader.reject(key, fmt::format("\"{}\" is longer than {} bytes", key, bytes_max));
        return {};
    }
    return text;
}

Result<InboundAuthor> read_author(const json::value* value, std::string where, bool& is_us) {
    InboundAuthor author;
    if (value == nullptr) return author;
    ObjectReader reader(*value, std::move(where));
    author.id = short_text(reader, "id", id_bytes_max);
    author.handle = short_text(reader, "handle", id_bytes_max);
    author.name = short_text(reader, "name", id_bytes_max);
    author.followers = reader.integer("followers", 0);
    author.time_zone = short_text(reader, "time_zone", 64);
    is_us = is_us || reader.flag("is_us").value_or(false);
    TRY(reader.done(UnknownKeys::Ignore));
    return author;
}

Result<Attachment> read_attachment(const json::value& value, std::string where) {
    Attachment attachment;
    ObjectReader reader(value, std::move(where));
    attachment.url = reader.required_text("url");
    if (!attachment.url.starts_with("https://") && !attachment.url.starts_with("http://")) {
        reader.reject("url", "\"url\" must begin with https:// or http://");
    }
    if (attachment.url.size() > url_bytes_max || attachment.url.find('\0') != std::string::npos) {
        reader.reject("url", fmt::format("\"url\" is longer than {} bytes", url_bytes_max));
    }
    attachment.type = short_text(reader, "type", 200);
    attachment.name = short_text(reader, "name", 500);
    TRY(reader.done(UnknownKeys::Ignore));
    return attachment;
}

Result<std::vector<Attachment>> read_attachments(ObjectReader& reader) {
    std::vector<Attachment> attachments;
    const json::array* list = reader.list("attachments");
    if (list == nullptr) return attachments;
    if (list->size() > attachments_max) {
        return fail(ErrorKind::Invalid, fmt::format("at most {} attachments", attachments_max),
                    reader.where("attachments"));
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        attachments.push_back(
            TRY(read_attachment((*list)[i], fmt::format("{}/{}", reader.where("attachments"), i))));
    }
    return attachments;
}

InboundKind read_kind(ObjectReader& reader) {
    const std::string type = reader.required_text("type");
    std::vector<std::string_view> names;
    for (const auto& [name, kind] : kinds) {
        if (type == name) return kind;
        names.push_back(name);
    }
    const auto close = nearest(type, names);
    reader.reject("type", close ? fmt::format("\"type\" cannot be \"{}\"; did you mean \"{}\"?",
                                              type.substr(0, 40), *close)
                                : fmt::format("\"type\" cannot be \"{}\"; it is one of {}",
                                              type.substr(0, 40), fmt::join(names, ", ")));
    return InboundKind::MessageCreated;
}

void read_delivery(ObjectReader& reader, InboundEvent& event) {
    const auto state =
        reader.one_of<MessageState>("status", {{"delivered", MessageState::Delivered},
                                               {"read", MessageState::Delivered},
                                               {"failed", MessageState::Failed}});
    if (!state && !reader.failed()) reader.reject("status", "\"status\" is missing");
    event.delivery = state.value_or(MessageState::Delivered);
    event.delivery_detail = short_text(reader, "reason", 2000);
}

// Somebody nobody named is at least the same nobody within one thread.
void name_the_nameless(InboundEvent& event) {
    if (!event.author.id.empty()) return;
    if (!event.author.handle.empty()) {
        event.author.id = event.author.handle;
    } else {
        event.author.id =
            "anonymous:" + (event.thread_id.empty() ? event.external_id : event.thread_id);
    }
}

bool is_review(InboundKind kind) {
    return kind == InboundKind::ReviewCreated || kind == InboundKind::ReviewEdited;
}

// What sets apart two events of one kind about one id: an edit by its time and words, a delivery
// report by what it says. Everything else happens once.
std::string revision_of(const InboundEvent& event, std::string_view status) {
    switch (event.kind) {
        case InboundKind::MessageEdited:
        case InboundKind::ReviewEdited: {
            const std::string words = event.text + '\n' + std::to_string(event.rating.value_or(0));
            const std::string hash = crypto::to_hex(crypto::sha256(words)).substr(0, 12);
            return event.at == Timestamp{} ? hash : to_rfc3339(event.at) + "-" + hash;
        }
        case InboundKind::DeliveryUpdated:
            return std::string(status);
        default:
            return {};
    }
}

Result<RawEvent> raw_event(const json::value& value, std::string where, std::string body) {
    const InboundEvent event = TRY(read_webhook_event(value, std::move(where)));
    RawEvent raw;
    raw.external_id = event.external_id;
    raw.kind = name_of_kind(event.kind);
    const json::value* status = value.get_object().if_contains("status");
    const json::string* status_text = status == nullptr ? nullptr : status->if_string();
    raw.revision = revision_of(
        event, status_text == nullptr ? std::string_view{} : std::string_view(*status_text));
    raw.body = std::move(body);
    return raw;
}

}  // namespace

Result<InboundEvent> read_webhook_event(const json::value& value, std::string where) {
    ObjectReader reader(value, std::move(where));
    InboundEvent event;
    event.kind = read_kind(reader);
    event.external_id = reader.required_text("id");
    if (event.external_id.empty() || event.external_id.size() > id_bytes_max ||
        event.external_id.find('\0') != std::string::npos) {
        reader.reject("id", fmt::format("\"id\" must hold 1 to {} bytes of text", id_bytes_max));
    }
    event.at = reader.time("at").value_or(Timestamp{});
    event.send_key = short_text(reader, "reply_id", id_bytes_max);
    if (event.kind == InboundKind::DeliveryUpdated) {
        read_delivery(reader, event);
        TRY(reader.done(UnknownKeys::Ignore));
        event.from_us = true;
        return event;
    }
    event.thread_id = short_text(reader, "thread_id", id_bytes_max);
    const std::string parent = short_text(reader, "parent_id", id_bytes_max);
    if (!parent.empty()) event.parents.push_back(parent);
    event.visibility =
        reader
            .one_of<Visibility>("visibility",
                                {{"public", Visibility::Public}, {"private", Visibility::Private}})
            .value_or(is_review(event.kind) ? Visibility::Public : usual_visibility("webhook"));
    event.text = short_text(reader, "text", text_bytes_max);
    event.subject = short_text(reader, "subject", 2000);
    event.language = short_text(reader, "lang", 35);
    if (const auto rating = reader.integer("rating", 1, 5))
        event.rating = static_cast<int>(*rating);
    event.from_us = reader.text("from").value_or("") == "us";
    event.automatic = reader.flag("automatic").value_or(false);
    event.answer_until = reader.time("answer_until");
    const json::value* author = reader.any("author");
    TRY(reader.done(UnknownKeys::Ignore));
    event.author = TRY(read_author(author, reader.where("author"), event.from_us));
    event.attachments = TRY(read_attachments(reader));
    TRY(reader.done(UnknownKeys::Ignore));
    name_the_nameless(event);
    return event;
}

Result<std::vector<RawEvent>> cut_webhook_body(std::string_view body) {
    if (body.size() > body_bytes_max) {
        return fail(ErrorKind::TooLarge, "a delivery may hold at most 1 MiB");
    }
    const json::value document = TRY(parse_json(body));
    std::vector<RawEvent> events;
    const json::array* list = document.if_array();
    if (list == nullptr) {
        events.push_back(TRY(raw_event(document, {}, std::string(body))));
        return events;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        events.push_back(
            TRY(raw_event((*list)[i], fmt::format("/{}", i), json::serialize((*list)[i]))));
    }
    return events;
}

}  // namespace aplomb::channels
