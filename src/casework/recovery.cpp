#include "casework/recovery.h"

#include <algorithm>
#include <utility>

#include "casework/customers.h"
#include "casework/joining.h"
#include "desk/changes.h"
#include "desk/recovery.h"
#include "store/cases.h"
#include "store/habits.h"
#include "store/messages.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t thanks_compared = 1'000;
constexpr std::size_t thread_max = 2'000;

Result<Message> our_message(const store::Transaction& transaction, MessageId id,
                            const std::string& field) {
    auto message = TRY(transaction.messages().find(id));
    if (!message || message->direction != Direction::Out) {
        return fail(ErrorKind::Invalid, "there is no message of ours with that id", field);
    }
    return std::move(*message);
}

// The post of a case that was merged is watched on, from where the case it lives on in stands.
Result<bool> was_reached(const store::Transaction& transaction, const Recovery& recovery,
                         CaseId home) {
    if (recovery.stage >= RecoveryStage::Reached) return true;
    const auto joined = TRY(transaction.habits().find_recovery(home));
    return joined && joined->stage >= RecoveryStage::Reached;
}

// Who is to be thanked, under the name they go by now.
Result<CustomerId> praiser(const store::Transaction& transaction,
                           const Appreciation& appreciation) {
    const auto value =
        appreciation.case_id ? TRY(transaction.cases().find(*appreciation.case_id)) : std::nullopt;
    if (value) return value->customer_id;
    return lives_on_in(transaction, appreciation.customer_id);
}

// One of the two thanks: sent, to them, and where it belongs.
Result<Message> thanks_in(const store::Transaction& transaction, const Appreciation& appreciation,
                          MessageId id, Visibility visibility, const std::string& field) {
    Message said = TRY(our_message(transaction, id, field));
    const auto about = TRY(transaction.cases().find(said.case_id));
    if (!about || about->customer_id != TRY(praiser(transaction, appreciation))) {
        return fail(ErrorKind::Invalid,
                    "that message was written to somebody else: name the one that thanks them",
                    field);
    }
    if (said.visibility != visibility) {
        return fail(ErrorKind::Invalid,
                    visibility == Visibility::Public
                        ? "that message is private: the public thanks is one that all can read"
                        : "that message is public: the personal thanks is one they alone can read",
                    field);
    }
    if (!desk::has_left(said)) {
        return fail(ErrorKind::Invalid,
                    "that message is " + std::string(name_of(said.state)) +
                        ": they are thanked once it has been sent",
                    field);
    }
    return said;
}

// The one for them alone says more than the one for all.
Result<> not_the_same_thanks(const store::Transaction& transaction, const Appreciation& both) {
    if (!both.public_message_id || !both.private_message_id) return {};
    const auto open = TRY(transaction.messages().find(*both.public_message_id));
    const auto personal = TRY(transaction.messages().find(*both.private_message_id));
    if (!open || !personal || !desk::same_words(open->text, personal->text)) return {};
    return fail(ErrorKind::Conflict,
                "the personal thanks says the very words of the public one; find others",
                "/private_message_id");
}

Result<> never_the_same_words(const store::Transaction& transaction, AppreciationId id,
                              const Message& message, const std::string& field) {
    for (const Appreciation& other : TRY(transaction.habits().appreciations(
             AppreciationState::Thanked, AppreciationId{}, thanks_compared))) {
        for (const auto& said : {other.public_message_id, other.private_message_id}) {
            if (!said || other.id == id || *said == message.id) continue;
            const auto before = TRY(transaction.messages().find(*said));
            if (before && desk::same_words(before->text, message.text)) {
                return fail(ErrorKind::Conflict,
                            "somebody else was thanked with these very words; find others", field);
            }
        }
    }
    return {};
}

// A case without a track takes up the one that watches words said in it, wherever that was left.
Result<> take_up_watch(store::Transaction& transaction, CaseId id, Timestamp now) {
    if (TRY(transaction.habits().find_recovery(id))) return {};
    const auto thread = TRY(transaction.messages().of_case(id, thread_max));
    for (const Message& message : thread) {
        if (message.direction == Direction::Out) continue;
        const auto left = TRY(transaction.habits().find_recovery_of(message.id));
        if (!left) continue;
        TRY(transaction.habits().move_recovery(left->case_id, id));
        const bool answered = std::any_of(thread.begin(), thread.end(), [&](const Message& ours) {
            return ours.direction == Direction::Out && !ours.automatic && desk::has_left(ours) &&
                   ours.at >= message.at;
        });
        return answered ? recovery_reached(transaction, id, now) : Result<>{};
    }
    return {};
}

}  // namespace

Result<> watch_complaint(store::Transaction& transaction, const Case& value,
                         const Message& message) {
    const bool complains = value.kind == CaseKind::Complaint && message.from == Speaker::Customer &&
                           !message.automatic;
    if (!complains) return {};
    auto recovery = TRY(transaction.habits().find_recovery(value.id));
    if (recovery && recovery->watched_message_id) return {};
    Recovery watched = recovery.value_or(Recovery{});
    watched.case_id = value.id;
    if (message.visibility == Visibility::Public) {
        watched.watched_message_id = message.id;
        watched.rating_before = message.rating;
    } else if (recovery) {
        return {};
    }
    return transaction.habits().put(watched);
}

Result<> watch_complaint(store::Transaction& transaction, const Case& value, Timestamp now) {
    if (value.kind != CaseKind::Complaint || TRY(transaction.habits().find_recovery(value.id))) {
        return {};
    }
    for (const Message& message : TRY(transaction.messages().of_case(value.id, thread_max)))
        TRY(watch_complaint(transaction, value, message));
    return value.last_out_at ? recovery_reached(transaction, value.id, now) : Result<>{};
}

Result<> recovery_reached(store::Transaction& transaction, CaseId id, Timestamp now) {
    auto recovery = TRY(transaction.habits().find_recovery(id));
    if (!recovery || recovery->stage != RecoveryStage::None) return {};
    recovery->stage = RecoveryStage::Reached;
    recovery->reached_at = now;
    TRY(transaction.habits().put(*recovery));
    return note(transaction, id, "recovery.reached", {}, now);
}

Result<> recovery_resolved(store::Transaction& transaction, CaseId id, Timestamp now) {
    auto recovery = TRY(transaction.habits().find_recovery(id));
    if (!recovery || recovery->stage >= RecoveryStage::Resolved) return {};
    recovery->stage = RecoveryStage::Resolved;
    recovery->resolved_at = now;
    TRY(transaction.habits().put(*recovery));
    return note(transaction, id, "recovery.resolved", {}, now);
}

Result<> watched_changed(store::Transaction& transaction, const Message& message, bool removed,
                         Timestamp now) {
    auto recovery = TRY(transaction.habits().find_recovery_of(message.id));
    if (!recovery) return {};
    const auto move =
        removed ? desk::RatingMove::Better : desk::rating_move(*recovery, message.rating);
    const auto last = recovery->rating_after ? recovery->rating_after : recovery->rating_before;
    if (message.rating && message.rating != last) recovery->rating_after = message.rating;
    // What changed before we ever answered is their own second thought.
    // Given up by us is not given up by them.
    const CaseId home = TRY(living_case(transaction, recovery->case_id));
    const bool reached = TRY(was_reached(transaction, *recovery, home));
    const bool open = recovery->outcome.empty() || recovery->outcome == "none";
    const bool ends = move == desk::RatingMove::Better && reached && open;
    const bool back = move == desk::RatingMove::Worse && desk::set_back(*recovery);
    if (ends) {
        recovery->outcome = removed ? "removed" : "updated";
        recovery->ended_at = now;
        recovery->stage = RecoveryStage::Ended;
    }
    TRY(transaction.habits().put(*recovery));
    if (!ends && !back) return {};
    json::object detail;
    if (ends) detail["outcome"] = recovery->outcome;
    if (recovery->rating_before) detail["rating_before"] = *recovery->rating_before;
    if (recovery->rating_after) detail["rating_after"] = *recovery->rating_after;
    return note(transaction, home, ends ? "recovery.ended" : "recovery.set_back", std::move(detail),
                now);
}

Result<Recovery> step_recovery(store::Transaction& transaction, CaseId id, const RecoveryStep& step,
                               Timestamp now) {
    auto recovery = TRY(transaction.habits().find_recovery(id));
    if (!recovery) return fail(ErrorKind::NotFound, "this case is no complaint to recover from");
    TRY(desk::may_step(*recovery, step.stage));
    if (step.stage == RecoveryStage::Asked) {
        if (!step.asked_message) {
            return fail(ErrorKind::Invalid, "name our message that asks", "/message_id");
        }
        const Message asked = TRY(our_message(transaction, *step.asked_message, "/message_id"));
        if (asked.case_id != id) {
            return fail(ErrorKind::Invalid, "that message is of another case", "/message_id");
        }
        if (!desk::has_left(asked)) {
            return fail(ErrorKind::Invalid, "that message never reached them; name one that did",
                        "/message_id");
        }
        if (recovery->satisfied_at && asked.at < *recovery->satisfied_at) {
            return fail(ErrorKind::Invalid,
                        "that message was written before they were satisfied; name the one that "
                        "asks",
                        "/message_id");
        }
        recovery->asked_message_id = asked.id;
        recovery->asked_at = now;
    }
    if (step.stage == RecoveryStage::Satisfied) recovery->satisfied_at = now;
    if (step.stage == RecoveryStage::Resolved) recovery->resolved_at = now;
    if (step.stage == RecoveryStage::Ended) {
        recovery->ended_at = now;
        recovery->outcome = "none";
    }
    recovery->stage = step.stage;
    TRY(transaction.habits().put(*recovery));
    return *recovery;
}

Result<> join_recoveries(store::Transaction& transaction, CaseId from, CaseId into) {
    auto theirs = TRY(transaction.habits().find_recovery(from));
    auto ours = TRY(transaction.habits().find_recovery(into));
    if (!theirs || !ours) return transaction.habits().move_recovery(from, into);
    // What is over rests; what is not goes on.
    if (ours->stage == RecoveryStage::Ended && theirs->stage != RecoveryStage::Ended) {
        std::swap(ours, theirs);
        std::swap(ours->case_id, theirs->case_id);
    }
    if (!ours->watched_message_id && theirs->stage != RecoveryStage::Ended) {
        ours->watched_message_id = std::exchange(theirs->watched_message_id, std::nullopt);
        ours->rating_before = theirs->rating_before;
        ours->rating_after = theirs->rating_after;
        if (ours->stage == RecoveryStage::None && theirs->stage >= RecoveryStage::Reached) {
            ours->stage = RecoveryStage::Reached;
            ours->reached_at = theirs->reached_at;
        }
    }
    // One person is asked once.
    if (!ours->asked_at) {
        ours->asked_at = theirs->asked_at;
        ours->asked_message_id = theirs->asked_message_id;
    }
    TRY(transaction.habits().put(*theirs));
    return transaction.habits().put(*ours);
}

Result<> part_recoveries(store::Transaction& transaction, CaseId from, CaseId fresh,
                         Timestamp now) {
    const auto track = TRY(transaction.habits().find_recovery(from));
    const auto watched = track && track->watched_message_id
                             ? TRY(transaction.messages().find(*track->watched_message_id))
                             : std::nullopt;
    if (watched && watched->case_id == fresh) TRY(transaction.habits().move_recovery(from, fresh));
    for (const CaseId part : {fresh, from}) {
        TRY(take_up_watch(transaction, part, now));
        const auto value = TRY(transaction.cases().find(part));
        if (value) TRY(watch_complaint(transaction, *value, now));
    }
    return {};
}

Result<> appreciate(store::Transaction& transaction, const Office& office, const Case& value,
                    const Message& message, CaseKind kind, std::int64_t followers, Timestamp now) {
    if (message.automatic || message.from != Speaker::Customer) return {};
    const bool praise = kind == CaseKind::Praise;
    const bool first = value.message_count <= 1;
    const bool notable = first && followers >= office.policy().notable_followers;
    if (!praise && !notable) return {};
    Appreciation appreciation;
    appreciation.customer_id = value.customer_id;
    appreciation.case_id = value.id;
    appreciation.message_id = message.id;
    appreciation.why = praise ? "praise" : "notable";
    appreciation.at = now;
    TRY(transaction.habits().insert(appreciation));
    return {};
}

Result<Appreciation> thank(store::Transaction& transaction, AppreciationId id,
                           const Thanks& thanks) {
    auto found = TRY(transaction.habits().find(id));
    if (!found) return fail(ErrorKind::NotFound, "there is nobody to thank with that id");
    if (thanks.dismiss && found->state == AppreciationState::Thanked) {
        return fail(ErrorKind::Conflict, "they have been thanked already");
    }
    if (thanks.dismiss) {
        found->state = AppreciationState::Dismissed;
        TRY(transaction.habits().update(*found));
        return *found;
    }
    if (!thanks.in_public && !thanks.in_private) {
        return fail(ErrorKind::Invalid, "name the message that says thank you",
                    "/public_message_id");
    }
    if (thanks.in_public && thanks.in_public == thanks.in_private) {
        return fail(ErrorKind::Invalid,
                    "the public and the personal thanks are two messages; name another one",
                    "/private_message_id");
    }
    if (thanks.in_public) {
        const Message said = TRY(thanks_in(transaction, *found, *thanks.in_public,
                                           Visibility::Public, "/public_message_id"));
        TRY(never_the_same_words(transaction, id, said, "/public_message_id"));
        found->public_message_id = said.id;
    }
    if (thanks.in_private) {
        const Message said = TRY(thanks_in(transaction, *found, *thanks.in_private,
                                           Visibility::Private, "/private_message_id"));
        TRY(never_the_same_words(transaction, id, said, "/private_message_id"));
        found->private_message_id = said.id;
    }
    TRY(not_the_same_thanks(transaction, *found));
    found->state = AppreciationState::Thanked;
    TRY(transaction.habits().update(*found));
    return *found;
}

}  // namespace aplomb::casework
