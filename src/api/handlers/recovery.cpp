// Bringing complainers round, and thanking people.
#include "casework/recovery.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "store/habits.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

std::optional<MessageId> read_message_id(ObjectReader& reader, std::string_view key) {
    const auto text = reader.text(key);
    if (!text) return {};
    const auto id = MessageId::parse(*text);
    if (!id) reader.reject(key, "\"" + std::string(key) + "\" must be an id: a number as text");
    return id;
}

}  // namespace

Result<HttpResponse> change_recovery(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const auto stage =
        reader.one_of<RecoveryStage>("stage", {{"resolved", RecoveryStage::Resolved},
                                               {"satisfied", RecoveryStage::Satisfied},
                                               {"asked", RecoveryStage::Asked},
                                               {"ended", RecoveryStage::Ended}});
    casework::RecoveryStep step;
    step.asked_message = read_message_id(reader, "message_id");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!stage) {
        return fail(ErrorKind::Invalid, "\"stage\" is resolved, satisfied, asked or ended",
                    "/stage");
    }
    step.stage = *stage;
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const Recovery stepped = TRY(casework::step_recovery(transaction, id, step, call.now));
        TRY(transaction.journal().append(
            call.audit("recovery." + std::string(name_of(stepped.stage)), "case:" + id.text())));
        return json_response(render(stepped));
    });
}

Result<HttpResponse> list_appreciations(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const auto before = TRY(call.query_id<AppreciationId>("cursor"));
    auto waiting = TRY(call.services.store.read_for<std::vector<Appreciation>>(
        [&](const store::Transaction& transaction) {
            return transaction.habits().appreciations(AppreciationState::Waiting,
                                                      before.value_or(AppreciationId{}), limit + 1);
        }));
    std::string next;
    if (waiting.size() > limit) {
        waiting.resize(limit);
        next = waiting.back().id.text();
    }
    json::array items;
    for (const Appreciation& each : waiting)
        items.push_back(render(each));
    return page_response(call, std::move(items), next);
}

Result<HttpResponse> settle_appreciation(Call& call) {
    const AppreciationId id = TRY(call.argument_id<AppreciationId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    casework::Thanks thanks;
    thanks.in_public = read_message_id(reader, "public_message_id");
    thanks.in_private = read_message_id(reader, "private_message_id");
    thanks.dismiss = reader.flag("dismiss").value_or(false);
    TRY(reader.done(UnknownKeys::Refuse));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const Appreciation done = TRY(casework::thank(transaction, id, thanks));
        TRY(transaction.journal().append(
            call.audit("appreciation." + std::string(name_of(done.state)),
                       done.case_id ? "case:" + done.case_id->text()
                                    : "customer:" + done.customer_id.text())));
        return json_response(render(done));
    });
}

}  // namespace aplomb::api
