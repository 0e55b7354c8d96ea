// The documents a company writes about its own desk, who covers what, and what each of us was told.
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/render_dealings.h"
#include "casework/office.h"
#include "casework/people.h"
#include "store/channels.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr std::size_t document_bytes_max = std::size_t{2} << 20;
constexpr std::chrono::days coverage_ahead{7};

HttpResponse document_response(const std::optional<store::Document>& document,
                               json::value shipped) {
    json::value body = std::move(shipped);
    if (document) {
        if (auto parsed = parse_json(document->body)) body = std::move(*parsed);
    }
    return json_response(
        json::object{{"document", std::move(body)},
                     {"version", document ? json::value(document->version) : json::value(0)},
                     {"at", document ? json::value(to_rfc3339(document->at)) : json::value()},
                     {"by", document ? json::value(document->actor_name) : json::value()}});
}

Result<HttpResponse> show_document(Call& call, std::string_view name, json::value shipped) {
    const auto document = TRY(call.services.store.read_for<std::optional<store::Document>>(
        [&](const store::Transaction& transaction) {
            return transaction.documents().newest(std::string(name));
        }));
    return document_response(document, std::move(shipped));
}

Result<HttpResponse> keep_document(Call& call, std::string_view name, const json::value& body) {
    store::Document document;
    document.name = name;
    document.at = call.now;
    document.actor_name = call.asker.name();
    document.body = json::serialize(body);
    if (document.body.size() > document_bytes_max) {
        return fail(ErrorKind::TooLarge, "this document can have at most 2 MiB");
    }
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        document.version = TRY(transaction.documents().append(document));
        auto office = TRY(casework::Office::load(transaction, call.now));
        TRY(casework::go_by_roster(transaction, office, call.now));
        TRY(transaction.journal().append(call.audit(
            std::string(name) + ".changed", std::string(name), {{"version", document.version}})));
        return document_response(document, {});
    });
}

json::value user_or_null(const casework::Office& office, std::optional<UserId> id) {
    if (!id) return {};
    return json::object{{"id", id->text()}, {"name", office.name_of(id)}};
}

json::object cover_json(const casework::Office& office, const Channel& channel, Timestamp now) {
    const desk::Cover cover = desk::cover_at(office.roster(), office.users, channel, now);
    json::array gaps;
    for (const desk::CoverGap& gap :
         desk::cover_gaps(office.roster(), office.users, channel, now, now + coverage_ahead)) {
        gaps.push_back(json::object{{"from", to_rfc3339(gap.when.from)},
                                    {"to", to_rfc3339(gap.when.to)},
                                    {"missing", gap.no_owner ? "owner" : "deputy"}});
    }
    return {{"channel", channel_ref(channel)},
            {"owner", user_or_null(office, cover.owner)},
            {"deputy", user_or_null(office, cover.deputy)},
            {"gaps", std::move(gaps)}};
}

}  // namespace

Result<HttpResponse> show_policy(Call& call) {
    return show_document(call, casework::policy_document,
                         json::value(desk::shipped_policy_document()));
}

Result<HttpResponse> replace_policy(Call& call) {
    const json::value body = TRY(call.body());
    TRY(desk::check_limits(TRY(desk::read_desk_policy(body, call.now))));
    return keep_document(call, casework::policy_document, body);
}

Result<HttpResponse> show_roster(Call& call) {
    return show_document(call, casework::roster_document,
                         json::value(json::object{{"people", json::array{}}}));
}

Result<HttpResponse> replace_roster(Call& call) {
    const json::value body = TRY(call.body());
    const desk::Roster roster = TRY(desk::read_roster(body));
    const auto users = TRY(call.services.store.read_for<casework::Office>(
                               [&](const store::Transaction& transaction) {
                                   return casework::Office::load(transaction, call.now);
                               }))
                           .users;
    for (std::size_t i = 0; i < roster.people.size(); ++i) {
        const bool here = std::any_of(users.begin(), users.end(), [&](const User& user) {
            return user.id == roster.people[i].user_id && !user.disabled;
        });
        if (here) continue;
        return fail(ErrorKind::Invalid, "there is nobody with that id",
                    "/people/" + std::to_string(i) + "/user_id");
    }
    return keep_document(call, casework::roster_document, body);
}

Result<HttpResponse> show_coverage(Call& call) {
    json::array items = TRY(call.services.store.read_for<json::array>(
        [&](const store::Transaction& transaction) -> Result<json::array> {
            const auto office = TRY(casework::Office::load(transaction, call.now));
            json::array out;
            for (const Channel& channel : TRY(transaction.channels().all())) {
                out.push_back(cover_json(office, channel, call.now));
            }
            return out;
        }));
    return json_response(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Result<HttpResponse> list_notices(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const auto before = TRY(call.query_id<NoticeId>("cursor"));
    const auto user = call.asker.user_id();
    std::vector<Notice> notices;
    if (user) {
        notices = TRY(call.services.store.read_for<std::vector<Notice>>(
            [&](const store::Transaction& transaction) {
                return transaction.clocks().notices_of(*user, before.value_or(NoticeId{}),
                                                       limit + 1);
            }));
    }
    std::string next;
    if (notices.size() > limit) {
        notices.resize(limit);
        next = notices.back().id.text();
    }
    json::array items;
    for (const Notice& notice : notices)
        items.push_back(render(notice));
    return page_response(call, std::move(items), next);
}

Result<HttpResponse> read_notices(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string up_to = reader.required_text("up_to");
    TRY(reader.done(UnknownKeys::Refuse));
    const auto id = NoticeId::parse(up_to);
    if (!id) return fail(ErrorKind::Invalid, "\"up_to\" must be an id: a number as text", "/up_to");
    if (const auto user = call.asker.user_id()) {
        TRY(call.services.store.write([&](store::Transaction& transaction) {
            return transaction.clocks().mark_read(*user, *id, call.now);
        }));
    }
    return no_content();
}

}  // namespace aplomb::api
