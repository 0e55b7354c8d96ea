// By when a customer is owed our next word, and the whole case its end (rules B3, C3, D3): which
// standard holds for a case, what it asks for, and how far a missed one goes up.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/deadline.h"
#include "desk/policy.h"
#include "desk/roster.h"
#include "domain/case.h"
#include "domain/case_clock.h"
#include "domain/user.h"

namespace aplomb::desk {

// The very limit as shipped, for whoever has no policy at hand. Kept in step with data/policy.json
// by a test.
Milliseconds answer_within(std::string_view channel_kind);

// What a standard may depend on.
struct StandardFacts {
    std::string channel_kind;
    CaseKind kind = CaseKind::Other;
    int severity = 1;
    std::string tier;
    std::optional<int> rating;
};

// The first that fits and says something of that clock; nothing when none does.
const Standard* standard_for(const Policy& policy, const StandardFacts& facts, ClockKind kind);

// What a clock should read.
struct ClockReading {
    ClockKind kind = ClockKind::FirstAnswer;
    std::string standard;
    Timestamp started_at;
    std::optional<Timestamp> warn_at;
    std::optional<Timestamp> due_at;  // nothing: it stands still
    std::vector<DeadlineStep> steps;  // why it is due then
    std::string calendar;
    int cut_percent = 0;  // how much hotter made it shorter
};

// The clocks that run for a case as it stands. `phases` oldest first; the resolution clock stands
// still while we wait for the customer or for a time we agreed on. Nothing fails: a calendar that
// ran out of hours counts round the clock, and says so in `calendar`.
std::vector<ClockReading> clocks_for(const Case& value, const StandardFacts& facts,
                                     const Policy& policy, std::span<const CasePhase> phases);

// Whether a warning was given that still says it: one from before its time, when more was given
// since, does not.
bool warned_in_time(const CaseClock& clock);

// What comes next for a running clock, and when at the earliest; nothing: no more. Between one step
// up and the next `escalate_every` goes by, for which whoever takes the steps has to see.
enum class ClockStep { Warn, Breach, Escalate };
struct NextClockStep {
    ClockStep step = ClockStep::Warn;
    Timestamp at;
};
std::optional<NextClockStep> next_clock_step(const CaseClock& clock, const Policy& policy);

// Whom to tell when it goes up to `level` (1 senior, 2 manager, 3 executive): one of that rank or
// the next above, higher than its owner (where nobody is, the highest of the others), and on duty
// unless policy says otherwise; an admin on no roster only where all of them are on leave. When
// nobody is, `retry_at` says when to look again; `level` is how far up it has gone with this
// person.
struct EscalationTarget {
    std::optional<UserId> user;
    int level = 0;
    std::optional<Timestamp> retry_at;
};
// A rank that is off is waited for, if it is back within `longest_wait`, or passed over for the
// next one that is there. A rank that nobody holds is always passed over.
enum class WhenOff { PassOver, Wait };
EscalationTarget escalate_to(int level, std::optional<UserId> owner, const Policy& policy,
                             const Roster& roster, const std::vector<User>& users, Timestamp now,
                             WhenOff when_off = WhenOff::PassOver);

inline constexpr int highest_level = 3;
// As a clock's level: its limit is broken, and its owner, who is off duty, has yet to hear of it.
inline constexpr int owner_untold = -1;
// A weekend; who is away for longer is on leave.
inline constexpr std::chrono::days longest_wait{3};

}  // namespace aplomb::desk
