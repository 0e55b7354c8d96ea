#include <fmt/format.h>

#include <chrono>
#include <map>
#include <set>

#include "casework/approvals.h"
#include "casework/calls.h"
#include "casework/clocks.h"
#include "casework/grants.h"
#include "casework/office.h"
#include "casework/promises.h"
#include "desk/standards.h"
#include "sim/trial/invariant.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/grants.h"
#include "store/journal.h"
#include "store/phone.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::sim {
namespace {

constexpr std::size_t rows_max = 100'000;
constexpr std::size_t happenings_max = 2'000;

// All timers, by kind and subject.
using Wakings = std::set<std::pair<std::string, std::string>>;

Result<Wakings> all_wakings(const WholeEvidence& evidence) {
    constexpr std::chrono::hours ever{24 * 365 * 50};
    Wakings out;
    for (Timer& timer : TRY(evidence.desk.timers().due(evidence.now + ever, rows_max)))
        out.emplace(std::move(timer.kind), std::move(timer.subject));
    return out;
}

std::string missing(const Wakings& wakings, std::string_view kind, const std::string& subject) {
    if (wakings.contains({std::string(kind), subject})) return {};
    return fmt::format("nothing will wake the {} {}", kind, subject);
}

// Whatever waits for a time has a timer.
Result<std::string> check_set(const WholeEvidence& evidence, const Wakings& wakings) {
    const auto wakes = [&](std::string_view kind, const auto& things) {
        for (const auto& each : things) {
            if (auto wrong = missing(wakings, kind, each.id.text()); !wrong.empty()) return wrong;
        }
        return std::string{};
    };
    const auto& desk = evidence.desk;
    const auto approvals = TRY(desk.approvals().page(ApprovalState::Waiting, {}, rows_max));
    auto wrong = wakes(casework::approval_timer, approvals.approvals);
    if (!wrong.empty()) return wrong;
    const auto promises = TRY(desk.promises().page(PromiseState::Open, {}, rows_max));
    wrong = wakes(casework::promise_timer, promises.promises);
    if (!wrong.empty()) return wrong;
    const auto calls = TRY(desk.phone().page(CallState::Booked, {}, rows_max));
    wrong = wakes(casework::call_timer, calls.calls);
    if (!wrong.empty()) return wrong;
    for (const Grant& grant : TRY(desk.grants().page(GrantState::Granted, {}, rows_max)).grants) {
        if (!grant.expires_at) continue;
        wrong = missing(wakings, casework::grant_timer, grant.id.text());
        if (!wrong.empty()) return wrong;
    }
    return std::string{};
}

Result<std::string> check_clocks(const WholeEvidence& evidence, const Wakings& wakings,
                                 const desk::Policy& policy, const Case& value) {
    const auto clocks = TRY(evidence.desk.clocks().running(value.id));
    const bool answer_runs = std::any_of(clocks.begin(), clocks.end(), [](const auto& clock) {
        return clock.kind != ClockKind::Resolution;
    });
    if (value.status == CaseStatus::Open && !answer_runs) {
        return fmt::format("case {} is open and no clock runs", value.id.text());
    }
    for (const CaseClock& clock : clocks) {
        if (!desk::next_clock_step(clock, policy)) continue;
        auto wrong = missing(wakings, casework::clock_timer, clock.id.text());
        if (!wrong.empty()) return wrong + " of case " + value.id.text();
    }
    return std::string{};
}

// A timer that fired has its effect once: no clock warns or breaks its limit twice. A clock that
// ended because we answered, and runs anew because the answer came back, is another.
Result<std::string> check_effects(const WholeEvidence& evidence, CaseId id) {
    std::map<std::string, int> clocks;
    for (const CaseClock& clock : TRY(evidence.desk.clocks().of_case(id)))
        ++clocks[std::string(name_of(clock.kind))];
    std::map<std::string, int> seen;
    const auto page = TRY(evidence.desk.journal().audit("case:" + id.text(), {}, happenings_max));
    for (const AuditEntry& entry : page.entries) {
        if (entry.action != "clock.warned" && entry.action != "clock.breached") continue;
        const json::value* clock = entry.detail.if_contains("clock");
        const std::string kind(clock == nullptr ? "" : std::string(clock->as_string()));
        const json::value* due = entry.detail.if_contains("due_at");
        const std::string what = fmt::format("{} {} due {}", entry.action, kind,
                                             due == nullptr ? "" : std::string(due->as_string()));
        if (++seen[what] > clocks[kind]) {
            return fmt::format("case {} has {} times: {}", id.text(), seen[what], what);
        }
    }
    return std::string{};
}

Result<std::string> check(const WholeEvidence& evidence) {
    for (const Timer& timer : TRY(evidence.desk.timers().due(evidence.now, rows_max))) {
        if (!evidence.overdue(timer.due_at)) continue;
        return fmt::format("the timer of the {} {} was due {} and has not fired", timer.kind,
                           timer.subject, to_rfc3339(timer.due_at));
    }
    const Wakings wakings = TRY(all_wakings(evidence));
    if (auto wrong = TRY(check_set(evidence, wakings)); !wrong.empty()) return wrong;
    const auto office = TRY(casework::Office::load(evidence.desk, evidence.now));
    for (const auto& [id, name] : evidence.books.cases) {
        const auto value = TRY(evidence.desk.cases().find(id));
        if (!value) return fmt::format("case {} is gone", id.text());
        auto wrong = TRY(check_clocks(evidence, wakings, office.policy(), *value));
        if (wrong.empty() && evidence.at_the_end) wrong = TRY(check_effects(evidence, id));
        if (!wrong.empty()) return wrong;
    }
    return std::string{};
}

}  // namespace

extern const Invariant every_timer_fires_once;
const Invariant every_timer_fires_once{
    .id = "every-timer-fires-once",
    .promise = "Whatever waits for a time is woken then, and once.",
    .whole = check,
};

}  // namespace aplomb::sim
