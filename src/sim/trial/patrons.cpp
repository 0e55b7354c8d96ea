#include "sim/trial/patrons.h"

#include <fmt/format.h>

#include <array>

#include "sim/dice.h"
#include "sim/scenes.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t patrons_least = 40;
constexpr std::size_t patrons_more = 200;
constexpr int matters_max = 3;
constexpr int said_max = 6;

// Both hemispheres, half hours, and places that change their clocks at odd moments.
constexpr std::array<std::string_view, 14> zones{
    "Europe/London",   "Europe/Madrid",   "America/New_York", "America/St_Johns",
    "Asia/Kolkata",    "Asia/Tokyo",      "Australia/Sydney", "Pacific/Auckland",
    "Africa/Cairo",    "Europe/Helsinki", "America/Denver",   "America/Sao_Paulo",
    "Pacific/Chatham", "America/Santiago"};

const Scene& scene_for(SeededRandom& dice) {
    for (;;) {
        const Scene& scene = one_of(dice, all_scenes());
        if (!scene.incident && !scene.rating) return scene;
    }
}

std::string reaction(SeededRandom& dice, std::string_view when) {
    std::vector<std::string> fitting;
    for (const Reaction& each : all_reactions()) {
        if (each.when == when && each.language == "en") fitting.push_back(each.text);
    }
    return fitting.empty() ? std::string("Thank you.") : one_of(dice, fitting);
}

}  // namespace

Patrons::Patrons(Stage& stage, std::vector<Outlet> outlets, Timestamp curtain, std::uint64_t count)
    : stage_(stage), outlets_(std::move(outlets)), start_(stage.now()), curtain_(curtain) {
    SeededRandom dice = stage_.fate.dice("how many patrons");
    if (count == 0) count = patrons_least + dice.below(patrons_more + 1);
    for (std::size_t i = 0; i < count; ++i)
        patrons_.push_back(make_patron(i));
}

Patrons::Patron Patrons::make_patron(std::size_t index) const {
    SeededRandom dice = stage_.fate.dice(fmt::format("patron c{}", index));
    const Customer& model = one_of(dice, all_customers());
    Patron patron;
    patron.name = model.name;
    patron.login = fmt::format("{}{}", model.login, index);
    patron.zone = zones[dice.below(zones.size())];
    patron.temper = model.temper;
    patron.followers = model.followers;
    // From people who answer within minutes to people who take days.
    const std::array<Milliseconds, 5> speeds{4min, 25min, 2h, 9h, 30h};
    patron.rhythm = speeds[dice.below(speeds.size())];
    patron.outlet = dice.below(outlets_.size());
    const std::size_t other = dice.below(outlets_.size());
    if (happens(dice, 0.25) && other != patron.outlet) patron.other_outlet = other;
    return patron;
}

std::size_t Patrons::outlet_for(const Patron& patron, const std::string& id) const {
    SeededRandom dice = stage_.fate.dice("where " + id);
    return patron.other_outlet && happens(dice, 0.5) ? *patron.other_outlet : patron.outlet;
}

std::string Patrons::handle_of(const Patron& patron, std::size_t outlet) const {
    const std::string_view also = outlet == patron.outlet ? "" : "too";
    return fmt::format("{}{}{}", patron.login, also, outlets_[outlet].handle_ending);
}

bool Patrons::awake(const Patron& patron, Timestamp when) const {
    const int hour = hour_in(patron.zone, when);
    return hour >= 7 && hour < 23;
}

void Patrons::begin() {
    for (std::size_t i = 0; i < patrons_.size(); ++i)
        plan_openings(i);
}

void Patrons::plan_openings(std::size_t index) {
    SeededRandom dice = stage_.fate.dice(fmt::format("openings of c{}", index));
    const int matters = static_cast<int>(dice.below(matters_max + 1));
    for (int i = 1; i <= matters; ++i) {
        const std::string id = fmt::format("c{}/{}", index, i);
        Timestamp when = start_ + between(dice, 0ms, curtain_ - start_);
        // One in ten does not mind the hour.
        const bool owl = happens(dice, 0.1);
        for (int tries = 0; tries < 8 && !owl && !awake(patrons_[index], when); ++tries)
            when = start_ + between(dice, 0ms, curtain_ - start_);
        if (!stage_.fate.strikes("story", id, 1.0)) continue;
        stage_.agenda.at(when, id + " begins", [this, index, id] { open(index, id); });
    }
}

void Patrons::open(std::size_t index, const std::string& id) {
    const Patron& patron = patrons_[index];
    Matter matter;
    matter.outlet = outlet_for(patron, id);
    const Outlet& outlet = outlets_[matter.outlet];
    SeededRandom dice = stage_.fate.dice("opening " + id);
    const bool in_public = outlet.in_public && (!outlet.in_private || happens(dice, 0.6));
    matter.id = id;
    matter.patron = index;
    matter.visibility = in_public ? Visibility::Public : Visibility::Private;
    const Scene& scene = scene_for(dice);
    // Whoever writes in private need not say to whom.
    matter.first_text =
        filled(scene.text, made_up_trip(dice), in_public ? outlet.us : std::string{});
    matters_.push_back(std::move(matter));
    const std::size_t number = matters_.size() - 1;
    newest_of_[{outlet.name, handle_of(patron, matters_[number].outlet)}] = number;
    speak(matters_[number], matters_[number].first_text);
    second_thoughts(number);
}

std::string Patrons::speak(Matter& matter, const std::string& text) {
    const Patron& patron = patrons_[matter.patron];
    const Outlet& outlet = outlets_[matter.outlet];
    Utterance utterance;
    utterance.by = {handle_of(patron, matter.outlet), patron.name, patron.followers,
                    outlet.tells_everything ? patron.zone : std::string{}};
    utterance.text = text;
    if (matter.visibility == Visibility::Public && text.find(outlet.us) == std::string::npos) {
        utterance.text = outlet.us + " " + text;
    }
    utterance.subject = "About my trip";
    utterance.visibility = matter.visibility;
    utterance.answers = matter.last_id;
    utterance.at = stage_.now();
    matter.last_id = outlet.platform->say(utterance);
    ++matter.said;
    stage_.books.said[{outlet.name, matter.last_id}] = fmt::format("{}.{}", matter.id, matter.said);
    ++words_;
    news_.insert(outlet.name);
    by_message_[{outlet.name, matter.last_id}] =
        static_cast<std::size_t>(&matter - matters_.data());
    Acquaintance& known = stage_.books.people[utterance.by.handle];
    known.zone = utterance.by.time_zone;
    known.last_word_at = stage_.now();
    stage_.note(fmt::format("{} says {} on {}", matter.id, matter.last_id, outlet.name));
    return matter.last_id;
}

// What people do of their own accord after their first word.
void Patrons::second_thoughts(std::size_t number) {
    const Matter& matter = matters_[number];
    SeededRandom dice = stage_.fate.dice("second thoughts " + matter.id);
    const std::string id = matter.last_id;
    const Outlet& outlet = outlets_[matter.outlet];
    if (happens(dice, 0.12)) {
        stage_.after(between(dice, 1s, 20min), matter.id + " adds a word", [this, number] {
            if (stage_.now() < curtain_ && matters_[number].said < said_max)
                speak(matters_[number], "And one more thing: is anybody reading this?");
        });
    }
    if (happens(dice, 0.08)) {
        stage_.after(between(dice, 0s, 3h), matter.id + " corrects it",
                     [this, number, id, &outlet] {
                         outlet.platform->edit(id, matters_[number].first_text + " (corrected)",
                                               stage_.now());
                         news_.insert(outlet.name);
                     });
    }
    if (happens(dice, 0.05)) {
        stage_.after(
            between(dice, 0s, 26h), matter.id + " takes it back", [this, number, id, &outlet] {
                outlet.platform->take_back(id, stage_.now());
                news_.insert(outlet.name);
                // Where nobody tells us we cannot know: an e-mail is in the mailbox for good.
                if (!outlet.tells_everything) return;
                stage_.books.taken_back.push_back({outlet.name, id, matters_[number].first_text});
            });
    }
}

void Patrons::read(std::string_view where, const Arrival& arrival) {
    const std::string outlet(where);
    auto found = by_message_.find({outlet, arrival.answers});
    if (found == by_message_.end()) {
        const auto newest = newest_of_.find({outlet, arrival.to});
        if (newest == newest_of_.end()) return;
        found = by_message_.find({outlet, matters_[newest->second].last_id});
        if (found == by_message_.end()) return;
    }
    const std::size_t number = found->second;
    Matter& matter = matters_[number];
    by_message_[{outlet, arrival.id}] = number;
    const std::string name = fmt::format("{} reads {}", matter.id, matter.said);
    SeededRandom dice = stage_.fate.dice(name);
    const double answers = matter.said == 1 ? 0.6 : 0.3;
    if (matter.over || matter.said >= said_max || !happens(dice, answers)) return;
    if (!stage_.fate.strikes("story", name, 1.0)) return;
    const Patron& patron = patrons_[matter.patron];
    Timestamp when = stage_.now() + between(dice, patron.rhythm / 3, patron.rhythm * 2);
    for (int tries = 0; tries < 16 && !awake(patron, when); ++tries)
        when += 1h;
    stage_.agenda.at(when, name, [this, number, id = arrival.id] { go_on(number, id); });
}

void Patrons::go_on(std::size_t number, const std::string& our_id) {
    if (stage_.now() >= curtain_) return;
    Matter& matter = matters_[number];
    SeededRandom dice = stage_.fate.dice(fmt::format("{} goes on {}", matter.id, matter.said));
    const std::uint64_t way = dice.below(10);
    std::string text;
    if (way < 4) {
        text = reaction(dice, "thanks");
        matter.over = true;
    } else if (way < 7) {
        text = scene_for(dice).follow_up;
        if (text.empty()) text = "And what happens next, please?";
    } else {
        text = reaction(dice, "cross");
        if (happens(dice, 0.25)) text += " I have told my lawyer about this.";
    }
    // Mostly they answer our last word; some answer their own.
    if (happens(dice, 0.8)) matter.last_id = our_id;
    speak(matter, filled(text, made_up_trip(dice), {}));
}

}  // namespace aplomb::sim
