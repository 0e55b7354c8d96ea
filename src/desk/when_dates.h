// Dates: "12 December", "2026-12-12", "am 12.12.", "by the 15th".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "desk/text_words.h"

namespace aplomb::desk {

struct FoundDay {
    std::chrono::local_days day;
    std::size_t used = 0;
    std::string_view how;  // where it could have been read in another way
};

// Where a date is read: today there, and the customer's zone, which says which of the two numbers
// of "12/11" is the day. It is the first one, but in America/* behind English words the second.
struct DateContext {
    std::chrono::local_days today;
    std::string_view zone;
};

// The date that begins with the word at `i`, articles left out.
std::optional<FoundDay> date_at(WordsView words, std::size_t i, const DateContext& context);
// "Friday 11", "vendredi 11": the next eleventh, when it is such a day (0 Monday).
std::optional<FoundDay> day_of_month_on(WordsView words, std::size_t i, int weekday,
                                        const DateContext& context);

// Whether what stands behind words[i - 1] leaves it alone: a number of nothing.
bool stands_alone(WordsView words, std::size_t i);

// Whether what stands at `at` only says which one is meant: "your order of | 20 November".
bool says_which(WordsView words, std::size_t at);
// Whether what stands at `at` may say of what kind the thing behind it is: "your | 10 am delivery"…
bool may_say_kind(WordsView words, std::size_t at);
// …and whether a thing is at `i`, right behind.
bool is_thing(WordsView words, std::size_t i);
// "before | Friday": what is named is too late.
bool is_led_by_before(WordsView words, std::size_t at);

// The one of that week, of the next on a weekend.
std::chrono::local_days friday_of_week(std::chrono::local_days day);
std::chrono::local_days next_monday(std::chrono::local_days day);
// That many weekdays on, counted from the next one.
std::chrono::local_days after_working_days(std::chrono::local_days today, int count);

}  // namespace aplomb::desk
