// The people of the desk. Rights end at once: whoever is disabled, given another role or another
// password has no session left.
#include "api/access.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/state.h"
#include "base/crypto.h"
#include "casework/clocks.h"
#include "casework/people.h"
#include "store/accounts.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr std::size_t name_max = 120;
constexpr std::size_t generated_password_bytes = 12;

std::optional<Role> read_role(ObjectReader& reader) {
    return reader.one_of<Role>("role", {{"agent", Role::Agent},
                                        {"senior", Role::Senior},
                                        {"manager", Role::Manager},
                                        {"executive", Role::Executive},
                                        {"admin", Role::Admin}});
}

Result<> check_user_name(const std::string& name) {
    if (!name.empty() && name.size() <= name_max) return {};
    return fail(ErrorKind::Invalid, "a name needs 1 to 120 characters", "/name");
}

// Somebody must be able to let people in again.
Result<> keep_an_admin(const store::Transaction& transaction, const User& changed) {
    if (changed.role == Role::Admin && !changed.disabled) return {};
    for (const User& user : TRY(transaction.accounts().users())) {
        if (user.id != changed.id && user.role == Role::Admin && !user.disabled) return {};
    }
    return fail(ErrorKind::Conflict, "this is the only admin; make somebody else one first");
}

// No case stays with somebody who is gone, or with nobody once somebody is here.
Result<> people_changed(store::Transaction& transaction, Timestamp now) {
    auto office = TRY(casework::Office::load(transaction, now));
    TRY(casework::rehome(transaction, office, now));
    TRY(casework::tell_what_waits(transaction, office, now));
    return casework::plan_shifts(transaction, office, now);
}

struct UserChange {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<bool> disabled;
    std::string password_hash;
};

void apply(const UserChange& change, User& user) {
    if (change.name) user.name = *change.name;
    if (change.role) user.role = *change.role;
    if (change.disabled) user.disabled = *change.disabled;
    if (!change.password_hash.empty()) user.password_hash = change.password_hash;
}

json::object described(const UserChange& change) {
    json::object out;
    if (change.name) out["name"] = *change.name;
    if (change.role) out["role"] = name_of(*change.role);
    if (change.disabled) out["disabled"] = *change.disabled;
    if (!change.password_hash.empty()) out["password"] = "changed";
    return out;
}

}  // namespace

Result<HttpResponse> list_users(Call& call) {
    const std::size_t limit = TRY(call.limit());
    const auto after = TRY(call.query_id<UserId>("cursor"));
    const auto users = TRY(call.services.store.read_for<std::vector<User>>(
        [](const store::Transaction& transaction) { return transaction.accounts().users(); }));
    std::vector<User> ordered(users);
    std::sort(ordered.begin(), ordered.end(),
              [](const User& a, const User& b) { return a.id < b.id; });
    json::array items;
    std::string next;
    for (const User& user : ordered) {
        if (after && user.id <= *after) continue;
        if (items.size() == limit) {
            next = std::string(items.back().at("id").as_string());
            break;
        }
        items.push_back(render(user));
    }
    return page_response(call, std::move(items), next);
}

Result<HttpResponse> create_user(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    User user;
    user.name = reader.required_text("name");
    const std::string email = reader.required_text("email");
    user.role = read_role(reader).value_or(Role::Agent);
    auto password = reader.text("password");
    TRY(reader.done(UnknownKeys::Refuse));
    TRY(check_user_name(user.name));
    user.email = TRY(checked_email(email, "/email"));
    const bool generated = !password;
    if (generated) {
        password = crypto::to_base64url(call.services.random.bytes(generated_password_bytes));
    }
    TRY(check_password(*password, "/password"));
    user.password_hash = TRY(crypto::hash_password(*password));
    user.created_at = call.now;
    TRY(call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        if (TRY(transaction.accounts().find_by_email(user.email))) {
            return fail(ErrorKind::Conflict, "somebody has that e-mail address already", "/email");
        }
        user.id = TRY(transaction.accounts().insert(user));
        TRY(people_changed(transaction, call.now));
        return transaction.journal().append(
            call.audit("user.added", "user:" + user.id.text(), {{"role", name_of(user.role)}}));
    }));
    json::object out = render(user);
    if (generated) out["password"] = *password;
    // A password must not lie in the database for the sake of a repeated request.
    call.answer_kept = generated;
    return json_response(out, 201);
}

Result<HttpResponse> change_user(Call& call) {
    const UserId id = TRY(call.argument_id<UserId>(0));
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    UserChange change;
    change.name = reader.text("name");
    change.role = read_role(reader);
    change.disabled = reader.flag("disabled");
    const auto password = reader.text("password");
    TRY(reader.done(UnknownKeys::Refuse));
    if (change.name) TRY(check_user_name(*change.name));
    if (password) {
        TRY(check_password(*password, "/password"));
        change.password_hash = TRY(crypto::hash_password(*password));
    }
    User changed;
    TRY(call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        auto user = TRY(transaction.accounts().find(id));
        if (!user) return fail(ErrorKind::NotFound, "there is nobody with that id");
        const bool was_admin = user->role == Role::Admin && !user->disabled;
        apply(change, *user);
        if (was_admin) TRY(keep_an_admin(transaction, *user));
        TRY(transaction.accounts().update(*user));
        const bool rights_changed = change.role || change.disabled || password;
        if (rights_changed) TRY(transaction.accounts().remove_sessions_of(id));
        if (change.disabled || change.role) TRY(people_changed(transaction, call.now));
        changed = *user;
        return transaction.journal().append(
            call.audit("user.changed", "user:" + id.text(), described(change)));
    }));
    call.state.events->recheck_rights();
    return json_response(render(changed));
}

}  // namespace aplomb::api
