#include "desk/rhythm.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "base/time_zone.h"

namespace aplomb::desk {
namespace {

constexpr double half_life_days = 90;
constexpr std::size_t answers_min = 2;
constexpr std::int64_t posts_min = 30;
// People sleep seven hours between midnight and seven, by and large.
constexpr int night_hours = 7;
// Of thirty messages two may come from a sleepless night.
constexpr double night_share_max = 0.07;

using Weighted = std::vector<std::pair<Milliseconds, double>>;

Milliseconds weighted_median(Weighted values) {
    std::sort(values.begin(), values.end());
    const double half =
        std::accumulate(values.begin(), values.end(), 0.0,
                        [](double sum, const auto& each) { return sum + each.second; }) /
        2;
    double seen = 0;
    for (const auto& [value, weight] : values) {
        seen += weight;
        if (seen >= half) return value;
    }
    return values.back().first;
}

// Calling codes of countries that keep one time.
constexpr auto countries = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"20", "Africa/Cairo"},
    {"27", "Africa/Johannesburg"},
    {"30", "Europe/Athens"},
    {"31", "Europe/Amsterdam"},
    {"32", "Europe/Brussels"},
    {"33", "Europe/Paris"},
    {"36", "Europe/Budapest"},
    {"39", "Europe/Rome"},
    {"40", "Europe/Bucharest"},
    {"41", "Europe/Zurich"},
    {"43", "Europe/Vienna"},
    {"44", "Europe/London"},
    {"45", "Europe/Copenhagen"},
    {"46", "Europe/Stockholm"},
    {"47", "Europe/Oslo"},
    {"48", "Europe/Warsaw"},
    {"49", "Europe/Berlin"},
    {"51", "America/Lima"},
    {"54", "America/Argentina/Buenos_Aires"},
    {"57", "America/Bogota"},
    {"58", "America/Caracas"},
    {"60", "Asia/Kuala_Lumpur"},
    {"63", "Asia/Manila"},
    {"65", "Asia/Singapore"},
    {"66", "Asia/Bangkok"},
    {"81", "Asia/Tokyo"},
    {"82", "Asia/Seoul"},
    {"84", "Asia/Ho_Chi_Minh"},
    {"86", "Asia/Shanghai"},
    {"90", "Europe/Istanbul"},
    {"91", "Asia/Kolkata"},
    {"92", "Asia/Karachi"},
    {"94", "Asia/Colombo"},
    {"212", "Africa/Casablanca"},
    {"213", "Africa/Algiers"},
    {"216", "Africa/Tunis"},
    {"234", "Africa/Lagos"},
    {"254", "Africa/Nairobi"},
    {"353", "Europe/Dublin"},
    {"354", "Atlantic/Reykjavik"},
    {"358", "Europe/Helsinki"},
    {"359", "Europe/Sofia"},
    {"370", "Europe/Vilnius"},
    {"371", "Europe/Riga"},
    {"372", "Europe/Tallinn"},
    {"380", "Europe/Kyiv"},
    {"381", "Europe/Belgrade"},
    {"385", "Europe/Zagreb"},
    {"386", "Europe/Ljubljana"},
    {"420", "Europe/Prague"},
    {"421", "Europe/Bratislava"},
    {"591", "America/La_Paz"},
    {"595", "America/Asuncion"},
    {"598", "America/Montevideo"},
    {"852", "Asia/Hong_Kong"},
    {"880", "Asia/Dhaka"},
    {"886", "Asia/Taipei"},
    {"961", "Asia/Beirut"},
    {"962", "Asia/Amman"},
    {"966", "Asia/Riyadh"},
    {"971", "Asia/Dubai"},
    {"972", "Asia/Jerusalem"},
    {"974", "Asia/Qatar"},
    {"977", "Asia/Kathmandu"},
});

std::string_view zone_of_phone(std::string_view phone) {
    if (!phone.starts_with('+')) return {};
    std::string digits;
    for (const char c : phone) {
        if (c >= '0' && c <= '9') digits += c;
    }
    for (const auto& [code, zone] : countries) {
        if (digits.starts_with(code)) return zone;
    }
    return {};
}

// Hours ahead of UTC at which the messages leave the night free; nothing when no night shows.
std::optional<int> offset_of_posts(const std::array<std::int64_t, 24>& by_hour) {
    const std::int64_t all = std::accumulate(by_hour.begin(), by_hour.end(), std::int64_t{0});
    if (all < posts_min) return {};
    std::optional<int> best;
    std::int64_t best_count = all;
    int equals = 0;
    for (int offset = -11; offset <= 12; ++offset) {
        std::int64_t count = 0;
        for (int hour = 0; hour < night_hours; ++hour)
            count += by_hour[static_cast<std::size_t>((hour - offset + 48) % 24)];
        if (count < best_count) {
            best = offset;
            best_count = count;
            equals = 1;
        } else if (best && count == best_count && offset == *best + equals) {
            ++equals;
        }
    }
    if (!best || static_cast<double>(best_count) > night_share_max * static_cast<double>(all)) {
        return {};
    }
    // Of a longer silence its middle is the middle of the night.
    return *best + (equals - 1) / 2;
}

}  // namespace

std::optional<Rhythm> learn_rhythm(std::span<const AnswerGap> gaps, Timestamp now) {
    if (gaps.size() < answers_min) return {};
    Weighted values;
    for (const AnswerGap& each : gaps) {
        const double age_days =
            std::max(0.0, static_cast<double>((now - each.at).count()) / 86'400'000.0);
        values.emplace_back(each.gap, std::exp2(-age_days / half_life_days));
    }
    Rhythm rhythm;
    rhythm.answers = gaps.size();
    rhythm.median = weighted_median(values);
    for (auto& [value, weight] : values)
        value = std::chrono::abs(value - rhythm.median);
    rhythm.spread = weighted_median(values);
    return rhythm;
}

Timestamp nothing_expected_before(const Rhythm& rhythm, Timestamp our_last) {
    return our_last + rhythm.median + rhythm.spread;
}

ZoneReading read_zone(std::string_view told, std::string_view phone,
                      const std::array<std::int64_t, 24>& by_hour, std::string_view company) {
    if (is_time_zone(told)) return {std::string(told), "told", "known from them or their profile"};
    if (const auto zone = zone_of_phone(phone); !zone.empty()) {
        return {std::string(zone), "phone", "the country of their telephone number"};
    }
    if (const auto offset = offset_of_posts(by_hour)) {
        // The sign of these names runs the other way (POSIX).
        const std::string zone = *offset == 0  ? std::string("Etc/GMT")
                                 : *offset > 0 ? "Etc/GMT-" + std::to_string(*offset)
                                               : "Etc/GMT+" + std::to_string(-*offset);
        return {zone, "posting_hours", "the hours in which they never write"};
    }
    if (!company.empty()) return {std::string(company), "company", "where the company is"};
    return {};
}

}  // namespace aplomb::desk
