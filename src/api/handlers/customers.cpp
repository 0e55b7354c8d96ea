// The customer card: what is known of a person, and putting it right by hand.
#include <algorithm>
#include <map>

#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/telephone.h"
#include "base/time_zone.h"
#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/office.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/people.h"
#include "text/utf8.h"

namespace aplomb::api {
namespace {

constexpr std::size_t customer_name_max = 200;
constexpr std::size_t language_tag_max = 35;
constexpr std::size_t language_part_max = 8;
constexpr std::size_t tier_max = 100;

struct CustomerView {
    Customer customer;
    std::vector<Identity> identities;
};

Result<CustomerView> view_of(const store::Transaction& transaction, Customer customer,
                             Timestamp now) {
    CustomerView view;
    customer.phone_permission = TRY(casework::box_on_the_card(transaction, customer, now));
    view.identities = TRY(transaction.people().identities_of(customer.id));
    view.customer = std::move(customer);
    return view;
}

Result<std::map<ChannelId, std::string>> kinds_of(const store::Transaction& transaction,
                                                  const std::vector<CustomerView>& views) {
    std::map<ChannelId, std::string> kinds;
    for (const CustomerView& view : views) {
        for (const Identity& identity : view.identities) {
            if (kinds.contains(identity.channel_id)) continue;
            const auto channel = TRY(transaction.channels().find(identity.channel_id));
            kinds[identity.channel_id] = channel ? channel->kind : std::string{};
        }
    }
    return kinds;
}

json::object render_customer(const CustomerView& view,
                             const std::map<ChannelId, std::string>& kinds) {
    json::object out;
    std::string handle;
    std::optional<std::int64_t> followers;
    json::array identities;
    for (const Identity& each : view.identities) {
        if (handle.empty()) handle = each.handle;
        if (each.followers) followers = std::max(followers.value_or(0), *each.followers);
        identities.push_back(json::object{{"channel_kind", kinds.at(each.channel_id)},
                                          {"channel_id", each.channel_id.text()},
                                          {"handle", text_or_null(each.handle)},
                                          {"name", text_or_null(each.name)}});
    }
    const Customer& customer = view.customer;
    out["id"] = customer.id.text();
    out["name"] = customer.name;
    out["handle"] = text_or_null(handle);
    out["followers"] = followers ? json::value(*followers) : json::value();
    out["time_zone"] = text_or_null(customer.time_zone);
    out["language"] = text_or_null(customer.language);
    out["phone_permission"] =
        customer.phone_permission ? json::value(*customer.phone_permission) : json::value();
    out["tier"] = text_or_null(customer.tier);
    out["phone"] = text_or_null(customer.phone);
    out["identities"] = std::move(identities);
    out["created_at"] = to_rfc3339(customer.created_at);
    return out;
}

struct CustomerChange {
    std::optional<std::string> name;
    std::optional<std::string> time_zone;
    std::optional<std::string> language;
    std::optional<std::optional<bool>> phone_permission;
    std::optional<std::string> tier;
    std::optional<std::string> phone;
};

// "en", "pt-BR", "zh-Hant-TW", "de-CH-1996", "x-whine": parts of letters and digits, of which the
// first has letters only (BCP 47, as to its looks).
bool looks_like_language_tag(std::string_view tag) {
    if (tag.size() > language_tag_max) return false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto part_of_tag = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    for (bool first = true;; first = false) {
        const std::size_t end = std::min(tag.find('-'), tag.size());
        const std::string_view part = tag.substr(0, end);
        const bool last = end == tag.size();
        if (part.empty() || part.size() > language_part_max) return false;
        if (!std::all_of(part.begin(), part.end(), part_of_tag)) return false;
        if (first && !std::all_of(part.begin(), part.end(), letter)) return false;
        if (first && part.size() == 1 && (last || (part != "x" && part != "i"))) return false;
        if (last) return true;
        tag.remove_prefix(end + 1);
    }
}

Result<> check_card(const CustomerChange& change) {
    if (change.name && (change.name->empty() || change.name->size() > customer_name_max)) {
        return fail(ErrorKind::Invalid, "a name needs 1 to 200 characters", "/name");
    }
    if (change.time_zone && !change.time_zone->empty() && !is_time_zone(*change.time_zone)) {
        return fail(ErrorKind::Invalid,
                    "there is no time zone of that name; it looks like \"Europe/Berlin\"",
                    "/time_zone");
    }
    if (change.language && !change.language->empty() &&
        !looks_like_language_tag(*change.language)) {
        return fail(ErrorKind::Invalid, "a language tag looks like \"en\" or \"pt-BR\"",
                    "/language");
    }
    if (change.tier && text::count_code_points(*change.tier) > tier_max) {
        return fail(ErrorKind::Invalid, "a tier can have at most 100 characters", "/tier");
    }
    return {};
}

Result<CustomerChange> read_customer_change(const json::value& body) {
    ObjectReader reader(body);
    CustomerChange change;
    change.name = reader.text("name");
    change.time_zone = reader.text("time_zone");
    change.language = reader.text("language");
    change.tier = reader.text("tier");
    change.phone = reader.text("phone");
    if (const auto permission = reader.flag("phone_permission")) {
        change.phone_permission = std::optional<bool>(*permission);
    }
    TRY(reader.done(UnknownKeys::Refuse));
    // null empties: not known (any more).
    const json::object& object = body.get_object();
    const auto emptied = [&](std::string_view key) {
        const json::value* value = object.if_contains(key);
        return value != nullptr && value->is_null();
    };
    if (emptied("time_zone")) change.time_zone = "";
    if (emptied("language")) change.language = "";
    if (emptied("phone_permission")) change.phone_permission = std::optional<bool>{};
    if (emptied("tier")) change.tier = "";
    if (emptied("phone")) change.phone = "";
    if (change.phone) change.phone = TRY(dialable_phone(*change.phone));
    TRY(check_card(change));
    return change;
}

// The box ticked by hand is a word on permission too; emptied, it takes back what was given.
Result<> note_permission(store::Transaction& transaction, const Call& call,
                         const Customer& customer) {
    PhonePermission permission;
    permission.customer_id = customer.id;
    permission.state = customer.phone_permission.value_or(false) ? PermissionState::Granted
                                                                 : PermissionState::Revoked;
    permission.scope = "customer";
    permission.words = "set on the customer's card";
    permission.actor_name = call.asker.name();
    permission.at = call.now;
    if (permission.state == PermissionState::Granted) {
        const auto office = TRY(casework::Office::load(transaction, call.now));
        permission.expires_at = call.now + office.policy().phone_permission_lasts;
    }
    TRY(casework::record_permission(transaction, permission));
    return {};
}

// What is known of somebody stands on the card of who they are now.
Result<> check_unmerged(const store::Transaction& transaction, const Customer& customer) {
    const CustomerId home = TRY(casework::lives_on_in(transaction, customer.id));
    if (home == customer.id) return {};
    const auto holder = TRY(transaction.people().find(home));
    return fail(ErrorKind::Conflict, customer.name + " lives on in " +
                                         (holder ? holder->name : std::string("somebody")) +
                                         " (customer " + home.text() + "); change that card");
}

Result<json::object> read_one(const store::Transaction& transaction, CustomerId id, Timestamp now) {
    auto customer = TRY(transaction.people().find(id));
    if (!customer) return fail(ErrorKind::NotFound, "there is no customer with that id");
    std::vector<CustomerView> views;
    views.push_back(TRY(view_of(transaction, std::move(*customer), now)));
    const auto kinds = TRY(kinds_of(transaction, views));
    return render_customer(views.front(), kinds);
}

}  // namespace

Result<HttpResponse> list_customers(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const auto after = TRY(call.query_id<CustomerId>("cursor"));
    std::string next;
    json::array items = TRY(call.services.store.read_for<json::array>(
        [&](const store::Transaction& transaction) -> Result<json::array> {
            auto customers =
                TRY(transaction.people().page(after.value_or(CustomerId{}), limit + 1));
            if (customers.size() > limit) {
                customers.resize(limit);
                next = customers.back().id.text();
            }
            std::vector<CustomerView> views;
            for (Customer& customer : customers) {
                views.push_back(TRY(view_of(transaction, std::move(customer), call.now)));
            }
            const auto kinds = TRY(kinds_of(transaction, views));
            json::array out;
            for (const CustomerView& view : views) {
                out.push_back(render_customer(view, kinds));
            }
            return out;
        }));
    return page_response(call, std::move(items), next);
}

Result<HttpResponse> show_customer(Call& call) {
    const CustomerId id = TRY(call.argument_id<CustomerId>(0));
    return json_response(
        TRY(call.services.store.read_for<json::object>([&](const store::Transaction& transaction) {
            return read_one(transaction, id, call.now);
        })));
}

Result<HttpResponse> change_customer(Call& call) {
    const CustomerId id = TRY(call.argument_id<CustomerId>(0));
    const json::value body = TRY(call.body());
    const CustomerChange change = TRY(read_customer_change(body));
    return call.commit([&](store::Transaction& transaction) -> Result<HttpResponse> {
        auto customer = TRY(transaction.people().find(id));
        if (!customer) return fail(ErrorKind::NotFound, "there is no customer with that id");
        TRY(check_unmerged(transaction, *customer));
        const std::string tier = customer->tier;
        if (change.name) customer->name = *change.name;
        if (change.time_zone) customer->time_zone = *change.time_zone;
        if (change.language) customer->language = *change.language;
        // A form that sends the box as it was says nothing new.
        const bool ticked = change.phone_permission &&
                            *change.phone_permission !=
                                TRY(casework::box_on_the_card(transaction, *customer, call.now));
        if (ticked) customer->phone_permission = *change.phone_permission;
        if (change.tier) customer->tier = *change.tier;
        if (change.phone) customer->phone = *change.phone;
        if (ticked) TRY(note_permission(transaction, call, *customer));
        TRY(transaction.people().update(*customer));
        if (customer->tier != tier) {
            const auto office = TRY(casework::Office::load(transaction, call.now));
            TRY(casework::set_clocks_of(transaction, office, id, call.now));
        }
        json::array fields;
        for (const auto& field : body.get_object()) {
            fields.push_back(json::value(field.key()));
        }
        TRY(transaction.journal().append(call.audit("customer.changed", "customer:" + id.text(),
                                                    {{"fields", std::move(fields)}})));
        return json_response(TRY(read_one(transaction, id, call.now)));
    });
}

}  // namespace aplomb::api
