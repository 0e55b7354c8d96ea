#include "channels/mastodon/statuses.h"

#include <fmt/format.h>

#include "base/http.h"
#include "channels/json_fields.h"
#include "text/html.h"

namespace aplomb::channels::fediverse {
namespace {

constexpr std::size_t attachments_max = 16;

// The platform says "image"; which one shows in the name of the file.
std::string media_type(const std::string& kind, std::string_view url) {
    url = url.substr(0, url.find('?'));
    for (const auto& [ending, type] :
         {std::pair<std::string_view, std::string_view>{".png", "image/png"},
          {".jpg", "image/jpeg"},
          {".jpeg", "image/jpeg"},
          {".gif", "image/gif"},
          {".webp", "image/webp"},
          {".mp4", "video/mp4"},
          {".webm", "video/webm"},
          {".mp3", "audio/mpeg"}}) {
        if (url.ends_with(ending)) return std::string(type);
    }
    if (kind == "gifv") return "video/mp4";
    return kind.empty() || kind == "unknown" ? "application/octet-stream" : kind + "/*";
}

std::vector<Attachment> attachments_of(const json::value& status) {
    std::vector<Attachment> out;
    const json::array* list = list_at(status, {"media_attachments"});
    for (std::size_t i = 0; list != nullptr && i < list->size() && i < attachments_max; ++i) {
        std::string url = text_at((*list)[i], {"url"});
        if (url.empty()) url = text_at((*list)[i], {"remote_url"});
        if (!url.starts_with("https://") && !url.starts_with("http://")) continue;
        std::string type = media_type(text_at((*list)[i], {"type"}), url);
        out.push_back({std::move(url), std::move(type), text_at((*list)[i], {"description"})});
    }
    return out;
}

}  // namespace

std::vector<RawEvent> raw_status(const json::value& status) {
    std::vector<RawEvent> out;
    const std::string id = text_at(status, {"id"});
    if (id.empty()) return out;
    const std::string body = json::serialize(status);
    out.push_back({id, "message.created", {}, body});
    const std::string edited = text_at(status, {"edited_at"});
    if (!edited.empty()) out.push_back({id, "message.edited", edited, body});
    return out;
}

RawEvent raw_deletion(std::string_view id) {
    return {std::string(id), "message.deleted", {}, json::serialize(json::object{{"id", id}})};
}

bool is_newer(std::string_view id, std::string_view than) {
    return id.size() != than.size() ? id.size() > than.size() : id > than;
}

std::string own_id(const Account& account) {
    return text_at(json::value(account.state), {"me", "id"});
}

bool concerns(const json::value& status, std::string_view own) {
    if (text_at(status, {"account", "id"}) == own) {
        return !text_at(status, {"in_reply_to_id"}).empty();
    }
    const json::array* mentions = list_at(status, {"mentions"});
    for (std::size_t i = 0; mentions != nullptr && i < mentions->size(); ++i) {
        if (text_at((*mentions)[i], {"id"}) == own) return true;
    }
    return false;
}

StatusRef read_status_ref(std::string_view platform_ref) {
    const auto value = parse_json(platform_ref);
    if (!value) return {};
    return {text_at(*value, {"acct"}), text_at(*value, {"visibility"})};
}

std::string status_ref_of(const json::value& status) {
    return json::serialize(json::object{{"acct", text_at(status, {"account", "acct"})},
                                        {"visibility", text_at(status, {"visibility"})},
                                        {"url", text_at(status, {"url"})}});
}

std::string words_of(const json::value& status) {
    const std::string warning = text_at(status, {"spoiler_text"});
    const std::string words = text::html_to_text(text_at(status, {"content"}));
    if (warning.empty()) return words;
    return words.empty() ? warning : warning + "\n\n" + words;
}

Result<std::vector<InboundEvent>> parse_status(const Account& account, const RawEvent& raw) {
    const json::value status = TRY(parse_json(raw.body));
    InboundEvent event;
    event.external_id = text_at(status, {"id"});
    if (event.external_id.empty()) return fail(ErrorKind::Invalid, "the post has no id", "/id");
    std::vector<InboundEvent> events;
    if (raw.kind == "message.deleted") {
        event.kind = InboundKind::MessageDeleted;
        events.push_back(std::move(event));
        return events;
    }
    const auto created = time_at(status, {"created_at"});
    event.at = created.value_or(Timestamp{});
    if (raw.kind == "message.edited") {
        event.kind = InboundKind::MessageEdited;
        event.at = time_at(status, {"edited_at"}).value_or(event.at);
    }
    event.author.id = text_at(status, {"account", "id"});
    if (event.author.id.empty()) {
        return fail(ErrorKind::Invalid, "the post names no author", "/account/id");
    }
    event.author.handle = "@" + text_at(status, {"account", "acct"});
    event.author.name = text_at(status, {"account", "display_name"});
    if (event.author.name.empty()) event.author.name = text_at(status, {"account", "username"});
    event.author.followers = whole_at(status, {"account", "followers_count"});
    const std::string visibility = text_at(status, {"visibility"});
    // An unknown word is taken for the narrower.
    event.visibility = visibility == "public" || visibility == "unlisted" ? Visibility::Public
                                                                          : Visibility::Private;
    const std::string parent = text_at(status, {"in_reply_to_id"});
    if (parent.empty()) {
        event.thread_id = event.external_id;
    } else {
        event.parents.push_back(parent);
    }
    event.from_us = event.author.id == own_id(account);
    event.text = words_of(status);
    event.language = text_at(status, {"language"});
    event.attachments = attachments_of(status);
    event.automatic = flag_at(status, {"account", "bot"}) && !event.from_us;
    event.platform_ref = status_ref_of(status);
    events.push_back(std::move(event));
    return events;
}

}  // namespace aplomb::channels::fediverse
