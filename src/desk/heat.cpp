#include "desk/heat.h"

#include <algorithm>
#include <cmath>

namespace aplomb::desk {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
// A case at its deadline with severity 1 and nobody watching stands here; the scale runs to 100
// one and a half days later.
constexpr double at_deadline = 40;
constexpr double points_per_hour = 1.6;

}  // namespace

std::int64_t heat_key(const Case& value) {
    const Timestamp due = value.due_at.value_or(value.first_in_at);
    const std::int64_t severity_lead = (value.severity - 1) * 6 * hour_ms;
    const double tenfolds = std::log10(static_cast<double>(std::max<std::int64_t>(value.reach, 1)));
    const auto reach_lead = static_cast<std::int64_t>(tenfolds * 2 * hour_ms);
    return to_ms(due) - severity_lead - reach_lead;
}

int heat(const Case& value, Timestamp now) {
    if (value.status != CaseStatus::Open) return 0;
    const double hours_past = static_cast<double>(to_ms(now) - value.heat_key) / hour_ms;
    return static_cast<int>(std::clamp(at_deadline + points_per_hour * hours_past, 0.0, 100.0));
}

}  // namespace aplomb::desk
