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

}  // namespace aplomb
