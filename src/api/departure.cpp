#include "api/departure.h"

#include <algorithm>

#include "api/render.h"
#include "casework/approvals.h"
#include "etiquette/wire.h"

namespace aplomb::api {
namespace {

constexpr std::size_t overrides_max = 64;

bool overrides_the_night(const desk::ReplyDecision& decision) {
    return std::any_of(decision.overridden.begin(), decision.overridden.end(),
                       [](const desk::Override& each) { return each.rule == "quiet-hours"; });
}

}  // namespace

Result<std::vector<desk::Override>> overrides_in(ObjectReader& reader) {
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

OutboxRow outbox_row(const Message& message, std::optional<MessageId> seen, const ReplyPlace& place,
                     const desk::ReplyDecision& decision) {
    OutboxRow row;
    row.message_id = message.id;
    row.channel_id = message.channel_id;
    row.key = message.send_key;
    row.state = message.state;
    row.not_before = decision.not_before;
    // Whatever the author had not said they saw, they are taken to have seen what there was.
    row.seen_message_id =
        std::max(seen, desk::last_arrived(place.context.thread, message.conversation_id));
    row.held_because =
        overrides_the_night(decision) ? std::string(desk::night_overridden) : decision.held_because;
    row.created_at = std::max(message.at, row.not_before);
    return row;
}

json::object leaving_detail(const OutboxRow& row) {
    json::object detail{{"not_before", to_rfc3339(row.not_before)},
                        {"night_overridden", row.held_because == desk::night_overridden}};
    if (row.seen_message_id) detail["seen_message_id"] = row.seen_message_id->text();
    return detail;
}

Result<Approval> ask_for_yes(store::Transaction& transaction, const Call& call,
                             const Message& message, const OutboxRow& row,
                             const ReplyPlace& place) {
    const auto office = TRY(casework::Office::load(transaction, call.now));
    casework::ApprovalRequest request;
    request.subject = "message:" + message.id.text();
    request.case_id = message.case_id;
    request.author = call.asker.scope();
    request.author_name = call.asker.name();
    request.need = place.context.approval;
    request.need.needed = std::max(1, request.need.needed);
    request.text = message.text;
    request.detail = leaving_detail(row);
    return casework::ask_approval(transaction, office, request, call.now);
}

}  // namespace aplomb::api
