#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_lost_question(AskFate& strike) {
    strike.arrives = false;
}

}  // namespace

extern const Fault lost_question;
const Fault lost_question{
    .id = "lost-question",
    .what = "What we ask a platform never arrives; we wait in vain.",
    .chance = 0.03,
    .ask = strike_lost_question,
};

}  // namespace aplomb::sim
