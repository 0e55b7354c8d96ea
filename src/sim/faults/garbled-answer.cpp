#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_garbled_answer(AskFate& strike) {
    strike.afterwards = HttpResponse{200, {}, "<html><body>Welcome to Harbour Wifi</body></html>"};
}

}  // namespace

extern const Fault garbled_answer;
const Fault garbled_answer{
    .id = "garbled-answer",
    .what = "A platform does what we asked; what answers is a page of somebody else.",
    .chance = 0.01,
    .ask = strike_garbled_answer,
};

}  // namespace aplomb::sim
