#include "sim/trial/invariant.h"
#include "store/receipts.h"

namespace aplomb::sim {
namespace {

Result<std::string> check(const WholeEvidence& evidence) {
    for (const ChannelId channel : TRY(evidence.desk.receipts().unbalanced())) {
        return "the sums of channel " + channel.text() + " differ from its receipts";
    }
    return std::string{};
}

}  // namespace

extern const Invariant ledger_balances;
const Invariant ledger_balances{
    .id = "ledger-balances",
    .promise = "What was received equals what became of it, channel by channel.",
    .whole = check,
};

}  // namespace aplomb::sim
