#include "casework/calls.h"

#include <fmt/format.h>

#include "base/time_zone.h"
#include "casework/customers.h"
#include "casework/joining.h"
#include "casework/people.h"
#include "casework/promises.h"
#include "desk/standards.h"
#include "etiquette/quiet_hours.h"
#include "store/cases.h"
#include "store/merges.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

constexpr std::string_view reached = "reached";

Result<> miss_call(store::Transaction& transaction, Office& office, PhoneCall call, Timestamp now) {
    call.state = CallState::Missed;
    TRY(transaction.phone().update(call));
    TRY(note(transaction, call.case_id, "call.missed",
             {{"due_at", to_rfc3339(call.due_at)},
              {"owner", office.name_of(call.owner_id)},
              {"outcome", call.outcome}},
             now));
    TRY(show_case(transaction, call.case_id, now));
    // A promised call goes up the chain as the promise it breaks.
    if (call.promise_id) return {};
    const auto target =
        desk::escalate_to(1, call.owner_id, office.policy(), office.roster(), office.users, now);
    if (!target.user) return {};
    const std::string what =
        call.outcome.empty() ? " and nobody made it." : " and nobody has reached them yet.";
    return tell(transaction, *target.user, call.case_id, "call.missed",
                "A call was due " + to_rfc3339(call.due_at) + what, now);
}

Result<> tell_owner(store::Transaction& transaction, const PhoneCall& call, const std::string& kind,
                    const std::string& text, Timestamp now) {
    const auto value = TRY(transaction.cases().find(call.case_id));
    const auto owner = value && value->owner_id ? value->owner_id : call.owner_id;
    if (!owner) return {};
    return tell(transaction, *owner, call.case_id, kind, text, now);
}

Result<> call_off(store::Transaction& transaction, PhoneCall call, const std::string& why,
                  Timestamp now) {
    call.state = CallState::Cancelled;
    call.outcome = "cancelled";
    call.note = why;
    call.done_at = now;
    TRY(transaction.phone().update(call));
    TRY(transaction.timers().cancel(std::string(call_timer), call.id.text()));
    TRY(note(transaction, call.case_id, "call.cancelled",
             {{"due_at", to_rfc3339(call.due_at)}, {"outcome", call.outcome}, {"note", why}}, now));
    return show_case(transaction, call.case_id, now);
}

// Nothing while they may be called, else why not.
Result<std::optional<std::string>> unwanted(const store::Transaction& transaction,
                                            const PhoneCall& call, Timestamp now) {
    const auto value = TRY(transaction.cases().find(call.case_id));
    const auto customer = value ? TRY(transaction.people().find(value->customer_id)) : std::nullopt;
    if (!customer) return fail(ErrorKind::Corrupt, "a call points at a missing customer");
    if (TRY(permission_for(transaction, *customer, call.case_id, now))) {
        return std::optional<std::string>{};
    }
    const auto word = TRY(newest_word_on_calls(transaction, customer->id, call.case_id));
    if (!word && call.promise_id) return std::optional<std::string>{};
    if (!word) return std::optional<std::string>("there is no permission to call");
    const bool ran_out = word->state == PermissionState::Granted;
    const Timestamp since = ran_out ? word->expires_at.value_or(word->at) : word->at;
    // The gate let a promise pass in the face of an earlier word: they asked for it in the thread.
    const bool seen = call.promise_id && word->customer_id == call.customer_id;
    if (seen && since < call.created_at) return std::optional<std::string>{};
    return std::optional<std::string>(ran_out
                                          ? "the permission to call ran out"
                                          : "the customer does not want to be called: permission " +
                                                std::string(name_of(word->state)));
}

Result<> refuse_call(store::Transaction& transaction, const PhoneCall& call, const std::string& why,
                     Timestamp now) {
    TRY(call_off(transaction, call, why, now));
    TRY(tell_owner(
        transaction, call, "call.cancelled",
        "Do not call: " + why + ". The call of " + to_rfc3339(call.due_at) + " is cancelled.",
        now));
    const auto value = TRY(transaction.cases().find(call.case_id));
    const auto word = TRY(newest_word_on_calls(transaction, value->customer_id, call.case_id));
    const auto promise =
        call.promise_id ? TRY(transaction.promises().find(*call.promise_id)) : std::nullopt;
    // What they forbid is not broken by us; what merely ran out is still owed in another way.
    const bool forbidden = word && word->state != PermissionState::Granted;
    if (!forbidden || !promise || !is_owed(*promise)) return {};
    PromiseChange change;
    change.state = PromiseState::Withdrawn;
    change.reason = why;
    change.actor_name = "call:" + call.id.text();
    TRY(settle_promise(transaction, promise->id, change, now));
    return {};
}

std::string clock_reading(Timestamp time, const std::string& zone) {
    const auto wall = local_time(time, zone);
    if (!wall) return to_rfc3339(time);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(
        *wall - std::chrono::floor<std::chrono::days>(*wall));
    return fmt::format("{:02}:{:02} ({})", minutes.count() / 60, minutes.count() % 60, zone);
}

// When the night ends in which that call would wake them; nothing by day, when they are sitting
// there, or where the company set the rule aside.
std::optional<Timestamp> night_ends(const CallOrder& order, const Case& value,
                                    const std::string& zone, const etiquette::Policy& manners) {
    const auto set = manners.strictness("quiet-hours", "phone");
    if (set && set->severity != Severity::Error) return {};
    if (etiquette::is_live_exchange(value.last_in_at, order.due_at)) return {};
    return etiquette::quiet_until(order.due_at, zone, manners);
}

Result<> mind_the_night(const CallOrder& order, std::optional<Timestamp> ends,
                        const std::string& zone) {
    if (order.despite_night && !ends) {
        return fail(ErrorKind::Invalid, "\"quiet-hours\" has nothing against this call",
                    "/override");
    }
    if (!ends || order.promise || order.despite_night) return {};
    return fail(ErrorKind::Invalid,
                fmt::format("it is {} where the customer is; the next time to call is {}, {}, or "
                            "override \"quiet-hours\" and say why",
                            clock_reading(order.due_at, zone), clock_reading(*ends, zone),
                            to_rfc3339(*ends)),
                "/due_at");
}

// What is promised elsewhere goes with its words when cases become one.
Result<> refuse_merged(const store::Transaction& transaction, const CallOrder& order,
                       const Case& value) {
    if (value.status != CaseStatus::Merged || order.promise) return {};
    const CaseId home = TRY(living_case(transaction, value.id));
    return fail(ErrorKind::Conflict,
                "this case lives on in case " + home.text() + "; book the call there");
}

// The one named for this call, else the one they said yes to, else their card's.
std::string number_for(const CallOrder& order, const std::optional<PhonePermission>& permission,
                       const Customer& customer) {
    if (!order.phone.empty()) return order.phone;
    if (permission && !permission->phone.empty()) return permission->phone;
    return customer.phone;
}

Result<> book(store::Transaction& transaction, PhoneCall& call, const std::string& action,
              Timestamp now) {
    if (call.id == CallId{}) {
        call.created_at = now;
        call.id = TRY(transaction.phone().insert(call));
    } else {
        TRY(transaction.phone().update(call));
    }
    TRY(transaction.timers().set(std::string(call_timer), call.id.text(), call.due_at));
    return note(transaction, call.case_id, action,
                {{"due_at", to_rfc3339(call.due_at)}, {"why", call.why}}, now);
}

}  // namespace

Result<std::optional<PhoneCall>> booked_already(const store::Transaction& transaction,
                                                const CallOrder& order) {
    for (PhoneCall& booked : TRY(transaction.phone().calls_of(order.case_id))) {
        if (booked.state != CallState::Booked || booked.due_at != order.due_at) continue;
        const bool same_number = order.phone.empty() || order.phone == booked.phone;
        if (same_number && order.why == booked.why) return std::optional(std::move(booked));
        return fail(ErrorKind::Conflict,
                    "call " + booked.id.text() + " is booked for that very time; cancel it first",
                    "/due_at");
    }
    return std::optional<PhoneCall>{};
}

Result<PhoneCall> book_call(store::Transaction& transaction, Office& office, const CallOrder& order,
                            const etiquette::Policy& manners, Timestamp now) {
    const auto value = TRY(transaction.cases().find(order.case_id));
    if (!value) return fail(ErrorKind::NotFound, "there is no case with that id");
    TRY(refuse_merged(transaction, order, *value));
    const auto customer = TRY(transaction.people().find(value->customer_id));
    if (!customer) return fail(ErrorKind::Corrupt, "a case points at a missing customer");
    if (order.due_at <= now) {
        return fail(ErrorKind::Invalid, "a call is for a time to come", "/due_at");
    }
    const auto permission =
        TRY(permission_for(transaction, *customer, order.case_id, order.due_at));
    if (!permission && !order.permission_seen) {
        return fail(ErrorKind::Forbidden,
                    "ask them first: there is no permission to call that holds at that time");
    }
    PhoneCall call;
    call.zone = TRY(zone_of(transaction, office, *customer)).zone;
    const auto night = night_ends(order, *value, call.zone, manners);
    TRY(mind_the_night(order, night, call.zone));
    call.case_id = order.case_id;
    call.customer_id = customer->id;
    call.owner_id = value->owner_id;
    call.phone = number_for(order, permission, *customer);
    if (order.by_hand && call.phone.empty()) {
        return fail(ErrorKind::Invalid,
                    "say which number to call: \"phone\" here, or on the customer's card",
                    "/phone");
    }
    call.due_at = order.due_at;
    call.why = order.why;
    call.promise_id = order.promise;
    TRY(book(transaction, call, "call.booked", now));
    if (night && order.promise) {
        TRY(tell_owner(transaction, call, "call.at_night",
                       "We promised a call in the customer's night: it will be " +
                           clock_reading(call.due_at, call.zone) + " there.",
                       now));
    }
    return call;
}

Result<PhoneCall> log_call(store::Transaction& transaction, CallId id, CallState state,
                           const std::string& outcome, const std::string& words, Timestamp now) {
    auto call = TRY(transaction.phone().find(id));
    if (!call) return fail(ErrorKind::NotFound, "there is no call with that id");
    if (call->state == CallState::Done || call->state == CallState::Cancelled) {
        return fail(ErrorKind::Conflict, "this call is over: " + std::string(name_of(call->state)));
    }
    const bool over = state != CallState::Done || outcome == reached;
    call->outcome = outcome;
    call->note = words;
    if (over) {
        call->state = state;
        call->done_at = now;
        TRY(transaction.timers().cancel(std::string(call_timer), id.text()));
    }
    TRY(transaction.phone().update(*call));
    TRY(note(transaction, call->case_id,
             over ? "call." + std::string(name_of(state)) : std::string("call.tried"),
             {{"outcome", outcome}, {"note", words}}, now));
    if (state != CallState::Done || !over || !call->promise_id) return *call;
    const auto promise = TRY(transaction.promises().find(*call->promise_id));
    if (!promise || !is_owed(*promise)) return *call;
    PromiseChange change;
    change.state = PromiseState::Kept;
    change.actor_name = "call:" + id.text();
    TRY(settle_promise(transaction, promise->id, change, now));
    return *call;
}

Result<> call_off_promised(store::Transaction& transaction, const Promise& promise,
                           const std::string& why, Timestamp now) {
    if (promise.kind != PromiseKind::Call) return {};
    for (const PhoneCall& call : TRY(transaction.phone().calls_of(promise.case_id))) {
        const bool booked = call.state == CallState::Booked && call.promise_id == promise.id;
        if (booked) TRY(call_off(transaction, call, why, now));
    }
    return {};
}

Result<> move_promised_call(store::Transaction& transaction, const Promise& promise,
                            const Promise& next, Timestamp now) {
    std::optional<PhoneCall> last;
    for (const PhoneCall& call : TRY(transaction.phone().calls_of(promise.case_id))) {
        if (call.promise_id == promise.id) last = call;
    }
    if (!last) return {};
    // One that was missed stays in the story.
    const bool again = last->state != CallState::Booked;
    if (again) {
        last->id = {};
        last->state = CallState::Booked;
        last->outcome.clear();
        last->note.clear();
        last->done_at.reset();
    }
    last->due_at = next.due_at;
    last->promise_id = next.id;
    return book(transaction, *last, again ? "call.booked" : "call.moved", now);
}

Result<> call_off_unwanted(store::Transaction& transaction, CustomerId customer,
                           std::optional<CaseId> about, Timestamp now) {
    // A word on a case that was merged is about the one it lives on in, where its calls are now.
    const auto home = about ? std::optional(TRY(living_case(transaction, *about))) : std::nullopt;
    for (const CaseId id : TRY(transaction.merges().cases_of(customer))) {
        if (home && id != *home) continue;
        for (const PhoneCall& call : TRY(transaction.phone().calls_of(id))) {
            if (call.state != CallState::Booked) continue;
            const auto why = TRY(unwanted(transaction, call, now));
            if (why) TRY(refuse_call(transaction, call, *why, now));
        }
    }
    return {};
}

Result<> fire_call(store::Transaction& transaction, Office& office, CallId id, Timestamp now) {
    const auto call = TRY(transaction.phone().find(id));
    if (!call || call->state != CallState::Booked) return {};
    if (now >= call->due_at + call_grace) return miss_call(transaction, office, *call, now);
    if (const auto why = TRY(unwanted(transaction, *call, now))) {
        return refuse_call(transaction, *call, *why, now);
    }
    auto value = TRY(transaction.cases().find(call->case_id));
    if (value) TRY(bring_somebody(transaction, office, *value, "its owner is off duty", now));
    TRY(tell_owner(transaction, *call, "call.due",
                   "Please call now: " + (call->why.empty() ? "as agreed" : call->why), now));
    return transaction.timers().set(std::string(call_timer), id.text(), call->due_at + call_grace);
}

}  // namespace aplomb::casework
