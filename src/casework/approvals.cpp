// Approved is what was read: the words are kept as their hash when approval is asked for, and
// looked at again with every yes. What leaves afterwards is the message's own text, which nothing
// changes on the way, so the approved words go out byte for byte.
#include "casework/approvals.h"

#include "base/crypto.h"
#include "casework/customers.h"
#include "casework/grants.h"
#include "desk/promises.h"
#include "desk/standards.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/grants.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t delegated_at_once = 200;
constexpr std::string_view author_kind = "user:";

template<class Id>
std::optional<Id> subject_id(const Approval& approval, std::string_view kind) {
    const std::string_view subject = approval.subject;
    if (!subject.starts_with(kind) || subject.size() <= kind.size()) return {};
    return Id::parse(subject.substr(kind.size() + 1));
}

Result<> show_message(store::Transaction& transaction, const Message& message, Timestamp now) {
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::MessageUpdated, message.case_id, message.id, {}}));
    return show_case(transaction, message.case_id, now);
}

// Its words were approved, but time has passed since they were written.
Result<> check_in_time(const store::Transaction& transaction, const Office& office,
                       const Message& message, Timestamp leaves) {
    const auto value = TRY(transaction.cases().find(message.case_id));
    const auto customer = value ? TRY(transaction.people().find(value->customer_id)) : std::nullopt;
    if (!customer) return {};
    const std::string zone = TRY(zone_of(transaction, office, *customer)).zone;
    for (const auto& each :
         desk::find_promises(message.text, leaves, zone.empty() ? "UTC" : zone)) {
        if (!each.when.past || !each.when.limit) continue;
        return fail(ErrorKind::Conflict, "it promises something for a time that is over by now (" +
                                             each.when.reading +
                                             "); say no, so that its author names another");
    }
    return {};
}

// The reply goes on its way as if written now; whatever its author saw is what they had seen.
Result<> release_reply(store::Transaction& transaction, const Office& office,
                       const Approval& approval, MessageId id, Timestamp now) {
    auto message = TRY(transaction.messages().find(id));
    if (!message || message->state != MessageState::AwaitingApproval) {
        return fail(ErrorKind::Conflict, "this reply is no longer waiting");
    }
    const auto seen = approval.detail.if_contains("seen_message_id");
    const auto not_before = approval.detail.if_contains("not_before");
    OutboxRow row;
    row.message_id = id;
    row.channel_id = message->channel_id;
    row.key = message->send_key;
    row.not_before = now;
    if (not_before != nullptr && not_before->is_string()) {
        const auto time = parse_rfc3339(not_before->get_string());
        if (time) row.not_before = std::max(now, *time);
    }
    if (seen != nullptr && seen->is_string()) {
        row.seen_message_id = MessageId::parse(seen->get_string());
    }
    const auto night = approval.detail.if_contains("night_overridden");
    if (night != nullptr && night->is_bool() && night->get_bool()) {
        row.held_because = "overridden";
    }
    TRY(check_in_time(transaction, office, *message, row.not_before));
    row.created_at = row.not_before;
    row.state = row.not_before > now ? MessageState::Held : MessageState::Queued;
    TRY(transaction.outbox().insert(row));
    message->state = row.state;
    if (row.state == MessageState::Held) message->send_at = row.not_before;
    TRY(transaction.messages().update(*message));
    return show_message(transaction, *message, now);
}

// The reply goes back to its author.
Result<> give_reply_back(store::Transaction& transaction, MessageId id, const std::string& why,
                         Timestamp now) {
    auto message = TRY(transaction.messages().find(id));
    if (!message || message->state != MessageState::AwaitingApproval) return {};
    message->state = MessageState::Failed;
    message->error = why;
    TRY(transaction.messages().update(*message));
    return show_message(transaction, *message, now);
}

Result<> let_go(store::Transaction& transaction, Office& office, const Approval& approval,
                Timestamp now) {
    if (const auto message = subject_id<MessageId>(approval, "message")) {
        return release_reply(transaction, office, approval, *message, now);
    }
    if (const auto grant = subject_id<GrantId>(approval, "grant")) {
        return put_into_effect(transaction, office, *grant, now);
    }
    return fail(ErrorKind::Corrupt, "an approval of nothing we know");
}

Result<> take_back(store::Transaction& transaction, const Approval& approval,
                   const std::string& why, Timestamp now) {
    if (const auto message = subject_id<MessageId>(approval, "message")) {
        return give_reply_back(transaction, *message, why, now);
    }
    if (const auto id = subject_id<GrantId>(approval, "grant")) {
        const auto grant = TRY(transaction.grants().find(*id));
        if (grant && grant->state == GrantState::Proposed) {
            return cancel_grant(transaction, *id, why, now);
        }
    }
    return {};
}

Result<> end_approval(store::Transaction& transaction, Approval approval, ApprovalState state,
                      const std::string& by, const std::string& reason, Timestamp now) {
    approval.state = state;
    approval.decided_at = now;
    approval.decided_by = by;
    approval.reason = reason;
    TRY(transaction.approvals().update(approval));
    TRY(transaction.timers().cancel(std::string(approval_timer), approval.id.text()));
    if (state != ApprovalState::Approved) {
        TRY(take_back(transaction, approval, reason, now));
    }
    // A person's word is in the log under their name already.
    if (state == ApprovalState::Approved || state == ApprovalState::Rejected) return {};
    return note(transaction, approval.case_id, "approval." + std::string(name_of(state)),
                {{"subject", approval.subject}, {"why", reason}}, now);
}

bool may_say_yes(const Office& office, UserId id, const Approval& approval) {
    const User* user = office.find_user(id);
    return office.works_here(id) && seniority_of(user->role) >= approval.least;
}

// When they come back to work, before that time; nothing where they are there, or are not back by
// then. Never now: a timer set for it would fire again at once.
std::optional<Timestamp> back_before(const Office& office, UserId id, Timestamp until,
                                     Timestamp now) {
    if (!office.works_here(id) || office.is_there(id, now)) return {};
    const auto back = desk::next_on_duty(office.roster(), id, now);
    return back && *back > now && *back < until ? back : std::nullopt;
}

// Says it to whoever is asked, or waits with it until they are at work: its timer is set for that
// time then, and for its expiry afterwards. Who is not back before it expires is told at once: a
// plea that nobody hears of is worse than one in time off.
Result<> ask(store::Transaction& transaction, const Office& office, const Approval& approval,
             Timestamp now) {
    Timestamp wake = approval.expires_at;
    const auto asked = approval.assigned_to;
    if (asked && office.works_here(*asked)) {
        const auto back = back_before(office, *asked, approval.expires_at, now);
        if (back && !office.policy().escalate_in_off_time) {
            wake = *back;
        } else {
            TRY(tell(transaction, *asked, approval.case_id, "approval.asked",
                     approval.author_name + " asks for your yes: " + approval.why, now));
        }
    }
    return transaction.timers().set(std::string(approval_timer), approval.id.text(), wake);
}

// Whoever is asked and has not heard of it yet is waited for (see ask).
Result<bool> is_untold(const store::Transaction& transaction, const Approval& approval) {
    const auto timer =
        TRY(transaction.timers().find(std::string(approval_timer), approval.id.text()));
    return timer && timer->due_at < approval.expires_at;
}

// Whether it is better with `next` than with whoever was asked and is not there.
bool is_better(const Office& office, UserId next, UserId asked, Timestamp until, Timestamp now) {
    if (office.is_there(next, now)) return true;
    // Somebody else who is away is no better than who comes back.
    return back_before(office, next, until, now) && !back_before(office, asked, until, now);
}

Result<> delegate(store::Transaction& transaction, const Office& office, Approval approval,
                  Timestamp now) {
    if (now >= approval.expires_at) return {};
    const auto asked = approval.assigned_to;
    const bool able = asked && may_say_yes(office, *asked, approval);
    const auto next = able && office.is_there(*asked, now)
                          ? asked
                          : desk::choose_approver(approval, office.roster(), office.users, now);
    const bool stays =
        next == asked ||
        (able && next && !is_better(office, *next, *asked, approval.expires_at, now));
    if (stays) {
        // They may be back sooner than planned, or later.
        if (!TRY(is_untold(transaction, approval))) return {};
        return ask(transaction, office, approval, now);
    }
    approval.assigned_to = next;
    TRY(transaction.approvals().update(approval));
    TRY(ask(transaction, office, approval, now));
    return note(transaction, approval.case_id, "approval.delegated",
                {{"subject", approval.subject},
                 {"from", office.name_of(asked)},
                 {"to", office.name_of(next)}},
                now);
}

// Its author hears, at work, that it did not leave; where they are gone, on leave or a program,
// whoever has the case does.
Result<> tell_of_expiry(store::Transaction& transaction, const Approval& approval, Timestamp now) {
    const auto value = TRY(transaction.cases().find(approval.case_id));
    // Over, or answered without it: nothing is left to be sent again.
    const auto status = value ? value->status : CaseStatus::Closed;
    const bool open = status != CaseStatus::Closed && status != CaseStatus::Merged &&
                      (!value->last_out_at || *value->last_out_at < approval.created_at);
    if (!open) return {};
    const Office office = TRY(Office::load(transaction, now));
    std::optional<UserId> who;
    if (approval.author.starts_with(author_kind))
        who = UserId::parse(approval.author.substr(author_kind.size()));
    // Who is away for long hears of it too late to mend it.
    const bool soon = office.works_here(who) &&
                      (office.is_there(*who, now) ||
                       back_before(office, *who, now + desk::longest_wait, now).has_value());
    if (!soon) who = value->owner_id;
    if (!office.works_here(who)) return {};
    const auto back = back_before(office, *who, Timestamp::max(), now);
    if (back && !office.policy().escalate_in_off_time) {
        return transaction.timers().set(std::string(approval_timer), approval.id.text(), *back);
    }
    return tell(transaction, *who, approval.case_id, "approval.expired", approval.reason, now);
}

Result<> note_asked(store::Transaction& transaction, const Office& office, const Approval& approval,
                    Timestamp now) {
    return note(transaction, approval.case_id, "approval.asked",
                {{"subject", approval.subject},
                 {"why", approval.why},
                 {"of", office.name_of(approval.assigned_to)},
                 {"author", approval.author_name}},
                now);
}

// Somebody said yes, and it takes one more.
Result<> ask_the_next(store::Transaction& transaction, const Office& office, Approval& approval,
                      Timestamp now) {
    approval.assigned_to = desk::choose_approver(approval, office.roster(), office.users, now);
    TRY(transaction.approvals().update(approval));
    TRY(note_asked(transaction, office, approval, now));
    return ask(transaction, office, approval, now);
}

}  // namespace

std::string approval_hash(std::string_view text) {
    return crypto::to_hex(crypto::sha256(text));
}

Result<Approval> ask_approval(store::Transaction& transaction, const Office& office,
                              const ApprovalRequest& request, Timestamp now) {
    Approval approval;
    approval.subject = request.subject;
    approval.case_id = request.case_id;
    approval.author = request.author;
    approval.author_name = request.author_name;
    approval.least = request.need.least;
    approval.needed = request.need.needed;
    approval.why = request.need.why;
    approval.text_hash = approval_hash(request.text);
    approval.detail = request.detail;
    approval.created_at = now;
    approval.expires_at = now + office.policy().approval_lasts;
    approval.assigned_to = desk::choose_approver(approval, office.roster(), office.users, now);
    approval.id = TRY(transaction.approvals().insert(approval));
    TRY(note_asked(transaction, office, approval, now));
    TRY(ask(transaction, office, approval, now));
    return approval;
}

Result<bool> ask_anew(store::Transaction& transaction, Message& message,
                      const desk::ApprovalNeed& need, json::object detail, Timestamp now) {
    const auto before =
        TRY(transaction.approvals().find_by_subject("message:" + message.id.text()));
    if (!before) return false;
    ApprovalRequest request;
    request.subject = before->subject;
    request.case_id = message.case_id;
    request.author = before->author;
    request.author_name = before->author_name;
    // What asked for a yes then still does; the case may ask for more by now.
    request.need = need.needed >= before->needed && need.least >= before->least
                       ? need
                       : desk::ApprovalNeed{std::max(need.needed, before->needed),
                                            std::max(need.least, before->least), before->why};
    request.text = message.text;
    request.detail = std::move(detail);
    message.state = MessageState::AwaitingApproval;
    message.error.clear();
    TRY(transaction.messages().update(message));
    const Office office = TRY(Office::load(transaction, now));
    TRY(ask_approval(transaction, office, request, now));
    return true;
}

Result<std::string> text_of(const store::Transaction& transaction, const Approval& approval) {
    if (const auto id = subject_id<MessageId>(approval, "message")) {
        const auto message = TRY(transaction.messages().find(*id));
        return message ? message->text : std::string{};
    }
    if (const auto id = subject_id<GrantId>(approval, "grant")) {
        const auto grant = TRY(transaction.grants().find(*id));
        return grant ? described(*grant) : std::string{};
    }
    return std::string{};
}

Result<Approval> rule_on(store::Transaction& transaction, Office& office, ApprovalId id,
                         const Ruling& ruling, Timestamp now) {
    auto approval = TRY(transaction.approvals().find(id));
    if (!approval) return fail(ErrorKind::NotFound, "there is no approval with that id");
    const std::string text = TRY(text_of(transaction, *approval));
    TRY(desk::may_decide(*approval, ruling.who, approval_hash(text), now));
    if (!ruling.yes) {
        if (ruling.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
            return fail(ErrorKind::Invalid, "say why not: its author wants to mend it", "/reason");
        }
        TRY(end_approval(transaction, *approval, ApprovalState::Rejected, ruling.name,
                         ruling.name + " did not approve this: " + ruling.reason, now));
        return *TRY(transaction.approvals().find(id));
    }
    approval->approvers.push_back(ruling.who.scope);
    const bool enough = static_cast<int>(approval->approvers.size()) >= approval->needed;
    if (!enough) {
        TRY(ask_the_next(transaction, office, *approval, now));
        return *approval;
    }
    TRY(end_approval(transaction, *approval, ApprovalState::Approved, ruling.name, ruling.reason,
                     now));
    TRY(let_go(transaction, office, *approval, now));
    return *TRY(transaction.approvals().find(id));
}

Result<> void_approvals(store::Transaction& transaction, CaseId id, const std::string& why,
                        Timestamp now) {
    for (const Approval& approval : TRY(transaction.approvals().waiting_of(id))) {
        // What is given to make up does not depend on the last words.
        if (!approval.subject.starts_with("message:")) continue;
        TRY(end_approval(transaction, approval, ApprovalState::Void, "the desk", why, now));
    }
    return {};
}

Result<> void_approval_of(store::Transaction& transaction, const std::string& subject,
                          const std::string& why, Timestamp now) {
    const auto approval = TRY(transaction.approvals().find_by_subject(subject));
    if (!approval || approval->state != ApprovalState::Waiting) return {};
    return end_approval(transaction, *approval, ApprovalState::Void, "the desk", why, now);
}

Result<> fire_approval(store::Transaction& transaction, ApprovalId id, Timestamp now) {
    auto approval = TRY(transaction.approvals().find(id));
    if (!approval) return {};
    if (approval->state == ApprovalState::Waiting) {
        if (now < approval->expires_at) {
            const Office office = TRY(Office::load(transaction, now));
            const auto asked = approval->assigned_to;
            const bool able = !asked || may_say_yes(office, *asked, *approval);
            return able ? ask(transaction, office, *approval, now)
                        : delegate(transaction, office, *approval, now);
        }
        TRY(end_approval(transaction, *approval, ApprovalState::Expired, "the desk",
                         "Nobody approved this in time. Please send it again.", now));
        approval = TRY(transaction.approvals().find(id));
    }
    if (approval->state != ApprovalState::Expired) return {};
    return tell_of_expiry(transaction, *approval, now);
}

Result<> delegate_approvals(store::Transaction& transaction, const Office& office, Timestamp now) {
    std::string cursor;
    do {
        const auto page =
            TRY(transaction.approvals().page(ApprovalState::Waiting, cursor, delegated_at_once));
        for (const Approval& approval : page.approvals)
            TRY(delegate(transaction, office, approval, now));
        cursor = page.next_cursor;
    } while (!cursor.empty());
    return {};
}

}  // namespace aplomb::casework
