// Holidays from an iCalendar file (RFC 5545), as public bodies and calendar programs publish them.
//
// Only what holidays are made of is read: events that begin on a DATE, their last day or length in
// days, yearly repetition by date ("FREQ=YEARLY", with BYMONTH and BYMONTHDAY) or by a weekday of a
// month ("BYMONTH=11;BYDAY=4TH", "-1MO"), days left out, added, moved or cancelled. Anything else
// that would change which days are meant is refused with its line, since a holiday silently wrong
// makes every deadline around it wrong.

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <vector>

#include "desk/calendar.h"
#include "desk/ical_lines.h"

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
constexpr unsigned count_max = 100'000;
constexpr std::size_t days_written_max = 100'000;

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

Result<> check_rule(const Recurrence& rule, bool yearly, int line) {
    if (!yearly) return at_line(line, "holidays repeat FREQ=YEARLY or not at all");
    if (rule.weekday && rule.month_day) {
        return at_line(line,
                       "BYDAY and BYMONTHDAY in one RRULE are not understood; write the days "
                       "out one by one");
    }
    // Without a month, BYMONTHDAY is a day of every month, and BYDAY a weekday of the year.
    if ((rule.weekday || rule.month_day) && !rule.month) {
        return at_line(line, "an RRULE with BYDAY or BYMONTHDAY names its month: BYMONTH=11");
    }
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
        } else if (key == "COUNT" && read_number(given, number) && number > 0 &&
                   number <= count_max) {
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
    TRY(check_rule(rule, yearly, line));
    return rule;
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

// The day that this event stands in for.
Result<CalendarDay> read_replaced(const ContentLine& line) {
    if (line.parameters.find("RANGE=") != std::string::npos) {
        return at_line(line.number,
                       "a RECURRENCE-ID with a RANGE is not understood; end the RRULE "
                       "of the event it changes with UNTIL, and begin another event");
    }
    return ical_day(std::string_view(line.value).substr(0, 8), line.number);
}

Result<> read_line(const ContentLine& line, Event& event) {
    if (line.name == "DTSTART") event.start = TRY(ical_day(line.value, line.number));
    if (line.name == "DTEND") event.end = TRY(ical_day(line.value, line.number));
    if (line.name == "DURATION") {
        event.length = TRY(ical_length(line.value, line.number, days{event_days_max}));
    }
    if (line.name == "RRULE") {
        if (event.rule) return at_line(line.number, "this event has an RRULE already");
        event.rule = TRY(read_rule(in_capitals(line.value), line.number));
    }
    if (line.name == "EXRULE") {
        return at_line(line.number, "an EXRULE is not understood; leave the days out with EXDATE");
    }
    if (line.name == "STATUS") event.cancelled = in_capitals(line.value) == "CANCELLED";
    if (line.name == "SUMMARY") event.summary = line.value;
    if (line.name == "UID") event.uid = line.value;
    if (line.name == "EXDATE") TRY(read_days(line, event.without));
    if (line.name == "RDATE") TRY(read_days(line, event.also));
    if (line.name == "RECURRENCE-ID") event.instead_of = TRY(read_replaced(line));
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

// The events of a file, read to its end: one that was cut off names too few holidays.
class EventReader {
  public:
    Result<> take(const ContentLine& line) {
        last_line_ = line.number;
        const bool begins = line.name == "BEGIN";
        if (!begins && line.name != "END") return take_field(line);
        const std::string part = in_capitals(line.value);
        if (part == "VCALENDAR") {
            any_calendar_ = any_calendar_ || begins;
            open_ += begins ? 1 : -1;
        } else if (part == "VEVENT") {
            if (begins && within_) return not_ended();
            within_ = begins;
            nested_ = 0;
            if (begins) events_.emplace_back().line = line.number;
        } else if (within_) {
            nested_ += begins ? 1 : -1;
        }
        return {};
    }
    Result<std::vector<Event>> done() {
        if (!any_calendar_) {
            return at_line(1, "this is no iCalendar file; it begins BEGIN:VCALENDAR");
        }
        if (within_) return not_ended();
        if (open_ != 0) {
            return at_line(last_line_, "the file is cut off here: there is no END:VCALENDAR");
        }
        return std::move(events_);
    }

  private:
    Result<> take_field(const ContentLine& line) {
        if (!within_ || nested_ > 0) return {};
        return read_line(line, events_.back());
    }
    [[nodiscard]] tl::unexpected<Error> not_ended() const {
        return at_line(events_.back().line, "this VEVENT has no end");
    }

    std::vector<Event> events_;
    bool within_ = false;  // an event
    int nested_ = 0;       // its alarms
    int open_ = 0;         // calendars
    bool any_calendar_ = false;
    int last_line_ = 1;
};

}  // namespace

Result<std::map<CalendarDay, std::string>> read_holidays(std::string_view ical) {
    if (ical.size() > ical_bytes_max) {
        return fail(ErrorKind::TooLarge, "a calendar file can have at most 2 MiB");
    }
    EventReader reader;
    for (const ContentLine& line : content_lines(ical))
        TRY(reader.take(line));
    std::vector<Event> events = TRY(reader.done());
    leave_out_moved(events);
    Holidays out;
    for (const Event& event : events)
        TRY(write_out(event, out));
    return std::move(out.days);
}

}  // namespace aplomb::desk
