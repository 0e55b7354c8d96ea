#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_lost_answer(AskFate& strike) {
    strike.answer_arrives = false;
}

}  // namespace

extern const Fault lost_answer;
const Fault lost_answer{
    .id = "lost-answer",
    .what = "A platform does what we asked, and its answer never arrives.",
    .chance = 0.05,
    .ask = strike_lost_answer,
};

}  // namespace aplomb::sim
