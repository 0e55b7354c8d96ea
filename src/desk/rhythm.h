// Everybody has a speed of their own (rule A6): how long a customer usually takes to answer us on a
// channel, learnt from how long they took, the newest counting most; and so when nothing is to be
// expected yet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/time.h"

namespace aplomb::desk {

struct AnswerGap {
    Timestamp at;  // of their answer
    Milliseconds gap{0};
};

struct Rhythm {
    Milliseconds median{0};
    Milliseconds spread{0};  // median distance from the median
    std::size_t answers = 0;
};

// An answer of ninety days ago counts half as much as one of today. Nothing from fewer than two.
std::optional<Rhythm> learn_rhythm(std::span<const AnswerGap> gaps, Timestamp now);

// Before this a chaser is too early: the median and the spread after our last word.
Timestamp nothing_expected_before(const Rhythm& rhythm, Timestamp our_last);

// Where a customer's clock stands, and how we know (rule A4).
struct ZoneReading {
    std::string zone;    // empty: nothing is known
    std::string source;  // "told", "phone", "posting_hours", "company"
    std::string why;
};
// The best evidence there is: what they told us, then the country of their telephone number where
// it has one zone, then the hours in which they never write (thirty messages at least, `by_hour` of
// the UTC day), then where the company is.
ZoneReading read_zone(std::string_view told, std::string_view phone,
                      const std::array<std::int64_t, 24>& by_hour, std::string_view company);

}  // namespace aplomb::desk
