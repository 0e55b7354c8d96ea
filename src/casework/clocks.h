// Keeping a case's clocks in step with the case, and what happens when one runs out.
#pragma once

#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "desk/standards.h"
#include "domain/case.h"
#include "domain/case_clock.h"
#include "store/store.h"

namespace aplomb::casework {

inline constexpr std::string_view clock_timer = "clock";

// Writes a changed case back, its clocks, deadline and timers in step with it. Whatever changes a
// case goes through here; Conflict as Cases::update.
Result<> save(store::Transaction& transaction, const Office& office, Case value, Timestamp now);
// The same for a new case, whose id is the answer.
Result<CaseId> open(store::Transaction& transaction, const Office& office, Case value,
                    Timestamp now);

// What its clocks read and why, as they would be set now.
Result<std::vector<desk::ClockReading>> readings_of(const store::Transaction& transaction,
                                                    const Office& office, const Case& value);

// What the clocks of that customer's living cases depend on has changed: they are set anew.
Result<> set_clocks_of(store::Transaction& transaction, const Office& office, CustomerId customer,
                       Timestamp now);

// Who works when changed, or who works here, or the policy: what nobody was there to hear is told
// to who is there now.
Result<> tell_what_waits(store::Transaction& transaction, const Office& office, Timestamp now);

// The timer of a clock fired: warns, notes the breach, or goes one further up.
Result<> fire_clock(store::Transaction& transaction, Office& office, ClockId id, Timestamp now);

}  // namespace aplomb::casework
