// The lines of an iCalendar file (RFC 5545) and the values holidays are made of.
#pragma once

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/calendar.h"

namespace aplomb::desk {

struct ContentLine {
    int number = 0;    // of its first physical line
    std::string name;  // in capitals, as the parameters are
    std::string parameters;
    std::string value;
};

tl::unexpected<Error> at_line(int line, std::string_view what);

// Long lines are folded: what begins with a blank continues the line before. A byte-order mark is
// none of the file's words.
std::vector<ContentLine> content_lines(std::string_view ical);

// What is chosen from a list ("YEARLY", "VEVENT") may be written in small letters too.
std::string in_capitals(std::string_view text);

Result<CalendarDay> ical_day(std::string_view value, int line);

// "P2D", "P1W", "PT48H": at most `most`.
Result<std::chrono::days> ical_length(std::string_view value, int line, std::chrono::days most);

template<class Number>
bool read_number(std::string_view text, Number& into) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), into);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

}  // namespace aplomb::desk
