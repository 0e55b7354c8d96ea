// Who has which case: handing out, handing over, and the timers of shifts. No open case is without
// an owner while anybody works here.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/case.h"
#include "domain/message.h"
#include "store/store.h"

namespace aplomb::casework {

inline constexpr std::string_view shift_timer = "shift";

// Whom a case should go to now, from what was said in it (`words`, in `language`).
Result<desk::Route> route(const store::Transaction& transaction, const Office& office,
                          const Case& value, std::string_view words, std::string_view language,
                          std::optional<UserId> not_them, Timestamp now);

// Gives a new case its owner.
Result<> assign(const store::Transaction& transaction, Office& office, Case& value,
                std::string_view words, std::string_view language, Timestamp now);

// Moves a case to somebody else, with a summary for them. `value` follows; the caller saves
// nothing.
Result<> hand_over(store::Transaction& transaction, Office& office, Case& value, UserId to,
                   const std::string& why, Timestamp now);
// Only when its owner is off duty, not back before an answer, a promise or a call is due, and
// somebody who is there can take it.
Result<> hand_over_if_away(store::Transaction& transaction, Office& office, Case& value,
                           const std::string& why, Timestamp now);

// A case that lives again after it was closed or put off: its owner may have left meanwhile.
Result<> see_that_it_is_had(store::Transaction& transaction, Office& office, CaseId id,
                            Timestamp now);

// The same when the owner is needed this moment.
Result<> bring_somebody(store::Transaction& transaction, Office& office, Case& value,
                        const std::string& why, Timestamp now);

// Every case of a person who left (disabled) goes to somebody else, unowned open cases are adopted,
// and approvals go to who can give them.
Result<> rehome(store::Transaction& transaction, Office& office, Timestamp now);

// Who covers what has changed: what waits with somebody who is away goes to somebody who is there.
Result<> go_by_roster(store::Transaction& transaction, Office& office, Timestamp now);
// Sets the timer for the next beginning or end of each person's duty.
Result<> plan_shifts(store::Transaction& transaction, const Office& office, Timestamp now);
// It fired: somebody comes or goes.
Result<> fire_shift(store::Transaction& transaction, Office& office, UserId id, Timestamp now);

}  // namespace aplomb::casework
