// Answering. The gate decides on what one read shows; then one write puts the message, its outbox
// row, the case, the record and the kept answer down together, so that a crash leaves all or
// nothing and the same Idempotency-Key can never send twice. If the case changed between the read
// and the write, the gate decides again inside the write, on what is true there.
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/reply_place.h"
#include "casework/approvals.h"
#include "desk/changes.h"
#include "desk/promises.h"
#include "etiquette/wire.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"

namespace aplomb::api {
namespace {

constexpr std::size_t overrides_max = 64;

struct NewReply {
    desk::ReplyRequest request;
    ReplyTarget target;
};

template<class Id>
std::optional<Id> read_id(ObjectReader& reader, std::string_view key) {
    const auto text = reader.text(key);
    if (!text) return {};
    const auto id = Id::parse(*text);
    if (!id) reader.reject(key, "\"" + std::string(key) + "\" must be an id: a number as text");
    return id;
}

Result<std::vector<desk::Override>> read_overrides(ObjectReader& reader) {
    std::vector<desk::Override> out;
    const json::array* list = reader.list("override");
    if (list == nullptr) return out;
    if (list->size() > overrides_max) {
        return fail(ErrorKind::Invalid, "that is more overrides than there are rules", "/override");
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        ObjectReader each((*list)[i], "/override/" + std::to_string(i));
        desk::Override one;
        one.rule = each.required_text("rule");
        one.reason = each.required_text("reason");
        TRY(each.done(UnknownKeys::Refuse));
        out.push_back(std::move(one));
    }
    return out;
}

Result<NewReply> read_new_reply(const json::value& body) {
    ObjectReader reader(body);
    NewReply reply;
    reply.request.text = reader.required_text("text");
    reply.target.conversation = read_id<ConversationId>(reader, "conversation_id");
    reply.target.channel = reader.text("channel");
    reply.target.visibility = reader.one_of<Visibility>(
        "visibility", {{"public", Visibility::Public}, {"private", Visibility::Private}});
    reply.request.send_at = reader.time("send_at");
    reply.request.seen_message = read_id<MessageId>(reader, "seen_message_id");
    reply.request.overrides = TRY(read_overrides(reader));
    TRY(reader.done(UnknownKeys::Refuse));
    return reply;
}

json::array findings_json(const std::vector<Finding>& findings, bool with_errors) {
    json::array out;
    for (const Finding& finding : findings) {
        if (with_errors || finding.severity != Severity::Error) {
            out.push_back(etiquette::to_json(finding));
        }
    }
    return out;
}

bool may_go(const desk::ReplyDecision& decision) {
    return decision.verdict == desk::ReplyVerdict::Queue ||
           decision.verdict == desk::ReplyVerdict::Hold;
}

HttpResponse refusal(const desk::ReplyDecision& decision) {
    switch (decision.verdict) {
        case desk::ReplyVerdict::Stale:
            return problem(
                409, "Something was said here that you have not seen yet.",
                {{"newer_message_id", decision.newer_message.value_or(MessageId{}).text()}},
                "urn:aplomb:stale");
        case desk::ReplyVerdict::Invalid:
            return problem(422, decision.problem,
                           {{"findings", findings_json(decision.findings, true)}});
        default:
            return problem(422, "This reply cannot leave as it stands.",
                           {{"findings", findings_json(decision.findings, true)}},
                           "urn:aplomb:findings");
    }
}

Message compose(const Call& call, const NewReply& reply, const ReplyPlace& place,
                const desk::ReplyDecision& decision, const std::string& send_key) {
    Message message;
    message.conversation_id = place.context.conversation.id;
    message.case_id = place.context.case_.id;
    message.channel_id = place.context.channel.id;
    if (place.newest_inbound) message.parent_external_id = place.newest_inbound->external_id;
    message.direction = Direction::Out;
    message.visibility = place.visibility;
    message.from = Speaker::Us;
    message.user_id = call.asker.user_id();
    message.author_name = call.asker.name();
    message.at = call.now;
    message.received_at = call.now;
    message.text = reply.request.text;
    message.subject = place.context.conversation.subject;
    message.send_key = send_key;
    if (decision.needs_approval) {
        message.state = MessageState::AwaitingApproval;
    } else if (decision.verdict == desk::ReplyVerdict::Hold) {
        message.state = MessageState::Held;
        message.send_at = decision.not_before;
    } else {
        message.state = MessageState::Queued;
    }
    return message;
}

bool overrides_the_night(const desk::ReplyDecision& decision) {
    return std::any_of(decision.overridden.begin(), decision.overridden.end(),
                       [](const desk::Override& each) { return each.rule == "quiet-hours"; });
}

OutboxRow outbox_row(const Message& message, const NewReply& reply, const ReplyPlace& place,
                     const desk::ReplyDecision& decision) {
    OutboxRow row;
    row.message_id = message.id;
    row.channel_id = message.channel_id;
    row.key = message.send_key;
    row.state = message.state;
    row.not_before = decision.not_before;
    // Whatever the author had not said they saw, they are taken to have seen what there was.
    row.seen_message_id =
        std::max(reply.request.seen_message,
                 desk::last_arrived(place.context.thread, message.conversation_id));
    row.held_because =
        overrides_the_night(decision) ? std::string(desk::night_overridden) : decision.held_because;
    row.created_at = std::max(message.at, row.not_before);
    return row;
}

Result<> record_reply(store::Transaction& transaction, const Call& call, const Message& message,
                      const desk::ReplyDecision& decision) {
    const std::string subject = "case:" + message.case_id.text();
    TRY(transaction.journal().append(
        call.audit("reply.queued", subject,
                   {{"message_id", message.id.text()}, {"state", name_of(message.state)}})));
    for (const desk::Override& each : decision.overridden) {
        TRY(transaction.journal().append(call.audit(
            "reply.overridden", subject,
            {{"message_id", message.id.text()}, {"rule", each.rule}, {"reason", each.reason}})));
    }
    ScreenEvent event;
    event.at = call.now;
    event.kind = ScreenEventKind::MessageCreated;
    event.case_id = message.case_id;
    event.message_id = message.id;
    TRY(transaction.journal().append(event));
    event.kind = ScreenEventKind::CaseUpdated;
    event.message_id.reset();
    TRY(transaction.journal().append(event));
    return {};
}

HttpResponse created(const Message& message, const desk::ReplyDecision& decision,
                     const json::value& approval, json::array promises) {
    const bool held = message.state == MessageState::Held;
    const bool queued = message.state == MessageState::Queued;
    const json::value leaves(to_rfc3339(decision.not_before));
    return json_response(json::object{{"id", message.id.text()},
                                      {"message_id", message.id.text()},
                                      {"state", name_of(message.state)},
                                      {"send_at", held ? leaves : json::value()},
                                      {"undo_until", queued ? leaves : json::value()},
                                      {"held_because", text_or_null(decision.held_because)},
                                      {"approval_id", approval},
                                      {"promises", std::move(promises)},
                                      {"findings", findings_json(decision.findings, false)}},
                         201);
}

// One attempt at answering: read, decide, write.
class Sending {
  public:
    Sending(Call& call, CaseId id, NewReply reply)
        : call_(call), id_(id), reply_(std::move(reply)), key_(idempotency_key(call)) {}

    Result<HttpResponse> run() {
        place_ = TRY(
            call_.services.store.read_for<ReplyPlace>([&](const store::Transaction& transaction) {
                return load_reply_place(transaction, call_, id_, reply_.target);
            }));
        const auto policy = call_.services.policy.current();
        decide(*policy);
        if (!may_go(decision_)) return refusal(decision_);
        TRY(check_place());
        send_key_ = TRY(call_.services.channels.make_send_key(place_.context.channel));
        bool refused_late = false;
        const auto written = call_.services.store.write([&](store::Transaction& transaction) {
            return commit(transaction, *policy, refused_late);
        });
        if (refused_late) return refusal(decision_);
        if (!written) return tl::unexpected<Error>(written.error());
        call_.answer_kept = true;
        if (call_.services.wake_outbox) call_.services.wake_outbox();
        return std::move(answer_);
    }

  private:
    void decide(const etiquette::Policy& policy) {
        desk::ReplyRequest request = reply_.request;
        request.visibility = place_.visibility;
        decision_ = desk::decide_reply(request, place_.context, policy);
    }

    Result<> check_place() const {
        if (place_.context.case_.status == CaseStatus::Merged) {
            return fail(ErrorKind::Conflict, "this case lives on in another one; answer there");
        }
        if (!place_.reachable) {
            return fail(ErrorKind::Invalid, "this case has no conversation on that channel",
                        "/channel");
        }
        const auto why =
            call_.services.channels.cannot_answer(place_.context.channel, place_.visibility);
        if (why) return fail(ErrorKind::Invalid, *why, "/channel");
        return {};
    }

    // May run more than once: everything it leaves behind outside the transaction is set anew.
    Result<> commit(store::Transaction& transaction, const etiquette::Policy& policy,
                    bool& refused_late) {
        refused_late = false;
        const auto stored = TRY(transaction.cases().find(id_));
        if (!stored) return fail(ErrorKind::NotFound, "there is no case with that id");
        if (stored->version != place_.context.case_.version) {
            place_ = TRY(load_reply_place(transaction, call_, id_, reply_.target));
            decide(policy);
            refused_late = !may_go(decision_);
            if (refused_late) return fail(ErrorKind::Conflict, "the case changed meanwhile");
        }
        Message message = compose(call_, reply_, place_, decision_, send_key_);
        message.id = TRY(transaction.messages().insert(message));
        // A newer draft takes the place of one that waits for somebody's yes.
        TRY(casework::void_approvals(transaction, id_, "A newer draft took its place.", call_.now));
        json::value approval;
        if (decision_.needs_approval) {
            approval = json::value(TRY(ask(transaction, message)).id.text());
        } else {
            TRY(transaction.outbox().insert(outbox_row(message, reply_, place_, decision_)));
        }
        Case changed = place_.context.case_;
        desk::note_ours(changed, message, call_.now);
        // Nobody's case becomes whoever's answers it.
        if (!changed.owner_id) changed.owner_id = call_.asker.user_id();
        TRY(transaction.cases().update(changed));
        TRY(record_reply(transaction, call_, message, decision_));
        answer_ = created(message, decision_, approval, promises_in(message));
        if (key_.empty()) return {};
        return transaction.journal().keep_answer(call_.asker.scope(), key_,
                                                 {fingerprint(call_), answer_.status, answer_.body},
                                                 call_.now);
    }

    Result<Approval> ask(store::Transaction& transaction, const Message& message) {
        const auto office = TRY(casework::Office::load(transaction, call_.now));
        const OutboxRow row = outbox_row(message, reply_, place_, decision_);
        casework::ApprovalRequest request;
        request.subject = "message:" + message.id.text();
        request.case_id = id_;
        request.author = call_.asker.scope();
        request.author_name = call_.asker.name();
        request.need = place_.context.approval;
        request.need.needed = std::max(1, request.need.needed);
        request.text = message.text;
        request.detail = {{"not_before", to_rfc3339(decision_.not_before)},
                          {"night_overridden", overrides_the_night(decision_)}};
        if (row.seen_message_id) request.detail["seen_message_id"] = row.seen_message_id->text();
        return casework::ask_approval(transaction, office, request, call_.now);
    }

    // What its words will promise when it leaves, so that its author sees how they are read.
    [[nodiscard]] json::array promises_in(const Message& message) const {
        const std::string& known = place_.context.customer.time_zone;
        json::array out;
        for (const auto& each : desk::find_promises(message.text, decision_.not_before,
                                                    known.empty() ? "UTC" : known)) {
            out.push_back(json::object{{"kind", name_of(each.kind)},
                                       {"words", each.words},
                                       {"due_at", to_rfc3339(each.when.at)},
                                       {"reading", each.when.reading},
                                       {"past", each.when.past}});
        }
        return out;
    }

    Call& call_;
    const CaseId id_;
    const NewReply reply_;
    const std::string key_;
    ReplyPlace place_;
    desk::ReplyDecision decision_;
    std::string send_key_;
    HttpResponse answer_;
};

}  // namespace

Result<HttpResponse> create_reply(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    return Sending(call, id, TRY(read_new_reply(body))).run();
}

}  // namespace aplomb::api
