#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_duplicate(PushFate& strike) {
    strike.copies.push_back(between(strike.dice, Milliseconds{0}, Milliseconds{200}));
    if (happens(strike.dice, 0.4)) {
        // The signature is good for five minutes.
        strike.copies.push_back(between(strike.dice, Milliseconds{200}, Milliseconds{280'000}));
    }
}

}  // namespace

extern const Fault duplicate;
const Fault duplicate{
    .id = "duplicate",
    .what = "A platform delivers an event twice, or three times, within the hour.",
    .chance = 0.04,
    .push = strike_duplicate,
};

}  // namespace aplomb::sim
