// What we promised.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/promise.h"
#include "store/connection.h"

namespace aplomb::store {

struct PromisePage {
    std::vector<Promise> promises;  // newest first
    std::string next_cursor;
};

using PromiseCounts = std::map<PromiseState, std::int64_t>;

class Promises {
  public:
    explicit Promises(Connection& connection) : connection_(connection) {}

    Result<PromiseId> insert(const Promise& promise);
    Result<> update(const Promise& promise);
    Result<std::optional<Promise>> find(PromiseId id) const;
    Result<std::vector<Promise>> of_case(CaseId id) const;
    Result<std::vector<Promise>> of_message(MessageId id) const;
    Result<PromisePage> page(std::optional<PromiseState> state, const std::string& cursor,
                             std::size_t limit) const;
    // By what became of them, of those made in [from, to).
    Result<PromiseCounts> counts(Timestamp from, Timestamp to) const;
    Result<> move(CaseId from, CaseId to);
    Result<> move(PromiseId id, CaseId to);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
