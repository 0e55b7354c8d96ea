#include "desk/heat.h"

#include <algorithm>
#include <cmath>

namespace aplomb::desk {
namespace {

constexpr double hour_ms = 3'600'000;
// A case at its deadline with severity 1 and nobody watching stands here; the scale runs to 100
// one and a half days later.
constexpr double at_deadline = 40;
constexpr double points_per_hour = 1.6;
constexpr double points_per_severity = 9.6;
constexpr double points_per_tenfold = 3.2;
constexpr double points_per_doubling = 6.4;

double severity_points(const Case& value) {
    return points_per_severity * (value.severity - 1);
}

double reach_points(const Case& value) {
    const auto reach = static_cast<double>(std::max<std::int64_t>(value.reach, 1));
    return points_per_tenfold * std::log10(reach);
}

// Over the time from their first word to the last, at least an hour: a rate, fixed at the last
// change.
double spread_points(const Case& value) {
    const Timestamp last = value.last_in_at.value_or(value.first_in_at);
    const double hours =
        std::max(1.0, static_cast<double>((last - value.first_in_at).count()) / hour_ms);
    const double an_hour = static_cast<double>(std::max<std::int64_t>(value.others, 0)) / hours;
    return points_per_doubling * std::log2(1 + an_hour);
}

Timestamp deadline_of(const Case& value) {
    return value.due_at.value_or(value.first_in_at);
}

}  // namespace

std::int64_t heat_key(const Case& value) {
    const double points = severity_points(value) + reach_points(value) + spread_points(value);
    return to_ms(deadline_of(value)) -
           static_cast<std::int64_t>(points / points_per_hour * hour_ms);
}

FiascoParts fiasco_parts(const Case& value, Timestamp now) {
    const double hours_past = static_cast<double>((now - deadline_of(value)).count()) / hour_ms;
    return {severity_points(value), reach_points(value), spread_points(value),
            at_deadline + points_per_hour * hours_past};
}

int heat(const Case& value, Timestamp now) {
    if (value.status != CaseStatus::Open) return 0;
    const double hours_past = static_cast<double>(to_ms(now) - value.heat_key) / hour_ms;
    return static_cast<int>(std::clamp(at_deadline + points_per_hour * hours_past, 0.0, 100.0));
}

int gravity(const Case& value) {
    const double points = severity_points(value) + reach_points(value) + spread_points(value);
    return static_cast<int>(std::clamp(points, 0.0, 100.0));
}

}  // namespace aplomb::desk
