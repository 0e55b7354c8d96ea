// Receipts: the durable, raw record of everything that came in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/receipt.h"
#include "store/connection.h"

namespace aplomb::store {

// One channel's line of the ledger.
struct LedgerLine {
    ChannelId channel_id;
    std::int64_t received = 0;
    std::int64_t pending = 0;
    std::int64_t cases = 0;
    std::int64_t merged = 0;
    std::int64_t ignored = 0;
    std::int64_t dead_letters = 0;
    std::optional<Timestamp> last_received_at;
    // Receipts in the 28 days before, per hour with any: the channel's usual rate.
    double usual_per_hour = 0;
};

class Receipts {
  public:
    explicit Receipts(Connection& connection) : connection_(connection) {}

    // Nothing when (channel, external id, kind, revision) is there already.
    Result<std::optional<ReceiptId>> append(ChannelId channel, const RawEvent& event,
                                            Timestamp received_at);
    // Pending and ignored receipts can be settled; Conflict for one that has another end state.
    Result<> settle(const Receipt& receipt, ReceiptState state, const std::string& reason,
                    std::optional<CaseId> case_id, std::optional<MessageId> message_id);
    Result<> settle(ReceiptId id, ReceiptState state, const std::string& reason,
                    std::optional<CaseId> case_id, std::optional<MessageId> message_id);
    // A dead letter goes back to pending.
    Result<> reopen(ReceiptId id);

    // Edits, deletions and delivery reports that came before the message they are about, and were
    // settled as ignored: the message picks them up when it comes.
    Result<std::vector<Receipt>> early(ChannelId channel, const std::string& external_id) const;

    // Empties the raw bodies that carry a deleted message's words (all kinds but deletions).
    Result<> forget_bodies(ChannelId channel, const std::string& external_id);

    // Oldest first.
    Result<std::vector<Receipt>> pending(ReceiptId after, std::size_t limit) const;
    Result<std::optional<Receipt>> find(ReceiptId id) const;
    // Its state alone: the body, which may be large, stays where it is.
    Result<std::optional<ReceiptState>> state_of(ReceiptId id) const;
    Result<std::vector<Receipt>> dead_letters(std::size_t limit) const;
    Result<std::vector<LedgerLine>> ledger(Timestamp now) const;
    // Channels whose sums differ from their receipts: none, or there is a bug. Reads them all.
    Result<std::vector<ChannelId>> unbalanced() const;

    // A stretch in which the channel could not be heard (server down, stream broken, cursor lost).
    Result<> note_gap(ChannelId channel, Timestamp from, Timestamp to, const std::string& reason);
    struct Gap {
        ChannelId channel_id;
        Timestamp from;
        Timestamp to;
        std::string reason;
    };
    Result<std::vector<Gap>> gaps(Timestamp since) const;

    // What this transaction adds to the ledger, gathered here and written once a commit by the
    // store's writer instead of once a receipt.
    struct Tally {
        std::int64_t received = 0;
        std::int64_t cases = 0;
        std::int64_t merged = 0;
        std::int64_t ignored = 0;
        std::int64_t dead_letters = 0;
        Timestamp last_received_at;
        std::map<std::int64_t, std::int64_t> hours;  // received, by hour since 1970
    };
    using Tallies = std::map<ChannelId, Tally>;
    Result<> write_tallies();
    [[nodiscard]] const Tallies& tallies() const { return tallies_; }
    void set_tallies(Tallies tallies) { tallies_ = std::move(tallies); }

  private:
    void count(ChannelId channel, ReceiptState state, std::int64_t amount);

    Connection& connection_;
    Tallies tallies_;
};

}  // namespace aplomb::store
