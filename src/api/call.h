// One request on its way through a handler: what was asked, who asks, and readers that check what
// comes from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/problem.h"
#include "api/route.h"
#include "api/services.h"
#include "base/json.h"
#include "domain/journal.h"
#include "domain/user.h"

namespace aplomb::api {

struct State;

// Who asks. Nobody has neither user nor token.
struct Asker {
    std::optional<User> user;
    std::optional<ApiToken> token;
    std::string session_hash;  // when a session cookie said so
    std::string csrf;

    [[nodiscard]] bool known() const { return user.has_value() || token.has_value(); }
    [[nodiscard]] Role role() const { return user ? user->role : token->role; }
    [[nodiscard]] std::string name() const;
    // "user:3": whose Idempotency-Keys and limits these are.
    [[nodiscard]] std::string scope() const;
    [[nodiscard]] std::optional<UserId> user_id() const;
};

struct Call {
    State& state;
    Services& services;
    const net::Request& request;
    const Route& route;
    std::vector<std::string> arguments;
    Asker asker;
    Timestamp now;
    // The answer lies in the transaction of its effect, or must not be kept at all.
    bool answer_kept = false;

    // Runs the job as one write that keeps its answer beside its effect: after a crash both are
    // there or neither, so that what was asked under one Idempotency-Key is never done twice.
    Result<HttpResponse> commit(
        const std::function<Result<HttpResponse>(store::Transaction&)>& job);
    // For a job that writes by itself. Only what had an effect is kept: a refused request may be
    // mended and sent again under its key.
    Result<> keep(store::Transaction& transaction, const HttpResponse& answer) const;

    // The parameter, decoded; an empty one counts as absent.
    [[nodiscard]] std::optional<std::string> query(std::string_view name) const;
    // 1–200, 50 when not given.
    [[nodiscard]] Result<std::size_t> limit() const;

    template<class Id>
    [[nodiscard]] Result<Id> argument_id(std::size_t index) const {
        const auto id = Id::parse(arguments.at(index));
        if (!id) return fail(ErrorKind::NotFound, "there is nothing with that id");
        return *id;
    }
    template<class Id>
    [[nodiscard]] Result<std::optional<Id>> query_id(std::string_view name) const {
        const auto text = query(name);
        if (!text) return std::optional<Id>{};
        const auto id = Id::parse(*text);
        if (!id) return fail(ErrorKind::Invalid, std::string(name) + " must be an id: a number");
        return id;
    }

    // The request's JSON; 400 when it is none.
    [[nodiscard]] Result<json::value> body() const;
    // An empty body counts as {}.
    [[nodiscard]] Result<json::value> optional_body() const;

    // Who did what, ready for the audit log.
    [[nodiscard]] AuditEntry audit(std::string action, std::string subject,
                                   json::object detail = {}) const;
};

// {"items": …, "next_cursor": …} and, when there is more, Link: rel="next".
HttpResponse page_response(const Call& call, json::array items, const std::string& next_cursor);

// The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header); empty for none.
std::string idempotency_key(const Call& call);
// SHA-256 of method, path and body: what must be the same under the same key.
std::string fingerprint(const Call& call);

}  // namespace aplomb::api
