// Messages by themselves: finding them, taking one of ours back before it leaves, and trying one
// again that did not go.
#include "store/messages.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "casework/approvals.h"
#include "desk/reply.h"
#include "desk/steering.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/outbox.h"

namespace aplomb::api {
namespace {

constexpr std::size_t thread_max = 2'000;

constexpr std::size_t thread_looked_at_max = 2'000;

Result<Message> find_ours(const store::Transaction& transaction, MessageId id) {
    auto message = TRY(transaction.messages().find(id));
    if (!message) return fail(ErrorKind::NotFound, "there is no message with that id");
    if (message->direction != Direction::Out) {
        return fail(ErrorKind::Conflict, "this message is theirs, not ours");
    }
    return std::move(*message);
}

// Its author may, and whoever stands above agents; what a program wrote belongs to nobody.
Result<> check_author(const Call& call, const Message& message) {
    const bool own = !message.user_id || message.user_id == call.asker.user_id();
    if (own || call.asker.role() >= Role::Senior) return {};
    return fail(ErrorKind::Forbidden, "somebody else wrote this; they or a senior may do that");
}

Result<> announce(store::Transaction& transaction, const Call& call, const Message& message,
                  std::string action) {
    TRY(transaction.journal().append(call.audit(std::move(action), "case:" + message.case_id.text(),
                                                {{"message_id", message.id.text()}})));
    ScreenEvent event;
    event.at = call.now;
    event.kind = ScreenEventKind::MessageUpdated;
    event.case_id = message.case_id;
    event.message_id = message.id;
    TRY(transaction.journal().append(event));
    event.kind = ScreenEventKind::CaseUpdated;
    event.message_id.reset();
    TRY(transaction.journal().append(event));
    return {};
}

// The case's preview may show what was taken back.
Result<> refresh_preview(store::Transaction& transaction, CaseId id, Timestamp now) {
    auto value = TRY(transaction.cases().find(id));
    if (!value) return {};
    const auto thread = TRY(transaction.messages().of_case(id, thread_looked_at_max));
    desk::preview_again(*value, thread, now);
    return transaction.cases().update(*value);
}

Result<Message> take_back(store::Transaction& transaction, const Call& call, MessageId id) {
    Message message = TRY(find_ours(transaction, id));
    TRY(check_author(call, message));
    if (message.state == MessageState::AwaitingApproval) {
        TRY(casework::void_approval_of(transaction, "message:" + id.text(),
                                       "Its author took it back.", call.now));
        message.state = MessageState::Cancelled;
        TRY(transaction.messages().update(message));
        TRY(refresh_preview(transaction, message.case_id, call.now));
        TRY(announce(transaction, call, message, "reply.cancelled"));
        return message;
    }
    const auto row = TRY(transaction.outbox().find(id));
    const bool waiting =
        message.state == MessageState::Queued || message.state == MessageState::Held;
    const bool leaving = row && row->lease_until && *row->lease_until > call.now;
    if (!waiting || !row || leaving) {
        return fail(ErrorKind::Conflict, "it is too late: this has left, or is just leaving");
    }
    TRY(transaction.outbox().remove(row->id));
    message.state = MessageState::Cancelled;
    message.send_at.reset();
    TRY(transaction.messages().update(message));
    TRY(refresh_preview(transaction, message.case_id, call.now));
    TRY(announce(transaction, call, message, "reply.cancelled"));
    return message;
}

// Failed: a new row under the old key, so that a platform that did take it drops the repeat.
// Unknown: looked up first, as ever, only now.
Result<Message> try_again(store::Transaction& transaction, const Call& call, MessageId id) {
    Message message = TRY(find_ours(transaction, id));
    TRY(check_author(call, message));
    if (message.state != MessageState::Failed && message.state != MessageState::Unknown) {
        return fail(ErrorKind::Conflict, "only what failed can be tried again");
    }
    const auto channel = TRY(transaction.channels().find(message.channel_id));
    if (!channel || channel->state == ChannelState::Removed) {
        return fail(ErrorKind::Conflict, "its channel is no longer connected");
    }
    const auto thread =
        TRY(transaction.messages().of_conversation(message.conversation_id, thread_max));
    if (message.state == MessageState::Failed &&
        TRY(casework::ask_anew(transaction, message,
                               desk::last_arrived(thread, message.conversation_id), call.now))) {
        TRY(announce(transaction, call, message, "reply.retried"));
        return message;
    }
    if (message.state == MessageState::Failed) message.state = MessageState::Queued;
    message.error.clear();
    auto row = TRY(transaction.outbox().find(id));
    OutboxRow next = row.value_or(OutboxRow{});
    next.message_id = id;
    next.channel_id = message.channel_id;
    next.key = message.send_key;
    next.state = message.state;
    next.not_before = call.now;
    // Whoever presses this looks at the thread as it is now.
    if (const auto last = desk::last_arrived(thread, message.conversation_id)) {
        next.seen_message_id = last;
    }
    if (row) {
        TRY(transaction.outbox().update(next));
    } else {
        next.created_at = call.now;
        TRY(transaction.outbox().insert(next));
    }
    TRY(transaction.messages().update(message));
    TRY(announce(transaction, call, message, "reply.retried"));
    return message;
}

}  // namespace

Result<HttpResponse> list_messages(Call& call) {
    store::MessageQuery query;
    query.channel = TRY(call.query_id<ChannelId>("channel_id"));
    query.external_id = call.query("external_id").value_or("");
    query.conversation = TRY(call.query_id<ConversationId>("conversation_id"));
    query.case_id = TRY(call.query_id<CaseId>("case_id"));
    query.search = call.query("q").value_or("");
    query.limit = TRY(call.limit());
    query.cursor = call.query("cursor").value_or("");
    const auto page = TRY(call.services.store.read_for<store::MessagePage>(
        [&](const store::Transaction& transaction) { return transaction.messages().page(query); }));
    json::array items;
    for (const Message& message : page.messages) {
        items.push_back(render(message));
    }
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> undo_message(Call& call) {
    const MessageId id = TRY(call.argument_id<MessageId>(0));
    const Message message = TRY(call.services.store.write_for<Message>(
        [&](store::Transaction& transaction) { return take_back(transaction, call, id); }));
    return json_response(json::object{{"state", name_of(message.state)}, {"text", message.text}});
}

Result<HttpResponse> retry_message(Call& call) {
    const MessageId id = TRY(call.argument_id<MessageId>(0));
    const Message message = TRY(call.services.store.write_for<Message>(
        [&](store::Transaction& transaction) { return try_again(transaction, call, id); }));
    if (call.services.wake_outbox) call.services.wake_outbox();
    return json_response(json::object{{"state", name_of(message.state)}});
}

}  // namespace aplomb::api
