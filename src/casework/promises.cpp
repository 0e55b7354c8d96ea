#include "casework/promises.h"

#include <algorithm>

#include "casework/calls.h"
#include "casework/customers.h"
#include "casework/people.h"
#include "desk/changes.h"
#include "desk/promises.h"
#include "desk/standards.h"
#include "store/cases.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/promises.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

Timestamp broken_at(const Promise& promise) {
    return promise.due_at + (promise.kind == PromiseKind::Call ? call_grace : Milliseconds{0});
}

Result<> set_promise_timer(store::Transaction& transaction, const Promise& promise, Timestamp now) {
    const Timestamp remind = promise.due_at - desk::reminder_before(promise);
    return transaction.timers().set(std::string(promise_timer), promise.id.text(),
                                    remind > now ? remind : broken_at(promise));
}

Result<> end_promise(store::Transaction& transaction, Promise promise, PromiseState state,
                     const std::string& by, Timestamp now) {
    const bool late = promise.state == PromiseState::Broken && state == PromiseState::Kept;
    promise.state = late ? PromiseState::KeptLate : state;
    promise.settled_at = now;
    promise.settled_by = by;
    TRY(transaction.promises().update(promise));
    TRY(transaction.timers().cancel(std::string(promise_timer), promise.id.text()));
    TRY(note(transaction, promise.case_id, "promise." + std::string(name_of(promise.state)),
             {{"promise", promise.words}, {"by", by}}, now));
    return call_off_promised(transaction, promise,
                             "its promise is " + std::string(name_of(promise.state)), now);
}

Result<Promise> make_promise(store::Transaction& transaction, const Message& message,
                             const desk::FoundPromise& found, const std::string& zone,
                             Timestamp now) {
    Promise promise;
    promise.case_id = message.case_id;
    promise.message_id = message.id;
    promise.kind = found.kind;
    promise.words = found.words;
    promise.said_at = now;
    promise.due_at = found.when.at;
    promise.zone = zone;
    promise.reading = found.when.reading;
    promise.id = TRY(transaction.promises().insert(promise));
    TRY(set_promise_timer(transaction, promise, now));
    TRY(note(transaction, promise.case_id, "promise.made",
             {{"promise", promise.words},
              {"due_at", to_rfc3339(promise.due_at)},
              {"reading", promise.reading}},
             now));
    return promise;
}

// Up the chain, one step an hour; the owner first.
Result<> escalate_promise(store::Transaction& transaction, Office& office, Promise promise,
                          Timestamp now) {
    auto value = TRY(transaction.cases().find(promise.case_id));
    if (!value) return {};
    const std::string text = "We broke our word: “" + promise.words + "” (" + promise.reading + ")";
    if (promise.state == PromiseState::Open) {
        TRY(bring_somebody(transaction, office, *value, "its owner is off duty", now));
        promise.state = PromiseState::Broken;
        promise.settled_at = now;
        TRY(transaction.promises().update(promise));
        if (value->owner_id) {
            TRY(tell(transaction, *value->owner_id, value->id, "promise.broken", text, now));
        }
        TRY(note(transaction, value->id, "promise.broken",
                 {{"promise", promise.words}, {"due_at", to_rfc3339(promise.due_at)}}, now));
    }
    const auto target = desk::escalate_to(promise.escalated + 1, value->owner_id, office.policy(),
                                          office.roster(), office.users, now, desk::WhenOff::Wait);
    if (target.user) {
        promise.escalated = target.level;
        TRY(transaction.promises().update(promise));
        TRY(tell(transaction, *target.user, value->id, "promise.escalated", text, now));
        TRY(note(transaction, value->id, "promise.escalated",
                 {{"promise", promise.words}, {"to", office.name_of(target.user)}}, now));
    }
    TRY(show_case(transaction, value->id, now));
    const auto again =
        target.user ? std::optional(now + office.policy().escalate_every) : target.retry_at;
    if (!again || *again <= now || promise.escalated >= desk::highest_level) return {};
    return transaction.timers().set(std::string(promise_timer), promise.id.text(), *again);
}

Result<> remind_owner(store::Transaction& transaction, Office& office, const Promise& promise,
                      Timestamp now) {
    auto value = TRY(transaction.cases().find(promise.case_id));
    if (value) TRY(bring_somebody(transaction, office, *value, "its owner is off duty", now));
    if (value && value->owner_id) {
        TRY(tell(transaction, *value->owner_id, value->id, "promise.due",
                 "Promised: “" + promise.words + "”, " + promise.reading, now));
    }
    return transaction.timers().set(std::string(promise_timer), promise.id.text(),
                                    broken_at(promise));
}

Result<> owe_again(store::Transaction& transaction, Office& office, Promise promise,
                   Timestamp now) {
    const bool was_broken = promise.state == PromiseState::KeptLate;
    promise.state = was_broken ? PromiseState::Broken : PromiseState::Open;
    promise.settled_at = was_broken ? std::optional(broken_at(promise)) : std::nullopt;
    promise.settled_by.clear();
    TRY(transaction.promises().update(promise));
    TRY(note(transaction, promise.case_id, "promise.reopened",
             {{"promise", promise.words}, {"due_at", to_rfc3339(promise.due_at)}}, now));
    const auto value = TRY(transaction.cases().find(promise.case_id));
    if (value && value->owner_id) {
        TRY(tell(transaction, *value->owner_id, value->id, "promise.reopened",
                 "The message that kept our word never reached them: “" + promise.words + "”, " +
                     promise.reading,
                 now));
    }
    if (now < broken_at(promise)) return set_promise_timer(transaction, promise, now);
    return escalate_promise(transaction, office, promise, now);
}

}  // namespace

Result<> note_sent(store::Transaction& transaction, Office& office, const Message& message,
                   const etiquette::Policy& manners, Timestamp now) {
    if (message.automatic || message.direction != Direction::Out) return {};
    const auto made = TRY(transaction.promises().of_message(message.id));
    // Sent again after it came back, it says what it said the first time.
    const Timestamp said = made.empty() ? now : made.front().said_at;
    const auto value = TRY(transaction.cases().find(message.case_id));
    const auto customer = value ? TRY(transaction.people().find(value->customer_id)) : std::nullopt;
    if (!customer) return {};
    auto zone = TRY(zone_of(transaction, office, *customer)).zone;
    if (zone.empty()) zone = "UTC";
    const auto found = desk::find_promises(message.text, said, zone);
    for (const Promise& promise : TRY(transaction.promises().of_case(message.case_id))) {
        switch (desk::effect_on(promise, found, said)) {
            case desk::PromiseEffect::Keeps:
                TRY(end_promise(transaction, promise, PromiseState::Kept,
                                "message:" + message.id.text(), now));
                break;
            case desk::PromiseEffect::Extends:
                TRY(end_promise(transaction, promise, PromiseState::Extended,
                                "message:" + message.id.text(), now));
                break;
            case desk::PromiseEffect::None:
                break;
        }
    }
    if (!made.empty()) return {};
    const auto standing = TRY(transaction.promises().of_case(message.case_id));
    for (const desk::FoundPromise& each : found) {
        // What surely named a limit and leaves after it is broken as it is made.
        if (each.when.past && !each.when.limit) continue;
        const bool said_before =
            std::any_of(standing.begin(), standing.end(), [&](const Promise& other) {
                return other.state == PromiseState::Open && other.kind == each.kind &&
                       other.due_at == each.when.at;
            });
        if (said_before) continue;
        const Promise promise = TRY(make_promise(transaction, message, each, zone, now));
        if (promise.kind != PromiseKind::Call || each.when.past) continue;
        CallOrder order;
        order.case_id = message.case_id;
        order.due_at = promise.due_at;
        order.why = promise.words;
        order.promise = promise.id;
        order.permission_seen = true;
        TRY(book_call(transaction, office, order, manners, now));
    }
    return {};
}

Result<> note_bounced(store::Transaction& transaction, Office& office, const Message& message,
                      Timestamp now) {
    const std::string by = "message:" + message.id.text();
    for (const Promise& promise : TRY(transaction.promises().of_case(message.case_id))) {
        if (promise.settled_by != by) continue;
        const bool kept =
            promise.state == PromiseState::Kept || promise.state == PromiseState::KeptLate;
        // A call that was moved has its own time in the book.
        const bool put_off =
            promise.state == PromiseState::Extended && promise.kind != PromiseKind::Call;
        if (kept || put_off) TRY(owe_again(transaction, office, promise, now));
    }
    return {};
}

Result<> fire_promise(store::Transaction& transaction, Office& office, PromiseId id,
                      Timestamp now) {
    const auto promise = TRY(transaction.promises().find(id));
    if (!promise) return {};
    const bool open = promise->state == PromiseState::Open;
    if (!open && promise->state != PromiseState::Broken) return {};
    if (open && now < broken_at(*promise)) {
        return remind_owner(transaction, office, *promise, now);
    }
    return escalate_promise(transaction, office, *promise, now);
}

Result<Promise> settle_promise(store::Transaction& transaction, PromiseId id,
                               const PromiseChange& change, Timestamp now) {
    auto promise = TRY(transaction.promises().find(id));
    if (!promise) return fail(ErrorKind::NotFound, "there is no promise with that id");
    const bool open = promise->state == PromiseState::Open;
    if (!open && promise->state != PromiseState::Broken) {
        return fail(ErrorKind::Conflict,
                    "this promise is settled: " + std::string(name_of(promise->state)));
    }
    if (change.state == PromiseState::Withdrawn && change.reason.empty()) {
        return fail(ErrorKind::Invalid, "say why it is withdrawn", "/reason");
    }
    if (change.state != PromiseState::Extended) {
        TRY(end_promise(transaction, *promise, change.state, change.actor_name, now));
        return *TRY(transaction.promises().find(id));
    }
    if (!change.due_at || *change.due_at <= now) {
        return fail(ErrorKind::Invalid, "a promise is for a time to come", "/due_at");
    }
    const auto told = change.told ? TRY(transaction.messages().find(*change.told)) : std::nullopt;
    const bool they_know = told && told->direction == Direction::Out &&
                           told->case_id == promise->case_id && told->at > promise->said_at &&
                           desk::has_left(*told);
    if (!they_know) {
        return fail(
            ErrorKind::Invalid,
            "the customer must have been told: name our message that says so and has reached "
            "them",
            "/told_message_id");
    }
    Promise next = *promise;
    next.message_id = told->id;
    next.state = PromiseState::Open;
    next.said_at = told->at;
    next.due_at = *change.due_at;
    next.escalated = 0;
    next.settled_at.reset();
    next.settled_by.clear();
    next.reading = "extended by " + change.actor_name;
    next.id = TRY(transaction.promises().insert(next));
    TRY(set_promise_timer(transaction, next, now));
    TRY(move_promised_call(transaction, *promise, next, now));
    TRY(end_promise(transaction, *promise, PromiseState::Extended, "message:" + told->id.text(),
                    now));
    return next;
}

}  // namespace aplomb::casework
