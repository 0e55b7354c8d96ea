#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/grants.h"

namespace aplomb::sim {
namespace {

std::string check_step(const StepEvidence& evidence) {
    for (const Departure& departure : evidence.departures) {
        const Word* word = evidence.books.word_in("(" + departure.marker + ")");
        if (word == nullptr || !word->needs_yes || word->yes.size() >= word->yes_needed) continue;
        return fmt::format("\"{}\" left with {} of {} yes", word->marker, word->yes.size(),
                           word->yes_needed);
    }
    return {};
}

Result<std::string> check_whole(const WholeEvidence& evidence) {
    for (const auto& [id, gift] : evidence.books.gifts) {
        if (!gift.needs_yes || !gift.yes.empty()) continue;
        const auto grant = TRY(evidence.desk.grants().find(GrantId::parse(id).value_or(GrantId{})));
        if (!grant) return fmt::format("the offer {} is gone", id);
        if (grant->granted_at) return fmt::format("the offer {} was granted without a yes", id);
    }
    return std::string{};
}

}  // namespace

extern const Invariant approvals_are_not_bypassed;
const Invariant approvals_are_not_bypassed{
    .id = "approvals-are-not-bypassed",
    .promise = "What needs somebody's yes happens only after they said it.",
    .step = check_step,
    .whole = check_whole,
};

}  // namespace aplomb::sim
