#include <fmt/format.h>

#include "sim/trial/invariant.h"

namespace aplomb::sim {
namespace {

std::string check(const StepEvidence& evidence) {
    for (const Case& each : evidence.cases) {
        if (each.status == CaseStatus::Open && (!each.due_at || !each.waiting_since)) {
            return fmt::format("case {} is open and has no clock", each.id.text());
        }
    }
    return {};
}

}  // namespace

extern const Invariant every_open_case_has_a_clock;
const Invariant every_open_case_has_a_clock{
    .id = "every-open-case-has-a-clock",
    .promise = "Whoever waits for us has a time by which we answer.",
    .step = check,
};

}  // namespace aplomb::sim
