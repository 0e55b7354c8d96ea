#include <fmt/format.h>

#include "sim/trial/invariant.h"

namespace aplomb::sim {
namespace {

std::string check(const StepEvidence& evidence) {
    for (const Case& each : evidence.cases) {
        if (each.status != CaseStatus::Merged && !each.owner_id) {
            return fmt::format("case {} is nobody's", each.id.text());
        }
    }
    return {};
}

}  // namespace

extern const Invariant everybody_is_owned;
const Invariant everybody_is_owned{
    .id = "everybody-is-owned",
    .promise = "Every case has somebody who answers for it.",
    .step = check,
};

}  // namespace aplomb::sim
