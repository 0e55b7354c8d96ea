#include "sim/dice.h"
#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_late_question(AskFate& strike) {
    strike.arrives = false;
    strike.late_by = between(strike.dice, Milliseconds{1}, std::chrono::seconds{20});
}

}  // namespace

extern const Fault late_question;
const Fault late_question{
    .id = "late-question",
    .what = "What we ask a platform arrives when we have given up waiting.",
    .chance = 0.02,
    .ask = strike_late_question,
};

}  // namespace aplomb::sim
