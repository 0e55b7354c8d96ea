// Giving something to make up for a mistake, and booking it.
#pragma once

#include <optional>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/dealings.h"
#include "store/store.h"

namespace aplomb::casework {

inline constexpr std::string_view grant_timer = "grant";

struct GrantOrder {
    CaseId case_id;
    std::string offer;            // a key of the catalogue
    std::optional<Money> amount;  // where the catalogue leaves it open
    std::string reason;
    std::string author;
    std::string author_name;
    Seniority seniority = Seniority::Agent;
    std::string random;  // 12 bytes, for a code
};
struct GrantOutcome {
    Grant grant;
    std::optional<Approval> approval;  // it waits for this
    bool again = false;                // the same lives on this case already: that one
};
// Gives it, or asks for somebody's yes where it is over the author's limit. The same offer on the
// same case twice is the first one. Invalid and Forbidden say what is wrong with it.
Result<GrantOutcome> offer(store::Transaction& transaction, Office& office, const GrantOrder& order,
                           Timestamp now);

// After a merge what waits may be more, all together, than who was asked may give: then somebody
// else is asked.
Result<> ask_who_may_give(store::Transaction& transaction, Office& office, CaseId id,
                          Timestamp now);

// Whether anything was given on that case that was not taken back; what ran out still was given.
Result<bool> something_was_given(const store::Transaction& transaction, CaseId id);
// A justified complaint that became one that may not be closed (rule B6) after it was is open
// again.
Result<> reopen_if_unmended(store::Transaction& transaction, CaseId id, const std::string& why,
                            Timestamp now);

// Approved: it is owed from now on. What waits already has its code.
Result<> put_into_effect(store::Transaction& transaction, Office& office, GrantId id,
                         Timestamp now);
Result<> cancel_grant(store::Transaction& transaction, GrantId id, const std::string& why,
                      Timestamp now);
// Once: Conflict the second time, or when it ran out.
Result<Grant> redeem(store::Transaction& transaction, const std::string& typed_code, Timestamp now);
Result<> fire_grant(store::Transaction& transaction, GrantId id, Timestamp now);

// One line that says what is given; what approval is asked of.
std::string described(const Grant& grant);

}  // namespace aplomb::casework
