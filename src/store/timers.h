// Timers that wait to fire.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/timer.h"
#include "store/connection.h"

namespace aplomb::store {

class Timers {
  public:
    explicit Timers(Connection& connection) : connection_(connection) {}

    // Replaces the one of that kind and subject, under a new generation.
    Result<> set(const std::string& kind, const std::string& subject, Timestamp due_at);
    Result<> cancel(const std::string& kind, const std::string& subject);
    Result<std::optional<Timer>> find(const std::string& kind, const std::string& subject) const;
    // In the order they fall due.
    Result<std::vector<Timer>> due(Timestamp now, std::size_t limit) const;
    Result<std::optional<Timestamp>> next_due() const;
    // True for exactly one taker of this generation: the timer is gone then.
    Result<bool> take(const Timer& timer);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
