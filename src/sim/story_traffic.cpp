// When people write: the day before the story starts, and from then on.
#include <algorithm>
#include <array>

#include "sim/dice.h"
#include "sim/story.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

// The first minute shows a bit of everything.
constexpr std::array<std::string_view, 12> first_scenes{
    "last-boat",   "praise-wheelchair", "car-left-behind", "es-perro",
    "card-public", "review-two-star",   "wrong-port",      "night-fever",
    "edited-typo", "hot-hold-music",    "deleted-heat",    "birthday-captain"};

constexpr Milliseconds breakdown_after = 70s;

}  // namespace

void Story::begin() {
    for (const std::string_view id : first_scenes)
        casting_.set_aside(std::string(id));
    at(start_ + 2s, [this](Timestamp when) { open_next(when); });
    at(start_ + breakdown_after, [this](Timestamp when) { break_down(when); });
}

// Opens a case and plans the next. Busy at first, then ever calmer.
void Story::open_next(Timestamp now) {
    const std::size_t number = openings_++;
    std::optional<Part> part;
    if (number < first_scenes.size()) {
        if (const Scene* scene = find_scene(first_scenes[number])) {
            part = casting_.cast(*scene, now);
        }
    }
    if (!part) part = casting_.draw(now);
    second_thoughts(open(*part, now), now);

    const Milliseconds elapsed = now - start_;
    Milliseconds gap = between(random_, 60s, 200s);
    if (elapsed < 60s) {
        gap = between(random_, 3s, 6s);
    } else if (elapsed < 5min) {
        gap = between(random_, 9s, 20s);
    } else if (elapsed < 30min) {
        gap = between(random_, 35s, 100s);
    }
    at(now + gap, [this](Timestamp when) { open_next(when); });
}

// One engine, many askers: half of them within the first half minute.
void Story::break_down(Timestamp now) {
    Milliseconds after = 0s;
    for (const Scene& scene : all_scenes()) {
        if (!scene.incident) continue;
        after += after < 30s ? between(random_, 2s, 6s) : between(random_, 8s, 25s);
        at(now + after, [this, &scene](Timestamp when) {
            if (const auto part = casting_.cast(scene, when))
                second_thoughts(open(*part, when), when);
        });
    }
}

void Story::tell_yesterday() {
    struct Remembered {
        std::string_view scene;
        Past past;
        Milliseconds ago;
    };
    // clang-format off
    constexpr std::array<Remembered, 27> yesterday{{
        {"refund-wait", Past::Thanked, 25h + 10min},   {"thanks-crew-fog", Past::Answered, 24h + 5min},
        {"hot-nobody-answers", Past::Thanked, 23h},    {"lost-rabbit", Past::Thanked, 22h + 20min},
        {"student-fare", Past::Answered, 21h},         {"review-five", Past::Unanswered, 20h + 40min},
        {"invoice", Past::AskedOn, 19h + 15min},       {"es-gracias", Past::Answered, 18h + 30min},
        {"gulls", Past::Thanked, 17h + 45min},         {"review-one-star-parking", Past::Overdue, 16h},
        {"early-night-insomnia", Past::Unanswered, 11h + 30min},
        {"double-charge-email", Past::Thanked, 9h + 50min}, {"stairs-lift", Past::Overdue, 9h + 5min},
        {"dirty-seats", Past::Overdue, 8h + 20min},    {"rude-gate", Past::AskedOn, 6h + 40min},
        {"tidecard-renew", Past::Answered, 5h + 55min}, {"cafe-praise", Past::Unanswered, 5h},
        {"electric-cars", Past::Answered, 4h + 10min}, {"accident-slip", Past::Unanswered, 2h + 35min},
        {"noise-horn", Past::Unanswered, 2h + 5min},   {"motion-museum", Past::Answered, 100min},
        {"es-horario", Past::Unanswered, 85min},       {"smell-diesel", Past::Unanswered, 62min},
        {"wedding", Past::Unanswered, 47min},          {"price-jump", Past::Unanswered, 33min},
        {"spam", Past::Unanswered, 21min},             {"moved-berth", Past::Unanswered, 9min},
    }};
    // clang-format on
    for (const Remembered& remembered : yesterday) {
        casting_.set_aside(std::string(remembered.scene));
        const std::string id(remembered.scene);
        const Past past = remembered.past;
        at(start_ - remembered.ago,
           [this, id, past](Timestamp when) { remember_case(id, past, when); });
    }
    advance(start_);
}

void Story::remember_case(const std::string& scene_id, Past past, Timestamp when) {
    const Scene* scene = find_scene(scene_id);
    if (scene == nullptr) return;
    const auto part = casting_.cast(*scene, when);
    if (!part) return;
    const std::size_t index = open(*part, when);
    const std::string outlet = part->outlet;
    if (past == Past::Overdue) {
        deeds_.push_back({Deed::Kind::Note,
                          outlet,
                          threads_[index].first_id,
                          company_.staff[1].email,
                          "I've asked the crew of that sailing what happened; waiting for them.",
                          {}});
    }
    if (past == Past::Unanswered || past == Past::Overdue) return;

    const Timestamp answered =
        std::min(when + between(random_, 6min, 50min), start_ - Milliseconds{3min});
    at(answered, [this, index](Timestamp then) {
        Thread& thread = threads_[index];
        Utterance ours;
        ours.by = author_on(*thread.part.customer, thread.part.outlet, home_zone_);
        const Scene& about = *thread.part.scene;
        ours.text = about.answer.empty()
                        ? reaction(about.sort == "praise" ? "praised" : "native", thread)
                        : about.answer;
        ours.colleague = one_of(random_, company_.staff).name;
        ours.visibility = thread.visibility;
        ours.answers = thread.last_id;
        ours.language = thread.part.customer->language;
        ours.at = then;
        thread.last_id = outlets_.at(thread.part.outlet)->say_as_us(ours);
        thread.last_ours_id = thread.last_id;
        by_message_[{thread.part.outlet, thread.last_id}] = index;
    });
    if (past == Past::Answered) return;
    const Timestamp reacted = std::min(answered + between(random_, 4min, 30min), start_ - 1min);
    at(reacted, [this, index, past](Timestamp then) {
        Thread& thread = threads_[index];
        const Scene& about = *thread.part.scene;
        thread.asked_on = true;
        if (past == Past::AskedOn) {
            speak(thread, about.follow_up, then, false);
            return;
        }
        thread.over = true;
        speak(thread, about.end.empty() ? reaction("thanks", thread) : about.end, then, false);
        deeds_.push_back({Deed::Kind::Close,
                          thread.part.outlet,
                          thread.last_id,
                          one_of(random_, company_.staff).email,
                          {},
                          {}});
    });
}

}  // namespace aplomb::sim
