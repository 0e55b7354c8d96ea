#include "triage/burst.h"

#include <algorithm>
#include <cmath>

namespace aplomb::triage {
namespace {

constexpr double looks_a_year_per_hourly = 24.0 * 365.0;
// Before anything is known: an hour's worth of doubt about a rate that may well be a few an hour.
constexpr double prior_hours = 0.5;
constexpr double prior_mean = 1.0;
// What the whole week says counts as half a week of the hour itself, what its neighbours say half.
constexpr double week_share = 0.5;
constexpr double neighbour_share = 0.5;
// Old weeks fade: half is forgotten in about ten.
constexpr double kept = 0.93;

constexpr std::int64_t hour_ms = 3'600'000;
// 1970-01-01 was a Thursday.
constexpr std::int64_t epoch_hour_of_week = 3 * 24;

}  // namespace

std::size_t hour_of_week(Timestamp at) {
    const std::int64_t ms = to_ms(at);
    const std::int64_t hours = ms / hour_ms - (ms % hour_ms < 0 ? 1 : 0);
    const std::int64_t week = static_cast<std::int64_t>(hours_of_week);
    return static_cast<std::size_t>(((hours + epoch_hour_of_week) % week + week) % week);
}

void Expectation::learn(std::size_t hour, std::int64_t count) {
    const std::size_t at = hour % hours_of_week;
    counts_[at] = counts_[at] * kept + static_cast<double>(count);
    weeks_[at] = weeks_[at] * kept + 1;
    constexpr double hourly = 0.9995;
    total_ = total_ * hourly + static_cast<double>(count);
    hours_ = hours_ * hourly + 1;
}

Expectation::Rate Expectation::expect(std::size_t hour) const {
    const std::size_t at = hour % hours_of_week;
    const std::size_t before = (at + hours_of_week - 1) % hours_of_week;
    const std::size_t after = (at + 1) % hours_of_week;
    const double week_mean = (total_ + prior_mean * prior_hours) / (hours_ + prior_hours);
    Rate rate;
    rate.rate = week_share + weeks_[at] + neighbour_share * (weeks_[before] + weeks_[after]) / 2;
    rate.shape = week_share * week_mean + counts_[at] +
                 neighbour_share * (counts_[before] + counts_[after]) / 2;
    return rate;
}

double tail(const Expectation::Rate& rate, std::int64_t count) {
    if (count <= 0) return 1;
    // P(X = 0) = (rate / (rate + 1)) ^ shape, and each next term from the one before. What lies
    // above is summed directly, so that small probabilities keep their digits.
    const double q = 1 / (rate.rate + 1);
    double log_term = rate.shape * std::log(rate.rate / (rate.rate + 1));
    for (std::int64_t k = 0; k < count; ++k) {
        log_term +=
            std::log((rate.shape + static_cast<double>(k)) / static_cast<double>(k + 1) * q);
    }
    double term = std::exp(log_term);
    double sum = 0;
    constexpr std::int64_t terms_max = 100'000;
    for (std::int64_t k = count; k < count + terms_max; ++k) {
        sum += term;
        const double next =
            term * (rate.shape + static_cast<double>(k)) / static_cast<double>(k + 1) * q;
        if (next < term && next < sum * 1e-12) break;
        term = next;
    }
    return std::min(sum, 1.0);
}

Burst look(const Expectation& expectation, std::size_t hour, double share, std::int64_t count,
           const BurstPolicy& policy) {
    const double part = std::clamp(share, 0.0, 1.0);
    const Expectation::Rate now = expectation.expect(hour);
    const Expectation::Rate before =
        expectation.expect((hour % hours_of_week + hours_of_week - 1) % hours_of_week);
    // Two gamma rates mixed: the mean is exact, the doubt that of the less sure one.
    Burst burst;
    burst.expected = part * now.mean() + (1 - part) * before.mean();
    const double sure = part >= 1   ? now.rate
                        : part <= 0 ? before.rate
                                    : std::min(now.rate, before.rate);
    burst.probability = tail({burst.expected * sure, sure}, count);
    const double looks = looks_a_year_per_hourly * std::max(policy.looks_an_hour, 1);
    burst.alarm =
        count >= policy.count_min && burst.probability < policy.false_alarms_a_year / looks;
    return burst;
}

}  // namespace aplomb::triage
