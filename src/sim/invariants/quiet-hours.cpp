#include <fmt/format.h>

#include "base/time_zone.h"
#include "sim/trial/invariant.h"

namespace aplomb::sim {
namespace {

// Counted here by the clock on their wall, not by the desk's own reckoning. The night is the
// shipped policy's, ten to seven; who wrote within ten minutes is awake.
std::string check(const StepEvidence& evidence) {
    for (const Departure& departure : evidence.departures) {
        const Word* word = evidence.books.word_in("(" + departure.marker + ")");
        const auto person = evidence.books.people.find(departure.to);
        if (word == nullptr || word->night_overridden || person == evidence.books.people.end()) {
            continue;
        }
        const auto local = local_time(departure.at, person->second.zone);
        if (!local) continue;
        const auto since_midnight = *local - std::chrono::floor<std::chrono::days>(*local);
        const bool night =
            since_midnight >= std::chrono::hours{22} || since_midnight < std::chrono::hours{7};
        const auto last = person->second.last_word_at;
        const bool talking = last && departure.at - *last <= std::chrono::minutes{10};
        if (night && !talking) {
            return fmt::format("\"{}\" left at {} minutes past midnight in {}", word->marker,
                               std::chrono::floor<std::chrono::minutes>(since_midnight).count(),
                               person->second.zone);
        }
    }
    return {};
}

}  // namespace

extern const Invariant quiet_hours;
const Invariant quiet_hours{
    .id = "quiet-hours",
    .promise =
        "Nobody is written to at night, unless somebody answered for it or they are talking with "
        "us.",
    .step = check,
};

}  // namespace aplomb::sim
