// Messages by themselves: finding them, taking one of ours back before it leaves, and trying one
// again that did not go.
#include "store/messages.h"
#include "api/departure.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "casework/approvals.h"
#include "desk/steering.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/outbox.h"

namespace aplomb::api {
namespace {

constexpr std::size_t thread_looked_at_max = 2'000;
constexpr std::size_t happenings_looked_at = 1'000;

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

struct Retry {
    std::optional<MessageId> seen;
    std::vector<desk::Override> overrides;
};

Result<Retry> read_retry(const json::value& body) {
    ObjectReader reader(body);
    Retry retry;
    if (const auto text = reader.text("seen_message_id")) {
        retry.seen = MessageId::parse(*text);
        if (!retry.seen) reader.reject("seen_message_id", "\"seen_message_id\" must be an id");
    }
    retry.overrides = TRY(overrides_in(reader));
    TRY(reader.done(UnknownKeys::Refuse));
    return retry;
}

// Said again it is a reply like any other: what they wrote since must have been seen, and it passes
// the gate as things stand now.
class Again {
  public:
    Again(const Call& call, Message message, Retry retry)
        : call_(call), message_(std::move(message)), retry_(std::move(retry)) {}

    // Nothing: it is on its way. Otherwise why it is not.
    Result<std::optional<HttpResponse>> send(store::Transaction& transaction,
                                             const etiquette::Policy& policy) {
        ReplyTarget target;
        target.conversation = message_.conversation_id;
        target.visibility = message_.visibility;
        const ReplyPlace place =
            TRY(load_reply_place(transaction, call_, message_.case_id, target));
        desk::ReplyRequest request;
        request.text = message_.text;
        request.visibility = message_.visibility;
        // What there was when it was written, its author had before them.
        request.seen_message = std::max(retry_.seen.value_or(message_.id), message_.id);
        auto decision = desk::decide_reply(request, place.context, policy);
        // The night too may have been let stand aside, though it only holds.
        if (decision.verdict == desk::ReplyVerdict::Refuse ||
            decision.verdict == desk::ReplyVerdict::Hold) {
            request.overrides = TRY(overrides_for(transaction, decision.findings));
            decision = desk::decide_reply(request, place.context, policy);
        }
        if (!may_go(decision)) return std::optional(refusal(decision));
        for (const desk::Override& each : decision.overridden) {
            TRY(transaction.journal().append(call_.audit("reply.overridden",
                                                         "case:" + message_.case_id.text(),
                                                         {{"message_id", message_.id.text()},
                                                          {"rule", each.rule},
                                                          {"reason", each.reason}})));
        }
        TRY(put_on_its_way(transaction, place, decision, *request.seen_message));
        return std::optional<HttpResponse>{};
    }
    [[nodiscard]] const Message& message() const { return message_; }

  private:
    // What is asked for now, and what its author took upon themselves when they wrote it, as far as
    // it still concerns anything.
    Result<std::vector<desk::Override>> overrides_for(const store::Transaction& transaction,
                                                      const std::vector<Finding>& findings) const {
        std::vector<desk::Override> all = retry_.overrides;
        const auto page = TRY(transaction.journal().audit("case:" + message_.case_id.text(), {},
                                                          happenings_looked_at));
        for (const AuditEntry& entry : page.entries) {
            const auto text = [&](std::string_view key) {
                const json::value* value = entry.detail.if_contains(key);
                return value != nullptr && value->is_string()
                           ? std::string(value->get_string().c_str())
                           : std::string{};
            };
            if (entry.action == "reply.overridden" && text("message_id") == message_.id.text())
                all.push_back({text("rule"), text("reason")});
        }
        std::erase_if(all, [&](const desk::Override& each) {
            return std::none_of(findings.begin(), findings.end(),
                                [&](const Finding& finding) { return finding.rule == each.rule; });
        });
        return all;
    }

    // Under its old key, so that a platform that did take it drops the repeat.
    Result<> put_on_its_way(store::Transaction& transaction, const ReplyPlace& place,
                            const desk::ReplyDecision& decision, MessageId seen) {
        OutboxRow row = outbox_row(message_, seen, place, decision);
        const bool held = decision.verdict == desk::ReplyVerdict::Hold;
        if (!held) row.not_before = call_.now;
        row.created_at = row.not_before;
        if (TRY(casework::ask_anew(transaction, message_, place.context.approval,
                                   leaving_detail(row), call_.now))) {
            return announce(transaction, call_, message_, "reply.retried");
        }
        message_.error.clear();
        if (decision.needs_approval) {
            message_.state = MessageState::AwaitingApproval;
            TRY(ask_for_yes(transaction, call_, message_, row, place));
        } else {
            message_.state = held ? MessageState::Held : MessageState::Queued;
            message_.send_at = held ? std::optional(row.not_before) : std::nullopt;
            row.state = message_.state;
            TRY(transaction.outbox().insert(row));
        }
        TRY(transaction.messages().update(message_));
        return announce(transaction, call_, message_, "reply.retried");
    }

    const Call& call_;
    Message message_;
    const Retry retry_;
};

// Looked up first, as ever, only now.
Result<> look_now(store::Transaction& transaction, const Call& call, Message& message) {
    auto row = TRY(transaction.outbox().find(message.id));
    if (!row) return fail(ErrorKind::Conflict, "this has just been settled");
    row->not_before = call.now;
    TRY(transaction.outbox().update(*row));
    message.error.clear();
    TRY(transaction.messages().update(message));
    return announce(transaction, call, message, "reply.retried");
}

Result<HttpResponse> try_again(store::Transaction& transaction, const Call& call, MessageId id,
                               const Retry& retry) {
    Message message = TRY(find_ours(transaction, id));
    TRY(check_author(call, message));
    if (message.state != MessageState::Failed && message.state != MessageState::Unknown) {
        return fail(ErrorKind::Conflict, "only what failed can be tried again");
    }
    const auto channel = TRY(transaction.channels().find(message.channel_id));
    if (!channel || channel->state == ChannelState::Removed) {
        return fail(ErrorKind::Conflict, "its channel is no longer connected");
    }
    if (message.state == MessageState::Unknown) {
        TRY(look_now(transaction, call, message));
        return json_response(json::object{{"state", name_of(message.state)}});
    }
    Again again(call, std::move(message), retry);
    if (auto refused = TRY(again.send(transaction, *call.services.policy.current()))) {
        return std::move(*refused);
    }
    return json_response(json::object{{"state", name_of(again.message().state)}});
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
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const Message message = TRY(take_back(transaction, call, id));
        return json_response(
            json::object{{"state", name_of(message.state)}, {"text", message.text}});
    });
}

Result<HttpResponse> retry_message(Call& call) {
    const MessageId id = TRY(call.argument_id<MessageId>(0));
    const json::value body = TRY(call.optional_body());
    const Retry retry = TRY(read_retry(body));
    HttpResponse answer = TRY(call.commit(
        [&](store::Transaction& transaction) { return try_again(transaction, call, id, retry); }));
    if (call.services.wake_outbox) call.services.wake_outbox();
    return answer;
}

}  // namespace aplomb::api
