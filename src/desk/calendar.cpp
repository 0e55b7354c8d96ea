#include "desk/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/time_zone.h"

namespace aplomb::desk {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::size_t blocks_a_day_max = 24;
constexpr std::size_t special_days_max = 5'000;
// A block may begin the day before and end two days later, and zones differ by a day and more.
constexpr days margin{4};

CalendarDay day_of(LocalTime time) {
    return std::chrono::floor<days>(time);
}

std::vector<OffsetSpan> spans_between(const std::string& zone, Timestamp from, Timestamp to) {
    std::vector<OffsetSpan> spans;
    for (Timestamp at = from; at < to;) {
        const auto span = offset_span(at, zone);
        if (!span) break;
        spans.push_back(*span);
        at = span->end;
    }
    return spans;
}

// The instants at which the wall clock stands in [from, to) of that day.
void add_block(std::vector<Interval>& into, CalendarDay day, const Block& block,
               const std::vector<OffsetSpan>& spans) {
    const auto midnight = LocalTime{day}.time_since_epoch();
    for (const OffsetSpan& span : spans) {
        const Timestamp from{midnight + block.start - span.offset};
        const Timestamp to{midnight + block.end - span.offset};
        const Interval part{std::max(from, span.begin), std::min(to, span.end)};
        if (part.from < part.to) into.push_back(part);
    }
}

std::vector<Interval> united(std::vector<Interval> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    std::vector<Interval> out;
    for (const Interval& part : parts) {
        if (!out.empty() && part.from <= out.back().to) {
            out.back().to = std::max(out.back().to, part.to);
        } else {
            out.push_back(part);
        }
    }
    return out;
}

std::optional<std::chrono::minutes> parse_wall_time(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return {};
    int hour = 0;
    int minute = 0;
    const auto hours = std::from_chars(text.data(), text.data() + 2, hour);
    const auto minutes = std::from_chars(text.data() + 3, text.data() + 5, minute);
    const bool whole = hours.ec == std::errc{} && hours.ptr == text.data() + 2 &&
                       minutes.ec == std::errc{} && minutes.ptr == text.data() + 5;
    if (!whole || hour < 0 || minute < 0 || minute > 59 || hour > 24) return {};
    if (hour == 24 && minute != 0) return {};
    return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

Result<std::vector<Block>> read_blocks(const json::value& value, const std::string& where) {
    if (!value.is_array()) {
        return fail(ErrorKind::Invalid, "a day is a list of blocks: [\"09:00-17:00\"]", where);
    }
    const json::array& list = value.get_array();
    if (list.size() > blocks_a_day_max) {
        return fail(ErrorKind::Invalid, "a day can have at most 24 blocks", where);
    }
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string at = where + "/" + std::to_string(i);
        if (!list[i].is_string()) {
            return fail(ErrorKind::Invalid, "a block is a text such as \"09:00-17:00\"", at);
        }
        auto block = parse_block(list[i].get_string());
        if (!block) return fail(ErrorKind::Invalid, block.error().what, at);
        blocks.push_back(*block);
    }
    return blocks;
}

Result<> read_week(const json::object& week, const std::string& where, Calendar& calendar) {
    for (const auto& [key, value] : week) {
        const auto found = std::find(weekday_names.begin(), weekday_names.end(), key);
        const std::string at = where + "/week/" + std::string(key);
        if (found == weekday_names.end()) {
            return fail(ErrorKind::Invalid,
                        fmt::format("\"{}\" is no day of the week; they are monday to sunday",
                                    std::string_view(key)),
                        at);
        }
        calendar.week[static_cast<std::size_t>(found - weekday_names.begin())] =
            TRY(read_blocks(value, at));
    }
    return {};
}

Result<CalendarDay> read_day(std::string_view text, const std::string& where) {
    auto day = parse_day(text);
    if (!day) return fail(ErrorKind::Invalid, day.error().what, where);
    return *day;
}

Result<> read_closed_days(const json::value& value, const std::string& where, Calendar& calendar) {
    if (value.is_object()) {
        for (const auto& [key, name] : value.get_object()) {
            const std::string at = where + "/" + std::string(key);
            if (!name.is_string()) return fail(ErrorKind::Invalid, "a holiday has a name", at);
            calendar.holidays[TRY(read_day(key, at))] = std::string(name.get_string());
        }
        return {};
    }
    if (!value.is_array()) {
        return fail(ErrorKind::Invalid, "holidays are a list of days: [\"2026-12-25\"]", where);
    }
    for (std::size_t i = 0; i < value.get_array().size(); ++i) {
        const json::value& each = value.get_array()[i];
        const std::string at = where + "/" + std::to_string(i);
        if (!each.is_string()) return fail(ErrorKind::Invalid, "a day is a text", at);
        calendar.holidays[TRY(read_day(each.get_string(), at))] = "holiday";
    }
    return {};
}

}  // namespace

const std::vector<Block>& blocks_of(const Calendar& calendar, CalendarDay day) {
    static const std::vector<Block> none;
    if (const auto special = calendar.days.find(day); special != calendar.days.end()) {
        return special->second;
    }
    if (calendar.holidays.contains(day)) return none;
    const std::chrono::weekday weekday{day};
    return calendar.week[weekday.iso_encoding() - 1];
}

std::vector<Interval> open_intervals(const Calendar& calendar, Timestamp from, Timestamp to) {
    const auto first = local_time(from, calendar.zone);
    const auto last = local_time(to, calendar.zone);
    if (from >= to || !first || !last) return {};
    const auto spans = spans_between(calendar.zone, from - margin, to + margin);
    std::vector<Interval> parts;
    for (CalendarDay day = day_of(*first) - days{3}; day <= day_of(*last) + days{1};
         day += days{1}) {
        for (const Block& block : blocks_of(calendar, day)) {
            add_block(parts, day, block, spans);
        }
    }
    std::vector<Interval> out;
    for (Interval part : united(std::move(parts))) {
        part.from = std::max(part.from, from);
        part.to = std::min(part.to, to);
        if (part.from < part.to) out.push_back(part);
    }
    return out;
}

bool is_open(const Calendar& calendar, Timestamp at) {
    const auto wall = local_time(at, calendar.zone);
    if (!wall) return false;
    for (CalendarDay day = day_of(*wall) - days{2}; day <= day_of(*wall); day += days{1}) {
        const LocalTime midnight{day};
        for (const Block& block : blocks_of(calendar, day)) {
            if (midnight + block.start <= *wall && *wall < midnight + block.end) return true;
        }
    }
    return false;
}

Result<Block> parse_block(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto start = parse_wall_time(text.substr(0, dash));
    const auto end =
        dash == std::string_view::npos ? std::nullopt : parse_wall_time(text.substr(dash + 1));
    if (!start || !end || *start == std::chrono::hours{24}) {
        return fail(ErrorKind::Invalid,
                    fmt::format("\"{}\" is no block of time; write \"09:00-12:30\", or "
                                "\"22:00-06:00\" for one that ends the next day",
                                text.substr(0, 40)));
    }
    if (*start == *end && *start != std::chrono::minutes{0}) {
        return fail(ErrorKind::Invalid,
                    fmt::format("\"{}\" ends where it begins; the whole day is \"00:00-24:00\"",
                                text.substr(0, 40)));
    }
    Block block{*start, *end};
    if (block.end <= block.start) block.end += std::chrono::hours{24};
    return block;
}

Result<CalendarDay> parse_day(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const auto number = [&](std::size_t at, std::size_t size, auto& into) {
        const char* end = text.data() + at + size;
        const auto read = std::from_chars(text.data() + at, end, into);
        return read.ec == std::errc{} && read.ptr == end;
    };
    if (shaped && number(0, 4, year) && number(5, 2, month) && number(8, 2, day)) {
        const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                               std::chrono::day{day}};
        if (date.ok()) return CalendarDay{date};
    }
    return fail(ErrorKind::Invalid,
                fmt::format("\"{}\" is no day; write \"2026-12-24\"", text.substr(0, 40)));
}

std::string text_of(CalendarDay day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string text_of(const Block& block) {
    const auto wall = [](std::chrono::minutes at) {
        const auto minutes = at.count() > 24 * 60 ? at.count() - 24 * 60 : at.count();
        return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    };
    return wall(block.start) + "-" + wall(block.end);
}

Result<Calendar> read_calendar(const json::value& value, const std::string& name,
                               const std::string& where) {
    ObjectReader reader(value, where);
    Calendar calendar;
    calendar.name = name;
    calendar.zone = reader.required_text("zone");
    const json::object* week = reader.object("week");
    const json::object* special = reader.object("days");
    const json::value* holidays = reader.any("holidays");
    const auto ical = reader.text("holidays_ical");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!is_time_zone(calendar.zone)) {
        return fail(ErrorKind::Invalid,
                    "there is no time zone of that name; it looks like \"Europe/Berlin\"",
                    where + "/zone");
    }
    if (week != nullptr) TRY(read_week(*week, where, calendar));
    if (special != nullptr) {
        for (const auto& [key, blocks] : *special) {
            const std::string at = where + "/days/" + std::string(key);
            calendar.days[TRY(read_day(key, at))] = TRY(read_blocks(blocks, at));
        }
    }
    if (holidays != nullptr) TRY(read_closed_days(*holidays, where + "/holidays", calendar));
    // A calendar file has a limit of its own.
    if (calendar.days.size() + calendar.holidays.size() > special_days_max) {
        return fail(ErrorKind::Invalid, "a calendar can have at most 5,000 special days", where);
    }
    if (ical) {
        auto read = read_holidays(*ical);
        if (!read) {
            return fail(ErrorKind::Invalid, read.error().what, where + "/holidays_ical");
        }
        calendar.holidays.merge(*read);
    }
    return calendar;
}

}  // namespace aplomb::desk
