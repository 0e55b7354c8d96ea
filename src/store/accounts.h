// Users, their sessions, and API tokens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/user.h"
#include "store/connection.h"

namespace aplomb::store {

class Accounts {
  public:
    explicit Accounts(Connection& connection) : connection_(connection) {}

    // Conflict when the e-mail is taken.
    Result<UserId> insert(const User& user);
    Result<> update(const User& user);
    Result<std::optional<User>> find(UserId id) const;
    Result<std::optional<User>> find_by_email(const std::string& email) const;
    Result<std::vector<User>> users() const;
    Result<std::int64_t> count_users() const;

    Result<> insert(const Session& session);
    Result<std::optional<Session>> find_session(const std::string& token_hash) const;
    Result<> extend_session(const std::string& token_hash, Timestamp expires_at);
    Result<> remove_session(const std::string& token_hash);
    Result<> remove_sessions_of(UserId user);
    Result<> remove_expired_sessions(Timestamp now);

    Result<TokenId> insert(const ApiToken& token);
    Result<std::optional<ApiToken>> find_token(const std::string& token_hash) const;
    Result<std::vector<ApiToken>> tokens() const;
    Result<> revoke_token(TokenId id, Timestamp now);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
