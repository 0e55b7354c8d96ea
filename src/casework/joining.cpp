#include "casework/joining.h"

#include <algorithm>

#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/grants.h"
#include "casework/people.h"
#include "casework/recovery.h"
#include "desk/changes.h"
#include "desk/steering.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/messages.h"
#include "store/phone.h"
#include "store/promises.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t split_messages_max = 2'000;
constexpr std::size_t subject_max = 80;
constexpr std::string_view message_subject = "message:";
constexpr int hops_max = 32;  // from a merged case to where it lives; more is a circle

Result<Case> case_for_joining(const store::Transaction& transaction, CaseId id,
                              const std::string& field) {
    auto value = TRY(transaction.cases().find(id));
    if (!value) {
        if (field.empty()) return fail(ErrorKind::NotFound, "there is no case with that id");
        return fail(ErrorKind::Invalid, "there is no case with that id", field);
    }
    if (value->status == CaseStatus::Merged) {
        return fail(ErrorKind::Conflict,
                    "case " + id.text() + " lives on in case " +
                        value->merged_into.value_or(CaseId{}).text() + " already",
                    field);
    }
    return std::move(*value);
}

// Times, counts and who waits, read anew from the words that are left.
void read_anew(Case& value, const std::vector<Message>& thread, Timestamp now) {
    value.message_count = static_cast<std::int64_t>(thread.size());
    value.last_in_at.reset();
    value.last_out_at.reset();
    value.waiting_since.reset();
    value.subject.clear();
    bool first = true;
    for (const Message& message : thread) {
        if (value.subject.empty() && !message.deleted_at) {
            value.subject = desk::first_line(
                message.subject.empty() ? message.text : message.subject, subject_max);
        }
        if (first) value.first_in_at = message.at;
        first = false;
        if (message.direction == Direction::In) {
            value.last_in_at = message.at;
            const bool asks = !message.automatic && !message.deleted_at;
            if (asks && !value.waiting_since) value.waiting_since = message.at;
        } else if (!message.automatic && desk::has_left(message)) {
            value.last_out_at = message.at;
            value.waiting_since.reset();
        }
    }
    if (value.status != CaseStatus::Closed) {
        value.status = value.waiting_since ? CaseStatus::Open : CaseStatus::Waiting;
        value.snooze_until.reset();
    }
    desk::preview_again(value, thread, now);
}

Result<bool> is_in(const store::Transaction& transaction, std::optional<MessageId> id,
                   CaseId where) {
    if (!id) return false;
    const auto message = TRY(transaction.messages().find(*id));
    return message && message->case_id == where;
}

std::optional<MessageId> message_named(const std::string& subject) {
    if (!subject.starts_with(message_subject)) return {};
    return MessageId::parse(subject.substr(message_subject.size()));
}

// Whether any left.
Result<bool> promised_calls_leave(store::Transaction& transaction, CaseId from, PromiseId promise,
                                  CaseId fresh) {
    bool any = false;
    for (const PhoneCall& call : TRY(transaction.phone().calls_of(from))) {
        if (call.promise_id != promise) continue;
        TRY(transaction.phone().move(call.id, fresh));
        any = true;
    }
    return any;
}

// A word on calls that was about the case that was two is about both, where it matters in the new
// one.
Result<> split_permission(store::Transaction& transaction, const Case& from, CaseId fresh,
                          bool call_left) {
    auto word = TRY(newest_word_on_calls(transaction, from.customer_id, from.id));
    if (!word || word->scope != "case") return {};
    const bool granted = word->state == PermissionState::Granted;
    if (granted && !call_left && !TRY(is_in(transaction, word->message_id, fresh))) return {};
    word->case_id = fresh;
    TRY(transaction.phone().insert(*word));
    return {};
}

// What hangs on words that left goes after them.
Result<> follow_words(store::Transaction& transaction, const Case& from, CaseId fresh) {
    bool call_left = false;
    for (const Promise& promise : TRY(transaction.promises().of_case(from.id))) {
        if (!TRY(is_in(transaction, promise.message_id, fresh))) continue;
        TRY(transaction.promises().move(promise.id, fresh));
        call_left |= TRY(promised_calls_leave(transaction, from.id, promise.id, fresh));
    }
    for (const Approval& approval : TRY(transaction.approvals().waiting_of(from.id))) {
        if (!TRY(is_in(transaction, message_named(approval.subject), fresh))) continue;
        TRY(transaction.approvals().move(approval.id, fresh));
    }
    return split_permission(transaction, from, fresh, call_left);
}

}  // namespace

Result<CaseId> living_case(const store::Transaction& transaction, CaseId id) {
    for (int hops = 0; hops < hops_max; ++hops) {
        const auto value = TRY(transaction.cases().find(id));
        if (!value || value->status != CaseStatus::Merged || !value->merged_into) return id;
        id = *value->merged_into;
    }
    return fail(ErrorKind::Corrupt, "merged cases point at each other");
}

Result<> carry_over(store::Transaction& transaction, CaseId from, CaseId into) {
    TRY(transaction.cases().move_conversations(from, into));
    TRY(transaction.promises().move(from, into));
    TRY(transaction.phone().move(from, into));
    TRY(transaction.approvals().move(from, into));
    return join_recoveries(transaction, from, into);
}

Result<> merge_cases(store::Transaction& transaction, Office& office, CaseId from_id,
                     CaseId into_id, Timestamp now) {
    if (from_id == into_id) {
        return fail(ErrorKind::Invalid, "a case cannot be merged into itself", "/into");
    }
    Case from = TRY(case_for_joining(transaction, from_id, {}));
    Case into = TRY(case_for_joining(transaction, into_id, "/into"));
    if (from.customer_id != into.customer_id) {
        return fail(ErrorKind::Conflict,
                    "these are cases of two customers; if they are one person, merge the customers "
                    "first",
                    "/into");
    }
    TRY(carry_over(transaction, from_id, into_id));
    desk::absorb(into, from, now);
    TRY(save(transaction, office, into, now));
    from.status = CaseStatus::Merged;
    from.merged_into = into_id;
    from.updated_at = now;
    TRY(save(transaction, office, from, now));
    TRY(reopen_if_unmended(transaction, into_id, "A justified complaint was merged into it.", now));
    TRY(ask_who_may_give(transaction, office, into_id, now));
    if (into.status != CaseStatus::Closed)
        TRY(see_that_it_is_had(transaction, office, into_id, now));
    TRY(show_case(transaction, from_id, now));
    return show_case(transaction, into_id, now);
}

Result<CaseId> split_case(store::Transaction& transaction, Office& office, CaseId from_id,
                          const std::vector<ConversationId>& conversations, Timestamp now) {
    Case from = TRY(case_for_joining(transaction, from_id, {}));
    const auto all = TRY(transaction.cases().conversations_of(from_id));
    std::vector<Conversation> leaving;
    for (const ConversationId id : conversations) {
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Conversation& each) { return each.id == id; });
        if (found == all.end()) {
            return fail(ErrorKind::Invalid, "this case has no conversation " + id.text(),
                        "/conversation_ids");
        }
        leaving.push_back(*found);
    }
    if (leaving.empty() || leaving.size() >= all.size()) {
        return fail(ErrorKind::Invalid,
                    "name some of the case's conversations: one at least must stay",
                    "/conversation_ids");
    }
    Case fresh = from;
    fresh.id = {};
    // What made up for it stays with the first.
    if (fresh.status == CaseStatus::Closed && fresh.no_offer_reason.empty())
        fresh.no_offer_reason = "It was split off case " + from_id.text() + ".";
    fresh.version = 1;
    fresh.created_at = now;
    fresh.others = 0;
    fresh.channel_id = leaving.front().channel_id;
    fresh.visibility = leaving.front().visibility;
    fresh.id = TRY(open(transaction, office, fresh, now));
    for (Conversation& conversation : leaving) {
        conversation.case_id = fresh.id;
        TRY(transaction.cases().update(conversation));
        TRY(transaction.messages().move(conversation.id, conversation.id, fresh.id));
    }
    TRY(follow_words(transaction, from, fresh.id));
    fresh = *TRY(transaction.cases().find(fresh.id));
    read_anew(fresh, TRY(transaction.messages().of_case(fresh.id, split_messages_max)), now);
    TRY(save(transaction, office, fresh, now));
    read_anew(from, TRY(transaction.messages().of_case(from_id, split_messages_max)), now);
    TRY(save(transaction, office, from, now));
    TRY(part_recoveries(transaction, from_id, fresh.id, now));
    TRY(show_case(transaction, from_id, now));
    TRY(show_case(transaction, fresh.id, now));
    return fresh.id;
}

}  // namespace aplomb::casework
