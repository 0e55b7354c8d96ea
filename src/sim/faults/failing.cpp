#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_failing(AskFate& strike) {
    strike.instead = HttpResponse{happens(strike.dice, 0.5) ? 500 : 503, {}, "{}"};
}

}  // namespace

extern const Fault failing;
const Fault failing{
    .id = "failing",
    .what = "A platform fails before it does anything: 500, or 503.",
    .chance = 0.03,
    .ask = strike_failing,
};

}  // namespace aplomb::sim
