// What the clock on somebody's wall says. Zones are IANA names ("Europe/Paris"), read from the
// system's tz database, which its package keeps current; its rules are loaded on first use.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace aplomb {

// A wall clock's reading: a point in time of no particular zone.
using LocalTime = std::chrono::local_time<Milliseconds>;

// Nothing when there is no such zone.
std::optional<LocalTime> local_time(Timestamp time, std::string_view zone);

// When that wall clock shows `time`: the first moment where it does so twice, the end of the gap
// where it never does. Nothing when there is no such zone.
std::optional<Timestamp> instant_of(LocalTime time, std::string_view zone);

bool is_time_zone(std::string_view zone);

// A stretch of time, [begin, end), in which the zone's wall clock stands `offset` ahead of UTC all
// the while. Within it, wall clock and time run side by side, which is what calendars walk on.
struct OffsetSpan {
    Timestamp begin;
    Timestamp end;
    Milliseconds offset;
};
// The one that holds `time`; nothing when there is no such zone.
std::optional<OffsetSpan> offset_span(Timestamp time, std::string_view zone);

}  // namespace aplomb
