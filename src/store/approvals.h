// What waits for somebody's yes, and what became of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/dealings.h"
#include "store/connection.h"

namespace aplomb::store {

struct ApprovalPage {
    std::vector<Approval> approvals;  // newest first
    std::string next_cursor;
};

class Approvals {
  public:
    explicit Approvals(Connection& connection) : connection_(connection) {}

    Result<ApprovalId> insert(const Approval& approval);
    // State, approvers, who was asked and the decision; the rest never changes.
    Result<> update(const Approval& approval);
    Result<std::optional<Approval>> find(ApprovalId id) const;
    // The newest of that subject.
    Result<std::optional<Approval>> find_by_subject(const std::string& subject) const;
    Result<std::vector<Approval>> waiting_of(CaseId id) const;
    Result<> move(CaseId from, CaseId to);
    Result<> move(ApprovalId id, CaseId to);
    Result<ApprovalPage> page(std::optional<ApprovalState> state, const std::string& cursor,
                              std::size_t limit) const;

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
