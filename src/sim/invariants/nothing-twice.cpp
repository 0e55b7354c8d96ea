#include <fmt/format.h>

#include "sim/trial/invariant.h"

namespace aplomb::sim {
namespace {

std::string check(const StepEvidence& evidence) {
    for (const Word* word : evidence.landed) {
        if (word->landed > 1) {
            return fmt::format("the answer \"{}\" arrived {} times", word->marker, word->landed);
        }
    }
    return {};
}

}  // namespace

extern const Invariant nothing_twice;
const Invariant nothing_twice{
    .id = "nothing-twice",
    .promise = "Nothing we say reaches a platform twice.",
    .step = check,
};

}  // namespace aplomb::sim
