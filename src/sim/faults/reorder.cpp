#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_reorder(PushFate& strike) {
    strike.hold = between(strike.dice, Milliseconds{100}, std::chrono::minutes{4});
}

}  // namespace

extern const Fault reorder;
const Fault reorder{
    .id = "reorder",
    .what = "A platform sends an event after those that came later.",
    .chance = 0.05,
    .push = strike_reorder,
};

}  // namespace aplomb::sim
