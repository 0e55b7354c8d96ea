// Calls: booked in the customer's zone, reminded of, logged, missed.
#include "casework/customers.h"
#include "casework/promises.h"
#include "desk/standards.h"
#include "store/cases.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

Result<> miss_call(store::Transaction& transaction, Office& office, PhoneCall call, Timestamp now) {
    call.state = CallState::Missed;
    TRY(transaction.phone().update(call));
    TRY(note(transaction, call.case_id, "call.missed",
             {{"due_at", to_rfc3339(call.due_at)}, {"owner", office.name_of(call.owner_id)}}, now));
    TRY(show_case(transaction, call.case_id, now));
    // A promised call goes up the chain as the promise it breaks.
    if (call.promise_id) return {};
    const auto target =
        desk::escalate_to(1, call.owner_id, office.policy(), office.roster(), office.users, now);
    if (!target.user) return {};
    return tell(transaction, *target.user, call.case_id, "call.missed",
                "A call was due " + to_rfc3339(call.due_at) + " and nobody made it.", now);
}

}  // namespace

Result<PhoneCall> book_call(store::Transaction& transaction, Office& office, const CallOrder& order,
                            Timestamp now) {
    const auto value = TRY(transaction.cases().find(order.case_id));
    if (!value) return fail(ErrorKind::NotFound, "there is no case with that id");
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
    call.case_id = order.case_id;
    call.customer_id = customer->id;
    call.owner_id = value->owner_id;
    call.phone = !order.phone.empty()                       ? order.phone
                 : permission && !permission->phone.empty() ? permission->phone
                                                            : customer->phone;
    call.due_at = order.due_at;
    call.zone = TRY(zone_of(transaction, office, *customer)).zone;
    call.why = order.why;
    call.promise_id = order.promise;
    call.created_at = now;
    call.id = TRY(transaction.phone().insert(call));
    TRY(transaction.timers().set(std::string(call_timer), call.id.text(), call.due_at));
    TRY(note(transaction, call.case_id, "call.booked",
             {{"due_at", to_rfc3339(call.due_at)}, {"why", call.why}}, now));
    return call;
}

Result<PhoneCall> log_call(store::Transaction& transaction, CallId id, CallState state,
                           const std::string& outcome, const std::string& words, Timestamp now) {
    auto call = TRY(transaction.phone().find(id));
    if (!call) return fail(ErrorKind::NotFound, "there is no call with that id");
    if (call->state == CallState::Done || call->state == CallState::Cancelled) {
        return fail(ErrorKind::Conflict, "this call is over: " + std::string(name_of(call->state)));
    }
    call->state = state;
    call->outcome = outcome;
    call->note = words;
    call->done_at = now;
    TRY(transaction.phone().update(*call));
    TRY(transaction.timers().cancel(std::string(call_timer), id.text()));
    TRY(note(transaction, call->case_id, "call." + std::string(name_of(state)),
             {{"outcome", outcome}, {"note", words}}, now));
    if (state != CallState::Done) return *call;
    for (const Promise& promise : TRY(transaction.promises().of_case(call->case_id))) {
        const bool ours =
            promise.kind == PromiseKind::Call &&
            (promise.state == PromiseState::Open || promise.state == PromiseState::Broken);
        if (!ours) continue;
        PromiseChange change;
        change.state = PromiseState::Kept;
        change.actor_name = "call:" + id.text();
        TRY(settle_promise(transaction, promise.id, change, now));
    }
    return *call;
}

Result<> fire_call(store::Transaction& transaction, Office& office, CallId id, Timestamp now) {
    const auto call = TRY(transaction.phone().find(id));
    if (!call || call->state != CallState::Booked) return {};
    if (now >= call->due_at + call_grace) return miss_call(transaction, office, *call, now);
    const auto value = TRY(transaction.cases().find(call->case_id));
    const auto owner = value && value->owner_id ? value->owner_id : call->owner_id;
    if (owner) {
        TRY(tell(transaction, *owner, call->case_id, "call.due",
                 "Please call now: " + (call->why.empty() ? "as agreed" : call->why), now));
    }
    return transaction.timers().set(std::string(call_timer), id.text(), call->due_at + call_grace);
}

}  // namespace aplomb::casework
