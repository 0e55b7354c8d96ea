// What a clause was found to say about when, part by part, and the moment it comes to.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "desk/when_clock.h"
#include "desk/when_words.h"

namespace aplomb::desk {

struct SaidTime {
    std::optional<Milliseconds> span;
    std::optional<int> working_days;
    std::optional<int> day_span;
    std::optional<std::chrono::local_days> day;
    std::string_view how_day;       // where the date could have been read in another way
    bool may_be_next_week = false;  // a weekday by its name alone, and it is that day
    bool before = false;            // the day named is the first one too late
    std::optional<ClockTime> clock;
    std::optional<DayPart> part;

    // Day and time of day.
    void forget_day();
};

// The moment meant by what was said `now` on that zone's clock; `how` becomes the way it was read.
std::optional<Timestamp> moment_of(const SaidTime& said, Timestamp now, std::string_view zone,
                                   std::string& how);

}  // namespace aplomb::desk
