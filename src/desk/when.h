// When somebody says something will happen: "by Friday", "within 24 hours", "at 3 pm", "bis morgen
// Mittag", read as a moment in the customer's time zone, with the reading in words so that a person
// can see how it was understood. English, German, French, Spanish and Italian.
//
// The reading is deliberately literal. A day without a time ends at six in the evening; a time
// without a day is the next time the clock shows it; "at 3" without more is the afternoon; "Friday"
// is the next one, today included while the evening is still to come. A date beats the weekday it
// is named with; the first of two days or times that are named otherwise. "Before Friday" ends with
// the day before it. "Today at 8" is in the evening once the morning's eight is over. "First thing"
// and "morgen früh" are ten. An hour no clock shows ("at 25:00") is left out, so that the day's end
// holds, and the reading says so. What names no moment ("soon", "shortly") is no time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "desk/text_words.h"

namespace aplomb::desk {

struct When {
    Timestamp at;
    std::size_t start = 0;  // of the words that say so, in code points
    std::size_t end = 0;
    bool past = false;    // it names a moment that is over
    bool limit = false;   // and says "by", "until", "bis" before it: certainly a time to do it by
    std::string reading;  // "Friday, 27 November 2026, 18:00 (Europe/Berlin): …"
};

// The moment named by these words, if any. `zone` must exist.
std::optional<When> read_when(WordsView words, Timestamp now, std::string_view zone);

}  // namespace aplomb::desk
