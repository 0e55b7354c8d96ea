#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_lost_receipt(PushFate& strike) {
    strike.answer_arrives = false;
}

}  // namespace

extern const Fault lost_receipt;
const Fault lost_receipt{
    .id = "lost-receipt",
    .what =
        "We keep a platform's event and our 202 is lost on the way; the platform delivers it "
        "again.",
    .chance = 0.03,
    .push = strike_lost_receipt,
};

}  // namespace aplomb::sim
