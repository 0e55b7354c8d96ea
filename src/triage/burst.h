// Is something going wrong right now? Rule B7's signal: the unhappy messages about one product in
// one place in the last hour, against what this hour of the week usually brings.
//
// How many to expect is learnt as a rate for each of the 168 hours of the week, with what is not
// yet known of it: counts are taken as Poisson, the rate as gamma, so the count to come is negative
// binomial and its upper tail is exact. An alarm is raised when a count as high as this one would
// come, with nothing wrong, less often than the policy says. Looking four times an hour means
// 35,040 looks a year; the allowed false alarms are divided among them (a union bound, so the true
// rate is lower, about a third, since neighbouring looks share messages).
//
// Hours with an alarm do not teach the expectation: a crisis never becomes the usual thing.
#pragma once

#include <array>
#include <cstdint>

#include "base/time.h"

namespace aplomb::triage {

constexpr std::size_t hours_of_week = 168;
// Hour 0 begins on Monday at 00:00 of the time given (shift it by the place's offset).
std::size_t hour_of_week(Timestamp at);

struct BurstPolicy {
    double false_alarms_a_year = 1.0;  // for each product and place
    int looks_an_hour = 4;
    std::int64_t count_min = 5;  // fewer are never a crisis
};

// What one product in one place usually brings.
class Expectation {
  public:
    // An hour is over and brought `count` unhappy messages.
    void learn(std::size_t hour, std::int64_t count);
    // The rate of the hour and how sure it is, as the shape and rate of a gamma distribution.
    struct Rate {
        double shape = 0;
        double rate = 0;
        [[nodiscard]] double mean() const { return shape / rate; }
    };
    [[nodiscard]] Rate expect(std::size_t hour) const;

  private:
    std::array<double, hours_of_week> counts_{};
    std::array<double, hours_of_week> weeks_{};
    double total_ = 0;
    double hours_ = 0;
};

struct Burst {
    bool alarm = false;
    double expected = 0;
    double probability = 1;  // of a count so high with nothing wrong
};

// `count` unhappy messages in the hour that ends now. `share` is how much of that hour lies in
// `hour`; the rest lay in the hour before.
Burst look(const Expectation& expectation, std::size_t hour, double share, std::int64_t count,
           const BurstPolicy& policy);

// P(X ≥ count) where X is Poisson with a gamma rate.
double tail(const Expectation::Rate& rate, std::int64_t count);

}  // namespace aplomb::triage
