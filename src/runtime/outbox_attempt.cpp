// What one attempt at one reply does to the store: load, check once more, record.

#include "base/log.h"
#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/promises.h"
#include "casework/recovery.h"
#include "desk/changes.h"
#include "desk/reply.h"
#include "runtime/outbox_sender.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/people.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

// After this long without success a reply goes back to its author.
constexpr Milliseconds give_up_after = 24h;
// A platform that is down, or slow to show what it took, is not asked more often than this.
constexpr Milliseconds look_up_pause_max = 5min;
constexpr std::size_t thread_max = 200;

Result<> show(store::Transaction& transaction, const Message& message, Timestamp now) {
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::MessageUpdated, message.case_id, message.id, {}}));
    return {};
}

Result<> show_case(store::Transaction& transaction, CaseId id, Timestamp now) {
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::CaseUpdated, id, {}, {}}));
    return {};
}

std::string stopped_for_a_day(const OutboxRow& row) {
    const bool may_be_there =
        row.state == MessageState::Unknown || row.state == MessageState::Sending;
    return may_be_there ? "Its channel has been stopped for a day, and the platform did not say "
                          "whether this arrived; look there before sending again."
                        : "Its channel has been stopped for a day.";
}

}  // namespace

Result<> OutboxSender::load_reply(const store::Transaction& transaction, Attempt& attempt) const {
    const Message& message = attempt.message_;
    channels::OutboundReply& reply = attempt.reply_;
    const auto conversation = TRY(transaction.cases().find_conversation(message.conversation_id));
    if (!conversation) return fail(ErrorKind::Corrupt, "a reply points at a missing conversation");
    auto answered =
        message.parent_external_id.empty()
            ? std::optional<Message>{}
            : TRY(transaction.messages().find(message.channel_id, message.parent_external_id));
    if (!answered) answered = TRY(transaction.messages().newest_inbound(conversation->id));
    reply.key = attempt.row_.key;
    reply.message_id = message.id;
    reply.case_id = message.case_id;
    reply.conversation_id = conversation->id;
    reply.thread_id = conversation->external_id;
    reply.conversation_ref = conversation->platform_ref;
    reply.visibility = message.visibility;
    reply.text = message.text;
    reply.subject = conversation->subject;
    reply.language = message.language;
    reply.written_at = message.at;
    reply.tried_at = attempt.row_.tried_at;
    for (const Message& turn :
         TRY(transaction.messages().of_conversation(conversation->id, thread_max))) {
        if (!turn.external_id.empty()) reply.ancestry.push_back(turn.external_id);
    }
    if (!answered) return {};
    reply.in_reply_to = answered->external_id;
    reply.in_reply_to_ref = answered->platform_ref;
    if (!answered->identity_id) return {};
    const auto identity = TRY(transaction.people().find_identity(*answered->identity_id));
    if (!identity) return {};
    reply.customer_id = identity->external_id;
    reply.customer_handle = identity->handle;
    reply.customer_name = identity->name;
    return {};
}

Result<bool> OutboxSender::load(Attempt& attempt) {
    bool loaded = false;
    TRY(store_.write([&](store::Transaction& transaction) -> Result<> {
        loaded = false;
        const auto row = TRY(transaction.outbox().find(attempt.row_.message_id));
        auto message = TRY(transaction.messages().find(attempt.row_.message_id));
        if (!row || !message) return {};
        if (message->state == MessageState::Cancelled) return transaction.outbox().remove(row->id);
        const LiveChannelPtr channel = directory_.find(row->channel_id);
        if (!channel || channel->connector.send == nullptr) {
            return give_back(transaction, *row, *message, "Its channel is no longer connected.");
        }
        // What another process changed may not have come round to us yet.
        const auto known = TRY(transaction.channels().find(row->channel_id));
        if (known && (known->state == ChannelState::Paused ||
                      known->state == ChannelState::NeedsAttention)) {
            return sleep(transaction, *row, *message, *known);
        }
        attempt.row_ = *row;
        attempt.message_ = std::move(*message);
        attempt.channel_ = channel;
        attempt.reply_ = {};
        attempt.look_up_first_ =
            row->state == MessageState::Unknown || row->state == MessageState::Sending;
        TRY(load_reply(transaction, attempt));
        loaded = true;
        return {};
    }));
    return loaded;
}

// Until the channel is changed, which wakes it, or until it is given up.
Result<> OutboxSender::sleep(store::Transaction& transaction, OutboxRow row, Message message,
                             const Channel& channel) const {
    const Timestamp given_up = row.created_at + give_up_after;
    if (clock_.now() >= given_up)
        return give_back(transaction, row, std::move(message), stopped_for_a_day(row));
    row.channel_stopped = true;
    return reschedule(transaction, std::move(row), std::move(message), given_up,
                      channel.trouble.empty() ? "the channel is paused" : channel.trouble);
}

Result<> OutboxSender::look_again_later(const Attempt& attempt, const std::string& why) {
    return store_.write([&](store::Transaction& transaction) -> Result<> {
        // Its own echo may have settled it meanwhile.
        if (!TRY(transaction.outbox().find(attempt.row_.message_id))) return {};
        OutboxRow row = attempt.row_;
        row.state = MessageState::Unknown;
        ++row.look_ups;
        const Timestamp next = clock_.now() + std::min(back_off(row.look_ups), look_up_pause_max);
        return reschedule(transaction, std::move(row), attempt.message_, next, why);
    });
}

Result<desk::LeaveDecision> OutboxSender::last_look(store::Transaction& transaction,
                                                    const Attempt& attempt, const OutboxRow& row,
                                                    const Message& message, Timestamp now) const {
    desk::LeaveContext context;
    context.channel = attempt.channel_->channel;
    const auto value = TRY(transaction.cases().find(message.case_id));
    auto customer = value ? TRY(transaction.people().find(value->customer_id)) : std::nullopt;
    if (customer) {
        const auto office = TRY(casework::Office::load(transaction, now));
        context.window_beats_night = office.policy().closing_window_beats_night;
        context.customer = std::move(*customer);
        context.customer.time_zone =
            TRY(casework::zone_of(transaction, office, context.customer)).zone;
    }
    context.thread = TRY(transaction.messages().of_case(message.case_id, thread_max));
    context.seen_message = row.seen_message_id;
    context.newest_inbound = TRY(transaction.messages().newest_inbound(message.conversation_id));
    const auto place = TRY(transaction.cases().find_conversation(message.conversation_id));
    if (place && place->answer_until > now) context.window_closes_at = place->answer_until;
    context.quiet_hours_overridden = row.held_because == "overridden";
    context.may_be_there = attempt.may_be_there_;
    context.now = now;
    return desk::may_leave(message, context, *policy_.current());
}

// The last look before it goes, and the durable word that it is going.
Result<bool> OutboxSender::begin_sending(Attempt& attempt) {
    bool go = false;
    TRY(store_.write([&](store::Transaction& transaction) -> Result<> {
        go = false;
        auto row = TRY(transaction.outbox().find(attempt.row_.message_id));
        auto message = TRY(transaction.messages().find(attempt.row_.message_id));
        if (!row || !message || message->state == MessageState::Cancelled) return {};
        const Timestamp now = clock_.now();
        const auto decision = TRY(last_look(transaction, attempt, *row, *message, now));
        if (decision.verdict == desk::LeaveVerdict::GiveBack) {
            return give_back(transaction, *row, *message, decision.reason);
        }
        if (decision.verdict == desk::LeaveVerdict::HoldUntil) {
            // What may be there already is looked for again before anything else.
            row->state = attempt.may_be_there_ ? MessageState::Unknown : MessageState::Held;
            if (!attempt.may_be_there_) row->held_because = "quiet-hours";
            return reschedule(transaction, *row, *message, decision.until, decision.reason);
        }
        row->state = MessageState::Sending;
        ++row->attempts;
        row->lease_until = now + options_.lease;
        row->tried_at = now;
        TRY(transaction.outbox().update(*row));
        message->state = MessageState::Sending;
        TRY(transaction.messages().update(*message));
        TRY(show(transaction, *message, now));
        attempt.row_ = *row;
        attempt.message_ = *message;
        go = true;
        return {};
    }));
    return go;
}

Result<> OutboxSender::store_state(LiveChannel& channel, const std::optional<json::object>& state) {
    if (!state) return {};
    TRY(store_.write([&](store::Transaction& transaction) {
        return directory_.store_state(transaction, channel.channel.id, *state, clock_.now());
    }));
    channel.set_state(*state);
    return {};
}

Result<> OutboxSender::record_accepted(const Attempt& attempt, const std::string& external_id,
                                       const std::string& platform_ref) {
    note(attempt.row_.channel_id, true);
    sent_.add();
    return store_.write([&](store::Transaction& transaction) -> Result<> {
        const Timestamp now = clock_.now();
        auto message = TRY(transaction.messages().find(attempt.row_.message_id));
        if (!message) return {};
        // A word of theirs that its author never saw is not answered by it: the case stays open.
        const auto newest = TRY(transaction.messages().newest_inbound(message->conversation_id));
        const bool unseen =
            newest && attempt.row_.seen_message_id && newest->id > *attempt.row_.seen_message_id;
        if (const auto row = TRY(transaction.outbox().find(attempt.row_.message_id))) {
            TRY(transaction.outbox().remove(row->id));
        }
        if (!external_id.empty()) {
            // Its echo may have come first and been taken for an answer given on the platform.
            const auto echo = TRY(transaction.messages().find(message->channel_id, external_id));
            if (echo && echo->id != message->id) TRY(transaction.messages().remove(echo->id));
            message->external_id = external_id;
        }
        if (!platform_ref.empty()) message->platform_ref = platform_ref;
        // A report of what became of it may have overtaken the platform's yes.
        const bool reported =
            message->state == MessageState::Delivered || message->state == MessageState::Failed;
        if (!reported) {
            message->state = MessageState::Accepted;
            message->error.clear();
        }
        TRY(transaction.messages().update(*message));
        auto value = TRY(transaction.cases().find(message->case_id));
        if (value && message->state != MessageState::Failed) {
            auto office = TRY(casework::Office::load(transaction, now));
            if (!unseen) {
                desk::answered(*value, *message, now);
                TRY(casework::save(transaction, office, *value, now));
            }
            // What it promises was said, whether or not it answers their newest word.
            TRY(casework::recovery_reached(transaction, value->id, now));
            TRY(casework::note_sent(transaction, office, *message, *policy_.current(), now));
        }
        TRY(show(transaction, *message, now));
        return show_case(transaction, message->case_id, now);
    });
}

Result<> OutboxSender::record_trouble(const Attempt& attempt, const channels::Trouble& trouble) {
    note(attempt.row_.channel_id, trouble.kind == channels::TroubleKind::Permanent);
    log::warning("outbox", "a reply did not go through",
                 {{"message", attempt.row_.message_id.text()}, {"why", trouble.what}});
    if (trouble.kind == channels::TroubleKind::ReAuth) {
        TRY(directory_.set_trouble(attempt.row_.channel_id, ChannelState::NeedsAttention,
                                   trouble.what, clock_.now()));
    }
    if (trouble.kind == channels::TroubleKind::Unknown) unknown_.add();
    return store_.write([&](store::Transaction& transaction) -> Result<> {
        const Timestamp now = clock_.now();
        auto row = TRY(transaction.outbox().find(attempt.row_.message_id));
        auto message = TRY(transaction.messages().find(attempt.row_.message_id));
        if (!row || !message) return {};
        const bool too_old = now - row->created_at > give_up_after;
        switch (trouble.kind) {
            case channels::TroubleKind::Permanent:
                return give_back(transaction, *row, *message, trouble.what);
            case channels::TroubleKind::Unknown:
                row->state = MessageState::Unknown;
                row->look_ups = 0;
                return reschedule(transaction, *row, *message, now + back_off(row->attempts),
                                  trouble.what);
            case channels::TroubleKind::Retry:
            case channels::TroubleKind::ReAuth:
            case channels::TroubleKind::Wait:
                break;
        }
        if (too_old) {
            return give_back(transaction, *row, *message,
                             trouble.what +
                                 " For a day the platform did not say whether this "
                                 "arrived; look there before sending again.");
        }
        // An earlier try, or this one, may have gone through all the same.
        const bool may_be_there = attempt.may_be_there_ || trouble.may_have_arrived;
        row->state = may_be_there ? MessageState::Unknown : MessageState::Queued;
        row->look_ups = 0;
        const Timestamp next = trouble.until.value_or(now + back_off(row->attempts));
        return reschedule(transaction, *row, *message, std::max(next, now + 200ms), trouble.what);
    });
}

Result<> OutboxSender::reschedule(store::Transaction& transaction, OutboxRow row, Message message,
                                  Timestamp not_before, const std::string& why) const {
    row.not_before = not_before;
    row.lease_until.reset();
    if (row.state == MessageState::Held && !row.channel_stopped) {
        row.created_at = std::max(row.created_at, not_before);
    }
    row.last_error = why;
    TRY(transaction.outbox().update(row));
    message.state = row.state;
    message.error = row.state == MessageState::Held ? std::string{} : why;
    if (row.state == MessageState::Held && !row.channel_stopped) message.send_at = not_before;
    TRY(transaction.messages().update(message));
    return show(transaction, message, clock_.now());
}

Result<> OutboxSender::postpone(const OutboxRow& row, Timestamp until) {
    return store_.write([&](store::Transaction& transaction) -> Result<> {
        auto current = TRY(transaction.outbox().find(row.message_id));
        if (!current) return {};
        current->not_before = until;
        current->lease_until.reset();
        return transaction.outbox().update(*current);
    });
}

Result<> OutboxSender::give_back(store::Transaction& transaction, const OutboxRow& row,
                                 Message message, const std::string& reason) const {
    given_back_.add();
    const Timestamp now = clock_.now();
    TRY(transaction.outbox().remove(row.id));
    message.state = MessageState::Failed;
    message.error = reason;
    TRY(transaction.messages().update(message));
    if (auto value = TRY(transaction.cases().find(message.case_id))) {
        const auto channel = directory_.find(message.channel_id);
        if (channel) desk::unanswered(*value, channel->channel, now);
        const auto office = TRY(casework::Office::load(transaction, now));
        TRY(casework::save(transaction, office, *value, now));
    }
    TRY(show(transaction, message, now));
    return show_case(transaction, message.case_id, now);
}

}  // namespace aplomb::runtime
