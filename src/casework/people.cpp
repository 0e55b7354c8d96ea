#include "casework/people.h"

#include <algorithm>

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/clocks.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t cases_at_once = 500;
constexpr const char* is_gone = " is no longer here";

Result<desk::HandOver> hand_over_facts(const store::Transaction& transaction, const Case& value) {
    desk::HandOver facts;
    const auto customer = TRY(transaction.people().find(value.customer_id));
    if (customer) facts.customer = customer->name;
    facts.subject = value.subject;
    facts.last_words = value.preview;
    facts.waiting_since = value.waiting_since;
    facts.due_at = value.due_at;
    return facts;
}

// When somebody has to be there to keep a promise or to call; a case that waits for the customer
// with neither can wait for its owner too.
Result<std::optional<Timestamp>> promised_for(const store::Transaction& transaction,
                                              const Case& value) {
    std::optional<Timestamp> soonest;
    const auto consider = [&](Timestamp at) { soonest = std::min(soonest.value_or(at), at); };
    for (const Promise& promise : TRY(transaction.promises().of_case(value.id)))
        if (promise.state == PromiseState::Open) consider(promise.due_at);
    for (const PhoneCall& call : TRY(transaction.phone().calls_of(value.id)))
        if (call.state == CallState::Booked) consider(call.due_at);
    return soonest;
}

Result<> give_to_who_is_there(store::Transaction& transaction, Office& office, Case& value,
                              const std::string& why, Timestamp now) {
    const auto words = TRY(transaction.messages().words_heard(value.id));
    const auto to =
        TRY(route(transaction, office, value, words.text, words.language, value.owner_id, now));
    const bool gone = !office.works_here(value.owner_id);
    // Somebody else who is not there either would be no better than an owner who comes back.
    const bool better = to.owner && to.owner != value.owner_id && (to.on_duty || gone);
    if (!better) return {};
    return hand_over(transaction, office, value, *to.owner,
                     value.owner_id && gone ? office.name_of(value.owner_id) + is_gone : why, now);
}

// Of one person's cases those that somebody else should have.
Result<> hand_over_all(store::Transaction& transaction, Office& office, UserId from,
                       const std::string& why, Timestamp now) {
    CaseId after;
    while (true) {
        const auto ids = TRY(transaction.clocks().living_cases_of(from, after, cases_at_once));
        for (const CaseId id : ids) {
            auto value = TRY(transaction.cases().find(id));
            if (value) TRY(hand_over_if_away(transaction, office, *value, why, now));
        }
        if (ids.size() < cases_at_once) return {};
        after = ids.back();
    }
}

Result<> set_shift_timer(store::Transaction& transaction, const Office& office, UserId id,
                         Timestamp now) {
    const auto ends = desk::duty_ends(office.roster(), id, now);
    const auto begins = desk::on_duty(office.roster(), id, now)
                            ? std::optional<Timestamp>{}
                            : desk::next_on_duty(office.roster(), id, now);
    const auto next = ends ? ends : begins;
    if (!next) return transaction.timers().cancel(std::string(shift_timer), id.text());
    return transaction.timers().set(std::string(shift_timer), id.text(), *next);
}

}  // namespace

Result<desk::Route> route(const store::Transaction& transaction, const Office& office,
                          const Case& value, std::string_view words, std::string_view language,
                          std::optional<UserId> not_them, Timestamp now) {
    desk::RouteFacts facts;
    if (auto channel = TRY(transaction.channels().find(value.channel_id))) {
        facts.channel = std::move(*channel);
    }
    facts.language = language;
    facts.skills = desk::skills_wanted(office.policy(), words);
    facts.least = desk::least_seniority(office.policy(), value, words).least;
    facts.knows_them = TRY(transaction.clocks().last_owner(value.customer_id));
    facts.not_them = not_them;
    facts.due_at = value.due_at;
    return desk::choose_owner(facts, office.roster(), office.users, office.loads, now);
}

Result<> assign(const store::Transaction& transaction, Office& office, Case& value,
                std::string_view words, std::string_view language, Timestamp now) {
    const auto to = TRY(route(transaction, office, value, words, language, {}, now));
    value.owner_id = to.owner;
    if (to.owner) ++office.loads[*to.owner];
    return {};
}

Result<> hand_over(store::Transaction& transaction, Office& office, Case& value, UserId to,
                   const std::string& why, Timestamp now) {
    const std::optional<UserId> from = value.owner_id;
    const std::string summary = desk::hand_over_summary(TRY(hand_over_facts(transaction, value)));
    value.owner_id = to;
    value.updated_at = now;
    TRY(transaction.cases().update(value));
    ++value.version;
    if (from && office.loads[*from] > 0) --office.loads[*from];
    ++office.loads[to];
    TRY(note(transaction, value.id, "case.handed_over",
             {{"from", office.name_of(from)},
              {"to", office.name_of(to)},
              {"why", why},
              {"summary", summary}},
             now));
    TRY(tell(transaction, to, value.id, "case.handed_over",
             "Yours now, because " + why + ". " + summary, now));
    return show_case(transaction, value.id, now);
}

Result<> hand_over_if_away(store::Transaction& transaction, Office& office, Case& value,
                           const std::string& why, Timestamp now) {
    const auto away = [&](std::optional<Timestamp> due) {
        return office.should_hand_over(*value.owner_id, due, now);
    };
    bool needed = !office.works_here(value.owner_id) ||
                  (value.status == CaseStatus::Open && away(value.due_at));
    if (!needed) {
        const auto promised = TRY(promised_for(transaction, value));
        needed = promised && away(promised);
    }
    if (!needed) return {};
    return give_to_who_is_there(transaction, office, value, why, now);
}

Result<> see_that_it_is_had(store::Transaction& transaction, Office& office, CaseId id,
                            Timestamp now) {
    auto value = TRY(transaction.cases().find(id));
    if (!value) return {};
    return hand_over_if_away(transaction, office, *value, "its owner is off duty", now);
}

Result<> bring_somebody(store::Transaction& transaction, Office& office, Case& value,
                        const std::string& why, Timestamp now) {
    const bool there = value.owner_id && !office.should_hand_over(*value.owner_id, now, now);
    if (there) return {};
    return give_to_who_is_there(transaction, office, value, why, now);
}

Result<> rehome(store::Transaction& transaction, Office& office, Timestamp now) {
    for (const User& user : std::vector<User>(office.users)) {
        if (user.disabled)
            TRY(hand_over_all(transaction, office, user.id, user.name + is_gone, now));
    }
    for (const CaseId id : TRY(transaction.clocks().unowned(cases_at_once))) {
        auto value = TRY(transaction.cases().find(id));
        if (value) {
            TRY(hand_over_if_away(transaction, office, *value, "nobody had it", now));
        }
    }
    return delegate_approvals(transaction, office, now);
}

Result<> go_by_roster(store::Transaction& transaction, Office& office, Timestamp now) {
    TRY(plan_shifts(transaction, office, now));
    TRY(rehome(transaction, office, now));
    for (const User& user : std::vector<User>(office.users)) {
        if (user.disabled || desk::on_duty(office.roster(), user.id, now)) continue;
        TRY(hand_over_all(transaction, office, user.id, user.name + " is off duty", now));
    }
    return tell_what_waits(transaction, office, now);
}

Result<> plan_shifts(store::Transaction& transaction, const Office& office, Timestamp now) {
    for (const User& user : office.users) {
        if (!user.disabled) TRY(set_shift_timer(transaction, office, user.id, now));
    }
    return {};
}

Result<> fire_shift(store::Transaction& transaction, Office& office, UserId id, Timestamp now) {
    const User* user = office.find_user(id);
    if (user == nullptr || user->disabled) return {};
    if (!desk::on_duty(office.roster(), id, now)) {
        TRY(hand_over_all(transaction, office, id, user->name + "'s shift ended", now));
        TRY(delegate_approvals(transaction, office, now));
    } else {
        // Somebody came: what waits with people who are away can move to who is there.
        for (const auto& [owner, open] : desk::Loads(office.loads)) {
            if (owner == id || open == 0) continue;
            if (office.is_there(owner, now)) continue;
            TRY(hand_over_all(transaction, office, owner, office.name_of(owner) + " is off duty",
                              now));
        }
        TRY(rehome(transaction, office, now));
    }
    return set_shift_timer(transaction, office, id, now);
}

}  // namespace aplomb::casework
