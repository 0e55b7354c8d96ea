#include "desk/standards.h"

#include <algorithm>
#include <array>
#include <utility>

#include "desk/heat.h"

namespace aplomb::desk {
namespace {

template<class T>
bool fits_list(const std::vector<T>& list, const T& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool fits(const Standard& standard, const StandardFacts& facts) {
    return fits_list(standard.channels, facts.channel_kind) &&
           fits_list(standard.kinds, facts.kind) && facts.severity >= standard.severity_min &&
           (standard.tier.empty() || standard.tier == facts.tier) &&
           (!standard.rating_max || (facts.rating && *facts.rating <= *standard.rating_max));
}

// A standard that says nothing of the next answer asks for it as for the first.
const std::optional<Limit>& limit_of(const Standard& standard, ClockKind kind) {
    switch (kind) {
        case ClockKind::FirstAnswer:
            return standard.first;
        case ClockKind::NextAnswer:
            return standard.next ? standard.next : standard.first;
        case ClockKind::Resolution:
            return standard.resolve;
    }
    return standard.first;
}

int cut_for(const Case& value, const Policy& policy) {
    const int heat = gravity(value);
    return heat < policy.hotter_from ? 0 : policy.hotter_cut_percent * heat / 100;
}

// From the phases in which the case did not wait for us.
std::vector<Hold> holds_of(std::span<const CasePhase> phases) {
    std::vector<Hold> holds;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (phases[i].status == CaseStatus::Open) continue;
        const bool last = i + 1 == phases.size();
        holds.push_back(
            {phases[i].since, last ? std::nullopt : std::optional(phases[i + 1].since)});
    }
    return holds;
}

std::optional<ClockReading> read_clock(ClockKind kind, Timestamp start, const Case& value,
                                       const StandardFacts& facts, const Policy& policy,
                                       std::span<const Hold> holds) {
    const Standard* standard = standard_for(policy, facts, kind);
    if (standard == nullptr) return {};
    ClockReading reading;
    reading.kind = kind;
    reading.standard = standard->name;
    reading.started_at = start;
    reading.cut_percent = cut_for(value, policy);
    const Limit limit = *limit_of(*standard, kind);
    const auto cut = [&](Milliseconds time) { return time * (100 - reading.cut_percent) / 100; };
    const auto found = policy.calendars.find(standard->calendar);
    const Calendar* calendar = found == policy.calendars.end() ? nullptr : &found->second;
    reading.calendar = calendar == nullptr ? "round the clock" : calendar->name;
    auto due = deadline_after(start, cut(limit.limit), calendar, holds);
    if (!due) {
        calendar = nullptr;
        reading.calendar = "round the clock, for the calendar has no more hours";
        due = deadline_after(start, cut(limit.limit), nullptr, holds);
    }
    const auto warn = deadline_after(start, cut(limit.warn), calendar, holds);
    if (warn && *warn) reading.warn_at = (*warn)->at;
    if (due && *due) {
        reading.due_at = (*due)->at;
        reading.steps = (*due)->steps;
    }
    return reading;
}

Seniority rank_of(int level) {
    return static_cast<Seniority>(std::clamp(level + 1, 1, 4));
}

std::vector<const User*> admins(const std::vector<User>& users, std::optional<UserId> but) {
    std::vector<const User*> out;
    for (const User& user : users) {
        if (user.role == Role::Admin && !user.disabled && user.id != but) out.push_back(&user);
    }
    return out;
}

// Who runs the desk and owns a case has no rank among those who answer.
Seniority rank_of_owner(std::optional<UserId> owner, const Roster& roster,
                        const std::vector<User>& users) {
    const auto found = std::find_if(users.begin(), users.end(),
                                    [&](const User& user) { return user.id == owner; });
    if (found == users.end()) return Seniority::Agent;
    const bool runs_it = found->role == Role::Admin && find_person(roster, found->id) == nullptr;
    return runs_it ? Seniority::Agent : seniority_of(found->role);
}

// Whom a case can go up to: whoever answers and stands above its owner; where nobody does, the
// highest of the others; where there are none, whoever runs the desk.
std::vector<const User*> people_above(std::optional<UserId> owner, const Roster& roster,
                                      const std::vector<User>& users) {
    const Seniority own = rank_of_owner(owner, roster, users);
    std::vector<const User*> above;
    std::vector<const User*> others;
    for (const User* user : who_answers(roster, users)) {
        const Seniority rank = seniority_of(user->role);
        if (user->id == owner || rank < rank_of(1)) continue;
        if (rank > own) above.push_back(user);
        const bool higher = others.empty() || rank > seniority_of(others.front()->role);
        if (higher) others.clear();
        if (higher || rank == seniority_of(others.front()->role)) others.push_back(user);
    }
    if (!above.empty()) return above;
    return others.empty() ? admins(users, owner) : others;
}

// The first of that rank who may be told now; else when the first of them is back.
EscalationTarget one_of_rank(int level, const std::vector<const User*>& people,
                             const Policy& policy, const Roster& roster, Timestamp now) {
    EscalationTarget target{{}, level, {}};
    for (const User* user : people) {
        if (seniority_of(user->role) != rank_of(level)) continue;
        if (policy.escalate_in_off_time || on_duty(roster, user->id, now)) {
            return {user->id, level, {}};
        }
        const auto back = next_on_duty(roster, user->id, now);
        if (back && (!target.retry_at || *back < *target.retry_at)) target.retry_at = back;
    }
    return target;
}

}  // namespace

Milliseconds answer_within(std::string_view channel_kind) {
    using namespace std::chrono_literals;
    static constexpr std::array<std::pair<std::string_view, Milliseconds>, 7> standards{{
        {"x", 30min},
        {"webchat", 5min},
        {"facebook", 2h},
        {"messenger", 2h},
        {"bluesky", 1h},
        {"mastodon", 1h},
        {"email", 24h},
    }};
    for (const auto& [kind, within] : standards) {
        if (kind == channel_kind) return within;
    }
    return 12h;
}

const Standard* standard_for(const Policy& policy, const StandardFacts& facts, ClockKind kind) {
    for (const Standard& standard : policy.standards) {
        if (fits(standard, facts) && limit_of(standard, kind)) return &standard;
    }
    return nullptr;
}

std::vector<ClockReading> clocks_for(const Case& value, const StandardFacts& facts,
                                     const Policy& policy, std::span<const CasePhase> phases) {
    std::vector<ClockReading> out;
    const bool living = value.status != CaseStatus::Closed && value.status != CaseStatus::Merged;
    if (!living) return out;
    if (value.waiting_since) {
        const ClockKind kind = value.last_out_at ? ClockKind::NextAnswer : ClockKind::FirstAnswer;
        // Putting a case off does not make its customer wait any less.
        if (auto reading = read_clock(kind, *value.waiting_since, value, facts, policy, {})) {
            out.push_back(std::move(*reading));
        }
    }
    const auto holds = holds_of(phases);
    auto end = read_clock(ClockKind::Resolution, value.first_in_at, value, facts, policy, holds);
    if (end) out.push_back(std::move(*end));
    return out;
}

bool warned_in_time(const CaseClock& clock) {
    return clock.warned_at && (!clock.warn_at || *clock.warned_at >= *clock.warn_at);
}

std::optional<NextClockStep> next_clock_step(const CaseClock& clock, const Policy& policy) {
    if (clock.ended_at || !clock.due_at) return {};
    if (!clock.breached_at) {
        if (!warned_in_time(clock) && clock.warn_at && *clock.warn_at < *clock.due_at) {
            return NextClockStep{ClockStep::Warn, *clock.warn_at};
        }
        return NextClockStep{ClockStep::Breach, *clock.due_at};
    }
    if (clock.escalated >= highest_level) return {};
    return NextClockStep{ClockStep::Escalate,
                         *clock.breached_at + policy.escalate_every * std::max(clock.escalated, 0)};
}

EscalationTarget escalate_to(int level, std::optional<UserId> owner, const Policy& policy,
                             const Roster& roster, const std::vector<User>& users, Timestamp now,
                             WhenOff when_off) {
    const auto people = people_above(owner, roster, users);
    EscalationTarget nobody{{}, level, {}};
    for (int rank = level; rank <= highest_level; ++rank) {
        const auto target = one_of_rank(rank, people, policy, roster, now);
        if (target.user) return target;
        const auto back = target.retry_at;
        if (!back) continue;
        if (when_off == WhenOff::Wait && *back <= now + longest_wait) return {{}, level, back};
        if (!nobody.retry_at || *back < *nobody.retry_at) nobody.retry_at = back;
    }
    const bool end_of_chain = std::none_of(people.begin(), people.end(), [&](const User* user) {
        return seniority_of(user->role) >= rank_of(level);
    });
    if (end_of_chain || (nobody.retry_at && *nobody.retry_at <= now + longest_wait)) return nobody;
    // All of them are on leave: whoever runs the desk has to hear of it.
    for (const User* admin : admins(users, owner)) {
        if (on_duty(roster, admin->id, now)) return {admin->id, highest_level, {}};
    }
    return nobody;
}

}  // namespace aplomb::desk
