// People who work at the desk, and programs that act for them.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids.h"
#include "domain/vocabulary.h"

namespace aplomb {

// Ordered: each may do what those before it may.
enum class Role { Agent, Senior, Manager, Executive, Admin };

std::string_view name_of(Role role);
std::optional<Role> role_from(std::string_view name);
Seniority seniority_of(Role role);

struct User {
    UserId id;
    std::string name;
    std::string email;  // lower case, unique
    Role role = Role::Agent;
    std::string password_hash;
    bool disabled = false;
    Timestamp created_at;
};

struct Session {
    std::string token_hash;  // SHA-256 of the cookie, never the cookie
    UserId user_id;
    std::string csrf;
    Timestamp created_at;
    Timestamp expires_at;
};

struct ApiToken {
    TokenId id;
    std::string name;
    Role role = Role::Agent;
    std::string token_hash;
    Timestamp created_at;
    std::optional<Timestamp> revoked_at;
};

}  // namespace aplomb
