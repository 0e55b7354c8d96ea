// The composer's lint: the contract's input, and with `case_id` everything the case knows filled in
// where the input is silent. A composer that asks while it types has its older drafts let go
// (api/composers.h).
#include "api/handlers/handlers.h"
#include "api/reply_place.h"
#include "api/state.h"
#include "etiquette/linter.h"
#include "etiquette/wire.h"

namespace aplomb::api {
namespace {

Result<ReplyTarget> target_of(const json::object& body) {
    ReplyTarget target;
    if (const json::value* id = body.if_contains("conversation_id");
        id != nullptr && !id->is_null()) {
        if (id->is_string()) target.conversation = ConversationId::parse(id->get_string());
        if (!target.conversation) {
            return fail(ErrorKind::Invalid, "\"conversation_id\" must be an id: a number as text",
                        "/conversation_id");
        }
    }
    const json::value* channel = body.if_contains("channel");
    if (channel != nullptr && channel->is_string()) {
        target.channel = std::string(channel->get_string());
    }
    const json::value* visibility = body.if_contains("visibility");
    if (visibility != nullptr && visibility->is_string()) {
        target.visibility = visibility_from(visibility->get_string());
    }
    return target;
}

// `given` was read from the input; where it says nothing, the case does.
Draft filled_in(Draft given, const json::object& input, const ReplyPlace& place) {
    Draft known = desk::draft_of(place.context, given.text, place.visibility);
    const auto silent = [&](std::string_view key) { return !input.contains(key); };
    if (silent("channel")) given.channel = known.channel;
    if (silent("visibility")) given.visibility = known.visibility;
    if (silent("now")) given.now = known.now;
    if (silent("agent")) given.agent = std::move(known.agent);
    if (silent("customer")) given.customer = std::move(known.customer);
    if (silent("thread")) given.thread = std::move(known.thread);
    if (silent("case")) given.case_ = std::move(known.case_);
    given.length_max = known.length_max;
    return given;
}

// Nothing the gate would stop may come as a surprise when it is sent.
std::vector<Finding> as_the_gate_will(const Draft& draft, desk::ReplyContext context,
                                      const etiquette::Policy& policy) {
    context.now = draft.now.value_or(context.now);
    return desk::objections_to(draft, {}, context, policy);
}

}  // namespace

Result<HttpResponse> lint_draft(Call& call) {
    const auto superseded = [&call] {
        return call.state.composers.is_superseded(call.request.http.headers);
    };
    constexpr std::string_view newer =
        "A newer draft of this composer came in; this one was let go.";
    if (TRY(superseded())) return problem(409, newer);
    json::value body = TRY(call.body());
    if (!body.is_object()) return fail(ErrorKind::Invalid, "must be a JSON object", "");
    json::object input = body.as_object();
    const ReplyTarget target = TRY(target_of(input));
    std::optional<ReplyPlace> place;
    if (const json::value* id = input.if_contains("case_id"); id != nullptr && !id->is_null()) {
        const auto case_id = id->is_string() ? CaseId::parse(id->get_string()) : std::nullopt;
        if (!case_id) {
            return fail(ErrorKind::Invalid, "\"case_id\" must be an id: a number as text",
                        "/case_id");
        }
        place = TRY(
            call.services.store.read_for<ReplyPlace>([&](const store::Transaction& transaction) {
                return load_reply_place(transaction, call, *case_id, target);
            }));
    }
    input.erase("case_id");
    input.erase("conversation_id");
    json::object complete = input;
    if (place && !complete.contains("channel")) complete["channel"] = place->context.channel.kind;
    Draft draft = TRY(etiquette::read_draft(json::value(complete)));
    if (place) draft = filled_in(std::move(draft), input, *place);
    if (TRY(superseded())) return problem(409, newer);
    const auto policy = call.services.policy.current();
    const auto findings = place ? as_the_gate_will(draft, std::move(place->context), *policy)
                                : etiquette::lint(draft, *policy);
    return json_response(etiquette::verdict_to_json(draft.id, findings));
}

}  // namespace aplomb::api
