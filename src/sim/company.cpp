#include "sim/company.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "sim/dice.h"

namespace aplomb::sim {

Trip made_up_trip(Random& random) {
    static const std::vector<std::string> ports{"Marrow Bay", "Saint Orla", "Gannet Head",
                                                "Little Thresh"};
    static const std::vector<std::string> ships{"Orla Rose", "Grey Heron", "Tern", "Lady Maud"};
    static const std::vector<std::string> times{"6:50",  "7:40",  "9:20",  "10:15", "11:30",
                                                "13:05", "15:20", "16:45", "18:10", "20:30"};
    Trip trip;
    trip.booking = fmt::format("PW-{}", 10'000 + random.below(90'000));
    trip.time = one_of(random, times);
    trip.port = one_of(random, ports);
    trip.ship = one_of(random, ships);
    trip.sailing = fmt::format("{} to {}", trip.time, trip.port);
    return trip;
}

std::string zone_of_the_afternoon(Timestamp now) {
    constexpr std::array<const char*, 23> zones{
        "Pacific/Auckland",  "Pacific/Noumea",  "Australia/Brisbane",
        "Asia/Tokyo",        "Asia/Singapore",  "Asia/Bangkok",
        "Asia/Dhaka",        "Asia/Karachi",    "Asia/Dubai",
        "Europe/Istanbul",   "Europe/Athens",   "Europe/Berlin",
        "Europe/London",     "Atlantic/Azores", "Atlantic/South_Georgia",
        "America/Sao_Paulo", "America/Halifax", "America/New_York",
        "America/Chicago",   "America/Denver",  "America/Los_Angeles",
        "America/Anchorage", "Pacific/Honolulu"};
    constexpr int early_afternoon = 13;
    std::string best = "UTC";
    int nearest = 24;
    for (const char* zone : zones) {
        const int distance = std::abs(hour_in(zone, now) - early_afternoon);
        if (distance >= nearest) continue;
        nearest = distance;
        best = zone;
    }
    return best;
}

int hour_in(const std::string& zone, Timestamp now) {
    const auto local = date::locate_zone(zone)->to_local(now);
    const auto since_midnight = local - date::floor<date::days>(local);
    return static_cast<int>(date::floor<std::chrono::hours>(since_midnight).count());
}

}  // namespace aplomb::sim
