// What is learnt of customers from what they do: how long they take to answer, in which hours they
// write; complainers on the way to becoming fans, and people to thank.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/dealings.h"
#include "store/connection.h"

namespace aplomb::store {

class Habits {
  public:
    explicit Habits(Connection& connection) : connection_(connection) {}

    Result<> add_answer_gap(CustomerId customer, ChannelId channel, Timestamp at, Milliseconds gap);
    // The newest, (when they answered, how long they had taken); newest first.
    Result<std::vector<std::pair<Timestamp, Milliseconds>>> answer_gaps(CustomerId customer,
                                                                        ChannelId channel,
                                                                        std::size_t limit) const;
    Result<> count_posting_hour(CustomerId customer, int hour_utc);
    Result<std::array<std::int64_t, 24>> posting_hours(CustomerId customer) const;

    Result<std::optional<Recovery>> find_recovery(CaseId id) const;
    Result<std::optional<Recovery>> find_recovery_of(MessageId watched) const;
    // Inserts or replaces.
    Result<> put(const Recovery& recovery);

    // Unless the other case has one of its own.
    Result<> move_recovery(CaseId from, CaseId to);

    // False when that message is queued already.
    Result<bool> insert(const Appreciation& appreciation);
    Result<> update(const Appreciation& appreciation);
    Result<std::optional<Appreciation>> find(AppreciationId id) const;
    Result<std::vector<Appreciation>> appreciations(AppreciationState state, AppreciationId before,
                                                    std::size_t limit) const;

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
