#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace aplomb {
namespace {

using namespace std::chrono;

// Reads exactly `digits` decimal digits at `at`, moving it on; nothing when they are not there.
std::optional<int> digits_at(std::string_view text, std::size_t& at, std::size_t digits) {
    if (text.size() < at + digits) return {};
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    at += digits;
    return value;
}

bool skip(std::string_view text, std::size_t& at, std::string_view any_of) {
    if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
    ++at;
    return true;
}

std::optional<minutes> offset_at(std::string_view text, std::size_t& at) {
    if (skip(text, at, "Zz")) return minutes{0};
    const bool negative = at < text.size() && text[at] == '-';
    if (!skip(text, at, "+-")) return {};
    const auto hour = digits_at(text, at, 2);
    if (!hour || *hour > 23 || !skip(text, at, ":")) return {};
    const auto minute = digits_at(text, at, 2);
    if (!minute || *minute > 59) return {};
    const minutes offset = hours{*hour} + minutes{*minute};
    return negative ? -offset : offset;
}

std::optional<Timestamp> parse(std::string_view text) {
    std::size_t at = 0;
    const auto y = digits_at(text, at, 4);
    if (!y || !skip(text, at, "-")) return {};
    const auto mo = digits_at(text, at, 2);
    if (!mo || !skip(text, at, "-")) return {};
    const auto d = digits_at(text, at, 2);
    if (!d || !skip(text, at, "Tt ")) return {};
    const auto h = digits_at(text, at, 2);
    if (!h || *h > 23 || !skip(text, at, ":")) return {};
    const auto mi = digits_at(text, at, 2);
    if (!mi || *mi > 59 || !skip(text, at, ":")) return {};
    const auto s = digits_at(text, at, 2);
    if (!s || *s > 60) return {};

    int milli = 0;
    if (skip(text, at, ".")) {
        int scale = 100;
        const std::size_t first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            milli += (text[at] - '0') * scale;
            scale /= 10;
            ++at;
        }
        if (at == first) return {};
    }
    const auto offset = offset_at(text, at);
    if (!offset || at != text.size()) return {};

    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)},
                              day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return {};
    // A leap second is the first instant of the next minute: we have no name for it.
    return Timestamp{sys_days{date}} + hours{*h} + minutes{*mi} + seconds{*s} +
           Milliseconds{milli} - *offset;
}

// A thousand years: any time of ours and any of these stay far from what a number can hold.
constexpr std::int64_t duration_max = std::int64_t{86'400'000} * 365'250;

// Over the zeros that stand there.
void put_digits(std::string& text, std::size_t at, std::size_t digits, std::int64_t value) {
    for (std::size_t i = at + digits; i-- > at; value /= 10)
        text[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string to_rfc3339(Timestamp time) {
    const auto days = floor<std::chrono::days>(time);
    const year_month_day date{days};
    const hh_mm_ss clock{time - days};
    // A page of a list has hundreds; a format string read anew for each would show.
    std::string text = "0000-00-00T00:00:00";
    put_digits(text, 0, 4, std::clamp(static_cast<int>(date.year()), 0, 9999));
    put_digits(text, 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    put_digits(text, 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    put_digits(text, 11, 2, clock.hours().count());
    put_digits(text, 14, 2, clock.minutes().count());
    put_digits(text, 17, 2, clock.seconds().count());
    if (clock.subseconds().count() != 0) {
        text += ".000";
        put_digits(text, 20, 3, clock.subseconds().count());
    }
    text += 'Z';
    return text;
}

Result<Timestamp> parse_rfc3339(std::string_view text) {
    if (const auto time = parse(text)) return *time;
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not a time; write it like "
                                                "2026-11-22T15:04:00Z",
                                                text.substr(0, 40)));
}

Result<Milliseconds> parse_duration(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorKind::Invalid,
                    fmt::format("\"{}\" is not a duration; write it like PT90M or P1DT12H",
                                text.substr(0, 40)));
    };
    std::size_t at = 0;
    if (!skip(text, at, "P")) return wrong();
    std::int64_t total = 0;
    bool in_time = false;
    bool any = false;
    while (at < text.size()) {
        if (!in_time && skip(text, at, "T")) {
            in_time = true;
            continue;
        }
        std::int64_t whole = 0;
        const std::size_t first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - first < 10) {
            whole = whole * 10 + (text[at++] - '0');
        }
        if (at == first) return wrong();
        std::int64_t milli = 0;
        if (skip(text, at, ".")) {
            std::int64_t scale = 100;
            while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
                milli += (text[at++] - '0') * scale;
                scale /= 10;
            }
        }
        if (at >= text.size()) return wrong();
        const char unit = text[at++];
        if (milli != 0 && unit != 'S') return wrong();
        if (!in_time && unit == 'W')
            total += whole * 604'800'000;
        else if (!in_time && unit == 'D')
            total += whole * 86'400'000;
        else if (in_time && unit == 'H')
            total += whole * 3'600'000;
        else if (in_time && unit == 'M')
            total += whole * 60'000;
        else if (in_time && unit == 'S')
            total += whole * 1'000 + milli;
        else
            return wrong();
        if (total > duration_max) {
            return fail(ErrorKind::Invalid,
                        fmt::format("\"{}\" is longer than a thousand years", text.substr(0, 40)));
        }
        any = true;
    }
    if (!any) return wrong();
    return Milliseconds{total};
}

}  // namespace aplomb
