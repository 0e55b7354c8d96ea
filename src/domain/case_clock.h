// By when a case is owed something: our first answer, our next one, its end (rules B3, C3, D3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/case.h"
#include "domain/ids.h"

namespace aplomb {

enum class ClockKind { FirstAnswer, NextAnswer, Resolution };
std::string_view name_of(ClockKind kind);  // "first_answer" …

struct CaseClock {
    ClockId id;
    CaseId case_id;
    ClockKind kind = ClockKind::FirstAnswer;
    std::string standard;  // the name of the standard it follows
    Timestamp started_at;
    std::optional<Timestamp> warn_at;
    std::optional<Timestamp> due_at;  // nothing: it stands still
    std::optional<Timestamp> warned_at;
    std::optional<Timestamp> breached_at;
    std::optional<Timestamp> ended_at;
    int escalated = 0;  // how far up it went: 0 nobody but the owner … 3 executive
};

// From `since` on the case had that status.
struct CasePhase {
    CaseStatus status = CaseStatus::Open;
    Timestamp since;
};

// Something a person of ours should know, by name.
struct Notice {
    NoticeId id;
    UserId user_id;
    std::optional<CaseId> case_id;
    Timestamp at;
    std::string kind;  // "clock.warned", "clock.breached", "promise.broken" …
    std::string text;
    std::optional<Timestamp> read_at;
};

}  // namespace aplomb
