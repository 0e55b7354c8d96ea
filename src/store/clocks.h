// The clocks of cases, the phases they went through, and who was told what.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/case_clock.h"
#include "store/connection.h"

namespace aplomb::store {

class Clocks {
  public:
    explicit Clocks(Connection& connection) : connection_(connection) {}

    Result<ClockId> insert(const CaseClock& clock);
    Result<> update(const CaseClock& clock);
    Result<std::optional<CaseClock>> find(ClockId id) const;
    Result<std::vector<CaseClock>> running(CaseId id) const;
    // Ended ones too, oldest first.
    Result<std::vector<CaseClock>> of_case(CaseId id) const;

    // Running, and time to warn or overdue: whether it was told is for whoever asks to see.
    Result<std::vector<CaseClock>> due_to_be_told(Timestamp now) const;

    Result<std::vector<CasePhase>> phases(CaseId id) const;
    Result<> append_phase(CaseId id, const CasePhase& phase);

    Result<> insert(const Notice& notice);
    // Newest first; `before` for the first page 0.
    Result<std::vector<Notice>> notices_of(UserId user, NoticeId before, std::size_t limit) const;
    Result<> mark_read(UserId user, NoticeId up_to, Timestamp now);

    // How many open cases each owner has.
    Result<std::map<UserId, std::size_t>> loads() const;
    // Cases of that owner that are not closed, oldest first.
    Result<std::vector<CaseId>> living_cases_of(UserId owner, CaseId after,
                                                std::size_t limit) const;
    // Open cases nobody owns.
    Result<std::vector<CaseId>> unowned(std::size_t limit) const;
    // Who had this customer's last case.
    Result<std::optional<UserId>> last_owner(CustomerId customer) const;

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
