#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_silence(AskFate& strike) {
    strike.answer_arrives = false;
}

Milliseconds lasts(SeededRandom& dice) {
    return between(dice, std::chrono::minutes{1}, std::chrono::hours{1});
}

}  // namespace

extern const Fault silence;
const Fault silence{
    .id = "silence",
    .what = "A platform takes our questions and never answers, for up to an hour.",
    .chance = 0.02,
    .ask = strike_silence,
    .lasts = lasts,
};

}  // namespace aplomb::sim
