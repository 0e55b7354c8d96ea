#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_slow(AskFate& strike) {
    strike.there = between(strike.dice, Milliseconds{1'000}, Milliseconds{9'000});
    strike.back = between(strike.dice, Milliseconds{100}, Milliseconds{9'000});
}

}  // namespace

extern const Fault slow;
const Fault slow{
    .id = "slow",
    .what = "A platform takes its time to answer.",
    .chance = 0.04,
    .ask = strike_slow,
};

}  // namespace aplomb::sim
