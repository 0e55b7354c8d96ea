// A clock is derived, never steered: after every change of a case its clocks are read anew from the
// case, its history and the policy (desk::clocks_for), and the rows and timers are brought to what
// was read. So it does not matter by which road a case came to its state, and a change of policy
// reaches a case with its next change. An ended clock stays as it ended, for the reports.
#include "casework/clocks.h"

#include <algorithm>

#include "base/json.h"
#include "casework/people.h"
#include "desk/heat.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/clocks.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

Result<std::vector<CasePhase>> phases_until_now(store::Transaction& transaction, const Case& value,
                                                Timestamp now) {
    auto phases = TRY(transaction.clocks().phases(value.id));
    if (phases.empty() || phases.back().status != value.status) {
        // The first phase began with the customer's first word, whenever we learnt of it.
        const CasePhase phase{value.status, phases.empty() ? value.first_in_at : now};
        TRY(transaction.clocks().append_phase(value.id, phase));
        phases.push_back(phase);
    }
    return phases;
}

Result<desk::StandardFacts> facts_of(const store::Transaction& transaction, const Office& office,
                                     const Case& value) {
    desk::StandardFacts facts;
    facts.kind = value.kind;
    facts.severity = value.severity;
    if (const auto channel = TRY(transaction.channels().find(value.channel_id))) {
        facts.channel_kind = channel->kind;
    }
    const auto& standards = office.policy().standards;
    const bool by_tier = std::any_of(standards.begin(), standards.end(),
                                     [](const auto& each) { return !each.tier.empty(); });
    if (by_tier) {
        const auto customer = TRY(transaction.people().find(value.customer_id));
        if (customer) facts.tier = customer->tier;
    }
    const bool by_rating = std::any_of(standards.begin(), standards.end(), [](const auto& each) {
        return each.rating_max.has_value();
    });
    if (by_rating) facts.rating = TRY(transaction.messages().newest_rating(value.id));
    return facts;
}

Result<> set_timer(store::Transaction& transaction, const Office& office, const CaseClock& clock,
                   std::optional<Timestamp> not_before = {}) {
    const auto next = desk::next_clock_step(clock, office.policy());
    if (!next) return transaction.timers().cancel(std::string(clock_timer), clock.id.text());
    return transaction.timers().set(std::string(clock_timer), clock.id.text(),
                                    std::max(next->at, not_before.value_or(next->at)));
}

// Somebody should have heard of it by now, and nobody was there: perhaps somebody is.
Result<> look_again(store::Transaction& transaction, const CaseClock& clock, Timestamp now) {
    const bool unwarned = !desk::warned_in_time(clock) && !clock.breached_at && clock.warn_at &&
                          *clock.warn_at <= now;
    if (!unwarned && clock.escalated != desk::owner_untold) return {};
    return transaction.timers().set(std::string(clock_timer), clock.id.text(), now);
}

// The same for a clock that reads differently now. When the last step up was taken, or whom it
// waits for, only the timer of a broken one knows.
Result<> keep_timer(store::Transaction& transaction, const Office& office, const CaseClock& clock,
                    Timestamp now) {
    if (!clock.breached_at || !clock.due_at) return set_timer(transaction, office, clock);
    if (TRY(transaction.timers().find(std::string(clock_timer), clock.id.text()))) {
        return look_again(transaction, clock, now);
    }
    const bool climbs = clock.escalated > 0;
    return set_timer(transaction, office, clock,
                     climbs ? now + office.policy().escalate_every : now);
}

Result<> end_clock(store::Transaction& transaction, CaseClock clock, const Case& value,
                   Timestamp now) {
    // What we said before they asked is no answer to it.
    const bool answered = clock.kind != ClockKind::Resolution && value.last_out_at &&
                          *value.last_out_at >= clock.started_at;
    clock.ended_at = answered ? std::min(now, *value.last_out_at) : now;
    if (clock.due_at && *clock.ended_at > *clock.due_at && !clock.breached_at) {
        clock.breached_at = clock.due_at;
    }
    clock.escalated = std::max(clock.escalated, 0);
    TRY(transaction.clocks().update(clock));
    return transaction.timers().cancel(std::string(clock_timer), clock.id.text());
}

Result<> start_clock(store::Transaction& transaction, const Office& office, CaseId id,
                     const desk::ClockReading& reading) {
    CaseClock clock;
    clock.case_id = id;
    clock.kind = reading.kind;
    clock.standard = reading.standard;
    clock.started_at = reading.started_at;
    clock.warn_at = reading.warn_at;
    clock.due_at = reading.due_at;
    clock.id = TRY(transaction.clocks().insert(clock));
    return set_timer(transaction, office, clock);
}

Result<> follow(store::Transaction& transaction, const Office& office, CaseClock clock,
                const desk::ClockReading& reading, Timestamp now) {
    const bool same = clock.started_at == reading.started_at &&
                      clock.standard == reading.standard && clock.warn_at == reading.warn_at &&
                      clock.due_at == reading.due_at;
    if (same) return look_again(transaction, clock, now);
    // Under a standard that holds no longer nothing was missed; under its own a breach stays one.
    const bool other = clock.standard != reading.standard;
    if (other && clock.breached_at && reading.due_at && *reading.due_at > now) {
        clock.breached_at.reset();
        clock.escalated = 0;
    }
    clock.started_at = reading.started_at;
    clock.standard = reading.standard;
    clock.warn_at = reading.warn_at;
    clock.due_at = reading.due_at;
    TRY(transaction.clocks().update(clock));
    return keep_timer(transaction, office, clock, now);
}

Result<> match_clocks(store::Transaction& transaction, const Office& office, const Case& value,
                      const std::vector<desk::ClockReading>& readings, Timestamp now) {
    const auto running = TRY(transaction.clocks().running(value.id));
    for (const CaseClock& clock : running) {
        const auto wanted = std::find_if(readings.begin(), readings.end(),
                                         [&](const auto& each) { return each.kind == clock.kind; });
        if (wanted == readings.end()) {
            TRY(end_clock(transaction, clock, value, now));
        } else {
            TRY(follow(transaction, office, clock, *wanted, now));
        }
    }
    for (const desk::ClockReading& reading : readings) {
        const bool runs = std::any_of(running.begin(), running.end(), [&](const auto& clock) {
            return clock.kind == reading.kind;
        });
        if (!runs) TRY(start_clock(transaction, office, value.id, reading));
    }
    return {};
}

void set_due(Case& value, const std::vector<desk::ClockReading>& readings) {
    value.due_at.reset();
    for (const desk::ClockReading& reading : readings) {
        if (reading.kind != ClockKind::Resolution) value.due_at = reading.due_at;
    }
    value.heat_key = desk::heat_key(value);
}

std::string sentence(const Office& office, const Case& value, const CaseClock& clock,
                     std::string_view what) {
    const std::string subject = value.subject.empty() ? "case " + value.id.text() : value.subject;
    return std::string(what) + " “" + subject + "” (" + std::string(name_of(clock.kind)) + ", " +
           clock.standard + (clock.due_at ? ", due " + to_rfc3339(*clock.due_at) : "") +
           ", owner " + office.name_of(value.owner_id) + ")";
}

// When somebody who may be told of that case is at work: now, or when the first who could have it
// then is. Where nobody ever is, it is said all the same.
Timestamp heard_at(const Office& office, UserId owner, Timestamp now) {
    const desk::Roster& roster = office.roster();
    if (office.policy().escalate_in_off_time || desk::on_duty(roster, owner, now)) return now;
    std::optional<Timestamp> soonest = desk::next_on_duty(roster, owner, now);
    for (const User* user : desk::who_answers(roster, office.users)) {
        if (desk::on_duty(roster, user->id, now)) continue;
        const auto back = desk::next_on_duty(roster, user->id, now);
        if (back && (!soonest || *back < *soonest)) soonest = back;
    }
    return soonest.value_or(now);
}

// Whoever owns it; a case whose owner is off goes to somebody who is there. When nobody is, nobody
// was told, and the answer is when to try again.
Result<std::optional<Timestamp>> tell_owner(store::Transaction& transaction, Office& office,
                                            Case& value, const CaseClock& clock, Timestamp now) {
    const bool overdue = clock.breached_at.has_value();
    // A customer who waits in vain needs somebody this moment, also when the case was put off.
    const bool at_once = overdue && clock.kind != ClockKind::Resolution;
    const std::string why = "its owner is off duty";
    TRY(at_once ? bring_somebody(transaction, office, value, why, now)
                : hand_over_if_away(transaction, office, value, why, now));
    if (!value.owner_id) return std::optional<Timestamp>{};
    const Timestamp heard = heard_at(office, *value.owner_id, now);
    if (heard > now) return std::optional(heard);
    TRY(tell(transaction, *value.owner_id, value.id, overdue ? "clock.breached" : "clock.warned",
             sentence(office, value, clock, overdue ? "Overdue:" : "Please answer soon:"), now));
    return std::optional<Timestamp>{};
}

Result<> note_step(store::Transaction& transaction, const Office& office, const Case& value,
                   const CaseClock& clock, const std::string& kind, Timestamp now) {
    return note(transaction, value.id, kind,
                {{"clock", name_of(clock.kind)},
                 {"standard", clock.standard},
                 {"due_at", to_rfc3339(*clock.due_at)},
                 {"owner", office.name_of(value.owner_id)}},
                now);
}

// It waits for somebody to warn, but no longer than until it is too late.
Result<> warn(store::Transaction& transaction, Office& office, Case& value, CaseClock& clock,
              Timestamp now) {
    if (const auto later = TRY(tell_owner(transaction, office, value, clock, now))) {
        return transaction.timers().set(std::string(clock_timer), clock.id.text(),
                                        std::min(*later, *clock.due_at));
    }
    clock.warned_at = now;
    TRY(transaction.clocks().update(clock));
    TRY(note_step(transaction, office, value, clock, "clock.warned", now));
    return set_timer(transaction, office, clock);
}

// It is broken when it is; who owns it hears of that when they are there. While they are on leave
// it goes up without them.
Result<> breach(store::Transaction& transaction, Office& office, Case& value, CaseClock& clock,
                Timestamp now) {
    clock.breached_at = clock.due_at;
    const auto later = TRY(tell_owner(transaction, office, value, clock, now));
    const bool waits = later && *later <= now + desk::longest_wait;
    if (waits) clock.escalated = desk::owner_untold;
    TRY(transaction.clocks().update(clock));
    TRY(note_step(transaction, office, value, clock, "clock.breached", now));
    return set_timer(transaction, office, clock, waits ? *later : now);
}

Result<> go_up(store::Transaction& transaction, const Office& office, const Case& value,
               CaseClock& clock, Timestamp now) {
    // A rank is waited for, but no longer than that altogether.
    const Timestamp waited_for = *clock.breached_at + desk::longest_wait;
    const bool waited = now >= waited_for;
    const auto target = desk::escalate_to(clock.escalated + 1, value.owner_id, office.policy(),
                                          office.roster(), office.users, now,
                                          waited ? desk::WhenOff::PassOver : desk::WhenOff::Wait);
    if (!target.user) {
        if (target.retry_at && *target.retry_at > now) {
            return transaction.timers().set(
                std::string(clock_timer), clock.id.text(),
                waited ? *target.retry_at : std::min(*target.retry_at, waited_for));
        }
        clock.escalated = desk::highest_level;
        return transaction.clocks().update(clock);
    }
    clock.escalated = target.level;
    TRY(transaction.clocks().update(clock));
    TRY(tell(transaction, *target.user, value.id, "case.escalated",
             sentence(office, value, clock, "Nobody has answered in time:"), now));
    TRY(note(transaction, value.id, "case.escalated",
             {{"to", office.name_of(target.user)},
              {"level", clock.escalated},
              {"clock", name_of(clock.kind)},
              {"standard", clock.standard}},
             now));
    return set_timer(transaction, office, clock, now + office.policy().escalate_every);
}

// First its owner, then one step up at a time.
Result<> escalate(store::Transaction& transaction, Office& office, Case& value, CaseClock& clock,
                  Timestamp now) {
    if (clock.escalated == desk::owner_untold) {
        const auto later = TRY(tell_owner(transaction, office, value, clock, now));
        if (later && *later <= now + desk::longest_wait) {
            return transaction.timers().set(std::string(clock_timer), clock.id.text(), *later);
        }
        clock.escalated = 0;
        TRY(transaction.clocks().update(clock));
    }
    return go_up(transaction, office, value, clock, now);
}

}  // namespace

Result<std::vector<desk::ClockReading>> readings_of(const store::Transaction& transaction,
                                                    const Office& office, const Case& value) {
    const auto phases = TRY(transaction.clocks().phases(value.id));
    return desk::clocks_for(value, TRY(facts_of(transaction, office, value)), office.policy(),
                            phases);
}

Result<> save(store::Transaction& transaction, const Office& office, Case value, Timestamp now) {
    const auto phases = TRY(phases_until_now(transaction, value, now));
    const auto readings =
        desk::clocks_for(value, TRY(facts_of(transaction, office, value)), office.policy(), phases);
    TRY(match_clocks(transaction, office, value, readings, now));
    set_due(value, readings);
    return transaction.cases().update(value);
}

Result<> set_clocks_of(store::Transaction& transaction, const Office& office, CustomerId customer,
                       Timestamp now) {
    for (const CaseId id : TRY(transaction.merges().cases_of(customer))) {
        auto value = TRY(transaction.cases().find(id));
        if (!value || value->status == CaseStatus::Closed || value->status == CaseStatus::Merged) {
            continue;
        }
        TRY(save(transaction, office, std::move(*value), now));
        TRY(show_case(transaction, id, now));
    }
    return {};
}

Result<> tell_what_waits(store::Transaction& transaction, const Office& office, Timestamp now) {
    for (const CaseClock& clock : TRY(transaction.clocks().due_to_be_told(now))) {
        TRY(look_again(transaction, clock, now));
        if (!clock.breached_at) continue;
        // Between two steps no more than this goes by: whoever waits longer waits for a rank.
        const auto timer =
            TRY(transaction.timers().find(std::string(clock_timer), clock.id.text()));
        if (timer && timer->due_at > now + office.policy().escalate_every)
            TRY(transaction.timers().set(std::string(clock_timer), clock.id.text(), now));
    }
    return {};
}

Result<CaseId> open(store::Transaction& transaction, const Office& office, Case value,
                    Timestamp now) {
    const CasePhase phase{value.status, std::min(value.first_in_at, now)};
    const std::vector<CasePhase> phases{phase};
    const auto readings =
        desk::clocks_for(value, TRY(facts_of(transaction, office, value)), office.policy(), phases);
    set_due(value, readings);
    value.id = TRY(transaction.cases().insert(value));
    TRY(transaction.clocks().append_phase(value.id, phase));
    for (const desk::ClockReading& reading : readings)
        TRY(start_clock(transaction, office, value.id, reading));
    return value.id;
}

Result<> fire_clock(store::Transaction& transaction, Office& office, ClockId id, Timestamp now) {
    auto clock = TRY(transaction.clocks().find(id));
    if (!clock || clock->ended_at) return {};
    auto value = TRY(transaction.cases().find(clock->case_id));
    if (!value) return {};
    const auto next = desk::next_clock_step(*clock, office.policy());
    if (!next) return {};
    if (next->at > now) return set_timer(transaction, office, *clock);
    // Nobody was there to be warned in time.
    const bool too_late = next->step == desk::ClockStep::Warn && now >= *clock->due_at;
    if (next->step == desk::ClockStep::Escalate) {
        TRY(escalate(transaction, office, *value, *clock, now));
    } else if (next->step == desk::ClockStep::Breach || too_late) {
        TRY(breach(transaction, office, *value, *clock, now));
    } else {
        TRY(warn(transaction, office, *value, *clock, now));
    }
    return show_case(transaction, value->id, now);
}

}  // namespace aplomb::casework
