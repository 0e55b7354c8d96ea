// The stated false-alarm rate is held against simulated years. The streams are drawn with fixed
// seeds, so these figures are the same on every run.
#include "triage/burst.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

namespace aplomb::triage {
namespace {

// Knuth's method: the standard's Poisson distribution differs between libraries.
std::int64_t draw(double mean, std::mt19937_64& dice) {
    const double end = std::exp(-mean);
    double product = 1;
    std::int64_t count = -1;
    while (product > end) {
        product *= static_cast<double>(dice() >> 11) * 0x1p-53;
        ++count;
    }
    return count;
}

// Quiet nights, busy afternoons, half of it at weekends.
double usual(std::size_t hour, double scale) {
    const double day = 1.2 + std::sin((static_cast<double>(hour % 24) - 8) / 24 * 6.283);
    return scale * day * (hour >= 120 ? 0.5 : 1.0);
}

Expectation learnt(double scale, int weeks, std::mt19937_64& dice) {
    Expectation expectation;
    for (int week = 0; week < weeks; ++week)
        for (std::size_t hour = 0; hour < hours_of_week; ++hour)
            expectation.learn(hour, draw(usual(hour, scale), dice));
    return expectation;
}

TEST(Burst, KnowsTheHourOfTheWeek) {
    EXPECT_EQ(hour_of_week(from_ms(0)), 72u);                 // Thursday, midnight
    EXPECT_EQ(hour_of_week(from_ms(4 * 86'400'000LL)), 0u);   // Monday
    EXPECT_EQ(hour_of_week(from_ms(-3 * 86'400'000LL)), 0u);  // the Monday before
    EXPECT_EQ(hour_of_week(from_ms(4 * 86'400'000LL - 1)), 167u);
}

TEST(Burst, RaisesFewerFalseAlarmsThanItStates) {
    std::mt19937_64 dice(1);
    const BurstPolicy policy{1.0, 1, 5};
    int alarms = 0;
    constexpr int streams = 20;
    for (int stream = 0; stream < streams; ++stream) {
        const double scale = 0.5 * (1 + stream % 10);
        Expectation expectation = learnt(scale, 8, dice);
        for (int week = 0; week < 52; ++week) {
            for (std::size_t hour = 0; hour < hours_of_week; ++hour) {
                const std::int64_t count = draw(usual(hour, scale), dice);
                const bool alarm = look(expectation, hour, 1.0, count, policy).alarm;
                alarms += alarm;
                if (!alarm) expectation.learn(hour, count);
            }
        }
    }
    // One a year for each stream is allowed: 20. Three deviations above would be 33.
    EXPECT_LE(alarms, 33);
}

TEST(Burst, CatchesAFivefoldHour) {
    std::mt19937_64 dice(2);
    int caught = 0;
    for (int stream = 0; stream < 50; ++stream) {
        const Expectation expectation = learnt(4, 8, dice);
        const std::size_t hour = 34;
        const std::int64_t count = draw(5 * usual(hour, 4), dice);
        caught += look(expectation, hour, 1.0, count, {}).alarm;
    }
    EXPECT_GE(caught, 48);
}

TEST(Burst, SaysNothingOfAHandfulOrOfTheUnknown) {
    const Expectation unknown;
    EXPECT_FALSE(look(unknown, 10, 1.0, 4, {}).alarm);
    EXPECT_FALSE(look(unknown, 10, 1.0, 7, {}).alarm);
    EXPECT_TRUE(look(unknown, 10, 1.0, 500, {}).alarm);
}

RC_GTEST_PROP(Burst, IsMoreAlarmedByMore, ()) {
    Expectation expectation;
    for (const int count : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30)))
        expectation.learn(5, count);
    const auto count = *rc::gen::inRange<std::int64_t>(0, 400);
    const Burst less = look(expectation, 5, 0.5, count, {});
    const Burst more = look(expectation, 5, 0.5, count + 1, {});
    RC_ASSERT(more.probability <= less.probability + 1e-12);
    RC_ASSERT(less.probability >= 0 && less.probability <= 1);
    RC_ASSERT(!less.alarm || more.alarm);
}

}  // namespace
}  // namespace aplomb::triage
