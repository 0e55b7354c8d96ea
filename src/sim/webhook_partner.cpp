#include "sim/webhook_partner.h"

#include <fmt/format.h>

#include <algorithm>

#include "channels/standard_webhooks.h"
#include "sim/dice.h"

namespace aplomb::sim {
namespace {

std::vector<std::string> keys_of(const std::string& secret) {
    return channels::webhook_keys(secret).value_or(std::vector<std::string>{});
}

}  // namespace

WebhookPartner::WebhookPartner(std::string secret, std::string prefix)
    : secret_(std::move(secret)), prefix_(std::move(prefix)) {}

void WebhookPartner::repeat_deliveries(double chance, Random& random) {
    repeat_chance_ = chance;
    random_ = &random;
}

const WebhookPartner::Said* WebhookPartner::find(const std::string& id) const {
    const auto found = said_.find(id);
    return found == said_.end() ? nullptr : &found->second;
}

HttpResponse WebhookPartner::answer(const HttpRequest& request, Timestamp now) {
    if (const auto valid = channels::verify_webhook(keys_of(secret_), request, now); !valid) {
        return refusal(401, "unauthorized", valid.error().what);
    }
    const auto body = parse_json(request.body);
    if (!body) return refusal(400, "invalid", body.error().what);
    ObjectReader reader(*body);
    const std::string type = reader.required_text("type");
    const std::string key = reader.required_text("id");
    if (type == "channel.test") return json_answer(200, json::object{{"id", key}});
    if (const auto known = replies_.find(key); known != replies_.end() && !forgets_keys_) {
        ++repeats_;
        return json_answer(200, json::object{{"id", known->second}});
    }
    Arrival arrival;
    arrival.key = key;
    arrival.answers = reader.text("in_reply_to").value_or("");
    arrival.text = reader.required_text("text");
    const std::string thread = reader.text("thread_id").value_or("");
    arrival.visibility = visibility_from(reader.text("visibility").value_or("private"))
                             .value_or(Visibility::Private);
    if (const auto whole = reader.done(UnknownKeys::Ignore); !whole) {
        return refusal(422, "invalid", whole.error().what);
    }
    arrival.id = fmt::format("{}-{}", prefix_, next_id_++);
    arrival.at = now;
    if (const Said* answered = find(arrival.answers)) arrival.to = answered->author;
    replies_[key] = arrival.id;
    said_[arrival.id] = {thread, {}};
    const std::string id = arrival.id;
    record(std::move(arrival));
    return json_answer(200, json::object{{"id", id}});
}

std::string WebhookPartner::say(const Utterance& utterance) {
    return speak(utterance, false);
}

std::string WebhookPartner::say_as_us(const Utterance& utterance) {
    std::string id = speak(utterance, true);
    const Said* answered = find(utterance.answers);
    record({id,
            {},
            utterance.answers,
            answered == nullptr ? std::string{} : answered->author,
            utterance.text,
            utterance.visibility,
            utterance.at,
            true});
    return id;
}

std::string WebhookPartner::speak(const Utterance& utterance, bool ours) {
    const std::string id = fmt::format("{}-{}", prefix_, next_id_++);
    const Said* answered = find(utterance.answers);
    const std::string thread = answered == nullptr ? "t-" + id : answered->thread;
    said_[id] = {thread, ours ? std::string{} : utterance.by.handle};
    json::object event{{"type", utterance.rating ? "review.created" : "message.created"},
                       {"id", id},
                       {"thread_id", thread},
                       {"visibility", name_of(utterance.visibility)},
                       {"at", to_rfc3339(utterance.at)},
                       {"text", utterance.text},
                       {"lang", utterance.language}};
    if (!utterance.answers.empty()) event["parent_id"] = utterance.answers;
    if (utterance.rating) event["rating"] = *utterance.rating;
    if (ours) {
        event["from"] = "us";
        event["author"] = {{"id", prefix_ + "-owner"}, {"name", utterance.colleague}};
    } else {
        event["author"] = {{"id", utterance.by.handle},
                           {"handle", utterance.by.handle},
                           {"name", utterance.by.name},
                           {"followers", utterance.by.followers},
                           {"time_zone", utterance.by.time_zone}};
    }
    push(std::move(event), utterance.at);
    return id;
}

void WebhookPartner::edit(const std::string& id, const std::string& text, Timestamp now) {
    const Said* said = find(id);
    if (said == nullptr) return;
    push({{"type", "message.edited"},
          {"id", id},
          {"thread_id", said->thread},
          {"at", to_rfc3339(now)},
          {"author", {{"id", said->author}, {"handle", said->author}}},
          {"text", text}},
         now);
}

void WebhookPartner::take_back(const std::string& id, Timestamp now) {
    if (find(id) == nullptr) return;
    push({{"type", "message.deleted"}, {"id", id}, {"at", to_rfc3339(now)}}, now);
}

void WebhookPartner::push(json::object event, Timestamp due) {
    PendingPush pending{fmt::format("{}-push-{}", prefix_, next_push_++), json::serialize(event),
                        due};
    if (random_ != nullptr && happens(*random_, repeat_chance_)) {
        PendingPush again = pending;
        again.due += between(*random_, Milliseconds{1}, Milliseconds{5'000});
        pushes_.push_back(std::move(again));
    }
    pushes_.push_back(std::move(pending));
}

std::vector<WebhookPartner::Push> WebhookPartner::take_due(Timestamp now) {
    const auto later = std::stable_partition(pushes_.begin(), pushes_.end(),
                                             [&](const auto& push) { return push.due <= now; });
    std::stable_sort(pushes_.begin(), later,
                     [](const auto& a, const auto& b) { return a.due < b.due; });
    std::vector<Push> due;
    for (auto pending = pushes_.begin(); pending != later; ++pending) {
        Push push{pending->id, {}};
        push.request.method = "POST";
        push.request.headers.set("content-type", "application/json");
        push.request.body = std::move(pending->body);
        channels::sign_webhook(push.request, keys_of(secret_), push.id, now);
        due.push_back(std::move(push));
    }
    pushes_.erase(pushes_.begin(), later);
    return due;
}

void WebhookPartner::give_back(const Push& push, Timestamp try_again_at) {
    pushes_.push_back({push.id, push.request.body, try_again_at});
}

std::optional<Timestamp> WebhookPartner::next_due() const {
    std::optional<Timestamp> next;
    for (const PendingPush& pending : pushes_) {
        if (!next || pending.due < *next) next = pending.due;
    }
    return next;
}

}  // namespace aplomb::sim
