// Private messages of the simulated Bluesky. A conversation is between the company and one person,
// and its id is made of that person's, so that asking for it twice finds the same one.
#include <fmt/format.h>

#include <charconv>

#include "base/crypto.h"
#include "sim/bluesky_site.h"

namespace aplomb::sim {
namespace {

std::string conversation_id(std::string_view did) {
    return "convo" + crypto::to_hex(crypto::sha256(did)).substr(0, 12);
}

}  // namespace

json::object BlueskySite::conversation_view(const std::string& member) const {
    return {{"id", conversation_id(member)},
            {"members", json::array{profile_of(our_did_), profile_of(member)}},
            {"muted", false}};
}

HttpResponse BlueskySite::chat_query(std::string_view method, const Parameters& parameters) {
    if (method == "chat.bsky.convo.getLog") {
        std::size_t from = chat_log_.size();
        const std::string cursor = field(parameters, "cursor");
        std::from_chars(cursor.data(), cursor.data() + cursor.size(), from);
        json::array logs;
        for (std::size_t i = from; i < chat_log_.size(); ++i)
            logs.push_back(chat_log_[i]);
        return json_answer(200, json::object{{"cursor", std::to_string(chat_log_.size())},
                                             {"logs", std::move(logs)}});
    }
    if (method == "chat.bsky.convo.getConvoForMembers") {
        const std::string member = field(parameters, "members");
        if (!people_.contains(member)) {
            return refusal(400, "RecipientNotFound", "There is no such account");
        }
        return json_answer(200, json::object{{"convo", conversation_view(member)}});
    }
    const std::string wanted = field(parameters, "convoId");
    if (method == "chat.bsky.convo.getConvo") {
        for (const auto& [did, person] : people_) {
            if (conversation_id(did) != wanted) continue;
            return json_answer(200, json::object{{"convo", conversation_view(did)}});
        }
        return refusal(400, "InvalidConvo", "There is no such conversation");
    }
    if (method == "chat.bsky.convo.getMessages") {
        json::array list;
        for (auto message = messages_.rbegin(); message != messages_.rend(); ++message) {
            if (message->conversation != wanted || message->removed || list.size() >= 100) continue;
            list.push_back(json::object{{"id", message->id},
                                        {"text", message->text},
                                        {"sender", {{"did", message->sender}}},
                                        {"sentAt", to_rfc3339(message->sent_at)}});
        }
        return json_answer(200, json::object{{"messages", std::move(list)}});
    }
    return refusal(501, "MethodNotImplemented", "Method Not Implemented");
}

HttpResponse BlueskySite::send_message(const json::value& input, Timestamp now) {
    ObjectReader reader(input);
    const std::string wanted = reader.required_text("convoId");
    const json::object* message = reader.object("message");
    const json::value* said = message == nullptr ? nullptr : message->if_contains("text");
    if (reader.failed() || said == nullptr || !said->is_string()) {
        return refusal(400, "InvalidRequest", "A message has a conversation and a text");
    }
    const std::string text(said->get_string().c_str());
    for (const auto& [did, person] : people_) {
        if (conversation_id(did) != wanted || did == our_did_) continue;
        const std::string id = chat(did, our_did_, text, now);
        record({wanted + "/" + id, {}, {}, person.handle, text, Visibility::Private, now, false});
        return json_answer(200, json::object{{"id", id},
                                             {"text", text},
                                             {"sender", {{"did", our_did_}}},
                                             {"sentAt", to_rfc3339(now)}});
    }
    return refusal(400, "InvalidConvo", "There is no such conversation");
}

// Says it and answers the message's id within its conversation.
std::string BlueskySite::chat(const std::string& member, const std::string& sender,
                              const std::string& text, Timestamp now) {
    ChatMessage message{
        fmt::format("3m{:08}", next_number_++), conversation_id(member), sender, text, now, false};
    chat_log_.push_back({{"$type", "chat.bsky.convo.defs#logCreateMessage"},
                         {"rev", std::to_string(chat_log_.size() + 1)},
                         {"convoId", message.conversation},
                         {"message",
                          {{"id", message.id},
                           {"rev", std::to_string(chat_log_.size() + 1)},
                           {"text", text},
                           {"sender", {{"did", sender}}},
                           {"sentAt", to_rfc3339(now)}}}});
    messages_.push_back(std::move(message));
    return messages_.back().id;
}

std::string BlueskySite::chat_from(const Utterance& utterance, bool ours) {
    const std::string member = did_of(utterance.by.handle);
    meet(member, utterance.by);
    const std::string id = conversation_id(member) + "/" +
                           chat(member, ours ? our_did_ : member, utterance.text, utterance.at);
    if (ours) {
        record({id,
                {},
                utterance.answers,
                utterance.by.handle,
                utterance.text,
                Visibility::Private,
                utterance.at,
                true});
    }
    return id;
}

}  // namespace aplomb::sim
