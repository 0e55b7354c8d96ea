#include <fmt/format.h>

#include "sim/trial/invariant.h"

namespace aplomb::sim {
namespace {

std::string check(const StepEvidence& evidence) {
    for (const Word* word : evidence.landed) {
        if (word->standing == Word::Standing::Undone) {
            return fmt::format("the answer \"{}\" was taken back and arrived", word->marker);
        }
        if (word->standing == Word::Standing::Dropped) {
            return fmt::format("the answer \"{}\" was refused and arrived", word->marker);
        }
    }
    return {};
}

}  // namespace

extern const Invariant only_what_was_meant;
const Invariant only_what_was_meant{
    .id = "only-what-was-meant",
    .promise = "What was refused, or taken back in time, never reaches anybody.",
    .step = check,
};

}  // namespace aplomb::sim
