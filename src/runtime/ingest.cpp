#include "runtime/ingest.h"

#include <algorithm>

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/joining.h"
#include "casework/people.h"
#include "casework/promises.h"
#include "casework/recovery.h"
#include "desk/changes.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"
#include "store/receipts.h"

namespace aplomb::runtime {
namespace {

Message message_from(const InboundEvent& event, ChannelId channel, Timestamp now) {
    Message message;
    message.channel_id = channel;
    message.external_id = event.external_id;
    message.parent_external_id = event.parents.empty() ? std::string{} : event.parents.front();
    message.direction = event.from_us ? Direction::Out : Direction::In;
    message.visibility = event.visibility;
    message.from = event.from_us ? Speaker::Us : Speaker::Customer;
    message.author_name = event.author.name.empty() ? event.author.handle : event.author.name;
    message.author_handle = event.author.handle;
    message.at = event.at;
    message.received_at = now;
    message.text = event.text;
    message.html = event.html;
    message.subject = event.subject;
    message.language = event.language;
    message.rating = event.rating;
    message.attachments = event.attachments;
    message.platform_ref = event.platform_ref;
    message.state = event.from_us ? MessageState::Delivered : MessageState::Received;
    message.send_key = event.send_key;
    message.automatic = event.automatic;
    return message;
}

Settlement settled(ReceiptState state, const Message& message, std::string reason = {}) {
    return {state, std::move(reason), message.case_id, message.id};
}

}  // namespace

Result<Settlement> Ingest::apply(const InboundEvent& event, const triage::Assessment& assessment) {
    if (!event.ignore_because.empty()) {
        return Settlement{ReceiptState::Ignored, event.ignore_because, {}, {}};
    }
    switch (event.kind) {
        case InboundKind::MessageCreated:
        case InboundKind::ReviewCreated:
            return create(event, assessment);
        case InboundKind::MessageEdited:
        case InboundKind::ReviewEdited:
            return edit(event, assessment);
        case InboundKind::MessageDeleted:
            return erase(event);
        case InboundKind::DeliveryUpdated:
            return report_delivery(event);
    }
    return fail(ErrorKind::Corrupt, "an event of no known kind");
}

Result<> Ingest::show(ScreenEventKind kind, CaseId case_id, std::optional<MessageId> message_id) {
    TRY(transaction_.journal().append(ScreenEvent{{}, now_, kind, case_id, message_id, {}}));
    return {};
}

Result<Case> Ingest::living_case(CaseId id) const {
    // A merged case points at where it lives on; chains are short, cycles a bug.
    for (int hops = 0; hops < 32; ++hops) {
        auto value = TRY(transaction_.cases().find(id));
        if (!value) return fail(ErrorKind::Corrupt, "a conversation points at a missing case");
        if (value->status != CaseStatus::Merged || !value->merged_into) return *value;
        id = *value->merged_into;
    }
    return fail(ErrorKind::Corrupt, "merged cases point at each other");
}

// Is this something we already have: the same message again, or our own coming back?
Result<std::optional<Settlement>> Ingest::recognise(const InboundEvent& event) {
    if (auto known = TRY(transaction_.messages().find(channel_.id, event.external_id))) {
        if (known->direction == Direction::Out) return TRY(confirm(std::move(*known), event));
        return settled(ReceiptState::Merged, *known, "already here");
    }
    if (!event.send_key.empty()) {
        if (auto ours = TRY(transaction_.messages().find_by_key(channel_.id, event.send_key))) {
            return TRY(confirm(std::move(*ours), event));
        }
    }
    return std::optional<Settlement>{};
}

// Our own message came back: it is there, whatever we were told when sending it.
Result<Settlement> Ingest::confirm(Message ours, const InboundEvent& event) {
    // Also where it waits to be tried again, or was taken back: an earlier try landed after all.
    const bool was_there = ours.state == MessageState::Accepted ||
                           ours.state == MessageState::Delivered ||
                           ours.state == MessageState::Received;
    if (ours.external_id.empty()) ours.external_id = event.external_id;
    if (ours.platform_ref.empty()) ours.platform_ref = event.platform_ref;
    if (!was_there) {
        TRY(casework::void_approval_of(transaction_, "message:" + ours.id.text(),
                                       "It has reached them already.", now_));
        ours.state = MessageState::Accepted;
        ours.send_at.reset();
        ours.error.clear();
        if (auto row = TRY(transaction_.outbox().find(ours.id))) {
            TRY(transaction_.outbox().remove(row->id));
        }
        Case value = TRY(living_case(ours.case_id));
        desk::answered(value, ours, now_);
        TRY(casework::save(transaction_, office_, value, now_));
        TRY(casework::recovery_reached(transaction_, value.id, now_));
        TRY(casework::note_sent(transaction_, office_, ours, manners_, now_));
    }
    TRY(transaction_.messages().update(ours));
    TRY(show(ScreenEventKind::MessageUpdated, ours.case_id, ours.id));
    return settled(ReceiptState::Merged, ours, "our own message");
}

Result<std::optional<Ingest::Place>> Ingest::place_by_parent(const InboundEvent& event,
                                                             const std::string& parent) const {
    const auto answered = TRY(transaction_.messages().find(channel_.id, parent));
    if (!answered) return std::optional<Place>{};
    auto conversation = TRY(transaction_.cases().find_conversation(answered->conversation_id));
    if (!conversation)
        return fail(ErrorKind::Corrupt, "a message points at a missing conversation");
    if (conversation->visibility == event.visibility) {
        return Place{std::move(conversation), {}, {}};
    }
    // A private answer to a public word: another conversation of the same case.
    auto sibling = TRY(transaction_.cases().find_conversation(
        channel_.id, conversation->external_id, event.visibility));
    return Place{std::move(sibling), conversation->case_id, conversation->external_id};
}

Result<Ingest::Place> Ingest::place_of(const InboundEvent& event) const {
    const auto& cases = transaction_.cases();
    if (event.conversation_hint) {
        auto hinted = TRY(cases.find_conversation(*event.conversation_hint));
        if (hinted && hinted->channel_id == channel_.id) return Place{std::move(hinted), {}, {}};
    }
    if (!event.thread_id.empty()) {
        auto named = TRY(cases.conversations_named(channel_.id, event.thread_id));
        for (Conversation& thread : named) {
            if (thread.visibility == event.visibility) return Place{std::move(thread), {}, {}};
        }
        if (!named.empty()) return Place{{}, named.front().case_id, event.thread_id};
    }
    for (const std::string& parent : event.parents) {
        if (auto place = TRY(place_by_parent(event, parent))) return std::move(*place);
    }
    if (!event.thread_id.empty()) return Place{{}, {}, event.thread_id};
    if (event.parents.empty()) return Place{{}, {}, event.external_id};
    std::string shelf = "orphan:" + event.parents.front();
    auto waiting = TRY(cases.find_conversation(channel_.id, shelf, event.visibility));
    return Place{std::move(waiting), {}, std::move(shelf)};
}

Result<Identity> Ingest::identity_of(const InboundEvent& event) {
    const InboundAuthor& author = event.author;
    const std::string external_id = author.id.empty() ? author.handle : author.id;
    auto known = TRY(transaction_.people().find_identity(channel_.id, external_id));
    if (!known) {
        Customer customer;
        customer.name = author.name.empty() ? author.handle : author.name;
        customer.time_zone = author.time_zone;
        customer.language = event.language;
        customer.created_at = now_;
        customer.id = TRY(transaction_.people().insert(customer));
        Identity identity{{},          customer.id,     channel_.id, external_id, author.handle,
                          author.name, author.followers};
        identity.id = TRY(transaction_.people().insert(identity));
        return identity;
    }
    const bool changed = (!author.handle.empty() && author.handle != known->handle) ||
                         (!author.name.empty() && author.name != known->name) ||
                         (author.followers && author.followers != known->followers);
    if (changed) {
        if (!author.handle.empty()) known->handle = author.handle;
        if (!author.name.empty()) known->name = author.name;
        if (author.followers) known->followers = author.followers;
        TRY(transaction_.people().update(*known));
    }
    return std::move(*known);
}

Result<Settlement> Ingest::create(const InboundEvent& event, const triage::Assessment& assessment) {
    if (auto known = TRY(recognise(event))) return std::move(*known);
    const Place place = TRY(place_of(event));
    if (event.from_us) {
        if (!place.conversation && !place.case_id) {
            return Settlement{
                ReceiptState::Ignored, "our own post, which nobody waits for", {}, {}};
        }
        if (place.conversation) {
            auto ours =
                TRY(transaction_.messages().find_unconfirmed(place.conversation->id, event.text));
            if (ours) return confirm(std::move(*ours), event);
        }
    }
    const Identity identity = TRY(identity_of(event));
    Message message = message_from(event, channel_.id, now_);
    message.identity_id = identity.id;
    return place.conversation
               ? join(event, assessment, std::move(message), identity, *place.conversation)
               : begin(event, assessment, std::move(message), identity, place);
}

// The earliest voice in a case is its customer, in whichever order the messages came.
Result<> Ingest::speaks_first(Case& value, const Identity& identity) {
    value.customer_id = identity.customer_id;
    for (Message& message : TRY(transaction_.messages().of_case(value.id, 1'000))) {
        if (message.direction == Direction::Out || !message.identity_id) continue;
        const auto speaker = TRY(transaction_.people().find_identity(*message.identity_id));
        const Speaker from = speaker && speaker->customer_id == value.customer_id
                                 ? Speaker::Customer
                                 : Speaker::Other;
        if (from == message.from) continue;
        message.from = from;
        TRY(transaction_.messages().update(message));
    }
    return {};
}

Result<Settlement> Ingest::join(const InboundEvent& event, const triage::Assessment& assessment,
                                Message message, const Identity& identity,
                                Conversation conversation) {
    Case value = TRY(living_case(conversation.case_id));
    const Case before = value;
    message.conversation_id = conversation.id;
    message.case_id = value.id;
    if (event.from_us) {
        desk::note_ours(value, message, now_);
        desk::answered(value, message, now_);
    } else {
        const bool earliest = message.at < value.first_in_at;
        if (earliest && identity.customer_id != value.customer_id) {
            TRY(speaks_first(value, identity));
        }
        message.from =
            identity.customer_id == value.customer_id ? Speaker::Customer : Speaker::Other;
        desk::hear(value, message, assessment, channel_, identity.followers.value_or(0), now_);
    }
    message.id = TRY(transaction_.messages().insert(message));
    TRY(casework::save(transaction_, office_, value, now_));
    // A late event tells of an earlier window.
    const bool window = event.answer_until && event.answer_until > conversation.answer_until;
    if (window) conversation.answer_until = event.answer_until;
    if (window || message.at > conversation.last_at || message.at < conversation.first_at) {
        conversation.last_at = std::max(conversation.last_at, message.at);
        conversation.first_at = std::min(conversation.first_at, message.at);
        TRY(transaction_.cases().update(conversation));
    }
    TRY(adopt_orphans(event.external_id, conversation));
    if (!event.from_us) TRY(heard(before, message, assessment, identity));
    TRY(show(ScreenEventKind::MessageCreated, value.id, message.id));
    TRY(show(ScreenEventKind::CaseUpdated, value.id, {}));
    return settled(ReceiptState::Case, message);
}

// What their word sets off beside the case itself; `before` is the case without it.
Result<> Ingest::heard(const Case& before, const Message& message,
                       const triage::Assessment& assessment, const Identity& identity) {
    if (message.automatic) return {};
    TRY(casework::learn_from(transaction_, before, message, identity.customer_id));
    Case value = TRY(living_case(before.id));
    if (message.from == Speaker::Customer) {
        TRY(casework::void_approvals(transaction_, value.id,
                                     "They wrote again before this was approved. Please read that "
                                     "first.",
                                     now_));
        TRY(casework::watch_complaint(transaction_, value, message));
        TRY(casework::appreciate(transaction_, office_, value, message, assessment.kind,
                                 identity.followers.value_or(0), now_));
    }
    const bool away = value.owner_id && !office_.is_there(*value.owner_id, now_);
    if (away) {
        TRY(casework::hand_over_if_away(transaction_, office_, value, "its owner is off duty",
                                        now_));
    }
    return {};
}

Result<Settlement> Ingest::begin(const InboundEvent& event, const triage::Assessment& assessment,
                                 Message message, const Identity& identity, const Place& place) {
    Case value;
    Case before;
    const std::int64_t reach = identity.followers.value_or(0);
    if (place.case_id) {
        value = TRY(living_case(*place.case_id));
        before = value;
        message.from = event.from_us                               ? Speaker::Us
                       : identity.customer_id == value.customer_id ? Speaker::Customer
                                                                   : Speaker::Other;
        if (event.from_us) {
            desk::note_ours(value, message, now_);
            desk::answered(value, message, now_);
        } else {
            desk::hear(value, message, assessment, channel_, reach, now_);
        }
        TRY(casework::save(transaction_, office_, value, now_));
    } else {
        value = desk::open_case(message, assessment, channel_, reach, now_);
        value.customer_id = identity.customer_id;
        TRY(casework::assign(transaction_, office_, value, message.text, message.language, now_));
        value.id = TRY(casework::open(transaction_, office_, value, now_));
    }
    Conversation conversation;
    conversation.case_id = value.id;
    conversation.channel_id = channel_.id;
    conversation.external_id = place.thread_id;
    conversation.visibility = event.visibility;
    conversation.subject = event.subject;
    conversation.first_at = message.at;
    conversation.last_at = message.at;
    conversation.answer_until = event.answer_until;
    conversation.id = TRY(transaction_.cases().insert(conversation));
    message.conversation_id = conversation.id;
    message.case_id = value.id;
    message.id = TRY(transaction_.messages().insert(message));
    TRY(adopt_orphans(event.external_id, conversation));
    before.id = value.id;
    if (!event.from_us) TRY(heard(before, message, assessment, identity));
    TRY(show(place.case_id ? ScreenEventKind::CaseUpdated : ScreenEventKind::CaseCreated, value.id,
             {}));
    TRY(show(ScreenEventKind::MessageCreated, value.id, message.id));
    return settled(ReceiptState::Case, message);
}

// Whoever waited on the shelf for `parent` joins its conversation and its case.
Result<> Ingest::adopt_orphans(const std::string& parent, const Conversation& conversation) {
    for (const Conversation& shelf :
         TRY(transaction_.cases().conversations_named(channel_.id, "orphan:" + parent))) {
        if (shelf.id == conversation.id) continue;
        Case from = TRY(living_case(shelf.case_id));
        Case into = TRY(living_case(conversation.case_id));
        if (shelf.visibility == conversation.visibility) {
            TRY(transaction_.messages().move(shelf.id, conversation.id, into.id));
            TRY(transaction_.cases().remove(shelf.id));
        }
        if (from.id == into.id) continue;
        TRY(casework::carry_over(transaction_, from.id, into.id));
        desk::absorb(into, from, now_);
        TRY(casework::save(transaction_, office_, into, now_));
        from.status = CaseStatus::Merged;
        from.merged_into = into.id;
        from.updated_at = now_;
        TRY(casework::save(transaction_, office_, from, now_));
        // The parent's author began it; who spoke on the shelf may be somebody else.
        if (const auto customer = TRY(transaction_.people().find(into.customer_id))) {
            Identity first;
            first.customer_id = customer->id;
            into = TRY(living_case(into.id));
            TRY(speaks_first(into, first));
        }
        TRY(show(ScreenEventKind::CaseUpdated, from.id, {}));
        TRY(show(ScreenEventKind::CaseUpdated, into.id, {}));
    }
    return {};
}

}  // namespace aplomb::runtime
