// Who may answer what alone, and who must say yes to whom (rule B5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/policy.h"
#include "desk/roster.h"
#include "domain/case.h"
#include "domain/dealings.h"
#include "domain/user.h"

namespace aplomb::desk {

// "an agent", "a senior"; "anybody" below them all.
std::string_view rank_name(Seniority seniority);

struct ApprovalNeed {
    int needed = 0;  // how many others must say yes; 0: it may go
    Seniority least = Seniority::Agent;
    std::string why;
};

// For an answer to this case by somebody of that rank. `words`: what the customer said. Where very
// many are watching, two people senior enough must stand behind an answer (four eyes).
ApprovalNeed approval_need(const Policy& policy, const Case& value, std::string_view words,
                           Seniority author);

// Whom to ask, the author and who said yes already aside: the least senior of those at work; else
// whoever is back first and before it expires; else an admin who runs the desk; else whoever is
// back first. Nothing when nobody could ever say yes.
std::optional<UserId> choose_approver(const Approval& approval, const Roster& roster,
                                      const std::vector<User>& users, Timestamp now);

// Whether this person may decide on it now; Forbidden or Conflict say why not. `subject_hash` is of
// what would leave as it stands.
struct Decider {
    std::string scope;  // "user:4", "token:2"
    Seniority seniority = Seniority::Agent;
};
Result<> may_decide(const Approval& approval, const Decider& who, std::string_view subject_hash,
                    Timestamp now);

// What changed between two wordings, word by word: the parts in order make up both.
enum class DiffKind { Same, Added, Removed };
struct DiffPart {
    DiffKind kind = DiffKind::Same;
    std::string text;
};
std::vector<DiffPart> word_diff(std::string_view before, std::string_view after);

}  // namespace aplomb::desk
