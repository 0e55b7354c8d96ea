// The rules in force and the people at work, as one transaction sees them: loaded once and handed
// to everything that happens to cases in it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "desk/policy.h"
#include "desk/roster.h"
#include "desk/routing.h"
#include "domain/case.h"
#include "domain/user.h"
#include "store/store.h"

namespace aplomb::casework {

// Names of the documents in the store.
inline constexpr std::string_view policy_document = "policy";
inline constexpr std::string_view roster_document = "roster";

struct Office {
    std::vector<User> users;
    // Open cases by owner, counted on when cases are handed out within this transaction.
    desk::Loads loads;

    // A document that cannot be read (any more) is reported and the shipped one holds.
    static Result<Office> load(const store::Transaction& transaction, Timestamp now);

    [[nodiscard]] const desk::Policy& policy() const { return *policy_; }
    [[nodiscard]] const desk::Roster& roster() const { return *roster_; }
    [[nodiscard]] const User* find_user(UserId id) const;
    [[nodiscard]] std::string name_of(std::optional<UserId> id) const;
    // Whether that person is one of ours; who is disabled is not, nor is nobody.
    [[nodiscard]] bool works_here(std::optional<UserId> id) const;
    // Whether that person is at work.
    [[nodiscard]] bool is_there(UserId id, Timestamp now) const;
    // Whether somebody else should have what is due then and is theirs now: they are gone for good,
    // or off duty and not back by then.
    [[nodiscard]] bool should_hand_over(UserId owner, std::optional<Timestamp> due_at,
                                        Timestamp now) const;

  private:
    std::shared_ptr<const desk::Policy> policy_;
    std::shared_ptr<const desk::Roster> roster_;
};

// For the record: what the desk itself did to a case, and why.
Result<> note(store::Transaction& transaction, CaseId id, const std::string& action,
              json::object detail, Timestamp now);
// Tells a person by name, and the screens that the case changed.
Result<> tell(store::Transaction& transaction, UserId user, std::optional<CaseId> id,
              const std::string& kind, const std::string& text, Timestamp now);
Result<> show_case(store::Transaction& transaction, CaseId id, Timestamp now);

}  // namespace aplomb::casework
