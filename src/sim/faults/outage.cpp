#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_outage(AskFate& strike) {
    strike.refused = true;
}

Milliseconds lasts(SeededRandom& dice) {
    return happens(dice, 0.7) ? between(dice, std::chrono::minutes{1}, std::chrono::hours{2})
                              : between(dice, std::chrono::hours{2}, std::chrono::hours{36});
}

}  // namespace

extern const Fault outage;
const Fault outage{
    .id = "outage",
    .what = "A platform cannot be reached, for minutes or a day and a half.",
    .chance = 0.03,
    .ask = strike_outage,
    .lasts = lasts,
};

}  // namespace aplomb::sim
