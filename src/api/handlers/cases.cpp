#include <algorithm>
#include <map>

#include "api/case_story.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "casework/clocks.h"
#include "casework/people.h"
#include "casework/recovery.h"
#include "desk/making_up.h"
#include "desk/steering.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/grants.h"
#include "store/journal.h"
#include "store/messages.h"
#include "store/people.h"
#include "triage/assess.h"
#include "triage/wire.h"

namespace aplomb::api {
namespace {

constexpr std::size_t timeline_messages_max = 2'000;
constexpr std::size_t timeline_happenings_max = 200;
constexpr std::size_t assessed_messages_max = 40;

Error wrong_choice(std::string_view name, std::string_view choices) {
    return {ErrorKind::Invalid, std::string(name) + " is one of " + std::string(choices), {}};
}

Result<> read_owner(const Call& call, store::CaseQuery& query) {
    const auto owner = call.query("owner");
    if (!owner) return {};
    if (*owner == "none") {
        query.unowned = true;
    } else if (*owner == "me") {
        query.owner = call.asker.user_id();
        if (!query.owner) return fail(ErrorKind::Invalid, "a token is nobody and owns no cases");
    } else {
        query.owner = UserId::parse(*owner);
        if (!query.owner) return tl::unexpected<Error>(wrong_choice("owner", "me, none, an id"));
    }
    return {};
}

Result<> read_view(const Call& call, store::CaseQuery& query) {
    const std::string view = call.query("view").value_or("all");
    if (view == "mine") {
        query.owner = call.asker.user_id();
        if (!query.owner) return fail(ErrorKind::Invalid, "a token is nobody and owns no cases");
    } else if (view == "unowned") {
        query.unowned = true;
    } else if (view == "waiting") {
        query.status = CaseStatus::Waiting;
    } else if (view != "all") {
        return tl::unexpected<Error>(wrong_choice("view", "all, mine, unowned, waiting"));
    }
    return {};
}

Result<store::CaseQuery> read_case_query(const Call& call) {
    store::CaseQuery query;
    TRY(read_view(call, query));
    TRY(read_owner(call, query));
    if (const auto status = call.query("status")) {
        query.status = case_status_from(*status);
        if (!query.status) {
            return tl::unexpected<Error>(
                wrong_choice("status", "open, waiting, snoozed, closed, merged"));
        }
    }
    const std::string sort = call.query("sort").value_or("due");
    if (sort == "newest") {
        query.sort = store::CaseSort::Newest;
    } else if (sort == "fiasco") {
        query.sort = store::CaseSort::Heat;
    } else if (sort != "due") {
        return tl::unexpected<Error>(wrong_choice("sort", "due, newest, fiasco"));
    }
    query.channel = TRY(call.query_id<ChannelId>("channel"));
    query.search = call.query("q").value_or("");
    query.limit = TRY(call.limit());
    query.cursor = call.query("cursor").value_or("");
    return query;
}

struct CaseView {
    store::CaseRow row;
    std::vector<Conversation> conversations;
    std::map<ChannelId, Channel> channels;
    std::vector<Message> messages;
    std::vector<AuditEntry> happenings;
    std::optional<Customer> customer;
    std::vector<Identity> identities;
};

Result<Channel> channel_of(const store::Transaction& transaction, ChannelId id) {
    auto channel = TRY(transaction.channels().find(id));
    if (!channel) return fail(ErrorKind::Corrupt, "a conversation's channel is missing");
    return std::move(*channel);
}

Result<CaseView> read_case(const store::Transaction& transaction, CaseId id) {
    CaseView view;
    auto row = TRY(transaction.cases().row(id));
    if (!row) return fail(ErrorKind::NotFound, "there is no case with that id");
    view.row = std::move(*row);
    view.conversations = TRY(transaction.cases().conversations_of(id));
    view.messages = TRY(transaction.messages().of_case(id, timeline_messages_max));
    view.happenings =
        TRY(transaction.journal().audit("case:" + id.text(), {}, timeline_happenings_max)).entries;
    view.customer = TRY(transaction.people().find(view.row.case_.customer_id));
    view.identities = TRY(transaction.people().identities_of(view.row.case_.customer_id));
    for (const Conversation& each : view.conversations) {
        if (view.channels.contains(each.channel_id)) continue;
        view.channels[each.channel_id] = TRY(channel_of(transaction, each.channel_id));
    }
    for (const Identity& each : view.identities) {
        if (view.channels.contains(each.channel_id)) continue;
        view.channels[each.channel_id] = TRY(channel_of(transaction, each.channel_id));
    }
    return view;
}

json::object render_conversation(const Call& call, const CaseView& view,
                                 const Conversation& conversation) {
    const Channel& channel = view.channels.at(conversation.channel_id);
    const auto why_not = call.services.channels.cannot_answer(channel, conversation.visibility);
    json::object out;
    out["id"] = conversation.id.text();
    out["channel"] = channel_ref(channel);
    out["visibility"] = name_of(conversation.visibility);
    out["external_id"] = text_or_null(conversation.external_id);
    out["subject"] = text_or_null(conversation.subject);
    out["length"] = render(call.services.channels.limit(channel, conversation.visibility));
    out["can_reply"] = !why_not;
    out["why_not"] = why_not ? json::value(*why_not) : json::value();
    return out;
}

// What triage says of a customer's message and why, read anew: it costs less than storing it would,
// and never grows stale.
json::value render_assessment(const Call& call, const Message& message) {
    triage::Post post;
    post.text = message.text;
    post.rating = message.rating;
    const auto& assessor = triage::shipped_assessor();
    std::string line;
    triage::append_assessment(line, message.id.text(),
                              assessor.assess(post, call.services.settings.reading));
    const auto value = parse_json(line);
    return value ? *value : json::value();
}

// Oldest first; of two at one moment the message comes first.
json::array render_timeline(const Call& call, const CaseView& view) {
    std::vector<std::pair<Timestamp, json::object>> items;
    const std::size_t count = view.messages.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Message& message = view.messages[i];
        json::object rendered = render(message);
        const bool recent = count - i <= assessed_messages_max;
        if (recent && message.direction == Direction::In && !message.deleted_at)
            rendered["assessment"] = render_assessment(call, message);
        items.emplace_back(message.at, std::move(rendered));
    }
    for (auto entry = view.happenings.rbegin(); entry != view.happenings.rend(); ++entry) {
        items.emplace_back(entry->at, render_happening(*entry));
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    json::array out;
    for (auto& [at, item] : items) {
        out.push_back(std::move(item));
    }
    return out;
}

Result<json::object> render_case(const Call& call, const CaseView& view) {
    json::object out = render(view.row, call.now);
    json::object& customer = out["customer"].as_object();
    const Customer known = view.customer.value_or(Customer{});
    customer["time_zone"] = text_or_null(known.time_zone);
    customer["language"] = text_or_null(known.language);
    customer["phone_permission"] =
        known.phone_permission ? json::value(*known.phone_permission) : json::value();
    json::array identities;
    for (const Identity& each : view.identities) {
        identities.push_back(json::object{{"channel_kind", view.channels.at(each.channel_id).kind},
                                          {"handle", text_or_null(each.handle)},
                                          {"name", text_or_null(each.name)}});
    }
    customer["identities"] = std::move(identities);
    json::array conversations;
    for (const Conversation& each : view.conversations) {
        conversations.push_back(render_conversation(call, view, each));
    }
    out["conversations"] = std::move(conversations);
    out["timeline"] = render_timeline(call, view);
    TRY(add_case_story(call, view.row.case_, known, out));
    return out;
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

// A justified complaint closes with something given, or with a reason why not (rule B6).
Result<> check_closing(const store::Transaction& transaction, const Case& value) {
    bool given = false;
    for (const Grant& grant : TRY(transaction.grants().of_case(value.id))) {
        given |= grant.state == GrantState::Granted || grant.state == GrantState::Redeemed;
    }
    const auto why_not = desk::may_not_close(value, given);
    if (!why_not) return {};
    return fail(ErrorKind::Invalid, *why_not, "/status");
}

// Applies the change; what came of it, for the record, is the answer.
Result<json::object> apply_case_change(const store::Transaction& transaction, const Call& call,
                                       casework::Office& office, const CaseChange& change,
                                       Case& value) {
    json::object detail;
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
    if (change.status == CaseStatus::Closed) TRY(check_closing(transaction, value));
    if (change.status) {
        const Channel channel = TRY(channel_of(transaction, value.channel_id));
        TRY(desk::set_status(value, *change.status, change.snooze_until, channel, call.now));
        detail["status"] = name_of(*change.status);
        if (change.snooze_until) detail["snooze_until"] = to_rfc3339(*change.snooze_until);
    }
    if (change.owner_given) {
        if (change.owner) {
            const auto user = TRY(transaction.accounts().find(*change.owner));
            if (!user || user->disabled) {
                return fail(ErrorKind::Invalid, "there is nobody with that id", "/owner_id");
            }
            detail["owner"] = user->name;
            value.owner_id = change.owner;
        } else {
            // Nobody is no owner: who gives a case away gives it to somebody.
            const auto to = TRY(casework::route(transaction, office, value, value.preview, {},
                                                value.owner_id, call.now));
            if (to.owner) value.owner_id = to.owner;
            detail["owner"] = office.name_of(value.owner_id);
        }
    }
    if (change.severity) {
        desk::set_severity(value, *change.severity);
        detail["severity"] = std::to_string(*change.severity);
    }
    value.updated_at = call.now;
    return detail;
}

Result<store::CaseRow> write_case_change(store::Transaction& transaction, const Call& call,
                                         CaseId id, const CaseChange& change) {
    auto value = TRY(transaction.cases().find(id));
    if (!value) return fail(ErrorKind::NotFound, "there is no case with that id");
    if (change.version && *change.version != value->version) {
        return fail(ErrorKind::Conflict, "somebody changed this case meanwhile");
    }
    auto office = TRY(casework::Office::load(transaction, call.now));
    json::object detail = TRY(apply_case_change(transaction, call, office, change, *value));
    if (!detail.empty()) {
        TRY(casework::save(transaction, office, *value, call.now));
        if (change.status == CaseStatus::Closed) {
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

Result<HttpResponse> list_cases(Call& call) {
    const store::CaseQuery query = TRY(read_case_query(call));
    const auto page = TRY(call.services.store.read_for<store::CasePage>(
        [&](const store::Transaction& transaction) { return transaction.cases().page(query); }));
    json::array items;
    for (const store::CaseRow& row : page.rows) {
        items.push_back(render(row, call.now));
    }
    return page_response(call, std::move(items), page.next_cursor);
}

Result<HttpResponse> show_case(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const CaseView view = TRY(call.services.store.read_for<CaseView>(
        [&](const store::Transaction& transaction) { return read_case(transaction, id); }));
    return json_response(TRY(render_case(call, view)));
}

Result<HttpResponse> change_case(Call& call) {
    const CaseId id = TRY(call.argument_id<CaseId>(0));
    const json::value body = TRY(call.body());
    const CaseChange change = TRY(read_case_change(body));
    const auto row =
        TRY(call.services.store.write_for<store::CaseRow>([&](store::Transaction& transaction) {
            return write_case_change(transaction, call, id, change);
        }));
    return json_response(render(row, call.now));
}

}  // namespace aplomb::api
