#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_rate_limit(AskFate& strike) {
    HttpResponse wait{429, {}, "{}"};
    if (happens(strike.dice, 0.7)) {
        wait.headers.set("Retry-After", std::to_string(1 + strike.dice.below(900)));
    }
    strike.instead = std::move(wait);
}

}  // namespace

extern const Fault rate_limit;
const Fault rate_limit{
    .id = "rate-limit",
    .what = "A platform wants us to wait: 429, with or without saying how long.",
    .chance = 0.03,
    .ask = strike_rate_limit,
};

}  // namespace aplomb::sim
