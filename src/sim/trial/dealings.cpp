#include "sim/trial/dealings.h"

#include <fmt/format.h>

#include <array>

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

constexpr int pleas_max = 5;
// From what anybody may give to what nobody may.
constexpr std::array<std::string_view, 6> refunds{"8.00",   "24.99",   "60.00",
                                                  "400.00", "2500.00", "99999.00"};

std::string customer_of(const json::object& view) {
    const json::value* customer = view.if_contains("customer");
    return customer != nullptr && customer->is_object()
               ? text_or_empty(customer->get_object(), "id")
               : std::string{};
}

// The newest word of ours that left, for whoever says that they told them.
std::string our_last_word(const json::object& view) {
    std::string last;
    for (const json::object* each : objects_in(view, "timeline")) {
        if (text_or_empty(*each, "type") == "message" &&
            text_or_empty(*each, "direction") == "out") {
            last = text_or_empty(*each, "id");
        }
    }
    return last;
}

}  // namespace

bool Dealings::in_the_mood(std::string_view what, const std::string& visit, double chance) {
    return stage_.fate.strikes("deal", fmt::format("{} {}", what, visit), chance);
}

// In their working hours; after the last day nobody begins anything.
void Dealings::later(std::size_t who, Milliseconds delay, Agenda::Deed deed) {
    const Timestamp when = stage_.now() + delay;
    stage_.agenda.at(when + staff_.until_at_work(who, when), {}, [this, deed = std::move(deed)] {
        if (stage_.now() < curtain_) deed();
    });
}

void Dealings::consider(std::size_t clerk, CaseId id, const std::string& visit,
                        const json::object& view) {
    const bool open = text_or_empty(view, "status") == "open";
    if (open && in_the_mood("offer", visit, 0.12)) make_up(clerk, id, visit);
    if (in_the_mood("promises", visit, 0.3)) settle_promises(clerk, visit, view);
    if (in_the_mood("hand on", visit, 0.04)) hand_on(clerk, id, visit);
    if (in_the_mood("part", visit, 0.05)) part(clerk, id, visit, view);
    unite(clerk, id, visit, view);
    join(clerk, id, visit, view);
}

// It was our fault: something is given, now and then with two clicks.
void Dealings::make_up(std::size_t clerk, CaseId id, const std::string& visit) {
    SeededRandom dice = stage_.fate.dice("gift at " + visit);
    const std::string target = "/cases/" + id.text();
    requests_.pursue(clerk, visit + " fault", "PATCH", target,
                     json::object{{"kind", "complaint"}, {"at_fault", true}});
    json::object order{{"offer", "voucher-10"}, {"reason", "It was our mistake."}};
    if (happens(dice, 0.6)) {
        order["offer"] = "refund";
        order["amount"] = refunds[dice.below(refunds.size())];
        order["currency"] = happens(dice, 0.8) ? "EUR" : "USD";
    }
    const int clicks = happens(dice, 0.2) ? 2 : 1;
    for (int click = 1; click <= clicks; ++click) {
        requests_.pursue(clerk, fmt::format("{} offer {}", visit, click), "POST",
                         target + "/offers", order,
                         [this, visit](const Wish& wish, const HttpResponse& response) {
                             given(wish, visit, response);
                         });
    }
}

void Dealings::given(const Wish& wish, const std::string& visit, const HttpResponse& response) {
    if (response.status != 201) return;
    const JsonPage page = object_in(response);
    const json::object& answer = page->get_object();
    const std::string id = text_or_empty(answer, "id");
    const auto [found, first] = stage_.books.gifts.try_emplace(id);
    if (!first) return;
    Gift& gift = found->second;
    gift.name = wish.id;
    gift.giver = wish.clerk;
    gift.code = text_or_empty(answer, "code");
    if (const std::string asked = text_or_empty(answer, "approval_id"); !asked.empty()) {
        gift.needs_yes = true;
        seek_yes({wish.id, asked, wish.clerk, {}, id, 0});
    }
    SeededRandom dice = stage_.fate.dice("fate of the gift at " + visit);
    if (happens(dice, 0.15)) {
        later(wish.clerk, between(dice, 1min, 48h), [this, id] { take_back(id); });
    }
    if (gift.code.empty() || !happens(dice, 0.7)) return;
    const Milliseconds until = between(dice, 10min, 240h);
    later(wish.clerk, until, [this, id] { redeem(id, "once"); });
    if (happens(dice, 0.3)) {
        later(wish.clerk, until + between(dice, 0s, 48h), [this, id] { redeem(id, "again"); });
    }
}

// The customer shows the code to somebody at work.
void Dealings::redeem(const std::string& gift, const std::string& nth) {
    Gift& known = stage_.books.gifts.at(gift);
    requests_.pursue(known.giver, fmt::format("{} redeemed {}", known.name, nth), "POST",
                     "/redemptions", json::object{{"code", known.code}},
                     [&known](const Wish&, const HttpResponse& response) {
                         if (response.status == 200) ++known.redeemed;
                     });
}

void Dealings::take_back(const std::string& gift) {
    for (std::size_t who = 0; who < staff_.size(); ++who) {
        if (staff_.one(who).role < Role::Senior) continue;
        Gift& known = stage_.books.gifts.at(gift);
        requests_.pursue(who, known.name + " taken back", "POST", "/offers/" + gift + "/cancel",
                         json::object{{"reason", "It was a mistake to give it."}},
                         [&known](const Wish&, const HttpResponse& response) {
                             known.taken_back |= response.status == 200;
                         });
        return;
    }
}

void Dealings::settle_promises(std::size_t clerk, const std::string& visit,
                               const json::object& view) {
    SeededRandom dice = stage_.fate.dice("promises at " + visit);
    int nth = 0;
    for (const json::object* promise : objects_in(view, "promises")) {
        ++nth;
        const std::string state = text_or_empty(*promise, "state");
        if (state != "open" && state != "broken") continue;
        const std::string id = text_or_empty(*promise, "id");
        json::object change{{"state", "kept"}};
        const std::uint64_t way = dice.below(10);
        if (way < 3) {
            change = {{"state", "extended"},
                      {"due_at", to_rfc3339(stage_.now() + between(dice, 1h, 60h))},
                      {"told_message_id", our_last_word(view)}};
        } else if (way < 5) {
            change = {{"state", "withdrawn"}, {"reason", "They no longer want it."}};
        } else if (way < 6) {
            // A time gone by is no promise, and the desk says so.
            change = {{"state", "extended"},
                      {"due_at", to_rfc3339(stage_.now() - 1h)},
                      {"told_message_id", our_last_word(view)}};
        }
        requests_.pursue(clerk, fmt::format("{} promise {}", visit, nth), "POST", "/promises/" + id,
                         std::move(change));
    }
}

// Cases of one customer are now and then seen to be one problem.
void Dealings::join(std::size_t clerk, CaseId id, const std::string& visit,
                    const json::object& view) {
    const std::string customer = customer_of(view);
    const auto known = newest_of_.find(customer);
    const bool another = known != newest_of_.end() && known->second != id;
    if (another && in_the_mood("join", visit, 0.25)) {
        requests_.pursue(clerk, visit + " join", "POST", "/cases/" + id.text() + "/merge",
                         json::object{{"into", known->second.text()}});
        return;
    }
    newest_of_[customer] = id;
}

std::size_t Dealings::senior_beside(std::size_t clerk) const {
    for (std::size_t who = 0; who < staff_.size(); ++who) {
        if (staff_.one(who).role >= Role::Senior) return who;
    }
    return clerk;
}

// Some people write in two places, and somebody sees that they are one.
void Dealings::unite(std::size_t clerk, CaseId id, const std::string& visit,
                     const json::object& view) {
    const std::string& story = stage_.books.cases.at(id);
    const std::size_t slash = story.find('/');
    if (slash == std::string::npos) return;
    const std::string person = story.substr(0, slash);
    const std::string customer = customer_of(view);
    Cards& cards = stage_.books.cards[person];
    if (cards.first_seen.empty()) cards.first_seen = customer;
    const bool two = customer != cards.first_seen;
    if (!two || cards.unsure || !in_the_mood("unite", visit, 0.6)) return;
    cards.unsure = true;
    cards.last = Union{customer, cards.first_seen, {}, {}, true};
    const std::size_t who = senior_beside(clerk);
    requests_.pursue(who, visit + " unite", "POST", "/customers/" + customer + "/merge",
                     json::object{{"into", cards.first_seen}, {"evidence", "They told us."}},
                     [this, who, person, visit, &cards](const Wish&, const HttpResponse& response) {
                         cards.unsure = response.status >= 500;
                         if (response.status != 200) return cards.last.reset();
                         united(who, person, visit, object_in(response)->get_object());
                     });
}

void Dealings::united(std::size_t clerk, const std::string& person, const std::string& visit,
                      const json::object& answer) {
    Cards& cards = stage_.books.cards.at(person);
    cards.last->id = text_or_empty(answer, "merge_id");
    for (const json::object* each : objects_in(answer, "identities"))
        if (const std::string handle = text_or_empty(*each, "handle"); !handle.empty())
            cards.last->handles.insert(handle);
    SeededRandom dice = stage_.fate.dice("regret of " + visit);
    if (!happens(dice, 0.5)) return;
    later(clerk, between(dice, 1min, 120h),
          [this, clerk, person, name = visit + " part again"] { part_again(clerk, person, name); });
}

void Dealings::part_again(std::size_t clerk, const std::string& person, const std::string& name) {
    Cards& cards = stage_.books.cards.at(person);
    cards.unsure = true;
    requests_.pursue(clerk, name, "POST", "/customer-merges/" + cards.last->id + "/undo", {},
                     [&cards](const Wish&, const HttpResponse& response) {
                         cards.unsure = response.status >= 500;
                         // Undone already: by ourselves, before the desk died with
                         // the answer on its lips.
                         const bool undone = response.status == 204 || response.status == 409;
                         if (undone) cards.last->standing = false;
                     });
}

void Dealings::part(std::size_t clerk, CaseId id, const std::string& visit,
                    const json::object& view) {
    const auto conversations = objects_in(view, "conversations");
    if (conversations.size() < 2) return;
    const std::string leaving = text_or_empty(*conversations.back(), "id");
    requests_.pursue(clerk, visit + " part", "POST", "/cases/" + id.text() + "/split",
                     json::object{{"conversation_ids", json::array{json::value(leaving)}}});
}

void Dealings::hand_on(std::size_t clerk, CaseId id, const std::string& visit) {
    SeededRandom dice = stage_.fate.dice("hand on at " + visit);
    json::value to;  // nobody, which the desk does not accept
    if (happens(dice, 0.7)) to = json::value(staff_.one(dice.below(staff_.size())).user.text());
    requests_.pursue(clerk, visit + " hand on", "PATCH", "/cases/" + id.text(),
                     json::object{{"owner_id", std::move(to)}});
}

void Dealings::ask_to_call(std::size_t clerk, CaseId id, const std::string& visit,
                           const json::object& view) {
    const std::string target = "/customers/" + customer_of(view) + "/phone-permissions";
    requests_.pursue(clerk, visit + " may we", "POST", target, json::object{{"state", "asked"}});
    requests_.pursue(clerk, visit + " you may", "POST", target,
                     json::object{{"state", "granted"},
                                  {"case_id", id.text()},
                                  {"phone", "+44 20 7946 0123"},
                                  {"words", "Yes, please call me."}});
    SeededRandom dice = stage_.fate.dice("call at " + visit);
    if (!happens(dice, 0.7)) return;
    later(clerk, between(dice, 12h, 40h), [this, clerk, id, visit] { call(clerk, id, visit); });
}

void Dealings::call(std::size_t clerk, CaseId id, const std::string& visit) {
    const auto view = requests_.look(clerk, "/cases/" + id.text());
    if (!view) return;
    SeededRandom dice = stage_.fate.dice("on the phone " + visit);
    int nth = 0;
    for (const json::object* each : objects_in((*view)->get_object(), "calls")) {
        const std::string call = text_or_empty(*each, "id");
        const bool reached = happens(dice, 0.8);
        requests_.pursue(clerk, fmt::format("{} call {}", visit, ++nth), "POST", "/calls/" + call,
                         json::object{{"outcome", reached ? "reached" : "no_answer"}});
    }
}

void Dealings::ask_about(MessageId id, const Word& word, const std::string& name) {
    const auto view = requests_.look(word.clerk, "/cases/" + word.case_id.text());
    if (!view) return;
    for (const json::object* each : objects_in((*view)->get_object(), "approvals")) {
        if (text_or_empty(*each, "subject") != "message:" + id.text()) continue;
        seek_yes({name, text_or_empty(*each, "id"), word.clerk, word.marker, {}, 0});
    }
}

// Whoever may say yes is found among the colleagues, but one in ten authors tries it themselves.
void Dealings::seek_yes(const Plea& plea) {
    if (plea.asked >= pleas_max) return;
    const std::string id = fmt::format("{} plea {}", plea.name, plea.asked);
    SeededRandom dice = stage_.fate.dice(id);
    std::size_t who = (plea.author + 1 + dice.below(staff_.size() - 1)) % staff_.size();
    if (happens(dice, 0.1)) who = plea.author;
    later(who, between(dice, 1min, 5h), [this, plea, who, id] { rule(plea, who, id); });
}

void Dealings::rule(const Plea& plea, std::size_t who, const std::string& id) {
    Plea next = plea;
    ++next.asked;
    const auto page = requests_.look(who, "/approvals/" + plea.approval);
    if (!page) return seek_yes(next);
    const json::object& view = (*page)->get_object();
    if (text_or_empty(view, "state") != "waiting") return;
    SeededRandom dice = stage_.fate.dice("ruling " + id);
    json::object ruling{{"decision", "approve"}};
    const std::uint64_t way = dice.below(10);
    if (way == 0) ruling = {{"decision", "reject"}, {"reason", "Please say it more kindly."}};
    if (way == 1) ruling["text"] = text_or_empty(view, "text") + " Take care.";
    const Role least = role_from(text_or_empty(view, "least_seniority")).value_or(Role::Admin);
    const bool may = who != plea.author && staff_.one(who).role >= least;
    if (Word* word = stage_.books.word_in("(" + plea.marker + ")"); word != nullptr) {
        word->yes_needed = static_cast<std::size_t>(view.at("needed").to_number<int>());
    }
    // The desk may take it and die before it says so.
    const bool yes = way > 1;
    if (std::set<std::size_t>* said = yes_of(plea); yes && may && said != nullptr)
        said->insert(who);
    requests_.pursue(who, id, "POST", "/approvals/" + plea.approval, std::move(ruling),
                     [this, next, who, may](const Wish&, const HttpResponse& response) {
                         ruled(next, who, may, response);
                     });
}

void Dealings::ruled(const Plea& plea, std::size_t who, bool may, const HttpResponse& response) {
    if (response.status == 200 && !may) {
        stage_.books.scandals.push_back(
            fmt::format("{} decided on approval {}, which is not theirs to decide",
                        staff_.one(who).name, plea.approval));
    }
    seek_yes(plea);
}

std::set<std::size_t>* Dealings::yes_of(const Plea& plea) const {
    if (!plea.marker.empty()) {
        Word* word = stage_.books.word_in("(" + plea.marker + ")");
        return word == nullptr ? nullptr : &word->yes;
    }
    const auto gift = stage_.books.gifts.find(plea.gift);
    return gift == stage_.books.gifts.end() ? nullptr : &gift->second.yes;
}

}  // namespace aplomb::sim
