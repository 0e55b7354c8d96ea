// What waits for somebody's yes.
#include <algorithm>

#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "casework/approvals.h"
#include "store/approvals.h"
#include "store/journal.h"
#include "store/messages.h"

namespace aplomb::api {
namespace {

constexpr std::size_t drafts_compared = 200;

// The author's draft before this one in the same case, so that what changed is seen at a glance.
Result<std::string> draft_before(const store::Transaction& transaction, const Approval& approval) {
    std::string before;
    const std::string own = approval.subject;
    for (const Message& message :
         TRY(transaction.messages().of_case(approval.case_id, drafts_compared))) {
        const bool draft =
            message.direction == Direction::Out &&
            (message.state == MessageState::Failed || message.state == MessageState::Cancelled);
        if (draft && message.author_name == approval.author_name &&
            "message:" + message.id.text() != own && message.at <= approval.created_at) {
            before = message.text;
        }
    }
    return before;
}

Result<json::object> whole_approval(const store::Transaction& transaction,
                                    const Approval& approval) {
    json::object out = render(approval);
    const std::string text = TRY(casework::text_of(transaction, approval));
    out["text"] = text;
    out["detail"] = approval.detail;
    const std::string before = TRY(draft_before(transaction, approval));
    out["diff"] =
        before.empty() ? json::value() : json::value(render(desk::word_diff(before, text)));
    return out;
}

struct RulingAsked {
    bool yes = false;
    std::string reason;
    std::optional<std::string> text;
};

Result<RulingAsked> read_ruling(const json::value& body) {
    ObjectReader reader(body);
    RulingAsked asked;
    const auto decision = reader.one_of<bool>("decision", {{"approve", true}, {"reject", false}});
    asked.reason = reader.text("reason").value_or("");
    asked.text = reader.text("text");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!decision) {
        return fail(ErrorKind::Invalid, "\"decision\" is \"approve\" or \"reject\"", "/decision");
    }
    asked.yes = *decision;
    return asked;
}

// Other words are another draft: the yes to come would be to something else.
Result<bool> void_when_edited(store::Transaction& transaction, const Call& call, ApprovalId id,
                              const RulingAsked& asked) {
    if (!asked.text) return false;
    const auto approval = TRY(transaction.approvals().find(id));
    if (!approval || approval->state != ApprovalState::Waiting) return false;
    if (*asked.text == TRY(casework::text_of(transaction, *approval))) return false;
    if (!approval->subject.starts_with("message:")) {
        return fail(ErrorKind::Invalid,
                    "what is offered is decided as it was asked; leave this out", "/text");
    }
    TRY(casework::void_approval_of(transaction, approval->subject,
                                   call.asker.name() + " edited the words.", call.now));
    TRY(transaction.journal().append(call.audit(
        "approval.edited", "case:" + approval->case_id.text(), {{"approval_id", id.text()}})));
    return true;
}

}  // namespace

Result<HttpResponse> list_approvals(Call& call) {
    std::optional<ApprovalState> state;
    if (const auto given = call.query("state")) {
        state = approval_state_from(*given);
        if (!state) {
            return fail(ErrorKind::Invalid,
                        "state is one of waiting, approved, rejected, void, expired");
        }
    }
    const std::size_t limit = TRY(call.limit());
    const auto page = TRY(call.services.store.read_for<store::ApprovalPage>(
        [&](const store::Transaction& transaction) {
            return transaction.approvals().page(state, call.query("cursor").value_or(""), limit);
        }));
    json::array items;
    for (const Approval& approval : page.approvals)
        items.push_back(render(approval));
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> show_approval(Call& call) {
    const ApprovalId id = TRY(call.argument_id<ApprovalId>(0));
    return json_response(TRY(call.services.store.read_for<json::object>(
        [&](const store::Transaction& transaction) -> Result<json::object> {
            const auto approval = TRY(transaction.approvals().find(id));
            if (!approval) return fail(ErrorKind::NotFound, "there is no approval with that id");
            return whole_approval(transaction, *approval);
        })));
}

Result<HttpResponse> decide_approval(Call& call) {
    const ApprovalId id = TRY(call.argument_id<ApprovalId>(0));
    const json::value body = TRY(call.body());
    const RulingAsked asked = TRY(read_ruling(body));
    auto answer = TRY(call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        if (TRY(void_when_edited(transaction, call, id, asked))) {
            return problem(409,
                           "The words were edited, so the approval is void; send yours as a "
                           "reply.");
        }
        auto office = TRY(casework::Office::load(transaction, call.now));
        casework::Ruling ruling;
        ruling.yes = asked.yes;
        ruling.reason = asked.reason;
        ruling.who = {call.asker.scope(), seniority_of(call.asker.role())};
        ruling.name = call.asker.name();
        const Approval approval = TRY(casework::rule_on(transaction, office, id, ruling, call.now));
        TRY(transaction.journal().append(call.audit(
            asked.yes ? "approval.given" : "approval.refused", "case:" + approval.case_id.text(),
            {{"approval_id", id.text()},
             {"subject", approval.subject},
             {"reason", asked.reason}})));
        return json_response(TRY(whole_approval(transaction, approval)));
    }));
    if (call.services.wake_outbox) call.services.wake_outbox();
    return answer;
}

}  // namespace aplomb::api
