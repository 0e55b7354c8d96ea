// Promises, calls, and permission to call.
#include "casework/promises.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "api/telephone.h"
#include "casework/calls.h"
#include "casework/customers.h"
#include "desk/ports.h"
#include "store/journal.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"

namespace aplomb::api {
namespace {

constexpr std::string_view quiet_hours = "quiet-hours";

Result<casework::PromiseChange> read_promise_change(const Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    casework::PromiseChange change;
    const auto state =
        reader.one_of<PromiseState>("state", {{"kept", PromiseState::Kept},
                                              {"extended", PromiseState::Extended},
                                              {"withdrawn", PromiseState::Withdrawn}});
    change.reason = reader.text("reason").value_or("");
    change.due_at = reader.time("due_at");
    const auto told = reader.text("told_message_id");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!state) {
        return fail(ErrorKind::Invalid, "\"state\" is \"kept\", \"extended\" or \"withdrawn\"",
                    "/state");
    }
    change.state = *state;
    if (told) change.told = MessageId::parse(*told);
    change.actor_name = call.asker.name();
    return change;
}

// As with replies; a call has but the night to set aside. The reason, where one is given.
Result<std::string> read_night_override(ObjectReader& reader) {
    const json::array* list = reader.list("override");
    std::string reason;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const std::string where = "/override/" + std::to_string(i);
        ObjectReader each((*list)[i], where);
        const std::string rule = each.required_text("rule");
        reason = each.required_text("reason");
        TRY(each.done(UnknownKeys::Refuse));
        if (rule != quiet_hours) {
            return fail(ErrorKind::Invalid,
                        "\"" + rule + "\" has nothing against calls; \"quiet-hours\" may have",
                        where + "/rule");
        }
        if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
            return fail(ErrorKind::Invalid, "say why they may be called at night",
                        where + "/reason");
        }
    }
    return reason;
}

struct NewCall {
    casework::CallOrder order;
    std::string why_at_night;
};

Result<NewCall> read_new_call(const Call& call, CaseId id) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    NewCall wanted;
    wanted.why_at_night = TRY(read_night_override(reader));
    casework::CallOrder& order = wanted.order;
    order.case_id = id;
    order.by_hand = true;
    order.despite_night = !wanted.why_at_night.empty();
    const auto due = reader.time("due_at");
    order.phone = reader.text("phone").value_or("");
    order.why = reader.text("why").value_or("");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!due) return fail(ErrorKind::Invalid, "say when: \"due_at\"", "/due_at");
    order.due_at = *due;
    order.phone = TRY(dialable_phone(order.phone));
    return wanted;
}

struct CallLog {
    CallState state = CallState::Done;
    std::string outcome;
    std::string note;
};

Result<CallLog> read_call_log(const json::value& body) {
    ObjectReader reader(body);
    CallLog log;
    const auto outcome = reader.one_of<std::string>("outcome", {{"reached", "reached"},
                                                                {"no_answer", "no_answer"},
                                                                {"voicemail", "voicemail"},
                                                                {"wrong_number", "wrong_number"},
                                                                {"cancelled", "cancelled"}});
    log.note = reader.text("note").value_or("");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!outcome) {
        return fail(ErrorKind::Invalid,
                    "\"outcome\" is reached, no_answer, voicemail, wrong_number or cancelled",
                    "/outcome");
    }
    log.outcome = *outcome;
    if (log.outcome == "cancelled") log.state = CallState::Cancelled;
    return log;
}

Result<PhonePermission> read_permission(const Call& call, CustomerId id,
                                        const casework::Office& office) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    PhonePermission permission;
    permission.customer_id = id;
    const auto state =
        reader.one_of<PermissionState>("state", {{"asked", PermissionState::Asked},
                                                 {"granted", PermissionState::Granted},
                                                 {"denied", PermissionState::Denied},
                                                 {"revoked", PermissionState::Revoked}});
    const auto case_id = reader.text("case_id");
    const auto message_id = reader.text("message_id");
    permission.phone = TRY(dialable_phone(reader.text("phone").value_or("")));
    permission.words = reader.text("words").value_or("");
    const auto expires = reader.time("expires_at");
    TRY(reader.done(UnknownKeys::Refuse));
    if (!state) {
        return fail(ErrorKind::Invalid, "\"state\" is asked, granted, denied or revoked", "/state");
    }
    permission.state = *state;
    if (case_id) permission.case_id = CaseId::parse(*case_id);
    if (message_id) permission.message_id = MessageId::parse(*message_id);
    if (case_id && !permission.case_id) {
        return fail(ErrorKind::Invalid, "\"case_id\" must be an id: a number as text", "/case_id");
    }
    if (message_id && !permission.message_id) {
        return fail(ErrorKind::Invalid, "\"message_id\" must be an id: a number as text",
                    "/message_id");
    }
    permission.scope = permission.case_id ? "case" : "customer";
    permission.actor_name = call.asker.name();
    permission.at = call.now;
    if (permission.state == PermissionState::Granted) {
        permission.expires_at = expires.value_or(call.now + office.policy().phone_permission_lasts);
        if (*permission.expires_at <= call.now) {
            return fail(ErrorKind::Invalid, "a permission ends at a time to come", "/expires_at");
        }
    }
    return permission;
}

}  // namespace

Result<HttpResponse> list_promises(Call& call) {
    std::optional<PromiseState> state;
    if (const auto given = call.query("state")) {
        state = promise_state_from(*given);
        if (!state) {
            return fail(ErrorKind::Invalid,
                        "state is one of open, kept, extended, broken, kept_late, withdrawn");
        }
    }
    const std::size_t limit = TRY(call.limit());
    const auto page = TRY(call.services.store.read_for<store::PromisePage>(
        [&](const store::Transaction& transaction) {
            return transaction.promises().page(state, call.query("cursor").value_or(""), limit);
        }));
    json::array items;
    for (const Promise& promise : page.promises)
        items.push_back(render(promise));
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> change_promise(Call& call) {
    const PromiseId id = TRY(call.argument_id<PromiseId>(0));
    const auto change = TRY(read_promise_change(call));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const Promise changed = TRY(casework::settle_promise(transaction, id, change, call.now));
        TRY(transaction.journal().append(call.audit("promise.settled",
                                                    "case:" + changed.case_id.text(),
                                                    {{"promise_id", id.text()},
                                                     {"state", name_of(changed.state)},
                                                     {"reason", change.reason}})));
        return json_response(render(changed));
    });
}

Result<HttpResponse> list_calls(Call& call) {
    std::optional<CallState> state;
    if (const auto given = call.query("state")) {
        state = call_state_from(*given);
        if (!state) {
            return fail(ErrorKind::Invalid, "state is one of booked, done, missed, cancelled");
        }
    }
    const std::size_t limit = TRY(call.limit());
    const auto page = TRY(
        call.services.store.read_for<store::CallPage>([&](const store::Transaction& transaction) {
            return transaction.phone().page(state, call.query("cursor").value_or(""), limit);
        }));
    json::array items;
    for (const PhoneCall& each : page.calls)
        items.push_back(render(each));
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> create_call(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const NewCall wanted = TRY(read_new_call(call, id));
    const auto manners = call.services.policy.current();
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        if (const auto booked = TRY(casework::booked_already(transaction, wanted.order)))
            return json_response(render(*booked), 201);
        auto office = TRY(casework::Office::load(transaction, call.now));
        const auto made =
            TRY(casework::book_call(transaction, office, wanted.order, *manners, call.now));
        TRY(transaction.journal().append(call.audit("call.ordered", "case:" + id.text(),
                                                    {{"due_at", to_rfc3339(made.due_at)}})));
        if (!wanted.why_at_night.empty()) {
            TRY(transaction.journal().append(call.audit("call.overridden", "case:" + id.text(),
                                                        {{"call_id", made.id.text()},
                                                         {"rule", quiet_hours},
                                                         {"reason", wanted.why_at_night}})));
        }
        return json_response(render(made), 201);
    });
}

Result<HttpResponse> log_call(Call& call) {
    const CallId id = TRY(call.argument_id<CallId>(0));
    const json::value body = TRY(call.body());
    const CallLog log = TRY(read_call_log(body));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const auto logged =
            TRY(casework::log_call(transaction, id, log.state, log.outcome, log.note, call.now));
        TRY(transaction.journal().append(call.audit("call.logged", "case:" + logged.case_id.text(),
                                                    {{"call_id", id.text()},
                                                     {"due_at", to_rfc3339(logged.due_at)},
                                                     {"outcome", log.outcome}})));
        return json_response(render(logged));
    });
}

Result<HttpResponse> list_phone_permissions(Call& call) {
    const CustomerId id = TRY(call.argument_id<CustomerId>(0));
    const auto permissions = TRY(call.services.store.read_for<std::vector<PhonePermission>>(
        [&](const store::Transaction& transaction) {
            return transaction.phone().permissions_of(id);
        }));
    json::array items;
    for (const PhonePermission& each : permissions)
        items.push_back(render(each, call.now));
    return json_response(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Result<HttpResponse> record_phone_permission(Call& call) {
    const CustomerId id = TRY(call.argument_id<CustomerId>(0));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const auto office = TRY(casework::Office::load(transaction, call.now));
        if (!TRY(transaction.people().find(id))) {
            return fail(ErrorKind::NotFound, "there is no customer with that id");
        }
        auto said = TRY(read_permission(call, id, office));
        said.id = TRY(casework::record_permission(transaction, said));
        TRY(transaction.journal().append(call.audit(
            "phone_permission." + std::string(name_of(said.state)),
            said.case_id ? "case:" + said.case_id->text() : "customer:" + id.text(),
            {{"customer_id", id.text()}, {"scope", said.scope}, {"words", said.words}})));
        return json_response(render(said, call.now), 201);
    });
}

}  // namespace aplomb::api
