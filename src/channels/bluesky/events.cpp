#include "channels/bluesky/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "channels/account_settings.h"
#include "channels/json_fields.h"

namespace aplomb::channels::atproto {
namespace {

constexpr std::size_t attachments_max = 20;

std::string with_at_sign(const std::string& handle) {
    return handle.empty() ? handle : "@" + handle;
}

InboundAuthor author_of(const json::value& profile) {
    InboundAuthor author;
    author.id = text_at(profile, {"did"});
    author.handle = with_at_sign(text_at(profile, {"handle"}));
    author.name = text_at(profile, {"displayName"});
    author.followers = whole_at(profile, {"followersCount"});
    return author;
}

bool is_ours(const Account& account, const InboundAuthor& author) {
    const std::string did = text_at(json::value(account.state), {"session", "did"});
    if (!did.empty()) return author.id == did;
    return author.handle == with_at_sign(setting(account, "identifier"));
}

// The official client shortens a long address on screen and keeps the whole of it in the facet; the
// desk shows, searches and answers the whole. From the last to the first, so that the offsets of
// those still to do stay right.
std::string with_whole_addresses(std::string text, const json::value& record) {
    const json::array* facets = list_at(record, {"facets"});
    if (facets == nullptr) return text;
    struct Address {
        std::size_t start;
        std::size_t end;
        std::string uri;
    };
    std::vector<Address> addresses;
    for (const json::value& facet : *facets) {
        const auto start = whole_at(facet, {"index", "byteStart"});
        const auto end = whole_at(facet, {"index", "byteEnd"});
        const json::array* features = list_at(facet, {"features"});
        if (!start || !end || *start < 0 || *end <= *start || features == nullptr) continue;
        const auto size = static_cast<std::int64_t>(text.size());
        if (*end > size || features->empty()) continue;
        std::string uri = text_at(features->front(), {"uri"});
        if (uri.empty() || uri.size() > 2000) continue;
        addresses.push_back(
            {static_cast<std::size_t>(*start), static_cast<std::size_t>(*end), std::move(uri)});
    }
    std::sort(addresses.begin(), addresses.end(),
              [](const Address& a, const Address& b) { return a.start > b.start; });
    std::size_t free_until = text.size();
    for (const Address& address : addresses) {
        const std::string_view shown =
            std::string_view(text).substr(address.start, address.end - address.start);
        const bool shortened = shown.ends_with("...") || shown.ends_with("\u2026");
        if (!shortened || address.end > free_until) continue;
        free_until = address.start;
        text.replace(address.start, address.end - address.start, address.uri);
    }
    return text;
}

std::string blob_address(const Account& account, const std::string& did, const json::value& blob) {
    const std::string cid = text_at(blob, {"ref", "$link"});
    if (cid.empty()) return {};
    return fmt::format("{}/xrpc/com.atproto.sync.getBlob?did={}&cid={}",
                       setting(account, "service", "https://bsky.social"), percent_encode(did),
                       percent_encode(cid));
}

// Pictures and films of the record; with a post view the network's own ready-made addresses.
std::vector<Attachment> attachments_of(const Account& account, const json::value& view,
                                       const std::string& did) {
    std::vector<Attachment> out;
    const auto add = [&](std::string url, std::string type, std::string name) {
        if (!url.empty() && out.size() < attachments_max) {
            out.push_back({std::move(url), std::move(type), std::move(name)});
        }
    };
    const auto add_shown = [&](const json::array* images) {
        for (std::size_t i = 0; images != nullptr && i < images->size(); ++i)
            add(text_at((*images)[i], {"fullsize"}), "image/jpeg", text_at((*images)[i], {"alt"}));
    };
    add_shown(list_at(view, {"embed", "images"}));
    add_shown(list_at(view, {"embed", "media", "images"}));
    if (!out.empty()) return out;
    const auto add_blobs = [&](const json::array* images) {
        for (std::size_t i = 0; images != nullptr && i < images->size(); ++i) {
            const json::value* blob = value_at((*images)[i], {"image"});
            if (blob == nullptr) continue;
            add(blob_address(account, did, *blob), text_at(*blob, {"mimeType"}),
                text_at((*images)[i], {"alt"}));
        }
    };
    add_blobs(list_at(view, {"record", "embed", "images"}));
    add_blobs(list_at(view, {"record", "embed", "media", "images"}));
    if (const json::value* video = value_at(view, {"record", "embed", "video"})) {
        add(blob_address(account, did, *video), text_at(*video, {"mimeType"}),
            text_at(view, {"record", "embed", "alt"}));
    }
    return out;
}

// The author's clock may be wrong or lie; the network's index time is an upper bound.
Timestamp written_at(const json::value& view) {
    const auto created = time_at(view, {"record", "createdAt"});
    const auto indexed = time_at(view, {"indexedAt"});
    if (created && indexed) return std::min(*created, *indexed);
    return created.value_or(indexed.value_or(Timestamp{}));
}

Result<InboundEvent> parse_post(const Account& account, const json::value& view) {
    const PostRef ref = post_ref_of(view);
    InboundEvent event;
    event.external_id = ref.uri;
    event.thread_id = ref.root_uri;
    event.author = author_of(*value_at(view, {"author"}));
    if (event.author.id.empty()) {
        return fail(ErrorKind::Invalid, "the post names no author", "/author/did");
    }
    const json::value* record = value_at(view, {"record"});
    if (record == nullptr || !record->is_object()) {
        return fail(ErrorKind::Invalid, "the post has no record", "/record");
    }
    const std::string parent = text_at(view, {"record", "reply", "parent", "uri"});
    if (!parent.empty()) event.parents.push_back(parent);
    event.visibility = Visibility::Public;
    event.at = written_at(view);
    event.from_us = is_ours(account, event.author);
    if (event.from_us) event.send_key = record_key(ref.uri);
    event.text = with_whole_addresses(text_at(view, {"record", "text"}), *record);
    const std::string card = text_at(view, {"record", "embed", "external", "uri"});
    if (!card.empty() && event.text.find(card) == std::string::npos) {
        event.text += (event.text.empty() ? "" : "\n") + card;
    }
    if (const json::array* languages = list_at(view, {"record", "langs"});
        languages != nullptr && !languages->empty()) {
        event.language = text_at(languages->front(), {});
    }
    event.attachments = attachments_of(account, view, event.author.id);
    event.platform_ref = write_post_ref(ref);
    const std::string reason = text_at(view, {"reason"});
    if (!reason.empty() && reason != "mention" && reason != "reply" && reason != "quote") {
        event.ignore_because = fmt::format("a {} is nothing to answer", reason.substr(0, 40));
    }
    return event;
}

InboundAuthor member_of(const json::value& entry, const std::string& did) {
    InboundAuthor author;
    author.id = did;
    const json::array* members = list_at(entry, {"members"});
    if (members == nullptr) return author;
    for (const json::value& member : *members) {
        if (text_at(member, {"did"}) == did) return author_of(member);
    }
    return author;
}

Result<InboundEvent> parse_chat_message(const Account& account, const json::value& entry) {
    const std::string conversation = text_at(entry, {"convoId"});
    const std::string id = text_at(entry, {"message", "id"});
    const std::string sender = text_at(entry, {"message", "sender", "did"});
    if (conversation.empty() || id.empty() || sender.empty()) {
        return fail(ErrorKind::Invalid, "the chat message lacks its id, conversation or sender",
                    "/message");
    }
    InboundEvent event;
    event.kind = text_at(entry, {"$type"}).ends_with("#logDeleteMessage")
                     ? InboundKind::MessageDeleted
                     : InboundKind::MessageCreated;
    event.external_id = chat_external_id(conversation, id);
    event.thread_id = conversation;
    event.visibility = Visibility::Private;
    event.at = time_at(entry, {"message", "sentAt"}).value_or(Timestamp{});
    event.author = member_of(entry, sender);
    event.from_us = is_ours(account, event.author);
    event.text = text_at(entry, {"message", "text"});
    event.platform_ref = json::serialize(json::object{{"conversation", conversation}, {"id", id}});
    return event;
}

}  // namespace

std::string record_key(std::string_view uri) {
    const std::size_t slash = uri.rfind('/');
    return std::string(slash == std::string_view::npos ? uri : uri.substr(slash + 1));
}

std::string chat_external_id(std::string_view conversation, std::string_view message) {
    return fmt::format("{}/{}", conversation, message);
}

PostRef post_ref_of(const json::value& view) {
    PostRef ref;
    ref.uri = text_at(view, {"uri"});
    ref.cid = text_at(view, {"cid"});
    const json::value* record = value_at(view, {"record"});
    if (record == nullptr) record = value_at(view, {"value"});  // getRecord's name for it
    if (record != nullptr) {
        ref.root_uri = text_at(*record, {"reply", "root", "uri"});
        ref.root_cid = text_at(*record, {"reply", "root", "cid"});
    }
    if (ref.root_uri.empty()) {
        ref.root_uri = ref.uri;
        ref.root_cid = ref.cid;
    }
    return ref;
}

std::optional<PostRef> read_post_ref(std::string_view text) {
    const auto value = parse_json(text);
    if (!value) return {};
    PostRef ref{text_at(*value, {"uri"}), text_at(*value, {"cid"}),
                text_at(*value, {"root", "uri"}), text_at(*value, {"root", "cid"})};
    if (ref.uri.empty() || ref.cid.empty() || ref.root_uri.empty() || ref.root_cid.empty()) {
        return {};
    }
    return ref;
}

std::string write_post_ref(const PostRef& ref) {
    return json::serialize(
        json::object{{"uri", ref.uri},
                     {"cid", ref.cid},
                     {"root", json::object{{"uri", ref.root_uri}, {"cid", ref.root_cid}}}});
}

std::optional<RawEvent> raw_post(const json::value& view) {
    const std::string uri = text_at(view, {"uri"});
    if (uri.empty()) return {};
    return RawEvent{uri, "message.created", {}, json::serialize(view)};
}

std::optional<RawEvent> raw_chat_message(const json::value& entry, const json::array& members) {
    const std::string type = text_at(entry, {"$type"});
    const bool written = type.ends_with("#logCreateMessage");
    if (!written && !type.ends_with("#logDeleteMessage")) return {};
    const std::string conversation = text_at(entry, {"convoId"});
    const std::string id = text_at(entry, {"message", "id"});
    if (conversation.empty() || id.empty()) return {};
    json::object body = entry.get_object();
    body["members"] = members;
    return RawEvent{chat_external_id(conversation, id),
                    written ? "message.created" : "message.deleted",
                    {},
                    json::serialize(body)};
}

Result<std::vector<InboundEvent>> parse_event(const Account& account, const RawEvent& raw) {
    const json::value body = TRY(parse_json(raw.body));
    std::vector<InboundEvent> events;
    if (value_at(body, {"convoId"}) != nullptr) {
        events.push_back(TRY(parse_chat_message(account, body)));
        return events;
    }
    if (text_at(body, {"uri"}).empty()) {
        return fail(ErrorKind::Invalid, "the post has no address", "/uri");
    }
    if (value_at(body, {"author"}) == nullptr) {
        return fail(ErrorKind::Invalid, "the post names no author", "/author");
    }
    events.push_back(TRY(parse_post(account, body)));
    return events;
}

}  // namespace aplomb::channels::atproto
