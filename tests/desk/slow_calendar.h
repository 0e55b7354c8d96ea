// The same calendars, minute by minute: slow, obvious, and written without looking at how the desk
// does it. What the desk computes is held against this.
#pragma once

#include <optional>
#include <span>

#include "base/time_zone.h"
#include "desk/calendar.h"
#include "desk/deadline.h"

namespace aplomb::desk {

inline bool slowly_open(const Calendar& calendar, Timestamp at) {
    const auto wall = local_time(at, calendar.zone).value();
    const auto today = std::chrono::floor<std::chrono::days>(wall);
    const auto since_midnight = wall - today;
    for (const std::chrono::days back : {std::chrono::days{0}, std::chrono::days{1}}) {
        const CalendarDay day = today - back;
        const auto reading = since_midnight + back;
        const auto special = calendar.days.find(day);
        const bool closed = special == calendar.days.end() && calendar.holidays.contains(day);
        if (closed) continue;
        const auto& blocks = special != calendar.days.end()
                                 ? special->second
                                 : calendar.week[std::chrono::weekday{day}.iso_encoding() - 1];
        for (const Block& block : blocks) {
            if (reading >= block.start && reading < block.end) return true;
        }
    }
    return false;
}

inline bool slowly_held(std::span<const Hold> holds, Timestamp at) {
    for (const Hold& hold : holds) {
        if (at >= hold.from && (!hold.to || at < *hold.to)) return true;
    }
    return false;
}

// Whole minutes only. Nothing when the budget is not spent within `minutes_max`.
inline std::optional<Timestamp> slow_deadline(Timestamp start, std::chrono::minutes budget,
                                              const Calendar* calendar, std::span<const Hold> holds,
                                              int minutes_max) {
    std::chrono::minutes left = budget;
    Timestamp at = start;
    for (int i = 0; i < minutes_max && left.count() > 0; ++i, at += std::chrono::minutes{1}) {
        const bool open = calendar == nullptr || slowly_open(*calendar, at);
        if (open && !slowly_held(holds, at)) --left;
    }
    if (left.count() > 0) return {};
    return at;
}

}  // namespace aplomb::desk
