// A chat message has no key of ours. After a silence it is looked for among the latest messages of
// the conversation by its words and its time.
#include <fmt/format.h>

#include <map>

#include "channels/bluesky/errand.h"
#include "channels/bluesky/events.h"
#include "channels/bluesky/facets.h"
#include "channels/bluesky/sending.h"
#include "channels/bluesky/words.h"
#include "channels/json_fields.h"
#include "text/length.h"

namespace aplomb::channels::atproto {
namespace {

constexpr text::LengthLimit chat_limit{text::Counting::Graphemes, 1000, 10'000};
// A message is looked for from a little before it was written: clocks differ.
constexpr Milliseconds clock_slack{2 * 60 * 1000};
// So long after the last try nothing is still on its way: longer than we wait for an answer, and
// what arrives when we have given up waiting has another while.
constexpr Milliseconds settle_time{60'000};

// A private answer in a public thread opens (or finds) the conversation with its author.
bool knows_conversation(const OutboundReply& reply) {
    return !reply.thread_id.empty() && !reply.thread_id.starts_with("at://");
}

HttpRequest chat_call(HttpRequest request) {
    request.headers.set("atproto-proxy", std::string(chat_service));
    return request;
}

HttpRequest conversation_query(const Session& session, const OutboundReply& reply) {
    return chat_call(
        session.query("chat.bsky.convo.getConvoForMembers", {{"members", reply.customer_id}}));
}

// Chat has refusals of its own, each with a plain reason.
Trouble chat_trouble(const Answer& answer, Timestamp now) {
    Trouble trouble = trouble_of_call(answer, now);
    const auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr) return trouble;
    const std::string name = error_name(*response);
    const std::map<std::string_view, std::string_view> reasons{
        {"MessagesDisabled", "They do not take messages on Bluesky."},
        {"NotFollowedBySender", "They take messages only from accounts they follow."},
        {"BlockedActor", "They have blocked this account."},
        {"BlockedSubject", "This account has blocked them."},
        {"AccountSuspended", "Their account is suspended."},
        {"RecipientNotFound", "Their account no longer exists."},
    };
    if (const auto reason = reasons.find(name); reason != reasons.end()) {
        trouble = {TroubleKind::Permanent, std::string(reason->second), {}};
    } else if (trouble.kind == TroubleKind::ReAuth) {
        // The posts may well work: an app password needs a privilege of its own for messages.
        trouble = {TroubleKind::Permanent,
                   "Bluesky does not let this app password send messages; make one that may access "
                   "direct messages",
                   {}};
    }
    return trouble;
}

class ChatMessage final : public Errand<SendOutcome> {
  public:
    using Errand::Errand;

  private:
    Step first(Timestamp) override {
        if (knows_conversation(reply_)) {
            conversation_ = reply_.thread_id;
            return say();
        }
        return ask(conversation_query(session_, reply_));
    }

    Step heard(const Answer& answer, Timestamp now) override {
        const auto* response = std::get_if<HttpResponse>(&answer);
        const bool good = response != nullptr && succeeded(*response);
        if (!good) {
            Trouble trouble = chat_trouble(answer, now);
            // No key tells the platform that it had this before: whatever it stumbled over, it may
            // have taken the message first.
            const bool stumbled = response != nullptr && response->status >= 500;
            if (said_ && stumbled) trouble.kind = TroubleKind::Unknown;
            if (!said_ && trouble.kind == TroubleKind::Unknown) trouble.kind = TroubleKind::Retry;
            return end(in_trouble(std::move(trouble)));
        }
        const json::value body = body_of(*response);
        if (!said_) {
            conversation_ = text_at(body, {"convo", "id"});
            return say();
        }
        SendOutcome outcome;
        const std::string id = text_at(body, {"id"});
        if (id.empty()) {
            return end(in_trouble({TroubleKind::Unknown, "Bluesky's answer is unreadable", {}}));
        }
        outcome.accepted = true;
        outcome.external_id = chat_external_id(conversation_, id);
        outcome.platform_ref =
            json::serialize(json::object{{"conversation", conversation_}, {"id", id}});
        return end(std::move(outcome));
    }

    Step say() {
        said_ = true;
        json::object message{{"text", reply_.text}};
        if (json::array facets = facets_json(find_facets(reply_.text), {}); !facets.empty()) {
            message["facets"] = std::move(facets);
        }
        return ask(chat_call(
            session_.procedure("chat.bsky.convo.sendMessage",
                               {{"convoId", conversation_}, {"message", std::move(message)}})));
    }

    std::string conversation_;
    bool said_ = false;
};

LookUpOutcome not_found(const OutboundReply& reply, Timestamp now) {
    LookUpOutcome outcome;
    const bool settled = now >= reply.tried_at.value_or(reply.written_at) + settle_time;
    outcome.answer = settled ? LookUpAnswer::NotThere : LookUpAnswer::NotYet;
    return outcome;
}

class ChatLookUp final : public Errand<LookUpOutcome> {
  public:
    using Errand::Errand;

  private:
    Step first(Timestamp) override {
        if (knows_conversation(reply_)) return read(reply_.thread_id);
        return ask(conversation_query(session_, reply_));
    }

    Step read(std::string conversation) {
        conversation_ = std::move(conversation);
        return ask(chat_call(session_.query("chat.bsky.convo.getMessages",
                                            {{"convoId", conversation_}, {"limit", "100"}})));
    }

    Step heard(const Answer& answer, Timestamp now) override {
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr || !succeeded(*response)) {
            return end(in_trouble(trouble_of_query(answer, now)));
        }
        const json::value body = body_of(*response);
        if (conversation_.empty()) return read(text_at(body, {"convo", "id"}));
        const json::array* messages = list_at(body, {"messages"});
        if (messages == nullptr) {
            return end(
                in_trouble({TroubleKind::Retry, "Bluesky's list of messages is unreadable", {}}));
        }
        for (std::size_t i = 0; i < messages->size(); ++i) {
            const json::value& message = (*messages)[i];
            const auto sent = time_at(message, {"sentAt"});
            if (text_at(message, {"sender", "did"}) != session_.did() ||
                text_at(message, {"text"}) != reply_.text || !sent ||
                *sent < reply_.written_at - clock_slack) {
                continue;
            }
            LookUpOutcome outcome;
            outcome.answer = LookUpAnswer::Found;
            outcome.external_id = chat_external_id(conversation_, text_at(message, {"id"}));
            outcome.platform_ref = json::serialize(
                json::object{{"conversation", conversation_}, {"id", text_at(message, {"id"})}});
            return end(std::move(outcome));
        }
        return end(not_found(reply_, now));
    }

    std::string conversation_;
};

}  // namespace

std::unique_ptr<Dialogue<SendOutcome>> make_chat_message(const Account& account,
                                                         const OutboundReply& reply) {
    if (!text::fits(reply.text, chat_limit)) {
        return refused<SendOutcome>(
            TroubleKind::Permanent,
            fmt::format("This is longer than the {} characters a message may have on Bluesky.",
                        chat_limit.max));
    }
    if (reply.customer_id.empty() && !knows_conversation(reply)) {
        return refused<SendOutcome>(TroubleKind::Permanent,
                                    "There is nobody to send this message to.");
    }
    return std::make_unique<ChatMessage>(account, reply);
}

std::unique_ptr<Dialogue<LookUpOutcome>> make_chat_look_up(const Account& account,
                                                           const OutboundReply& reply) {
    return std::make_unique<ChatLookUp>(account, reply);
}

}  // namespace aplomb::channels::atproto
