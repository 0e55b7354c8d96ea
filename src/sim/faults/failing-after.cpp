#include "sim/trial/fault.h"

namespace aplomb::sim {
namespace {

void strike_failing_after(AskFate& strike) {
    strike.afterwards = HttpResponse{500, {}, "<html>Internal error</html>"};
}

}  // namespace

extern const Fault failing_after;
const Fault failing_after{
    .id = "failing-after",
    .what = "A platform does what we asked and says 500.",
    .chance = 0.02,
    .ask = strike_failing_after,
};

}  // namespace aplomb::sim
