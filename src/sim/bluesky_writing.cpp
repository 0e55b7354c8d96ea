// The half of the simulated Bluesky that changes something: log-in sessions and posts.
#include <fmt/format.h>

#include "base/crypto.h"
#include "sim/bluesky_site.h"
#include "text/length.h"

namespace aplomb::sim {
namespace {

constexpr std::string_view collection_of_posts = "app.bsky.feed.post";

std::string text_of(const json::value& value, std::initializer_list<std::string_view> path) {
    const json::value* at = &value;
    for (const std::string_view key : path) {
        const json::object* object = at->if_object();
        at = object == nullptr ? nullptr : object->if_contains(key);
        if (at == nullptr) return {};
    }
    return at->is_string() ? std::string(at->get_string().c_str()) : std::string{};
}

std::string did_in(std::string_view uri) {
    if (!uri.starts_with("at://")) return {};
    uri.remove_prefix(5);
    return std::string(uri.substr(0, uri.find('/')));
}

}  // namespace

HttpResponse BlueskySite::create_session(const json::value& input, Timestamp now) {
    ++logins_;
    const std::string identifier = text_of(input, {"identifier"});
    if ((identifier != company_.handle && identifier != our_did_) ||
        text_of(input, {"password"}) != company_.password) {
        return refusal(401, "AuthenticationRequired", "Invalid identifier or password");
    }
    return new_tokens(now);
}

HttpResponse BlueskySite::refresh_session(std::string_view token, Timestamp now) {
    if (refresh_tokens_.erase(std::string(token)) == 0) {
        return refusal(400, "ExpiredToken", "Token has been revoked");
    }
    return new_tokens(now);
}

HttpResponse BlueskySite::new_tokens(Timestamp now) {
    const std::string access = fmt::format("access-{}", next_number_);
    const std::string renewal = fmt::format("refresh-{}", next_number_);
    ++next_number_;
    access_tokens_[access] = now + access_lasts_;
    refresh_tokens_.insert(renewal);
    return json_answer(200, json::object{{"accessJwt", access},
                                         {"refreshJwt", renewal},
                                         {"did", our_did_},
                                         {"handle", company_.handle}});
}

// A record key exists once in its collection: creating it again fails and changes nothing.
HttpResponse BlueskySite::create_record(const json::value& input, Timestamp now) {
    const std::string key = text_of(input, {"rkey"});
    const std::string text = text_of(input, {"record", "text"});
    if (text_of(input, {"repo"}) != our_did_ ||
        text_of(input, {"collection"}) != collection_of_posts || text.empty()) {
        return refusal(400, "InvalidRequest", "Only posts of this account can be created here.");
    }
    const auto limit = text::length_limit("bluesky", text::Audience::Public);
    if (limit && !text::fits(text, *limit)) {
        return refusal(400, "InvalidRequest", "Record/text must not be longer than 300 graphemes");
    }
    const std::string parent = text_of(input, {"record", "reply", "parent", "uri"});
    const std::string root = text_of(input, {"record", "reply", "root", "uri"});
    if (parent.empty() != root.empty()) {
        return refusal(400, "InvalidRequest", "A reply names its parent and its root.");
    }
    const std::string record_key = key.empty() ? next_key(now) : key;
    if (by_uri_.contains(fmt::format("at://{}/{}/{}", our_did_, collection_of_posts, record_key))) {
        return refusal(400, "InvalidRequest", "Record already exists");
    }
    const Post& post = publish(our_did_, record_key, input.at("record").get_object(), now);
    const auto answered = people_.find(did_in(parent));
    record({post.uri, key, parent, answered == people_.end() ? "" : answered->second.handle, text,
            Visibility::Public, now, false});
    return json_answer(200, json::object{{"uri", post.uri}, {"cid", post.cid}});
}

const BlueskySite::Post& BlueskySite::publish(const std::string& did, const std::string& key,
                                              json::object record, Timestamp now) {
    Post post;
    post.uri = fmt::format("at://{}/{}/{}", did, collection_of_posts, key);
    post.cid = "bafyrei" + crypto::to_hex(crypto::sha256(json::serialize(record))).substr(0, 52);
    post.did = did;
    post.parent = text_of(record, {"reply", "parent", "uri"});
    post.indexed_at = now;
    post.record = std::move(record);
    post.mentions_us =
        post.record.contains("facets") &&
        json::serialize(post.record.at("facets")).find(our_did_) != std::string::npos;
    by_uri_[post.uri] = posts_.size();
    posts_.push_back(std::move(post));
    return posts_.back();
}

// Sorted by time as the platform's own keys are; the last digits keep two of one moment apart.
std::string BlueskySite::next_key(Timestamp now) {
    constexpr std::string_view digits = "234567abcdefghijklmnopqrstuvwxyz";
    auto number = static_cast<std::uint64_t>(to_ms(now)) * 1'000'000 +
                  static_cast<std::uint64_t>(next_number_++ % 1'000'000);
    std::string key(13, '2');
    for (std::size_t i = key.size(); i-- > 0; number >>= 5)
        key[i] = digits[number & 31];
    return key;
}

json::object BlueskySite::record_for(const Utterance& utterance) const {
    json::object record{{"$type", collection_of_posts},
                        {"text", utterance.text},
                        {"createdAt", to_rfc3339(utterance.at)},
                        {"langs", json::array{json::string(utterance.language)}}};
    const std::string mention = "@" + company_.handle;
    if (const auto at = utterance.text.find(mention); at != std::string::npos) {
        record["facets"] = json::array{json::object{
            {"index", {{"byteStart", at}, {"byteEnd", at + mention.size()}}},
            {"features", json::array{json::object{{"$type", "app.bsky.richtext.facet#mention"},
                                                  {"did", our_did_}}}}}};
    }
    if (const Post* parent = find(utterance.answers)) {
        const json::object self{{"uri", parent->uri}, {"cid", parent->cid}};
        const json::value* reply = parent->record.if_contains("reply");
        record["reply"] = {{"root", reply == nullptr ? json::value(self) : reply->at("root")},
                           {"parent", self}};
    }
    return record;
}

std::string BlueskySite::speak(const Utterance& utterance, const std::string& did) {
    const json::object record = record_for(utterance);
    return publish(did, next_key(utterance.at), record, utterance.at).uri;
}

// Posts show their author as they are today.
void BlueskySite::meet(const std::string& did, const Author& author) {
    const auto [person, first] = people_.try_emplace(did, author);
    if (first || person->second == author) return;
    person->second = author;
    for (const Post& post : posts_)
        if (post.did == did) post.view.clear();
}

std::string BlueskySite::say(const Utterance& utterance) {
    const std::string did = did_of(utterance.by.handle);
    meet(did, utterance.by);
    if (utterance.visibility == Visibility::Private) return chat_from(utterance, false);
    return speak(utterance, did);
}

std::string BlueskySite::say_as_us(const Utterance& utterance) {
    if (utterance.visibility == Visibility::Private) return chat_from(utterance, true);
    const std::string uri = speak(utterance, our_did_);
    const auto answered = people_.find(did_in(utterance.answers));
    record({uri,
            {},
            utterance.answers,
            answered == people_.end() ? "" : answered->second.handle,
            utterance.text,
            Visibility::Public,
            utterance.at,
            true});
    return uri;
}

void BlueskySite::take_back(const std::string& id, Timestamp now) {
    if (const auto post = by_uri_.find(id); post != by_uri_.end()) {
        posts_[post->second].removed = true;
        return;
    }
    for (ChatMessage& message : messages_) {
        if (message.conversation + "/" + message.id != id || message.removed) continue;
        message.removed = true;
        chat_log_.push_back({{"$type", "chat.bsky.convo.defs#logDeleteMessage"},
                             {"rev", std::to_string(chat_log_.size() + 1)},
                             {"convoId", message.conversation},
                             {"message",
                              {{"id", message.id},
                               {"sender", {{"did", message.sender}}},
                               {"sentAt", to_rfc3339(now)}}}});
    }
}

}  // namespace aplomb::sim
