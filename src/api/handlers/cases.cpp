#include <algorithm>
#include <map>

#include "api/case_story.h"
#include "api/handlers/handlers.h"
#include "api/happenings.h"
#include "api/render.h"
#include "casework/clocks.h"
#include "casework/customers.h"
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

Result<CaseView> read_case(const store::Transaction& transaction, CaseId id, Timestamp now) {
    CaseView view;
    auto row = TRY(transaction.cases().row(id));
    if (!row) return fail(ErrorKind::NotFound, "there is no case with that id");
    view.row = std::move(*row);
    view.conversations = TRY(transaction.cases().conversations_of(id));
    view.messages = TRY(transaction.messages().of_case(id, timeline_messages_max));
    view.happenings =
        TRY(transaction.journal().audit("case:" + id.text(), {}, timeline_happenings_max)).entries;
    view.customer = TRY(transaction.people().find(view.row.case_.customer_id));
    if (view.customer) {
        view.customer->phone_permission =
            TRY(casework::may_be_called(transaction, *view.customer, id, now));
    }
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
    out["answer_until"] = time_or_null(conversation.answer_until);
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
    for (const AuditEntry& entry : told_once({view.happenings.rbegin(), view.happenings.rend()})) {
        items.emplace_back(entry.at, render_happening(entry));
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
    const CaseView view =
        TRY(call.services.store.read_for<CaseView>([&](const store::Transaction& transaction) {
            return read_case(transaction, id, call.now);
        }));
    return json_response(TRY(render_case(call, view)));
}

}  // namespace aplomb::api
