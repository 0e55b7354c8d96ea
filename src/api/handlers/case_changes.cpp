// PATCH of a case: what a person decides about it by hand, and what may not be decided so.
#include <algorithm>

#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/grants.h"
#include "casework/joining.h"
#include "casework/people.h"
#include "casework/recovery.h"
#include "desk/approvals.h"
#include "desk/making_up.h"
#include "desk/steering.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/messages.h"

namespace aplomb::api {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

struct CaseChange {
    std::optional<CaseStatus> status;
    bool owner_given = false;
    std::optional<UserId> owner;
    std::optional<CaseKind> kind;
    std::optional<int> severity;
    std::optional<Timestamp> snooze_until;
    std::optional<bool> at_fault;
    std::optional<std::string> no_offer_reason;
    std::optional<std::int64_t> version;
};

Result<CaseChange> read_case_change(const json::value& body) {
    ObjectReader reader(body);
    CaseChange change;
    change.status = reader.one_of<CaseStatus>("status", {{"open", CaseStatus::Open},
                                                         {"waiting", CaseStatus::Waiting},
                                                         {"snoozed", CaseStatus::Snoozed},
                                                         {"closed", CaseStatus::Closed}});
    change.kind = reader.one_of<CaseKind>("kind", {{"complaint", CaseKind::Complaint},
                                                   {"question", CaseKind::Question},
                                                   {"request", CaseKind::Request},
                                                   {"praise", CaseKind::Praise},
                                                   {"suggestion", CaseKind::Suggestion},
                                                   {"spam", CaseKind::Spam},
                                                   {"other", CaseKind::Other}});
    if (const auto severity = reader.integer("severity", 1, 5)) {
        change.severity = static_cast<int>(*severity);
    }
    change.snooze_until = reader.time("snooze_until");
    change.version = reader.integer("version", 1);
    change.at_fault = reader.flag("at_fault");
    change.no_offer_reason = reader.text("no_offer_reason");
    if (change.no_offer_reason && is_blank(*change.no_offer_reason)) {
        reader.reject("no_offer_reason", "say in a few words why nothing is offered");
    }
    // null means nobody, absent means as it is: the reader cannot tell, the object can.
    change.owner_given = body.is_object() && body.get_object().contains("owner_id");
    if (const auto owner = reader.text("owner_id")) {
        change.owner = UserId::parse(*owner);
        if (!change.owner) reader.reject("owner_id", "\"owner_id\" must be an id, or null");
    }
    TRY(reader.done(UnknownKeys::Refuse));
    if (change.snooze_until && change.status != CaseStatus::Snoozed) {
        return fail(ErrorKind::Invalid, "\"snooze_until\" goes with \"status\": \"snoozed\"",
                    "/snooze_until");
    }
    return change;
}

// A justified complaint is closed with something given, or with a reason why not (rule B6), by
// whatever change it comes to be both. It is no less one for being called something else, or
// nobody's fault, with the same stroke that closes it.
Result<> check_closed(const store::Transaction& transaction, const CaseChange& change,
                      const Case& before, const Case& value) {
    const bool concerns = change.status || change.at_fault || change.kind;
    if (value.status != CaseStatus::Closed || !concerns) return {};
    const bool given = TRY(casework::something_was_given(transaction, value.id));
    Case judged = value;
    if (before.kind == CaseKind::Complaint) judged.kind = CaseKind::Complaint;
    if (before.at_fault.value_or(false)) judged.at_fault = true;
    const auto why_not = desk::may_not_close(judged, given);
    if (!why_not) return {};
    return fail(ErrorKind::Invalid, *why_not,
                change.status     ? "/status"
                : change.at_fault ? "/at_fault"
                                  : "/kind");
}

// Nobody makes a case less serious to answer it alone (rule B5).
Result<> check_seniority(const store::Transaction& transaction, const Call& call,
                         const casework::Office& office, const Case& before, const Case& after) {
    const std::string words = TRY(transaction.messages().words_heard(before.id)).text;
    const Seniority was = desk::least_seniority(office.policy(), before, words).least;
    const Seniority is = desk::least_seniority(office.policy(), after, words).least;
    if (is >= was || seniority_of(call.asker.role()) >= was) return {};
    return fail(ErrorKind::Forbidden, "this case is for a " + std::string(rank_text(was)) +
                                          "; only they say that it is less serious");
}

// Who is away until after it is due would only be asked to hand it over again.
Result<> check_there(const casework::Office& office, const Case& value, const User& user,
                     Timestamp now) {
    if (!desk::should_hand_over(office.roster(), user.id, value.due_at, now)) return {};
    const auto people = desk::who_answers(office.roster(), office.users);
    const bool somebody = std::any_of(people.begin(), people.end(), [&](const User* each) {
        return desk::on_duty(office.roster(), each->id, now);
    });
    if (!somebody || value.status != CaseStatus::Open) return {};
    return fail(
        ErrorKind::Invalid,
        user.name + " is off duty until after this is due; give it to somebody who is there",
        "/owner_id");
}

// Applies the change; what came of it, for the record, is the answer.
Result<json::object> apply_case_change(const store::Transaction& transaction, const Call& call,
                                       casework::Office& office, const CaseChange& change,
                                       Case& value) {
    json::object detail;
    const Case before = value;
    if (change.kind) {
        value.kind = *change.kind;
        detail["kind"] = name_of(*change.kind);
    }
    if (change.at_fault) {
        value.at_fault = *change.at_fault;
        detail["at_fault"] = *change.at_fault ? "yes" : "no";
    }
    if (change.no_offer_reason) {
        value.no_offer_reason = *change.no_offer_reason;
        detail["no_offer_reason"] = *change.no_offer_reason;
    }
    if (change.status) {
        // Who ends it on their word says that it needs no answer, under their name (rule A10).
        const bool ends =
            change.status == CaseStatus::Closed || change.status == CaseStatus::Waiting;
        if (ends && value.waiting_since) detail["natural_end"] = "yes";
        const auto channel = TRY(transaction.channels().find(value.channel_id));
        if (!channel) return fail(ErrorKind::Corrupt, "a case's channel is missing");
        TRY(desk::set_status(value, *change.status, change.snooze_until, *channel, call.now));
        detail["status"] = name_of(*change.status);
        if (change.snooze_until) detail["snooze_until"] = to_rfc3339(*change.snooze_until);
    }
    if (change.owner_given) {
        if (change.owner) {
            const auto user = TRY(transaction.accounts().find(*change.owner));
            if (!user || user->disabled) {
                return fail(ErrorKind::Invalid, "there is nobody with that id", "/owner_id");
            }
            TRY(check_there(office, value, *user, call.now));
            detail["owner"] = user->name;
            value.owner_id = change.owner;
        } else {
            // Nobody is no owner: who gives a case away gives it to somebody.
            const auto to = TRY(casework::route(transaction, office, value, value.preview, {},
                                                value.owner_id, call.now));
            // Somebody who is there does not give it to somebody who is not.
            const bool worse = value.owner_id && !to.on_duty &&
                               desk::on_duty(office.roster(), *value.owner_id, call.now);
            if (to.owner && !worse) value.owner_id = to.owner;
            detail["owner"] = office.name_of(value.owner_id);
        }
    }
    if (change.severity) {
        desk::set_severity(value, *change.severity);
        detail["severity"] = std::to_string(*change.severity);
    }
    TRY(check_closed(transaction, change, before, value));
    TRY(check_seniority(transaction, call, office, before, value));
    value.updated_at = call.now;
    return detail;
}

Result<> check_living(const store::Transaction& transaction, const Case& value) {
    if (value.status != CaseStatus::Merged) return {};
    const CaseId living = TRY(casework::living_case(transaction, value.id));
    return fail(ErrorKind::Conflict,
                "this case lives on in case " + living.text() + "; change that one");
}

Result<store::CaseRow> write_case_change(store::Transaction& transaction, const Call& call,
                                         CaseId id, const CaseChange& change) {
    auto value = TRY(transaction.cases().find(id));
    if (!value) return fail(ErrorKind::NotFound, "there is no case with that id");
    TRY(check_living(transaction, *value));
    if (change.version && *change.version != value->version) {
        return fail(ErrorKind::Conflict, "somebody changed this case meanwhile");
    }
    auto office = TRY(casework::Office::load(transaction, call.now));
    json::object detail = TRY(apply_case_change(transaction, call, office, change, *value));
    if (!detail.empty()) {
        TRY(casework::save(transaction, office, *value, call.now));
        TRY(casework::watch_complaint(transaction, *value, call.now));
        if (change.status && change.status != CaseStatus::Closed && !change.owner_given)
            TRY(casework::see_that_it_is_had(transaction, office, id, call.now));
        if (change.status == CaseStatus::Closed) {
            TRY(casework::void_approvals(transaction, id, "The case was closed.", call.now));
            TRY(casework::recovery_resolved(transaction, id, call.now));
        }
        TRY(transaction.journal().append(
            call.audit("case.changed", "case:" + id.text(), std::move(detail))));
        ScreenEvent event;
        event.at = call.now;
        event.kind = ScreenEventKind::CaseUpdated;
        event.case_id = id;
        TRY(transaction.journal().append(event));
    }
    auto row = TRY(transaction.cases().row(id));
    if (!row) return fail(ErrorKind::NotFound, "there is no case with that id");
    return std::move(*row);
}

}  // namespace

Result<HttpResponse> change_case(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    const CaseChange change = TRY(read_case_change(body));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        const auto row = TRY(write_case_change(transaction, call, id, change));
        return json_response(render(row, call.now));
    });
}

}  // namespace aplomb::api
