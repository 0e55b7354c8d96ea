// The words for days, hours and spans of time, in the languages promises are read in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace aplomb::desk {

enum class TimeUnit { Minute, Hour, Day, WorkingDay, Week, Month };
enum class DayPart { Early, Morning, Noon, Afternoon, Evening, Night, Midnight };

// 0 Monday … 6 Sunday.
std::optional<int> weekday_word(std::string_view word);
// 1–12.
std::optional<int> month_word(std::string_view word);
std::optional<TimeUnit> unit_word(std::string_view word);
// "today" 0, "tomorrow" 1.
std::optional<int> day_word(std::string_view word);
std::optional<DayPart> part_of_day(std::string_view word);
// "dienstagabend": the evening. Such a word is a weekday_word, too.
std::optional<DayPart> part_in_weekday(std::string_view word);
// "early" (next week) 1, "mid" 2: the day it is over, 0 Monday.
std::optional<int> part_of_week(std::string_view word);
// The hour a part of the day is taken to end at, as "by noon" or "this afternoon" mean it. Early
// ("first thing", "morgen früh") is ten.
int hour_of(DayPart part);

bool is_within_word(std::string_view word);   // before a span: "within", "in", "binnen", "dans"
bool is_at_word(std::string_view word);       // before a time of day: "at", "um", "à", "alle"
bool is_between_word(std::string_view word);  // "between", "zwischen", "entre", "tra"
bool is_by_word(std::string_view word);       // before a limit: "by", "bis", "avant"
bool is_of_word(std::string_view word);       // before what something is known by: "of", "vom"
bool is_zone_word(std::string_view word);     // "pst", "mez": a clock that is not theirs
bool is_clock_word(std::string_view word);    // after an hour: "uhr", "h", "o'clock"
bool is_working_word(std::string_view word);  // "business", "working", "ouvrés"
bool is_term_word(std::string_view word);     // the time allowed: "plazo", "délai", "Frist"
bool is_article(std::string_view word);       // may stand before a date's day: "the", "dem", "le"
bool is_next_word(std::string_view word);
bool is_past_word(std::string_view word);      // "last", "ago", "yesterday", "gestern"
bool is_greeting_word(std::string_view word);  // "good", "guten": no time is meant
bool is_end_word(std::string_view word);       // "end", "ende", "fin"
bool is_filler(std::string_view word);         // "the", "of", "der", "du"

// "Friday, 27 November 2026, 18:00 (Europe/Berlin)": a moment on that zone's wall clock.
std::string moment_in_words(Timestamp at, std::string_view zone);

}  // namespace aplomb::desk
