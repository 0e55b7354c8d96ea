// Spans of time: "within 24 hours", "in the next two or three days", "binnen einer Stunde", "en un
// plazo de 24 horas", "in an hour and a half", "within the day".
#pragma once

#include <optional>

#include "desk/text_words.h"
#include "desk/when_words.h"

namespace aplomb::desk {

struct TimeSpan {
    TimeUnit unit = TimeUnit::Hour;
    double amount = 1;
    bool counted = true;  // not so "within the day", which is what is left of it
    std::size_t used = 0;
};

// The one that begins with the word at `i`.
std::optional<TimeSpan> span_at(WordsView words, std::size_t i);

}  // namespace aplomb::desk
