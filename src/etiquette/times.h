// Days, hours and spans that a text names: "by 6 pm", "on Friday", "within the hour", "am 3. Mai".
// For promises and plans, so what lies behind us ("an hour ago", "since Tuesday", "gestern") is
// marked as past. Knows English, Spanish, French, German, Portuguese and Italian.
#pragma once

#include <algorithm>
#include <vector>

#include "etiquette/analysis.h"

namespace aplomb::etiquette {

enum class TimeKind {
    Hour,  // an hour of the clock, "noon"
    Day,   // a weekday, a date, "tomorrow"; also "this week"
    Span,  // "within two days", "in a minute", "the same day"
};

struct NamedTime {
    std::size_t first = 0;  // words
    std::size_t end = 0;
    TimeKind kind = TimeKind::Day;
    bool past = false;
    bool near = false;  // within a day of now: "tonight", "in an hour", "tomorrow"; an hour alone
};

// In the order of the text.
std::vector<NamedTime> find_times(const Analysis& analysis);

// The first of `times` that begins in words [first, end) and satisfies `fits`.
template<class Fits>
const NamedTime* find_time(const std::vector<NamedTime>& times, std::size_t first, std::size_t end,
                           Fits fits) {
    auto time =
        std::lower_bound(times.begin(), times.end(), first,
                         [](const NamedTime& one, std::size_t word) { return one.first < word; });
    for (; time != times.end() && time->first < end; ++time) {
        if (fits(*time)) return &*time;
    }
    return nullptr;
}

}  // namespace aplomb::etiquette
