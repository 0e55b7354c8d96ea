#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_delay(PushFate& strike) {
    strike.hold = between(strike.dice, std::chrono::minutes{5}, std::chrono::hours{30});
}

}  // namespace

extern const Fault delay;
const Fault delay{
    .id = "delay",
    .what = "A platform sends an event hours late.",
    .chance = 0.015,
    .push = strike_delay,
};

}  // namespace aplomb::sim
