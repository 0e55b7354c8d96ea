#include "sim/bluesky_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/crypto.h"

namespace aplomb::sim {
namespace {

constexpr std::string_view method_prefix = "/xrpc/";

// A page's size from `limit`, at most 100 as the lexicons have it.
std::size_t page_size(const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::size_t limit = 50;
    const std::string text = field(parameters, "limit");
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return std::clamp<std::size_t>(limit, 1, 100);
}

std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

}  // namespace

BlueskySite::BlueskySite(Login company)
    : company_(std::move(company)), our_did_(did_of(company_.handle)) {
    people_[our_did_] = {company_.handle, company_.name, 1'900, {}};
}

std::string BlueskySite::did_of(std::string_view handle) {
    return "did:plc:" + crypto::to_hex(crypto::sha256(handle)).substr(0, 24);
}

HttpResponse BlueskySite::answer(const HttpRequest& request, Timestamp now) {
    const Target target = target_of(request.url);
    if (!target.path.starts_with(method_prefix)) {
        return refusal(404, "NotFound", "There is nothing here.");
    }
    const std::string method = target.path.substr(method_prefix.size());
    const auto input = parse_json(request.body.empty() ? "{}" : request.body);
    if (!input) return refusal(400, "InvalidRequest", "The input is not JSON.");
    if (method == "com.atproto.server.createSession") return create_session(*input, now);

    const std::string_view bearer = request.headers.find("authorization").value_or("");
    if (!bearer.starts_with("Bearer ")) {
        return refusal(401, "AuthMissing", "Authentication Required");
    }
    const std::string token(bearer.substr(7));
    if (method == "com.atproto.server.refreshSession") return refresh_session(token, now);
    const auto session = access_tokens_.find(token);
    if (session == access_tokens_.end()) {
        return refusal(400, "InvalidToken", "Token could not be verified");
    }
    if (now >= session->second) return refusal(400, "ExpiredToken", "Token has expired");

    const auto parameters = parse_query(target.query);
    if (method.starts_with("chat.bsky.")) {
        if (!request.headers.find("atproto-proxy")) {
            return refusal(501, "MethodNotImplemented", "Chat is another service.");
        }
        if (method == "chat.bsky.convo.sendMessage") return send_message(*input, now);
        return chat_query(method, parameters);
    }
    if (method == "com.atproto.repo.createRecord") return create_record(*input, now);
    return query(method, parameters);
}

HttpResponse BlueskySite::query(std::string_view method, const Parameters& parameters) const {
    if (method == "com.atproto.server.getSession") {
        return json_answer(200, json::object{{"did", our_did_}, {"handle", company_.handle}});
    }
    if (method == "app.bsky.notification.listNotifications") return notifications(parameters);
    if (method == "app.bsky.feed.getAuthorFeed") return author_feed(parameters);
    if (method == "app.bsky.feed.getPosts") return posts(parameters);
    if (method == "app.bsky.feed.searchPosts") return search(parameters);
    if (method == "com.atproto.repo.getRecord") return record_of(parameters);
    if (method == "app.bsky.actor.getProfile") return profile(parameters);
    if (method == "com.atproto.identity.resolveHandle") {
        const std::string did = did_of(field(parameters, "handle"));
        if (people_.contains(did)) return json_answer(200, json::object{{"did", did}});
        return refusal(400, "InvalidRequest", "Unable to resolve handle");
    }
    return refusal(501, "MethodNotImplemented", "Method Not Implemented");
}

const BlueskySite::Post* BlueskySite::find(const std::string& uri) const {
    const auto found = by_uri_.find(uri);
    if (found == by_uri_.end() || posts_[found->second].removed) return nullptr;
    return &posts_[found->second];
}

json::object BlueskySite::profile_of(const std::string& did) const {
    const auto person = people_.find(did);
    if (person == people_.end()) return {{"did", did}, {"handle", "handle.invalid"}};
    return {{"did", did},
            {"handle", person->second.handle},
            {"displayName", person->second.name},
            {"followersCount", person->second.followers}};
}

const std::string& BlueskySite::view_of(const Post& post) const {
    if (post.view.empty()) {
        post.view = json::serialize(json::object{{"uri", post.uri},
                                                 {"cid", post.cid},
                                                 {"author", profile_of(post.did)},
                                                 {"record", post.record},
                                                 {"indexedAt", to_rfc3339(post.indexed_at)}});
    }
    return post.view;
}

// Why the company is told of a post; "" when it is not.
std::string_view BlueskySite::reason_of(const Post& post) const {
    if (post.removed || post.did == our_did_) return {};
    if (!post.parent.empty()) {
        const Post* parent = find(post.parent);
        if (parent != nullptr && parent->did == our_did_) return "reply";
    }
    return post.mentions_us ? "mention" : std::string_view{};
}

// Newest first; the cursor is how many posts of the network lie before the page that follows.
HttpResponse BlueskySite::notifications(const Parameters& parameters) const {
    std::size_t before = posts_.size();
    const std::string cursor = field(parameters, "cursor");
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
    before = std::min(before, posts_.size());
    std::string page = R"({"notifications":[)";
    const std::size_t limit = page_size(parameters);
    for (std::size_t listed = 0; before > 0 && listed < limit;) {
        const Post& post = posts_[--before];
        const std::string_view reason = reason_of(post);
        if (reason.empty()) continue;
        append_part(page, view_of(post));
        page.back() = ',';  // its brace closes after what follows
        page += fmt::format(R"("reason":"{}","isRead":false}})", reason);
        ++listed;
    }
    page += ']';
    if (before > 0) page += fmt::format(R"(,"cursor":"{}")", before);
    return json_text_answer(200, page + '}');
}

HttpResponse BlueskySite::author_feed(const Parameters& parameters) const {
    const std::string actor = field(parameters, "actor");
    std::string feed = R"({"feed":[)";
    std::size_t room = page_size(parameters);
    for (auto post = posts_.rbegin(); post != posts_.rend() && room > 0; ++post) {
        if (post->removed || post->did != actor) continue;
        append_part(feed, fmt::format(R"({{"post":{}}})", view_of(*post)));
        --room;
    }
    return json_text_answer(200, feed + "]}");
}

HttpResponse BlueskySite::posts(const Parameters& parameters) const {
    std::string list = R"({"posts":[)";
    for (const auto& [name, uri] : parameters) {
        if (name != "uris") continue;
        if (const Post* post = find(uri)) append_part(list, view_of(*post));
    }
    return json_text_answer(200, list + "]}");
}

HttpResponse BlueskySite::search(const Parameters& parameters) const {
    const std::string wanted = folded(field(parameters, "q"));
    const std::string since = field(parameters, "since");
    const auto from = parse_rfc3339(since);
    std::string list = R"({"posts":[)";
    std::size_t room = page_size(parameters);
    for (auto post = posts_.rbegin(); post != posts_.rend() && room > 0; ++post) {
        if (post->removed || (from && post->indexed_at < *from)) continue;
        const std::string text = folded(post->record.at("text").get_string().c_str());
        if (text.find(wanted) == std::string::npos) continue;
        append_part(list, view_of(*post));
        --room;
    }
    return json_text_answer(200, list + "]}");
}

HttpResponse BlueskySite::record_of(const Parameters& parameters) const {
    const std::string uri = fmt::format("at://{}/{}/{}", field(parameters, "repo"),
                                        field(parameters, "collection"), field(parameters, "rkey"));
    const Post* post = find(uri);
    if (post == nullptr) {
        return refusal(400, "RecordNotFound", "Could not locate record: " + uri);
    }
    return json_answer(
        200, json::object{{"uri", post->uri}, {"cid", post->cid}, {"value", post->record}});
}

HttpResponse BlueskySite::profile(const Parameters& parameters) const {
    const std::string actor = field(parameters, "actor");
    const std::string did = actor.starts_with("did:") ? actor : did_of(actor);
    if (!people_.contains(did)) return refusal(400, "InvalidRequest", "Profile not found");
    return json_answer(200, profile_of(did));
}

}  // namespace aplomb::sim
