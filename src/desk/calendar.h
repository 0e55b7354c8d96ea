// When a team works: weekly blocks, days that differ, holidays, in one time zone.
//
// A block belongs to the day it begins on and may run past midnight ("22:00-06:00" ends on the next
// day's morning, also when that is a holiday). The desk is open at an instant when the wall clock
// of the zone stands inside a block. So a block that spans the hour which a change of clocks
// repeats is open twice in it, and one that spans the hour it skips loses it: nobody works an hour
// that is not there.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace aplomb::desk {

using CalendarDay = std::chrono::local_days;

// Minutes after the midnight its day begins with; end > start, at most 48 hours.
struct Block {
    std::chrono::minutes start{0};
    std::chrono::minutes end{0};
    bool operator==(const Block&) const = default;
};

// [from, to)
struct Interval {
    Timestamp from;
    Timestamp to;
    bool operator==(const Interval&) const = default;
};

struct Calendar {
    std::string name;
    std::string zone = "UTC";
    std::array<std::vector<Block>, 7> week;          // Monday first
    std::map<CalendarDay, std::vector<Block>> days;  // instead of the week's blocks
    std::map<CalendarDay, std::string> holidays;     // closed, and why
};

// The blocks that begin on that day.
const std::vector<Block>& blocks_of(const Calendar& calendar, CalendarDay day);

// When the desk is open within [from, to): in order, apart from each other. The calendar's zone
// must exist.
std::vector<Interval> open_intervals(const Calendar& calendar, Timestamp from, Timestamp to);

bool is_open(const Calendar& calendar, Timestamp at);

// "09:00-12:30", "22:00-06:00" (into the next day), "00:00-24:00". Invalid says what one looks
// like.
Result<Block> parse_block(std::string_view text);
// "2026-12-24".
Result<CalendarDay> parse_day(std::string_view text);
std::string text_of(CalendarDay day);
std::string text_of(const Block& block);

// {"zone":"Europe/Berlin","week":{"monday":["09:00-12:30","13:30-18:00"]},
//  "days":{"2026-12-24":["09:00-12:00"]},"holidays":{"2026-12-25":"Christmas"},
//  "holidays_ical":"BEGIN:VCALENDAR…"}: holidays may be a plain list of days too. Errors name the
// field as a JSON pointer below `where`.
Result<Calendar> read_calendar(const json::value& value, const std::string& name,
                               const std::string& where);

// The whole days of an iCalendar file (RFC 5545): every VEVENT with a DATE start, with its DTEND
// or DURATION, RRULE (yearly, by month and day, or by the nth weekday of a month), EXDATE,
// RDATE, RECURRENCE-ID and STATUS (what is cancelled is no holiday). Repeating days are written out
// from 2020 to 2069. Errors name the line.
Result<std::map<CalendarDay, std::string>> read_holidays(std::string_view ical);

}  // namespace aplomb::desk
