#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/cases.h"

namespace aplomb::sim {
namespace {

Result<std::string> check(const WholeEvidence& evidence) {
    if (!evidence.at_the_end) return std::string{};
    for (const CaseId id : TRY(evidence.desk.cases().snoozed_until(evidence.now, 1))) {
        return fmt::format("case {} was put off and forgotten", id.text());
    }
    return std::string{};
}

}  // namespace

extern const Invariant every_snooze_ends;
const Invariant every_snooze_ends{
    .id = "every-snooze-ends",
    .promise = "What was put off comes back when its time has come.",
    .whole = check,
};

}  // namespace aplomb::sim
