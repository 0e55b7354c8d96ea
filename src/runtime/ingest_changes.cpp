// What changes a message that is already here: edits, deletions, delivery reports.

#include <algorithm>

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/promises.h"
#include "casework/recovery.h"
#include "desk/changes.h"
#include "runtime/ingest.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/receipts.h"

namespace aplomb::runtime {
namespace {

// When their word was said, and said anew: each may have begun a wait for our answer.
Result<std::vector<Timestamp>> times_said(const store::Transaction& transaction,
                                          const Message& message) {
    std::vector<Timestamp> out;
    if (message.direction == Direction::Out || message.automatic) return out;
    out.push_back(message.at);
    if (message.edited_at) out.push_back(*message.edited_at);
    for (const auto& earlier : TRY(transaction.messages().revisions(message.id)))
        out.push_back(earlier.at);
    return out;
}

// Since when they wait for an answer to what is left, having waited since `before`; nothing when
// all of it is answered.
std::optional<Timestamp> still_waiting(const std::vector<Message>& thread, Timestamp before) {
    Timestamp answered{};
    for (const Message& message : thread) {
        const bool answer =
            message.direction == Direction::Out && !message.automatic && desk::has_left(message);
        if (answer) answered = std::max(answered, message.at);
    }
    std::optional<Timestamp> since;
    for (const Message& message : thread) {
        if (message.direction == Direction::Out || message.automatic || message.deleted_at)
            continue;
        const bool open = message.at > answered || message.at >= before;
        const Timestamp last = std::max(message.at, message.edited_at.value_or(message.at));
        if (!open && last < before) continue;
        const Timestamp from = open ? message.at : last;
        since = std::min(since.value_or(from), from);
    }
    return since;
}

constexpr std::size_t subject_max = 80;
constexpr std::size_t preview_max = 140;
constexpr std::size_t case_messages_max = 1'000;

Settlement merged(const Message& message, std::string reason = {}) {
    return {ReceiptState::Merged, std::move(reason), message.case_id, message.id};
}

}  // namespace

Result<Settlement> Ingest::edit(const InboundEvent& event, const triage::Assessment& assessment) {
    auto message = TRY(transaction_.messages().find(channel_.id, event.external_id));
    if (!message) {
        return Settlement{ReceiptState::Ignored, "came before the message it changes", {}, {}};
    }
    if (message->deleted_at) {
        Settlement gone = merged(*message, "deleted meanwhile");
        gone.forget_words = true;
        return gone;
    }
    if (message->edited_at && *message->edited_at > event.at) {
        // Overtaken by a later edit: it is history already.
        TRY(transaction_.messages().add_revision(message->id, event.at, event.text));
        return merged(*message, "overtaken by a later edit");
    }
    TRY(transaction_.messages().add_revision(message->id, message->edited_at.value_or(message->at),
                                             message->text));
    message->text = event.text;
    message->html = event.html;
    message->edited_at = event.at;
    const bool rating_changed = event.rating && event.rating != message->rating;
    if (event.rating) message->rating = event.rating;
    if (!event.attachments.empty()) message->attachments = event.attachments;
    TRY(transaction_.messages().update(*message));
    TRY(casework::watched_changed(transaction_, *message, false, now_));
    TRY(scrub_case(message->case_id));
    if (message->from == Speaker::Customer) {
        TRY(casework::void_approvals(transaction_, message->case_id,
                                     "They changed what they had written before this was "
                                     "approved. Please read that first.",
                                     now_));
    }
    if (rating_changed && message->direction == Direction::In) {
        Case value = TRY(living_case(message->case_id));
        // A word of now, whenever the review was first written.
        Message anew = *message;
        anew.at = std::max(event.at, message->at);
        desk::hear(value, anew, assessment, channel_, value.reach, now_);
        --value.message_count;
        TRY(casework::save(transaction_, office_, value, now_));
    }
    TRY(show(ScreenEventKind::MessageUpdated, message->case_id, message->id));
    TRY(show(ScreenEventKind::CaseUpdated, message->case_id, {}));
    return merged(*message);
}

Result<Settlement> Ingest::erase(const InboundEvent& event) {
    auto message = TRY(transaction_.messages().find(channel_.id, event.external_id));
    if (!message) {
        return Settlement{ReceiptState::Ignored, "came before the message it removes", {}, {}};
    }
    if (message->deleted_at) return merged(*message, "deleted before");
    const auto taken_back = TRY(times_said(transaction_, *message));
    message->text.clear();
    message->html.clear();
    message->subject.clear();
    message->attachments.clear();
    message->deleted_at = event.at == Timestamp{} ? now_ : event.at;
    TRY(transaction_.messages().update(*message));
    TRY(casework::watched_changed(transaction_, *message, true, now_));
    TRY(transaction_.messages().forget_revisions(message->id));
    TRY(transaction_.receipts().forget_bodies(channel_.id, event.external_id));
    TRY(scrub_case(message->case_id, taken_back));
    if (message->from == Speaker::Customer) {
        TRY(casework::void_approvals(transaction_, message->case_id,
                                     "They took back what they had written before this was "
                                     "approved. Please read what is left first.",
                                     now_));
    }
    TRY(show(ScreenEventKind::MessageUpdated, message->case_id, message->id));
    TRY(show(ScreenEventKind::CaseUpdated, message->case_id, {}));
    return merged(*message);
}

// The words a case shows of its messages are made again from what is left of them. Who waits for an
// answer waits on, unless it was for a word said at one of the times in `taken_back`.
Result<> Ingest::scrub_case(CaseId id, const std::vector<Timestamp>& taken_back) {
    Case value = TRY(living_case(id));
    value.subject.clear();
    value.preview.clear();
    const auto thread = TRY(transaction_.messages().of_case(value.id, case_messages_max));
    for (const Message& message : thread) {
        if (message.deleted_at) continue;
        const std::string& words = message.text.empty() ? message.subject : message.text;
        if (value.subject.empty()) {
            value.subject =
                desk::first_line(message.subject.empty() ? words : message.subject, subject_max);
        }
        value.preview = desk::first_line(words, preview_max);
        value.preview_direction = message.direction;
        value.preview_at = message.at;
    }
    const bool was_waited_for =
        value.waiting_since &&
        std::find(taken_back.begin(), taken_back.end(), *value.waiting_since) != taken_back.end();
    if (was_waited_for) value.waiting_since = still_waiting(thread, *value.waiting_since);
    if (was_waited_for && !value.waiting_since) {
        value.due_at.reset();
        if (value.status == CaseStatus::Open) value.status = CaseStatus::Waiting;
    }
    value.updated_at = now_;
    return casework::save(transaction_, office_, value, now_);
}

Result<Settlement> Ingest::report_delivery(const InboundEvent& event) {
    auto message = event.external_id.empty()
                       ? std::optional<Message>{}
                       : TRY(transaction_.messages().find(channel_.id, event.external_id));
    if (!message && !event.send_key.empty()) {
        message = TRY(transaction_.messages().find_by_key(channel_.id, event.send_key));
    }
    if (!message || message->direction == Direction::In) {
        return Settlement{ReceiptState::Ignored, "a delivery report for nothing we sent", {}, {}};
    }
    if (message->state == event.delivery) return merged(*message);
    message->state = event.delivery;
    message->error = event.delivery == MessageState::Failed ? event.delivery_detail : std::string{};
    TRY(transaction_.messages().update(*message));
    if (event.delivery == MessageState::Failed) {
        Case value = TRY(living_case(message->case_id));
        desk::unanswered(value, channel_, now_);
        TRY(casework::save(transaction_, office_, value, now_));
        TRY(casework::note_bounced(transaction_, office_, *message, now_));
        TRY(show(ScreenEventKind::CaseUpdated, value.id, {}));
    }
    TRY(show(ScreenEventKind::MessageUpdated, message->case_id, message->id));
    return merged(*message);
}

}  // namespace aplomb::runtime
