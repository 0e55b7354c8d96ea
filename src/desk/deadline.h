// By when: a stretch of working time laid onto a calendar, with the steps that explain it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/calendar.h"

namespace aplomb::desk {

// The clock stood still from … to …; nothing: it still does.
struct Hold {
    Timestamp from;
    std::optional<Timestamp> to;
};

// What was counted, in order: "why this deadline".
struct DeadlineStep {
    Timestamp from;
    Timestamp to;
    Milliseconds left{0};  // of the budget, afterwards
};

struct Deadline {
    Timestamp at;
    std::vector<DeadlineStep> steps;
};

// When `budget` of open, unheld time has passed since `start`. No calendar: round the clock.
// Nothing: the clock stands still and nobody knows when it goes on. Invalid when the calendar has
// no hours for ten years on end.
Result<std::optional<Deadline>> deadline_after(Timestamp start, Milliseconds budget,
                                               const Calendar* calendar,
                                               std::span<const Hold> holds);

// How much open, unheld time lies in [from, to).
Milliseconds time_counted(Timestamp from, Timestamp to, const Calendar* calendar,
                          std::span<const Hold> holds);

}  // namespace aplomb::desk
