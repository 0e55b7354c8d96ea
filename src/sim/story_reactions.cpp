// How customers take what we tell them.
#include <algorithm>

#include "sim/dice.h"
#include "sim/story.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

// More of ours than this and they have had enough.
constexpr int answers_read_max = 4;
// The first who react are quick, so that a newcomer sees somebody answer.
constexpr int quick_reactions = 3;

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return folded.find(word) != std::string::npos;
    });
}

bool asks_something(std::string_view text) {
    return contains_any(text, {"?", "could you send", "please send", "tell me", "let me know"});
}

bool says_sorry_or_does_something(std::string_view text) {
    return contains_any(text, {"sorry", "apolog", "refund", "credit", "voucher", "i have ", "i've ",
                               "we have ", "we've ", "will ", "lo siento", "perd", "vamos"});
}

std::string_view name_of_temper(Temper temper) {
    switch (temper) {
        case Temper::Warm:
            return "warm";
        case Temper::Patient:
            return "patient";
        case Temper::Curt:
            return "curt";
        case Temper::Hot:
            return "hot";
    }
    return "any";
}

double chance_to_end_kindly(Temper temper) {
    switch (temper) {
        case Temper::Warm:
            return 0.95;
        case Temper::Patient:
            return 0.75;
        case Temper::Curt:
            return 0.4;
        case Temper::Hot:
            return 0.6;
    }
    return 0.5;
}

}  // namespace

// A tenth to a third of their usual time: nobody watches a demonstration for an hour.
Milliseconds Story::pause_of(const Customer& customer) {
    if (reactions_++ < quick_reactions) return between(random_, 9s, 22s);
    return std::max<Milliseconds>(between(random_, customer.rhythm / 10, customer.rhythm / 3), 8s);
}

std::string Story::reaction(std::string_view when, const Thread& thread) {
    const Customer& customer = *thread.part.customer;
    const std::string_view temper = name_of_temper(customer.temper);
    std::vector<std::string> own;
    std::vector<std::string> anybodys;
    for (const Reaction& reaction : all_reactions()) {
        if (reaction.when != when || reaction.language != customer.language) continue;
        if (reaction.temper == temper) own.push_back(reaction.text);
        if (reaction.temper == "any") anybodys.push_back(reaction.text);
    }
    if (!own.empty()) return one_of(random_, own);
    return anybodys.empty() ? std::string{} : one_of(random_, anybodys);
}

void Story::notice_answers(Timestamp now) {
    for (const auto& [outlet, platform] : outlets_) {
        std::size_t& read = read_[outlet];
        while (read < platform->arrivals().size()) {
            const Arrival arrival = platform->arrivals()[read++];
            if (arrival.native) continue;
            auto thread = by_message_.find({outlet, arrival.answers});
            if (thread == by_message_.end()) thread = by_person_.find({outlet, arrival.to});
            if (thread == by_message_.end() || thread == by_person_.end()) continue;
            react(thread->second, arrival, now);
        }
    }
}

void Story::react(std::size_t thread_index, const Arrival& arrival, Timestamp now) {
    Thread& thread = threads_[thread_index];
    by_message_[{thread.part.outlet, arrival.id}] = thread_index;
    thread.last_id = arrival.id;
    thread.last_ours_id = arrival.id;
    thread.visibility = arrival.visibility;
    if (thread.over || thread.part.scene->never_back) return;
    if (++thread.answers > answers_read_max) return;
    const std::string text = arrival.text;
    at(now + pause_of(*thread.part.customer),
       [this, thread_index, text](Timestamp when) { reply_to(thread_index, text, when); });
}

void Story::reply_to(std::size_t thread_index, const std::string& our_text, Timestamp now) {
    Thread& thread = threads_[thread_index];
    const Scene& scene = *thread.part.scene;
    const Temper temper = thread.part.customer->temper;
    if (thread.over) return;
    if (asks_something(our_text) && !thread.gave_detail) {
        thread.gave_detail = true;
        const std::string detail = scene.detail.empty() ? reaction("detail", thread) : scene.detail;
        speak(thread, detail, now, false);
        return;
    }
    if (!scene.follow_up.empty() && !thread.asked_on && happens(random_, 0.55)) {
        thread.asked_on = true;
        speak(thread, scene.follow_up, now, false);
        return;
    }
    const bool complaint = scene.sort == "complaint" || scene.rating.value_or(5) <= 2;
    if (complaint && !thread.cross && !says_sorry_or_does_something(our_text)) {
        thread.cross = true;
        if (happens(random_, temper == Temper::Hot ? 0.95 : 0.6)) {
            speak(thread, reaction("cross", thread), now, false);
            return;
        }
    }
    thread.over = true;
    if (!happens(random_, chance_to_end_kindly(temper))) return;
    const bool own_words = !scene.end.empty() && happens(random_, 0.7);
    speak(thread, own_words ? scene.end : reaction("thanks", thread), now, false);
}

// What people do before any answer has come: correct themselves, take it back, ask again.
void Story::second_thoughts(std::size_t thread_index, Timestamp opened) {
    const Part& part = threads_[thread_index].part;
    Platform* platform = outlets_.at(part.outlet);
    if (!part.scene->edit.empty()) {
        at(opened + between(random_, 15s, 40s), [this, thread_index, platform](Timestamp when) {
            Thread& thread = threads_[thread_index];
            if (thread.answers > 0) return;
            const std::string us = us_on(thread.part.outlet);
            platform->edit(thread.first_id, filled(thread.part.scene->edit, thread.part.trip, us),
                           when);
        });
    }
    if (part.scene->take_back) {
        at(opened + between(random_, 60s, 150s), [this, thread_index, platform](Timestamp when) {
            Thread& thread = threads_[thread_index];
            if (thread.answers > 0) return;
            thread.over = true;
            platform->take_back(thread.first_id, when);
        });
        return;
    }
    const bool may_nudge = part.scene->sort == "complaint" || part.scene->sort == "request";
    const double chance = part.customer->temper == Temper::Hot ? 0.6 : 0.12;
    if (part.outlet == "reviews" || !may_nudge || !happens(random_, chance)) return;
    const Milliseconds patience = part.customer->temper == Temper::Hot
                                      ? between(random_, 3min, 9min)
                                      : between(random_, 12min, 40min);
    at(opened + patience, [this, thread_index](Timestamp when) {
        Thread& thread = threads_[thread_index];
        if (thread.answers > 0 || thread.nudged || thread.over) return;
        thread.nudged = true;
        speak(thread, reaction("nudge", thread), when, false);
    });
}

}  // namespace aplomb::sim
