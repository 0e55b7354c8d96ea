// Holidays from an iCalendar file (RFC 5545), as public bodies and calendar programs publish them.
//
// Only what holidays are made of is read: events that begin on a DATE, their last day or length in
// days, yearly repetition by date ("FREQ=YEARLY", with BYMONTH and BYMONTHDAY) or by weekday
// ("BYDAY=4TH" in a BYMONTH, or "-1MO"), days left out, added, moved or cancelled. Anything else
// that would change which days are meant is refused with its line, since a holiday silently wrong
// makes every deadline around it wrong.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <vector>

#include "desk/calendar.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::size_t ical_bytes_max = std::size_t{2} << 20;
constexpr int event_days_max = 62;
// Of what repeats, years before these matter to no deadline, and later ones not yet.
constexpr int first_year = 2020;
constexpr int last_year = 2069;
constexpr int interval_max = 100;
constexpr std::size_t days_written_max = 100'000;

struct ContentLine {
    int number = 0;  // of its first physical line
    std::string name;
    std::string parameters;
    std::string value;
};

struct Recurrence {
    int interval = 1;
    std::optional<int> count;
    std::optional<CalendarDay> until;
    std::optional<unsigned> month;
    std::optional<unsigned> month_day;
    std::optional<unsigned> weekday;  // ISO: Monday 1
    int nth = 1;                      // negative: from the end of the month
};

struct Event {
    int line = 0;
    std::optional<CalendarDay> start;
    std::optional<CalendarDay> end;
    days length{1};  // where no end is given
    std::optional<Recurrence> rule;
    std::set<CalendarDay> without;
    std::set<CalendarDay> also;
    std::optional<CalendarDay> instead_of;  // of the days the event of the same uid repeats on
    std::string uid;
    bool cancelled = false;
    std::string summary = "holiday";
};

tl::unexpected<Error> at_line(int line, std::string_view what) {
    return fail(ErrorKind::Invalid, fmt::format("line {}: {}", line, what));
}

// Long lines are folded: what begins with a blank continues the line before.
std::vector<ContentLine> unfolded(std::string_view ical) {
    std::vector<std::pair<int, std::string>> lines;
    int number = 0;
    while (!ical.empty()) {
        ++number;
        std::string_view line = ical.substr(0, ical.find('\n'));
        ical.remove_prefix(std::min(line.size() + 1, ical.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const bool folded = line.front() == ' ' || line.front() == '\t';
        if (folded && !lines.empty()) {
            lines.back().second += line.substr(1);
        } else {
            lines.emplace_back(number, line);
        }
    }
    std::vector<ContentLine> out;
    for (const auto& [first, text] : lines) {
        const std::size_t colon = text.find(':');
        const std::string head = text.substr(0, colon);
        const std::size_t semicolon = head.find(';');
        ContentLine line{first, head.substr(0, semicolon), {}, {}};
        if (semicolon != std::string::npos) line.parameters = head.substr(semicolon + 1);
        if (colon != std::string::npos) line.value = text.substr(colon + 1);
        out.push_back(std::move(line));
    }
    return out;
}

template<class Number>
bool read_number(std::string_view text, Number& into) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), into);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

Result<CalendarDay> ical_day(std::string_view value, int line) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (value.size() >= 8 && read_number(value.substr(0, 4), year) &&
        read_number(value.substr(4, 2), month) && read_number(value.substr(6, 2), day)) {
        const year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                  std::chrono::day{day}};
        const bool whole_day = value.size() == 8;
        if (date.ok() && whole_day) return CalendarDay{date};
        if (date.ok()) {
            return at_line(line, "a holiday is a whole day: write DTSTART;VALUE=DATE:20261225");
        }
    }
    return at_line(line, fmt::format("\"{}\" is no day; write 20261225", value.substr(0, 30)));
}

Result<> read_weekday(std::string_view value, int line, Recurrence& rule) {
    constexpr std::string_view codes = "MOTUWETHFRSASU";
    const std::size_t at =
        value.size() < 2 ? std::string_view::npos : codes.find(value.substr(value.size() - 2));
    std::string_view nth = value.substr(0, value.size() < 2 ? 0 : value.size() - 2);
    if (nth.starts_with('+')) nth.remove_prefix(1);
    const bool fine = at != std::string_view::npos && at % 2 == 0 && !nth.empty() &&
                      read_number(nth, rule.nth) && rule.nth != 0 && rule.nth >= -5 &&
                      rule.nth <= 5;
    if (!fine) return at_line(line, "BYDAY names one weekday of the month, such as 4TH or -1MO");
    rule.weekday = static_cast<unsigned>(at / 2 + 1);
    return {};
}

Result<Recurrence> read_rule(std::string_view value, int line) {
    Recurrence rule;
    bool yearly = false;
    while (!value.empty()) {
        const std::string_view part = value.substr(0, value.find(';'));
        value.remove_prefix(std::min(part.size() + 1, value.size()));
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view key = part.substr(0, equals);
        const std::string_view given = part.substr(std::min(equals + 1, part.size()));
        unsigned number = 0;
        if (key == "FREQ") {
            yearly = given == "YEARLY";
        } else if (key == "INTERVAL" && read_number(given, rule.interval) && rule.interval > 0 &&
                   rule.interval <= interval_max) {
            continue;
        } else if (key == "COUNT" && read_number(given, number) && number > 0) {
            rule.count = static_cast<int>(number);
        } else if (key == "UNTIL") {
            rule.until = TRY(ical_day(given.substr(0, 8), line));
        } else if (key == "BYMONTH" && read_number(given, number) && number >= 1 && number <= 12) {
            rule.month = number;
        } else if (key == "BYMONTHDAY" && read_number(given, number) && number >= 1 &&
                   number <= 31) {
            rule.month_day = number;
        } else if (key == "BYDAY") {
            TRY(read_weekday(given, line, rule));
        } else if (key != "WKST") {
            return at_line(line, fmt::format("\"{}\" in an RRULE is not understood; write the days "
                                             "out one by one",
                                             part.substr(0, 40)));
        }
    }
    if (!yearly) return at_line(line, "holidays repeat FREQ=YEARLY or not at all");
    return rule;
}

// "P2D", "P1W", "PT48H".
Result<days> read_length(std::string_view value, int line) {
    constexpr int hours_max = 24 * event_days_max;
    const auto wrong = [&] {
        return at_line(line, "a holiday lasts whole days: write DURATION:P2D");
    };
    if (!value.starts_with('P')) return wrong();
    value.remove_prefix(1);
    int total = 0;  // hours
    while (!value.empty()) {
        if (value.front() == 'T') value.remove_prefix(1);
        const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
        int number = 0;
        if (!read_number(value.substr(0, digits), number) || digits == value.size()) return wrong();
        const char unit = value[digits];
        const int each = unit == 'W' ? 7 * 24 : unit == 'D' ? 24 : unit == 'H' ? 1 : 0;
        if (number > hours_max || (each == 0 && number > 0)) return wrong();
        total += number * each;
        value.remove_prefix(digits + 1);
    }
    if (total <= 0 || total > hours_max || total % 24 != 0) return wrong();
    return days{total / 24};
}

Result<> read_days(const ContentLine& line, std::set<CalendarDay>& into) {
    std::string_view left = line.value;
    while (!left.empty()) {
        const std::string_view day = left.substr(0, left.find(','));
        left.remove_prefix(std::min(day.size() + 1, left.size()));
        // Calendar programs write the day with midnight behind it.
        into.insert(TRY(ical_day(day.substr(0, 8), line.number)));
    }
    return {};
}

Result<> read_line(const ContentLine& line, Event& event) {
    if (line.name == "DTSTART") event.start = TRY(ical_day(line.value, line.number));
    if (line.name == "DTEND") event.end = TRY(ical_day(line.value, line.number));
    if (line.name == "DURATION") event.length = TRY(read_length(line.value, line.number));
    if (line.name == "RRULE") event.rule = TRY(read_rule(line.value, line.number));
    if (line.name == "STATUS") event.cancelled = line.value == "CANCELLED";
    if (line.name == "SUMMARY") event.summary = line.value;
    if (line.name == "UID") event.uid = line.value;
    if (line.name == "EXDATE") TRY(read_days(line, event.without));
    if (line.name == "RDATE") TRY(read_days(line, event.also));
    if (line.name == "RECURRENCE-ID")
        event.instead_of = TRY(ical_day(std::string_view(line.value).substr(0, 8), line.number));
    return {};
}

// The rule's day in that year; nothing where there is none (29 February, a fifth Monday).
std::optional<CalendarDay> day_in(const Recurrence& rule, year_month_day first, int year) {
    const std::chrono::year in{year};
    const std::chrono::month month = rule.month ? std::chrono::month{*rule.month} : first.month();
    if (!rule.weekday) {
        const std::chrono::day day =
            rule.month_day ? std::chrono::day{*rule.month_day} : first.day();
        const year_month_day date{in, month, day};
        if (!date.ok()) return {};
        return CalendarDay{date};
    }
    const std::chrono::weekday weekday{*rule.weekday};
    if (rule.nth < 0) {
        const CalendarDay last{in / month / std::chrono::last};
        const auto back = std::chrono::weekday{last} - weekday;
        const CalendarDay day = last - back - days{7 * (-rule.nth - 1)};
        if (year_month_day{day}.month() != month) return {};
        return day;
    }
    const CalendarDay begin{year_month_day{in, month, std::chrono::day{1}}};
    const CalendarDay day =
        begin + (weekday - std::chrono::weekday{begin}) + days{7 * (rule.nth - 1)};
    if (year_month_day{day}.month() != month) return {};
    return day;
}

struct Holidays {
    std::map<CalendarDay, std::string> days;
    std::size_t written = 0;  // days that two events name count twice
};

Result<> write_out(const Event& event, Holidays& into) {
    if (!event.start) return at_line(event.line, "this event has no DTSTART");
    const auto length = event.end ? *event.end - *event.start : event.length;
    if (length < days{1} || length > days{event_days_max}) {
        return at_line(event.line, "this event ends before it begins, or lasts over two months");
    }
    const auto add = [&](CalendarDay first) {
        if (event.without.contains(first)) return;
        for (days i{0}; i < length; ++i)
            into.days[first + i] = event.summary;
        into.written += static_cast<std::size_t>(length.count());
    };
    if (event.cancelled) return {};
    for (const CalendarDay day : event.also)
        add(day);
    if (!event.rule) {
        add(*event.start);
        return {};
    }
    const year_month_day first{*event.start};
    int left = event.rule->count.value_or(std::numeric_limits<int>::max());
    for (int year = static_cast<int>(first.year()); year <= last_year && left > 0;
         year += event.rule->interval) {
        if (into.written > days_written_max) {
            return at_line(event.line, "with this event they are too many holidays");
        }
        const auto day = day_in(*event.rule, first, year);
        if (!day || *day < *event.start) continue;
        if (event.rule->until && *day > *event.rule->until) break;
        if (year >= first_year) add(*day);
        --left;
    }
    return {};
}

// One day of a repeating event that was moved or cancelled is left out of those it repeats on.
void leave_out_moved(std::vector<Event>& events) {
    for (const Event& moved : events) {
        if (!moved.instead_of) continue;
        for (Event& each : events)
            if (each.rule && each.uid == moved.uid) each.without.insert(*moved.instead_of);
    }
}

}  // namespace

Result<std::map<CalendarDay, std::string>> read_holidays(std::string_view ical) {
    if (ical.size() > ical_bytes_max) {
        return fail(ErrorKind::TooLarge, "a calendar file can have at most 2 MiB");
    }
    std::vector<Event> events;
    bool within = false;  // an event
    int nested = 0;       // its alarms
    bool any_calendar = false;
    for (const ContentLine& line : unfolded(ical)) {
        if (line.name == "BEGIN" && line.value == "VCALENDAR") any_calendar = true;
        if (line.name == "BEGIN" && line.value == "VEVENT") {
            within = true;
            events.emplace_back().line = line.number;
            continue;
        }
        if (!within) continue;
        if (line.name == "END" && line.value == "VEVENT") {
            within = false;
            nested = 0;
        } else if (line.name == "BEGIN" || line.name == "END") {
            nested += line.name == "BEGIN" ? 1 : -1;
        } else if (nested == 0) {
            TRY(read_line(line, events.back()));
        }
    }
    if (within) return at_line(events.back().line, "this VEVENT has no end");
    if (!any_calendar) return at_line(1, "this is no iCalendar file; it begins BEGIN:VCALENDAR");
    leave_out_moved(events);
    Holidays out;
    for (const Event& event : events)
        TRY(write_out(event, out));
    return std::move(out.days);
}

}  // namespace aplomb::desk
