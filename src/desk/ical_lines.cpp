#include "desk/ical_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace aplomb::desk {

using std::chrono::days;
using std::chrono::year_month_day;

tl::unexpected<Error> at_line(int line, std::string_view what) {
    return fail(ErrorKind::Invalid, fmt::format("line {}: {}", line, what));
}

std::string in_capitals(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

namespace {

// The one before the value: a parameter may have one, too, within quotes.
std::size_t colon_of(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == ':' && !quoted) return i;
    }
    return std::string_view::npos;
}

}  // namespace

std::vector<ContentLine> content_lines(std::string_view ical) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (ical.starts_with(byte_order_mark)) ical.remove_prefix(byte_order_mark.size());
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
    for (auto& [first, text] : lines) {
        text.erase(text.find_last_not_of(" \t") + 1);
        const std::size_t colon = colon_of(text);
        const std::string head = text.substr(0, colon);
        const std::size_t semicolon = head.find(';');
        ContentLine line{first, in_capitals(head.substr(0, semicolon)), {}, {}};
        if (semicolon != std::string::npos)
            line.parameters = in_capitals(head.substr(semicolon + 1));
        if (colon != std::string::npos) line.value = text.substr(colon + 1);
        out.push_back(std::move(line));
    }
    return out;
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

Result<days> ical_length(std::string_view value, int line, days most) {
    const int hours_max = static_cast<int>(24 * most.count());
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

}  // namespace aplomb::desk
