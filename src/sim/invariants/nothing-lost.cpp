#include <fmt/format.h>

#include <algorithm>

#include "sim/trial/invariant.h"
#include "store/receipts.h"

namespace aplomb::sim {
namespace {

// What was acknowledged is in the receipts. Some may be there that nobody was told of: the desk
// died between the commit and the answer.
Result<std::string> check(const WholeEvidence& evidence) {
    const auto lines = TRY(evidence.desk.receipts().ledger(evidence.now));
    for (const auto& [name, id] : evidence.books.channels) {
        const auto line =
            std::find_if(lines.begin(), lines.end(),
                         [&, wanted = id](const auto& each) { return each.channel_id == wanted; });
        const auto& kept = evidence.books.kept[name];
        const auto& pushed = evidence.books.pushed[name];
        if (line == lines.end()) {
            if (kept.empty()) continue;
            return fmt::format("the channel {} is not in the ledger", name);
        }
        const auto received = static_cast<std::size_t>(line->received);
        if (received < kept.size()) {
            return fmt::format("{} acknowledged {} events and has {}", name, kept.size(), received);
        }
        // What we fetch ourselves nobody pushes.
        if (!pushed.empty() && received > pushed.size()) {
            return fmt::format("{} has {} events of {} that were sent", name, received,
                               pushed.size());
        }
        if (!evidence.at_the_end) continue;
        if (kept.size() != pushed.size()) {
            return fmt::format("{} events of {} were never acknowledged",
                               pushed.size() - kept.size(), name);
        }
        if (line->pending + line->dead_letters > 0) {
            return fmt::format("{} events of {} wait for ever, {} were not understood",
                               line->pending, name, line->dead_letters);
        }
    }
    return std::string{};
}

}  // namespace

extern const Invariant nothing_lost;
const Invariant nothing_lost{
    .id = "nothing-lost",
    .promise = "Every event the desk said it had kept is there, and every event ends in a state.",
    .whole = check,
};

}  // namespace aplomb::sim
