#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_lost_push(PushFate& strike) {
    strike.arrives = false;
}

}  // namespace

extern const Fault lost_push;
const Fault lost_push{
    .id = "lost-push",
    .what = "A platform's event never reaches us; the platform tries again.",
    .chance = 0.03,
    .push = strike_lost_push,
};

}  // namespace aplomb::sim
