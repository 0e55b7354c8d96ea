// Replies on their way out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/outbox.h"
#include "store/connection.h"

namespace aplomb::store {

class Outbox {
  public:
    explicit Outbox(Connection& connection) : connection_(connection) {}

    Result<OutboxId> insert(const OutboxRow& row);
    Result<> update(const OutboxRow& row);
    Result<std::optional<OutboxRow>> find(MessageId message) const;
    // Rows whose not_before has come and that no live lease holds (queued, held, unknown, and
    // sending left behind by a crash), oldest first, at most `per_channel_max` a channel so that
    // one noisy account cannot starve the others; each is leased until `lease_until`.
    Result<std::vector<OutboxRow>> claim(Timestamp now, Timestamp lease_until, std::size_t limit,
                                         std::size_t per_channel_max);
    // When the next row falls due; nothing when none waits.
    Result<std::optional<Timestamp>> next_due() const;
    // Replies that sleep because their channel is stopped are due now.
    Result<> wake(ChannelId channel);
    // Finished rows are deleted: the message keeps the end state.
    Result<> remove(OutboxId id);
    // At start: no lease outlives the process that held it.
    Result<> release_leases();

  private:
    Result<std::optional<std::vector<OutboxRow>>> claim_few(Timestamp now, Timestamp lease_until,
                                                            std::size_t limit,
                                                            std::size_t per_channel_max);

    Connection& connection_;
};

}  // namespace aplomb::store
