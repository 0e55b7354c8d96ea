#include "sim/trial/clerks.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "sim/dice.h"
#include "sim/trial/vacancies.h"
#include "store/accounts.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

constexpr int visits_max = 12;  // to one case
constexpr int tries_max = 40;   // of one wish
constexpr int retries_by_hand_max = 2;
constexpr Milliseconds look_at_channels_every = 5h;

constexpr std::array<std::string_view, 7> openings{
    "I'm sorry about the trouble you had on this trip.",
    "Thank you for telling us what happened on board.",
    "I understand how annoying that was, and I'm sorry.",
    "You were right to write to us about this.",
    "I have looked at your sailing and at what you told us.",
    "That should not have happened, and I apologise.",
    "Thank you for asking about your sailing."};
constexpr std::array<std::string_view, 6> answers{
    "I have asked the crew of that sailing and will write to you here today by 6 pm.",
    "The next boat leaves at 9:20, and your ticket is good for it.",
    "Your refund is on its way and should be there within five days.",
    "Could you tell me which of the two sailings you mean?",
    "You can change the booking yourself until the evening before, at no cost.",
    "I have passed this on to the harbour office and will come back to you within the day."};

std::string text_or_empty(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string().c_str())
                                                  : std::string{};
}

json::object object_in(const HttpResponse& response) {
    const auto body = parse_json(response.body);
    return body && body->is_object() ? body->get_object() : json::object{};
}

// Their last word that nothing of ours follows; nothing when the last word is ours.
std::optional<json::object> waiting_word(const json::object& view) {
    const json::value* timeline = view.if_contains("timeline");
    if (timeline == nullptr || !timeline->is_array()) return {};
    std::optional<json::object> last;
    for (const json::value& item : timeline->get_array()) {
        const json::object& each = item.as_object();
        if (text_or_empty(each, "type") != "message") continue;
        const bool deleted = each.contains("deleted_at") && !each.at("deleted_at").is_null();
        if (text_or_empty(each, "direction") == "in") {
            if (!deleted) last = each;
        } else if (text_or_empty(each, "state") != "cancelled" &&
                   text_or_empty(each, "state") != "failed") {
            last.reset();
        }
    }
    return last;
}

}  // namespace

Clerks::Clerks(Stage& stage, DeskProcess& process, Timestamp curtain)
    : stage_(stage), process_(process), curtain_(curtain) {
    SeededRandom dice = stage_.fate.dice("clerks");
    const std::size_t count = 3 + dice.below(vacancies.size() - 2);
    for (std::size_t i = 0; i < count; ++i) {
        const Vacancy& vacancy = vacancies[(i * 5 + 2) % vacancies.size()];
        Clerk clerk;
        clerk.name = vacancy.name;
        clerk.role = vacancy.role;
        clerk.token = fmt::format("token-of-clerk-{}", i);
        clerk.begins = vacancy.begins;
        clerk.careless = vacancy.careless;
        clerks_.push_back(std::move(clerk));
    }
    Clerk administrator;
    administrator.name = "Wren";
    administrator.role = Role::Admin;
    administrator.token = "token-of-the-administrator";
    clerks_.push_back(std::move(administrator));
}

void Clerks::begin() {
    stage_.after(look_at_channels_every, {}, [this] {
        mind_channels();
        begin();
    });
}

// What stopped because a platform would not let us in is set going again, mended or not.
void Clerks::mind_channels() {
    Wish look;
    look.clerk = clerks_.size() - 1;
    look.method = "GET";
    look.target = "/api/v1/channels";
    const auto response = ask(look);
    if (!response || response->status != 200) return;
    const json::object answer = object_in(*response);
    const json::value* items = answer.if_contains("items");
    if (items == nullptr || !items->is_array()) return;
    for (const json::value& each : items->get_array()) {
        const json::object& channel = each.as_object();
        if (text_or_empty(channel, "state") == "active") continue;
        Wish mend = look;
        mend.method = "PATCH";
        mend.target += "/" + text_or_empty(channel, "id");
        mend.body = json::object{{"state", "active"}};
        if (!ask(mend)) return;
    }
}

void Clerks::hire() {
    const Timestamp now = stage_.now();
    const auto hired = process_.store().write([&](store::Transaction& transaction) -> Result<> {
        for (Clerk& clerk : clerks_) {
            clerk.user = TRY(transaction.accounts().insert(User{
                {}, clerk.name, clerk.token + "@pellwick.example", clerk.role, {}, false, now}));
            TRY(transaction.accounts().insert(lasting_session(clerk.token, clerk.user, now)));
        }
        return {};
    });
    if (!hired) throw std::runtime_error("nobody can be hired: " + hired.error().what);
}

Milliseconds Clerks::until_at_work(const Clerk& clerk, Timestamp when) const {
    const auto hour =
        std::chrono::duration_cast<std::chrono::hours>(when.time_since_epoch()).count() % 24;
    const auto since = (hour - clerk.begins + 24) % 24;
    return since < clerk.hours ? 0ms : Milliseconds{(24 - since) * 3'600'000};
}

void Clerks::notice(const Case& value) {
    const auto planned = planned_.find(value.id);
    if (value.status != CaseStatus::Open ||
        (planned != planned_.end() && planned->second > stage_.now()))
        return;
    const int number = visits_[value.id];
    if (number >= visits_max || stage_.now() >= curtain_) return;
    std::size_t owner = static_cast<std::size_t>(value.id.value) % (clerks_.size() - 1);
    for (std::size_t i = 0; i < clerks_.size(); ++i) {
        if (value.owner_id == clerks_[i].user) owner = i;
    }
    SeededRandom dice =
        stage_.fate.dice(fmt::format("pace at case {} visit {}", value.id.text(), number));
    // Some answers come within the minute, most within hours.
    Timestamp when =
        stage_.now() + (happens(dice, 0.2) ? between(dice, 5s, 90s) : between(dice, 2min, 3h));
    when += until_at_work(clerks_[owner], when);
    planned_[value.id] = when;
    ++visits_[value.id];
    stage_.agenda.at(when, {}, [this, owner, id = value.id, number] { visit(owner, id, number); });
}

void Clerks::notice(const Message& message) {
    if (message.state != MessageState::Failed || stage_.now() >= curtain_) return;
    Word* word = stage_.books.word_in(message.text);
    if (word == nullptr) return;
    // Where nobody can tell whether it arrived, a sensible colleague does not send it again.
    if (message.error.find("did not say whether") != std::string::npos) return;
    int& times = returned_[message.id];
    const std::string name = fmt::format("{} returned {}", word->marker, times);
    SeededRandom dice = stage_.fate.dice(name);
    if (times >= retries_by_hand_max || !happens(dice, 0.3)) return;
    ++times;
    Wish wish;
    wish.id = name;
    wish.clerk = word->clerk;
    wish.method = "POST";
    wish.target = "/api/v1/messages/" + message.id.text() + "/retry";
    wish.key = name;
    stage_.after(between(dice, 1min, 5h), {}, [this, wish, word] {
        word->retried = true;
        pursue(wish);
    });
}

std::optional<HttpResponse> Clerks::ask(const Wish& wish) {
    if (!process_.running()) return {};
    ++requests_;
    HttpResponse response =
        process_.request(clerks_[wish.clerk].token, wish.method, wish.target, wish.body, wish.key);
    stage_.note(fmt::format("{}: {} {} is answered {}", clerks_[wish.clerk].name, wish.method,
                            wish.target, response.status));
    if (response.status >= 500 && response.status != 503) {
        stage_.books.scandals.push_back(fmt::format("{} {} was answered {}: {}", wish.method,
                                                    wish.target, response.status, response.body));
    }
    return response;
}

void Clerks::visit(std::size_t clerk, CaseId id, int number) {
    if (stage_.now() >= curtain_) return;
    Wish look;
    look.clerk = clerk;
    look.method = "GET";
    look.target = "/api/v1/cases/" + id.text();
    const auto response = ask(look);
    if (!response || response->status == 503) {
        stage_.after(10min, {}, [this, clerk, id, number] { visit(clerk, id, number); });
        return;
    }
    if (response->status != 200) return;
    act(clerk, id, fmt::format("case {} visit {}", id.text(), number), object_in(*response));
}

void Clerks::act(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view) {
    const auto last = waiting_word(view);
    if (!last || text_or_empty(view, "status") != "open") return;
    SeededRandom dice = stage_.fate.dice("mood at " + visit);
    const std::uint64_t way = dice.below(100);
    Mood mood = Mood::Proper;
    const auto odd = [&](std::uint64_t from, std::uint64_t to, Mood other) {
        if (way >= from && way < to && stage_.fate.strikes("whim", visit, 1.0)) mood = other;
    };
    odd(70, 74, Mood::Unread);
    odd(74, 77, Mood::Shouting);
    odd(77, 79, Mood::Card);
    odd(79, 82, Mood::Twice);
    odd(82, 86, Mood::DoubleClick);
    odd(86, 90, Mood::Regretful);
    odd(90, 93, Mood::Later);
    odd(93, 97, Mood::Close);
    odd(97, 100, Mood::PutOff);
    if (mood == Mood::Close || mood == Mood::PutOff) {
        Wish wish;
        wish.id = visit;
        wish.clerk = clerk;
        wish.method = "PATCH";
        wish.target = "/api/v1/cases/" + id.text();
        json::object change{{"status", mood == Mood::Close ? "closed" : "snoozed"}};
        if (mood == Mood::PutOff) {
            change["snooze_until"] = to_rfc3339(stage_.now() + between(dice, 1h, 48h));
        }
        wish.body = std::move(change);
        wish.key = visit;
        pursue(std::move(wish));
        return;
    }
    send(clerk, id, visit, *last, mood, 1);
    if (mood == Mood::Twice) send(clerk, id, visit, *last, mood, 2);
}

void Clerks::send(std::size_t clerk, CaseId id, const std::string& visit, const json::object& last,
                  Mood mood, int nth) {
    SeededRandom dice = stage_.fate.dice(fmt::format("words at {} {}", visit, nth));
    std::string to;
    if (const json::value* author = last.if_contains("author"); author != nullptr) {
        to = text_or_empty(author->as_object(), "handle");
    }
    const Word& word = stage_.books.new_word(clerk, id, to, stage_.now());
    std::string text = fmt::format("{} {}", openings[dice.below(openings.size())],
                                   answers[dice.below(answers.size())]);
    if (mood == Mood::Shouting) text = "PLEASE READ WHAT WE WROTE YOU BEFORE ASKING AGAIN!!!";
    if (mood == Mood::Card) text += " We credited card 4111 1111 1111 1111.";
    Wish wish;
    wish.id = fmt::format("{} {}", visit, nth);
    wish.clerk = clerk;
    wish.method = "POST";
    wish.target = "/api/v1/cases/" + id.text() + "/replies";
    json::object body{{"text", fmt::format("{} {} ({})", text, clerks_[clerk].name, word.marker)},
                      {"conversation_id", text_or_empty(last, "conversation_id")}};
    if (mood != Mood::Unread) body["seen_message_id"] = text_or_empty(last, "id");
    if (mood == Mood::Later) {
        body["send_at"] = to_rfc3339(stage_.now() + between(dice, 1h, 30h));
    }
    wish.body = std::move(body);
    wish.key = wish.id;
    wish.marker = word.marker;
    const bool regretful = mood == Mood::Regretful;
    if (mood == Mood::DoubleClick) pursue(wish);
    pursue(wish);
    if (!regretful) return;
    stage_.after(between(dice, 500ms, 9s), {}, [this, marker = word.marker, clerk, visit] {
        const Word* regretted = stage_.books.word_in("(" + marker + ")");
        if (regretted == nullptr || !regretted->message_id) return;
        Wish undo;
        undo.id = visit + " undo";
        undo.clerk = clerk;
        undo.method = "POST";
        undo.target = "/api/v1/messages/" + regretted->message_id->text() + "/undo";
        undo.key = undo.id;
        undo.marker = marker;
        pursue(std::move(undo));
    });
}

// The web application tries again, under the same key, until it knows.
void Clerks::pursue(Wish wish) {
    const auto again = [&] {
        if (++wish.tries > tries_max) return;
        SeededRandom dice = stage_.fate.dice(fmt::format("patience {} {}", wish.id, wish.tries));
        stage_.after(between(dice, 2s, 10min), {}, [this, wish] { pursue(wish); });
    };
    std::optional<HttpResponse> response;
    try {
        response = ask(wish);
    } catch (const Crash&) {
        again();
        throw;
    }
    if (!response || response->status == 503 || response->status == 429) return again();
    heard(wish, *response);
}

void Clerks::heard(const Wish& wish, const HttpResponse& response) {
    const json::object answer = object_in(response);
    if (wish.marker.empty()) return;
    Word* word = stage_.books.word_in("(" + wish.marker + ")");
    if (word == nullptr) return;
    if (wish.target.ends_with("/undo")) {
        if (response.status == 200) word->standing = Word::Standing::Undone;
        return;
    }
    if (response.status == 201) return taken(wish, answer);
    if (response.status == 422 && !wish.second_attempt) return refused(wish, answer);
    if (word->standing == Word::Standing::Asked) word->standing = Word::Standing::Dropped;
}

void Clerks::taken(const Wish& wish, const json::object& answer) {
    Word* word = stage_.books.word_in("(" + wish.marker + ")");
    if (word->standing == Word::Standing::Asked) word->standing = Word::Standing::Taken;
    word->message_id = MessageId::parse(text_or_empty(answer, "id"));
    // Careless people let the night stand aside; they take it back and send it anew.
    const bool night = text_or_empty(answer, "held_because") == "quiet-hours";
    if (!night || !clerks_[wish.clerk].careless || wish.second_attempt) return;
    SeededRandom dice = stage_.fate.dice("carelessness at " + wish.id);
    if (!happens(dice, 0.5)) return;
    Wish undo;
    undo.id = wish.id + " undo";
    undo.clerk = wish.clerk;
    undo.method = "POST";
    undo.target = "/api/v1/messages/" + word->message_id->text() + "/undo";
    undo.key = undo.id;
    undo.marker = wish.marker;
    pursue(undo);
    if (word->standing != Word::Standing::Undone) return;
    Word& bold = stage_.books.new_word(wish.clerk, word->case_id, word->to, stage_.now());
    bold.night_overridden = true;
    Wish wake = wish;
    wake.id += " bold";
    wake.key = wake.id;
    wake.marker = bold.marker;
    wake.second_attempt = true;
    json::object& body = wake.body.as_object();
    std::string text = text_or_empty(body, "text");
    text.replace(text.rfind('('), std::string::npos, "(" + bold.marker + ")");
    body["text"] = text;
    body["override"] = json::array{
        json::object{{"rule", "quiet-hours"}, {"reason", "They asked to hear tonight."}}};
    pursue(std::move(wake));
}

// Whoever is told what is wrong takes it upon themselves, or lets it be.
void Clerks::refused(Wish wish, const json::object& answer) {
    Word* word = stage_.books.word_in("(" + wish.marker + ")");
    SeededRandom dice = stage_.fate.dice("stubbornness at " + wish.id);
    json::array overrides;
    const json::value* findings = answer.if_contains("findings");
    if (findings != nullptr && findings->is_array()) {
        for (const json::value& each : findings->get_array()) {
            const json::object& finding = each.as_object();
            if (text_or_empty(finding, "severity") != "error") continue;
            const std::string rule = text_or_empty(finding, "rule");
            if (rule == "quiet-hours") continue;
            bool known = false;
            for (const json::value& other : overrides)
                known |= text_or_empty(other.as_object(), "rule") == rule;
            if (!known) {
                overrides.push_back(json::object{
                    {"rule", rule}, {"reason", "The customer asked for it in so many words."}});
            }
        }
    }
    if (overrides.empty() || !happens(dice, 0.6)) {
        word->standing = Word::Standing::Dropped;
        return;
    }
    wish.second_attempt = true;
    wish.id += " again";
    wish.key = wish.id;
    wish.body.as_object()["override"] = std::move(overrides);
    pursue(std::move(wish));
}

}  // namespace aplomb::sim
