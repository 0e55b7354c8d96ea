// Merging and splitting cases, and merging customers who are one person.
#include "casework/joining.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "casework/customers.h"
#include "store/cases.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

template<class Id>
Result<Id> id_from_text(const std::string& text, const std::string& field) {
    const auto id = Id::parse(text);
    if (!id) return fail(ErrorKind::Invalid, "an id is a number as text", field);
    return *id;
}

Result<json::object> case_row_json(const store::Transaction& transaction, const Call& call,
                                   CaseId id) {
    const auto row = TRY(transaction.cases().row(id));
    if (!row) return fail(ErrorKind::NotFound, "there is no case with that id");
    return render(*row, call.now);
}

json::object preview_json(const casework::MergePreview& preview) {
    json::array identities;
    for (const Identity& each : preview.identities) {
        identities.push_back(json::object{{"channel_id", each.channel_id.text()},
                                          {"handle", text_or_null(each.handle)},
                                          {"name", text_or_null(each.name)}});
    }
    json::array cases;
    for (const CaseId id : preview.cases)
        cases.push_back(json::value(id.text()));
    json::array conflicts;
    for (const std::string& each : preview.conflicts)
        conflicts.push_back(json::value(each));
    return {{"identities", std::move(identities)},
            {"cases", std::move(cases)},
            {"conflicts", std::move(conflicts)}};
}

}  // namespace

Result<HttpResponse> merge_case(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string into_text = reader.required_text("into");
    TRY(reader.done(UnknownKeys::Refuse));
    const CaseId into = TRY(id_from_text<CaseId>(into_text, "/into"));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        auto office = TRY(casework::Office::load(transaction, call.now));
        TRY(casework::merge_cases(transaction, office, id, into, call.now));
        for (const CaseId side : {id, into}) {
            TRY(transaction.journal().append(
                call.audit("case.merged", "case:" + side.text(),
                           {{"from", id.text()}, {"into", into.text()}})));
        }
        return json_response(TRY(case_row_json(transaction, call, into)));
    });
}

Result<HttpResponse> split_case(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const json::array* list = reader.list("conversation_ids");
    TRY(reader.done(UnknownKeys::Refuse));
    std::vector<ConversationId> conversations;
    for (const json::value& each : list == nullptr ? json::array{} : *list) {
        if (!each.is_string()) {
            return fail(ErrorKind::Invalid, "an id is a number as text", "/conversation_ids");
        }
        conversations.push_back(
            TRY(id_from_text<ConversationId>(std::string(each.get_string()), "/conversation_ids")));
    }
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        auto office = TRY(casework::Office::load(transaction, call.now));
        const CaseId fresh =
            TRY(casework::split_case(transaction, office, id, conversations, call.now));
        for (const CaseId side : {id, fresh}) {
            TRY(transaction.journal().append(
                call.audit("case.split", "case:" + side.text(),
                           {{"from", id.text()}, {"into", fresh.text()}})));
        }
        return json_response(TRY(case_row_json(transaction, call, fresh)), 201);
    });
}

Result<HttpResponse> merge_customer(Call& call) {
    const CustomerId id = TRY(call.argument_id<CustomerId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string into_text = reader.required_text("into");
    casework::MergeOrder order;
    order.evidence = reader.text("evidence").value_or("");
    order.despite_conflicts = reader.flag("despite_conflicts").value_or(false);
    const bool only_preview = reader.flag("preview").value_or(false);
    TRY(reader.done(UnknownKeys::Refuse));
    order.from = id;
    order.into = TRY(id_from_text<CustomerId>(into_text, "/into"));
    order.actor_name = call.asker.name();
    if (!only_preview && order.evidence.empty()) {
        return fail(ErrorKind::Invalid, "say how you know that they are one person", "/evidence");
    }
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        json::object out =
            preview_json(TRY(casework::preview_merge(transaction, order.from, order.into)));
        out["merge_id"] = nullptr;
        if (only_preview) return json_response(out);
        const MergeId merged = TRY(casework::merge_customers(transaction, order, call.now));
        TRY(transaction.journal().append(call.audit("customer.merged",
                                                    "customer:" + order.into.text(),
                                                    {{"from", order.from.text()},
                                                     {"merge_id", merged.text()},
                                                     {"evidence", order.evidence}})));
        out["merge_id"] = merged.text();
        return json_response(out);
    });
}

Result<HttpResponse> undo_customer_merge(Call& call) {
    const MergeId id = TRY(call.argument_id<MergeId>(0));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        TRY(casework::undo_merge(transaction, id, call.now));
        TRY(transaction.journal().append(
            call.audit("customer.merge_undone", "merge:" + id.text())));
        return no_content();
    });
}

}  // namespace aplomb::api
