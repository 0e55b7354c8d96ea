// Answering. The gate decides on what one read shows; then one write puts the message, its outbox
// row, the case, the record and the kept answer down together, so that a crash leaves all or
// nothing and the same Idempotency-Key can never send twice. If the case changed between the read
// and the write, the gate decides again inside the write, on what is true there.
#include "api/departure.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/reply_place.h"
#include "casework/approvals.h"
#include "casework/calls.h"
#include "desk/changes.h"
#include "desk/promises.h"
#include "etiquette/quiet_hours.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/phone.h"

namespace aplomb::api {
namespace {

constexpr std::string_view call_rule = "urgent-or-cancel";
constexpr std::chrono::minutes call_soon{15};
constexpr std::size_t why_max = 120;

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
    reply.request.overrides = TRY(overrides_in(reader));
    TRY(reader.done(UnknownKeys::Refuse));
    return reply;
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
        : call_(call), id_(id), reply_(std::move(reply)) {}

    Result<HttpResponse> run() {
        place_ = TRY(
            call_.services.store.read_for<ReplyPlace>([&](const store::Transaction& transaction) {
                return load_reply_place(transaction, call_, id_, reply_.target);
            }));
        const auto policy = call_.services.policy.current();
        decide(*policy);
        if (!may_go(decision_)) return refuse();
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

    Result<HttpResponse> refuse() {
        const bool for_the_phone = std::any_of(
            decision_.findings.begin(), decision_.findings.end(), [](const Finding& each) {
                return each.rule == call_rule && each.severity == Severity::Error;
            });
        const auto& taken = reply_.request.overrides;
        const bool written_all_the_same =
            std::any_of(taken.begin(), taken.end(),
                        [](const desk::Override& each) { return each.rule == call_rule; });
        if (decision_.verdict != desk::ReplyVerdict::Refuse || !for_the_phone ||
            written_all_the_same) {
            return refusal(decision_);
        }
        const auto call = TRY(call_instead());
        return problem(422,
                       call ? "This is for the telephone, not for writing: a call is booked."
                            : "This is for the telephone, not for writing, and there is no "
                              "permission to call yet: ask them for it first.",
                       {{"findings", findings_json(decision_.findings, true)},
                        {"call_id", call ? json::value(call->id.text()) : json::value()}},
                       "urn:aplomb:findings");
    }

    // What may not be written becomes a call, one for a case (rule A7); at night, in their morning.
    Result<std::optional<PhoneCall>> call_instead() {
        const auto policy = call_.services.policy.current();
        return call_.services.store.write_for<std::optional<PhoneCall>>(
            [&](store::Transaction& transaction) -> Result<std::optional<PhoneCall>> {
                for (const PhoneCall& booked : TRY(transaction.phone().calls_of(id_)))
                    if (booked.state == CallState::Booked) return std::optional(booked);
                auto office = TRY(casework::Office::load(transaction, call_.now));
                casework::CallOrder order;
                order.case_id = id_;
                order.due_at =
                    etiquette::quiet_until(call_.now, place_.context.customer.time_zone, *policy)
                        .value_or(call_.now) +
                    call_soon;
                order.why = "not for writing: " + desk::first_line(reply_.request.text, why_max);
                auto booked = casework::book_call(transaction, office, order, *policy, call_.now);
                if (booked) return std::optional(std::move(*booked));
                if (booked.error().kind == ErrorKind::Forbidden) return std::optional<PhoneCall>{};
                return tl::unexpected<Error>(booked.error());
            });
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
        const OutboxRow row = outbox_row(message, reply_.request.seen_message, place_, decision_);
        json::value approval;
        if (decision_.needs_approval) {
            approval =
                json::value(TRY(ask_for_yes(transaction, call_, message, row, place_)).id.text());
        } else {
            TRY(transaction.outbox().insert(row));
        }
        Case changed = place_.context.case_;
        desk::note_ours(changed, message, call_.now);
        // Nobody's case becomes whoever's answers it.
        if (!changed.owner_id) changed.owner_id = call_.asker.user_id();
        TRY(transaction.cases().update(changed));
        TRY(record_reply(transaction, call_, message, decision_));
        answer_ = created(message, decision_, approval, promises_in(message));
        return call_.keep(transaction, answer_);
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
