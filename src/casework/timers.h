// What a timer does when it fires. One function for all kinds, so that the scheduler, a virtual
// clock and the simulator fire them alike.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "domain/timer.h"
#include "store/store.h"

namespace aplomb::casework {

// Takes the timer and does what it is for, in this transaction; nothing when another generation has
// taken its place.
Result<> fire(store::Transaction& transaction, const Timer& timer, Timestamp now);

}  // namespace aplomb::casework
