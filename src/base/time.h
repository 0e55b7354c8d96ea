// Points in time are UTC with milliseconds; on the wire RFC 3339 with a Z.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aplomb {

using Milliseconds = std::chrono::milliseconds;
using Timestamp = std::chrono::sys_time<Milliseconds>;

// "2026-11-22T15:04:00Z"; a fraction (".250") only when there is one.
std::string to_rfc3339(Timestamp time);

// Any RFC 3339 date-time, with offset; finer than milliseconds is cut. Invalid otherwise.
Result<Timestamp> parse_rfc3339(std::string_view text);

// Strict ISO 8601 durations without years and months: "PT90M", "P1DT12H", "PT0.5S".
Result<Milliseconds> parse_duration(std::string_view text);

constexpr std::int64_t to_ms(Timestamp time) {
    return time.time_since_epoch().count();
}
constexpr Timestamp from_ms(std::int64_t ms) {
    return Timestamp{Milliseconds{ms}};
}

}  // namespace aplomb
