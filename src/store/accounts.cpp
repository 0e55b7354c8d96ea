#include "store/accounts.h"

#include "store/columns.h"

namespace aplomb::store {
namespace {

User user_in(const Row& row) {
    User user;
    user.id = {row.integer(0)};
    user.name = row.text(1);
    user.email = row.text(2);
    user.role = enum_at<Role>(row, 3);
    user.password_hash = row.text(4);
    user.disabled = row.integer(5) != 0;
    user.created_at = time_at(row, 6);
    return user;
}

ApiToken token_in(const Row& row) {
    ApiToken token;
    token.id = {row.integer(0)};
    token.name = row.text(1);
    token.role = enum_at<Role>(row, 2);
    token.token_hash = row.text(3);
    token.created_at = time_at(row, 4);
    token.revoked_at = maybe_time_at(row, 5);
    return token;
}

Result<std::vector<User>> users_of(Connection& connection, std::string_view statement,
                                   std::initializer_list<Value> parameters) {
    std::vector<User> users;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        users.push_back(user_in(row));
        return true;
    }));
    return users;
}

Result<std::optional<User>> user_of(Connection& connection, std::string_view statement,
                                    std::initializer_list<Value> parameters) {
    auto found = TRY(users_of(connection, statement, parameters));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

tl::unexpected<Error> mailed_twice(const std::string& email) {
    return fail(ErrorKind::Conflict,
                "there is a user with the e-mail address " + email + " already", "email");
}

}  // namespace

Result<UserId> Accounts::insert(const User& user) {
    UserId id;
    TRY(connection_.run("insert_user",
                        {user.name, user.email, number_of(user.role), user.password_hash,
                         std::int64_t{user.disabled}, to_ms(user.created_at)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    if (!id) return mailed_twice(user.email);
    return id;
}

Result<> Accounts::update(const User& user) {
    const auto changed =
        connection_.run("update_user", {user.id.value, user.name, user.email, number_of(user.role),
                                        user.password_hash, std::int64_t{user.disabled}});
    if (!changed && changed.error().kind == ErrorKind::Conflict) return mailed_twice(user.email);
    if (!changed) return tl::unexpected<Error>(changed.error());
    if (*changed == 0) return fail(ErrorKind::NotFound, "there is no user " + user.id.text());
    return {};
}

Result<std::optional<User>> Accounts::find(UserId id) const {
    return user_of(connection_, "find_user", {id.value});
}

Result<std::optional<User>> Accounts::find_by_email(const std::string& email) const {
    return user_of(connection_, "find_user_by_email", {email});
}

Result<std::vector<User>> Accounts::users() const {
    return users_of(connection_, "list_users", {});
}

Result<std::int64_t> Accounts::count_users() const {
    std::int64_t count = 0;
    TRY(connection_.run("count_users", {}, [&](const Row& row) {
        count = row.integer(0);
        return true;
    }));
    return count;
}

Result<> Accounts::insert(const Session& session) {
    TRY(connection_.run("insert_session", {session.token_hash, session.user_id.value, session.csrf,
                                           to_ms(session.created_at), to_ms(session.expires_at)}));
    return {};
}

Result<std::optional<Session>> Accounts::find_session(const std::string& token_hash) const {
    std::optional<Session> session;
    TRY(connection_.run("find_session", {token_hash}, [&](const Row& row) {
        session =
            Session{row.text(0), {row.integer(1)}, row.text(2), time_at(row, 3), time_at(row, 4)};
        return true;
    }));
    return session;
}

Result<> Accounts::extend_session(const std::string& token_hash, Timestamp expires_at) {
    TRY(connection_.run("extend_session", {token_hash, to_ms(expires_at)}));
    return {};
}

Result<> Accounts::remove_session(const std::string& token_hash) {
    TRY(connection_.run("remove_session", {token_hash}));
    return {};
}

Result<> Accounts::remove_sessions_of(UserId user) {
    TRY(connection_.run("remove_sessions_of", {user.value}));
    return {};
}

Result<> Accounts::remove_expired_sessions(Timestamp now) {
    TRY(connection_.run("remove_expired_sessions", {to_ms(now)}));
    return {};
}

Result<TokenId> Accounts::insert(const ApiToken& token) {
    TokenId id;
    TRY(connection_.run("insert_token",
                        {token.name, number_of(token.role), token.token_hash,
                         to_ms(token.created_at), value_of(token.revoked_at)},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    return id;
}

Result<std::optional<ApiToken>> Accounts::find_token(const std::string& token_hash) const {
    std::optional<ApiToken> token;
    TRY(connection_.run("find_token", {token_hash}, [&](const Row& row) {
        token = token_in(row);
        return true;
    }));
    return token;
}

Result<std::vector<ApiToken>> Accounts::tokens() const {
    std::vector<ApiToken> tokens;
    TRY(connection_.run("list_tokens", {}, [&](const Row& row) {
        tokens.push_back(token_in(row));
        return true;
    }));
    return tokens;
}

Result<> Accounts::revoke_token(TokenId id, Timestamp now) {
    const std::int64_t changed = TRY(connection_.run("revoke_token", {id.value, to_ms(now)}));
    if (changed == 0) {
        return fail(ErrorKind::NotFound, "there is no live token " + id.text());
    }
    return {};
}

}  // namespace aplomb::store
