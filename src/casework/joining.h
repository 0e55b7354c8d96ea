// Two cases that are one problem, and one case that was two.
#pragma once

#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/case.h"
#include "store/store.h"

namespace aplomb::casework {

// All that was said, promised, asked and booked in one case is the other's from now on. What was
// given in it stays on it and counts for the one it lives on in (Grants::of_case), so that a merge
// which is taken back parts that too.
Result<> carry_over(store::Transaction& transaction, CaseId from, CaseId into);

// `from` lives on in `into` (carry_over). Conflict for cases of two
// customers (merge those first), Invalid for itself or what was merged before.
Result<> merge_cases(store::Transaction& transaction, Office& office, CaseId from, CaseId into,
                     Timestamp now);

// Where a case that was merged lives on; itself, for one that was not.
Result<CaseId> living_case(const store::Transaction& transaction, CaseId id);

// These conversations become a case of their own, which is the answer. Some must stay. What
// was promised in them, what waits for a yes in them, and calls booked out of them go along.
Result<CaseId> split_case(store::Transaction& transaction, Office& office, CaseId from,
                          const std::vector<ConversationId>& conversations, Timestamp now);

}  // namespace aplomb::casework
