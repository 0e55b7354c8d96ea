// Times of day: "at 3 pm", "um halb vier", "à 15 h 30", "14:30", "a las tres y media".
#pragma once

#include <chrono>
#include <optional>

#include "desk/text_words.h"
#include "desk/when_dates.h"
#include "desk/when_words.h"

namespace aplomb::desk {

struct ClockTime {
    int hour = 0;
    int minute = 0;
    bool marked = false;   // "am" or "pm" is counted in already
    bool literal = false;  // "um 3 Uhr" is in the night, "at 3" in the afternoon
    bool possible = true;  // "25:00" is not
    std::size_t used = 0;
};

// The one that begins with the word at `i`, words that lead it ("at", "um") among them; `led` where
// it needs none.
std::optional<ClockTime> clock_at(WordsView words, std::size_t i, const DateContext& context,
                                  bool led = false);

// As it is meant on that part of the day: "at 8" is in the evening with "tonight".
std::chrono::minutes time_of(const ClockTime& clock, std::optional<DayPart> part);

// Whether "morgen" or "mañana" is the morning there: "Freitag morgen", "heute Morgen", "de la
// mañana".
bool is_the_morning(WordsView words, std::size_t at);
// "first thing", "a primera hora"
bool is_first_thing(WordsView words, std::size_t at);
// Whether a word for a part of the day is something else there: "Good morning", "más tarde", "so
// früh wie möglich", and French "sera", which will be.
bool is_no_part(WordsView words, std::size_t at);

}  // namespace aplomb::desk
