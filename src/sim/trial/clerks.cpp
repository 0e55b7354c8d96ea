#include "sim/trial/clerks.h"

#include <fmt/format.h>

#include <array>

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

constexpr int visits_max = 12;  // to one case
constexpr int retries_by_hand_max = 2;
// Whose words hold this is answered by somebody senior enough only (desk/data/policy.json).
constexpr std::string_view law = "my lawyer";
constexpr Milliseconds look_at_channels_every = 5h;

constexpr std::array<std::string_view, 7> openings{
    "I'm sorry about the trouble you had on this trip.",
    "Thank you for telling us what happened on board.",
    "I understand how annoying that was, and I'm sorry.",
    "You were right to write to us about this.",
    "I have looked at your sailing and at what you told us.",
    "That should not have happened, and I apologise.",
    "Thank you for asking about your sailing."};
constexpr std::array<std::string_view, 7> answers{
    "I am asking the crew of that sailing. I will write to you here today by 6 pm.",
    "The next boat leaves at 9:20, and your ticket is good for it.",
    "Your refund is on its way and should be there within five days.",
    "Could you tell me which of the two sailings you mean?",
    "You can change the booking yourself until the evening before, at no cost.",
    "The harbour office is looking at it. I will come back to you within 24 hours.",
    "We will send you the new tickets within two days."};

// Their last word that nothing of ours follows; null when the last word is ours.
const json::object* waiting_word(const json::object& view) {
    const json::object* last = nullptr;
    for (const json::object* each : objects_in(view, "timeline")) {
        if (text_or_empty(*each, "type") != "message") continue;
        const json::value* deleted = each->if_contains("deleted_at");
        if (text_or_empty(*each, "direction") == "in") {
            if (deleted == nullptr || deleted->is_null()) last = each;
        } else if (text_or_empty(*each, "state") != "cancelled" &&
                   text_or_empty(*each, "state") != "failed") {
            last = nullptr;
        }
    }
    return last;
}

bool names_the_law(const json::object& word) {
    return text_or_empty(word, "from") == "customer" &&
           text_or_empty(word, "text").find(law) != std::string::npos;
}

}  // namespace

Clerks::Clerks(Stage& stage, DeskProcess& process, Timestamp curtain)
    : stage_(stage),
      process_(process),
      curtain_(curtain),
      staff_(stage),
      requests_(stage, process, staff_),
      dealings_(stage, staff_, requests_, curtain) {}

void Clerks::begin() {
    stage_.after(look_at_channels_every, {}, [this] {
        // She comes again also when the desk dies under her hands.
        begin();
        mind_channels();
    });
}

// What stopped because a platform would not let us in is set going again, mended or not.
void Clerks::mind_channels() {
    const auto answer = requests_.look(staff_.administrator(), "/channels");
    if (!answer) return;
    for (const json::object* channel : objects_in((*answer)->get_object(), "items")) {
        if (text_or_empty(*channel, "state") == "active") continue;
        Wish mend;
        mend.clerk = staff_.administrator();
        mend.method = "PATCH";
        mend.target = "/channels/" + text_or_empty(*channel, "id");
        mend.body = json::object{{"state", "active"}};
        if (!requests_.ask(mend)) return;
    }
}

void Clerks::notice(const Case& value) {
    // What belongs to nobody is somebody's all the same.
    std::size_t owner =
        stage_.fate.dice("who looks after " + name_of(value.id)).below(staff_.size());
    for (std::size_t i = 0; i <= staff_.size(); ++i) {
        if (value.owner_id == staff_.one(i).user) owner = i;
    }
    statuses_[value.id] = value.status;
    const auto planned = planned_.find(value.id);
    const bool looked_at = planned != planned_.end() && planned->second.when > stage_.now() &&
                           planned->second.owner == owner;
    if (value.status != CaseStatus::Open || looked_at) return;
    const int number = visits_[value.id];
    if (number >= visits_max || stage_.now() >= curtain_) return;
    SeededRandom dice = stage_.fate.dice("pace at " + name_of(value.id, number));
    // Some answers come within the minute, most within hours.
    Timestamp when =
        stage_.now() + (happens(dice, 0.2) ? between(dice, 5s, 90s) : between(dice, 2min, 3h));
    when += staff_.until_at_work(owner, when);
    planned_[value.id] = {when, owner};
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
    const std::string name = fmt::format("{} returned {}", word->name, times);
    SeededRandom dice = stage_.fate.dice(name);
    if (times >= retries_by_hand_max || !happens(dice, 0.3)) return;
    ++times;
    stage_.after(between(dice, 1min, 5h), {}, [this, name, id = message.id, word] {
        word->retried = true;
        const std::string target = "/messages/" + id.text() + "/retry";
        requests_.pursue(
            word->clerk, name, "POST", target, {},
            [this, id, word](const Wish& wish, const HttpResponse& response) {
                const JsonPage answer = object_in(response);
                if (text_or_empty(answer->get_object(), "state") == "awaiting_approval")
                    dealings_.ask_about(id, *word, wish.id);
            });
    });
}

std::string Clerks::name_of(CaseId id) const {
    return stage_.books.cases.at(id);
}

std::string Clerks::name_of(CaseId id, int visit) const {
    return fmt::format("{} visit {}", name_of(id), visit);
}

// What was answered meanwhile is off the list of open cases, and seldom looked at.
bool Clerks::worth_a_visit(CaseId id, int number) const {
    if (statuses_.at(id) == CaseStatus::Open) return true;
    SeededRandom dice = stage_.fate.dice("curiosity at " + name_of(id, number));
    return happens(dice, 0.25);
}

void Clerks::visit(std::size_t clerk, CaseId id, int number) {
    if (stage_.now() >= curtain_ || !worth_a_visit(id, number)) return;
    Wish look;
    look.clerk = clerk;
    look.method = "GET";
    look.target = "/cases/" + id.text();
    const auto response = requests_.ask(look);
    if (!response || response->status == 503) {
        stage_.after(10min, {}, [this, clerk, id, number] { visit(clerk, id, number); });
        return;
    }
    if (response->status != 200) return;
    act(clerk, id, name_of(id, number), object_in(*response)->get_object());
}

void Clerks::act(std::size_t clerk, CaseId id, const std::string& visit, const json::object& view) {
    const json::object* last = waiting_word(view);
    const bool open = text_or_empty(view, "status") == "open";
    dealings_.consider(clerk, id, visit, view);
    if (last == nullptr || !open) return;
    const Mood mood = mood_at(visit);
    if (mood == Mood::Close || mood == Mood::PutOff) return set_aside(clerk, id, visit, mood);
    if (mood == Mood::Call) dealings_.ask_to_call(clerk, id, visit, view);
    send(clerk, id, visit, *last, mood, 1);
    if (mood == Mood::Twice) send(clerk, id, visit, *last, mood, 2);
}

Clerks::Mood Clerks::mood_at(const std::string& visit) {
    SeededRandom dice = stage_.fate.dice("mood at " + visit);
    const std::uint64_t way = dice.below(100);
    Mood mood = Mood::Proper;
    const auto odd = [&](std::uint64_t from, std::uint64_t to, Mood other) {
        if (way >= from && way < to && stage_.fate.strikes("whim", visit, 1.0)) mood = other;
    };
    odd(65, 70, Mood::Call);
    odd(70, 74, Mood::Unread);
    odd(74, 77, Mood::Shouting);
    odd(77, 79, Mood::Card);
    odd(79, 82, Mood::Twice);
    odd(82, 86, Mood::DoubleClick);
    odd(86, 90, Mood::Regretful);
    odd(90, 93, Mood::Later);
    odd(93, 97, Mood::Close);
    odd(97, 100, Mood::PutOff);
    return mood;
}

// A justified complaint does not close like that; then a reason is given (rule B6).
void Clerks::set_aside(std::size_t clerk, CaseId id, const std::string& visit, Mood mood) {
    SeededRandom dice = stage_.fate.dice("until when " + visit);
    json::object change{{"status", mood == Mood::Close ? "closed" : "snoozed"}};
    if (mood == Mood::PutOff) {
        change["snooze_until"] = to_rfc3339(stage_.now() + between(dice, 1h, 48h));
    }
    const std::string target = "/cases/" + id.text();
    requests_.pursue(clerk, visit, "PATCH", target, change,
                     [this, change](const Wish& wish, const HttpResponse& response) {
                         if (response.status != 422) return;
                         json::object again = change;
                         again["no_offer_reason"] = "They asked for an apology alone.";
                         requests_.pursue(wish.clerk, wish.id + " with a reason", "PATCH",
                                          wish.target, std::move(again));
                     });
}

void Clerks::send(std::size_t clerk, CaseId id, const std::string& visit, const json::object& last,
                  Mood mood, int nth) {
    const std::string name = fmt::format("{} {}", visit, nth);
    SeededRandom dice = stage_.fate.dice("words at " + name);
    std::string to;
    if (const json::value* author = last.if_contains("author"); author != nullptr) {
        to = text_or_empty(author->as_object(), "handle");
    }
    Word& word = stage_.books.new_word(name, clerk, id, to, stage_.now());
    const std::string_view opening = openings[dice.below(openings.size())];
    std::string text = fmt::format("{} {}", opening, answers[dice.below(answers.size())]);
    if (mood == Mood::Shouting) text = "PLEASE READ WHAT WE WROTE YOU BEFORE ASKING AGAIN!!!";
    if (mood == Mood::Card) text += " We credited card 4111 1111 1111 1111.";
    if (mood == Mood::Call) text = "Of course. We'll call you tomorrow at 3 pm.";
    // Whoever is not senior enough for the law needs somebody's yes, whatever the desk thinks.
    word.needs_yes =
        mood != Mood::Unread && names_the_law(last) && staff_.one(clerk).role < Role::Manager;
    Wish wish;
    wish.id = name;
    wish.clerk = clerk;
    wish.method = "POST";
    wish.target = "/cases/" + id.text() + "/replies";
    json::object body{
        {"text", fmt::format("{} {} ({})", text, staff_.one(clerk).name, word.marker)},
        {"conversation_id", text_or_empty(last, "conversation_id")}};
    if (mood != Mood::Unread) body["seen_message_id"] = text_or_empty(last, "id");
    if (mood == Mood::Later) {
        body["send_at"] = to_rfc3339(stage_.now() + between(dice, 1h, 30h));
    }
    wish.body = std::move(body);
    wish.key = wish.id;
    wish.marker = word.marker;
    if (mood == Mood::DoubleClick) say(wish);
    say(wish);
    if (mood == Mood::Regretful) regret_later(word.marker, clerk, visit);
}

void Clerks::regret_later(const std::string& marker, std::size_t clerk, const std::string& visit) {
    SeededRandom dice = stage_.fate.dice("regrets at " + visit);
    stage_.after(between(dice, 500ms, 9s), {}, [this, marker, clerk, visit] {
        const Word* regretted = stage_.books.word_in("(" + marker + ")");
        if (regretted == nullptr || !regretted->message_id) return;
        Wish undo;
        undo.id = visit + " undo";
        undo.clerk = clerk;
        undo.method = "POST";
        undo.target = "/messages/" + regretted->message_id->text() + "/undo";
        undo.key = undo.id;
        undo.marker = marker;
        say(std::move(undo));
    });
}

void Clerks::say(Wish wish) {
    requests_.pursue(std::move(wish), [this](const Wish& said, const HttpResponse& response) {
        heard(said, response);
    });
}

void Clerks::heard(const Wish& wish, const HttpResponse& response) {
    const JsonPage page = object_in(response);
    const json::object& answer = page->get_object();
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
    const bool first = !word->message_id;
    if (word->standing == Word::Standing::Asked) word->standing = Word::Standing::Taken;
    word->message_id = MessageId::parse(text_or_empty(answer, "id"));
    stage_.note(fmt::format("message {} is \"{}\"", text_or_empty(answer, "id"), wish.marker));
    if (const std::string asked = text_or_empty(answer, "approval_id"); !asked.empty() && first) {
        word->needs_yes = true;
        dealings_.seek_yes({wish.id, asked, wish.clerk, wish.marker, {}, 0});
    }
    // Careless people let the night stand aside; they take it back and send it anew.
    const bool night = text_or_empty(answer, "held_because") == "quiet-hours";
    if (!night || !staff_.one(wish.clerk).careless || wish.second_attempt) return;
    SeededRandom dice = stage_.fate.dice("carelessness at " + wish.id);
    if (happens(dice, 0.5)) wake_them(wish, *word);
}

void Clerks::wake_them(const Wish& wish, Word& word) {
    Wish undo;
    undo.id = wish.id + " undo";
    undo.clerk = wish.clerk;
    undo.method = "POST";
    undo.target = "/messages/" + word.message_id->text() + "/undo";
    undo.key = undo.id;
    undo.marker = wish.marker;
    say(undo);
    if (word.standing != Word::Standing::Undone) return;
    const std::string name = wish.id + " bold";
    Word& bold = stage_.books.new_word(name, wish.clerk, word.case_id, word.to, stage_.now());
    bold.night_overridden = true;
    bold.needs_yes = word.needs_yes;
    Wish wake = wish;
    wake.id = name;
    wake.key = name;
    wake.marker = bold.marker;
    wake.second_attempt = true;
    json::object& body = wake.body.as_object();
    std::string text = text_or_empty(body, "text");
    text.replace(text.rfind('('), std::string::npos, "(" + bold.marker + ")");
    body["text"] = text;
    body["override"] = json::array{
        json::object{{"rule", "quiet-hours"}, {"reason", "They asked to hear tonight."}}};
    say(std::move(wake));
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
    say(std::move(wish));
}

}  // namespace aplomb::sim
