// Logging in and out, and the first account of a new desk.
#include "api/access.h"
#include "api/handlers/handlers.h"
#include "api/render.h"
#include "api/state.h"
#include "base/crypto.h"
#include "store/accounts.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

// Checked against when there is no such user, so that a wrong address takes as long as a wrong
// password. Its parameters are those of crypto::hash_password; no password leads to it.
constexpr std::string_view nobodys_hash =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

HttpResponse session_answer(const Settings& settings, const User& user, const NewSession& made,
                            int status) {
    HttpResponse response =
        json_response(json::object{{"user", render(user)}, {"csrf", made.session.csrf}}, status);
    response.headers.add("Set-Cookie", session_cookie(settings, made.token));
    return response;
}

}  // namespace

Result<HttpResponse> show_setup(Call& call) {
    const auto users =
        TRY(call.services.store.read_for<std::int64_t>([](const store::Transaction& transaction) {
            return transaction.accounts().count_users();
        }));
    return json_response(json::object{{"needed", users == 0}});
}

Result<HttpResponse> set_up(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    User user;
    user.name = reader.required_text("name");
    const std::string email = reader.required_text("email");
    const std::string password = reader.required_text("password");
    TRY(reader.done(UnknownKeys::Refuse));
    user.email = TRY(checked_email(email, "/email"));
    TRY(check_password(password, "/password"));
    user.role = Role::Admin;
    user.created_at = call.now;

    const auto refuse_when_set_up = [](const store::Transaction& transaction) -> Result<> {
        if (TRY(transaction.accounts().count_users()) == 0) return {};
        return fail(ErrorKind::Conflict, "this desk has its first account already; log in");
    };
    // Once before the costly hash, and again where it counts: inside the write.
    TRY(call.services.store.read(refuse_when_set_up));
    user.password_hash = TRY(crypto::hash_password(password));
    NewSession made = make_session(call.services, {}, call.now);
    TRY(call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        TRY(refuse_when_set_up(transaction));
        user.id = TRY(transaction.accounts().insert(user));
        made.session.user_id = user.id;
        TRY(transaction.accounts().insert(made.session));
        AuditEntry entry = call.audit("user.added", "user:" + user.id.text());
        entry.detail = {{"role", name_of(user.role)}};
        return transaction.journal().append(entry);
    }));
    return session_answer(call.services.settings, user, made, 201);
}

Result<HttpResponse> log_in(Call& call) {
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string given_email = reader.required_text("email");
    const std::string password = reader.required_text("password");
    TRY(reader.done(UnknownKeys::Refuse));
    const std::string email = TRY(checked_email(given_email, "/email"));

    const std::string address = client_address(call.services.settings, call.request);
    if (const auto wait = call.state.logins.try_attempt(email, address, call.now)) {
        const std::int64_t seconds = wait->count() / 1'000 + 1;
        return come_back_in(429, "Too many attempts to log in. Please wait a moment.", seconds);
    }
    const auto user = TRY(call.services.store.read_for<std::optional<User>>(
        [&](const store::Transaction& transaction) {
            return transaction.accounts().find_by_email(email);
        }));
    const bool right = crypto::verify_password(user ? user->password_hash : nobodys_hash,
                                               std::string_view(password).substr(0, 1'024));
    if (!user || user->disabled || !right) {
        return problem(401, "The e-mail address or the password is not right.");
    }
    call.state.logins.succeeded(email);
    const NewSession made = make_session(call.services, user->id, call.now);
    TRY(call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        if (!call.asker.session_hash.empty()) {
            TRY(transaction.accounts().remove_session(call.asker.session_hash));
        }
        TRY(transaction.accounts().remove_expired_sessions(call.now));
        TRY(transaction.accounts().insert(made.session));
        AuditEntry entry = call.audit("user.logged_in", "user:" + user->id.text());
        entry.actor_kind = "user";
        entry.actor_id = user->id.text();
        entry.actor_name = user->name;
        return transaction.journal().append(entry);
    }));
    return session_answer(call.services.settings, *user, made, 200);
}

Result<HttpResponse> show_session(Call& call) {
    if (call.asker.user) {
        return json_response(
            json::object{{"user", render(*call.asker.user)}, {"csrf", call.asker.csrf}});
    }
    // A program asking who it is: a token stands for no person.
    const ApiToken& token = *call.asker.token;
    return json_response(json::object{{"user", nullptr},
                                      {"token", json::object{{"id", token.id.text()},
                                                             {"name", token.name},
                                                             {"role", name_of(token.role)}}},
                                      {"csrf", nullptr}});
}

Result<HttpResponse> log_out(Call& call) {
    HttpResponse response = no_content();
    response.headers.add("Set-Cookie", expired_cookie(call.services.settings));
    if (call.asker.session_hash.empty()) return response;
    TRY(call.services.store.write([&](store::Transaction& transaction) {
        return transaction.accounts().remove_session(call.asker.session_hash);
    }));
    call.state.events->recheck_rights();
    return response;
}

Result<HttpResponse> change_password(Call& call) {
    if (!call.asker.user) return fail(ErrorKind::Forbidden, "a token has no password");
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string current = reader.required_text("current");
    const std::string fresh = reader.required_text("password");
    TRY(reader.done(UnknownKeys::Refuse));
    TRY(check_password(fresh, "/password"));
    User user = *call.asker.user;
    const std::string address = client_address(call.services.settings, call.request);
    if (call.state.logins.try_attempt(user.email, address, call.now)) {
        return come_back_in(429, "Too many attempts. Please wait a moment.", 60);
    }
    if (!crypto::verify_password(user.password_hash, current)) {
        return fail(ErrorKind::Invalid, "that is not your current password", "/current");
    }
    call.state.logins.succeeded(user.email);
    const std::string hash = TRY(crypto::hash_password(fresh));
    const NewSession made = make_session(call.services, user.id, call.now);
    TRY(call.services.store.write([&](store::Transaction& transaction) -> Result<> {
        auto stored = TRY(transaction.accounts().find(user.id));
        if (!stored) return fail(ErrorKind::NotFound, "this account is gone");
        stored->password_hash = hash;
        TRY(transaction.accounts().update(*stored));
        TRY(transaction.accounts().remove_sessions_of(user.id));
        TRY(transaction.accounts().insert(made.session));
        return transaction.journal().append(
            call.audit("user.password_changed", "user:" + user.id.text()));
    }));
    call.state.events->recheck_rights();
    // The session is a new one, and so is its CSRF token.
    return session_answer(call.services.settings, user, made, 200);
}

}  // namespace aplomb::api
