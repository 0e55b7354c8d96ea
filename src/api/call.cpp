#include "api/call.h"

#include <charconv>

#include "base/crypto.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr std::size_t page_size_max = 200;
constexpr std::size_t page_size_usual = 50;

}  // namespace

std::string Asker::name() const {
    if (user) return user->name;
    return token ? token->name : std::string{};
}

std::string Asker::scope() const {
    if (user) return "user:" + user->id.text();
    return token ? "token:" + token->id.text() : std::string{};
}

std::optional<UserId> Asker::user_id() const {
    return user ? std::optional(user->id) : std::nullopt;
}

std::optional<std::string> Call::query(std::string_view name) const {
    auto value = query_value(request.query, name);
    if (value && value->empty()) return {};
    return value;
}

Result<std::size_t> Call::limit() const {
    const auto text = query("limit");
    if (!text) return page_size_usual;
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value == 0 ||
        value > page_size_max) {
        return fail(ErrorKind::Invalid, "limit must be a whole number from 1 to 200");
    }
    return value;
}

Result<json::value> Call::body() const {
    return parse_json(request.http.body);
}

Result<json::value> Call::optional_body() const {
    if (request.http.body.empty()) return json::value(json::object{});
    return body();
}

AuditEntry Call::audit(std::string action, std::string subject, json::object detail) const {
    AuditEntry entry;
    entry.at = now;
    entry.actor_kind = asker.user ? "user" : asker.token ? "token" : "nobody";
    if (asker.user) entry.actor_id = asker.user->id.text();
    if (asker.token) entry.actor_id = asker.token->id.text();
    entry.actor_name = asker.name();
    entry.action = std::move(action);
    entry.subject = std::move(subject);
    entry.detail = std::move(detail);
    return entry;
}

HttpResponse page_response(const Call& call, json::array items, const std::string& next_cursor) {
    json::object body;
    body["items"] = std::move(items);
    body["next_cursor"] = next_cursor.empty() ? json::value() : json::value(next_cursor);
    HttpResponse response = json_response(body);
    if (!next_cursor.empty()) {
        std::string target = call.request.path + "?";
        for (const auto& [name, value] : parse_query(call.request.query)) {
            if (name == "cursor") continue;
            target += percent_encode(name) + "=" + percent_encode(value) + "&";
        }
        target += "cursor=" + percent_encode(next_cursor);
        response.headers.set("Link", "<" + target + ">; rel=\"next\"");
    }
    return response;
}

Result<HttpResponse> Call::commit(
    const std::function<Result<HttpResponse>(store::Transaction&)>& job) {
    auto answer = services.store.write_for<HttpResponse>(
        [&](store::Transaction& transaction) -> Result<HttpResponse> {
            HttpResponse done = TRY(job(transaction));
            TRY(keep(transaction, done));
            return done;
        });
    answer_kept = answer.has_value();
    return answer;
}

Result<> Call::keep(store::Transaction& transaction, const HttpResponse& answer) const {
    const std::string key = asker.known() ? idempotency_key(*this) : std::string{};
    if (key.empty() || answer.status < 200 || answer.status >= 300) return {};
    return transaction.journal().keep_answer(asker.scope(), key,
                                             {fingerprint(*this), answer.status, answer.body}, now);
}

std::string idempotency_key(const Call& call) {
    const auto header = call.request.http.headers.find("Idempotency-Key");
    if (!header) return {};
    std::string_view key = *header;
    // The draft makes it a quoted string; most clients send it bare.
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"') {
        key = key.substr(1, key.size() - 2);
    }
    return std::string(key);
}

std::string fingerprint(const Call& call) {
    return crypto::to_hex(crypto::sha256(call.request.http.method + "\n" + call.request.path +
                                         "\n" + call.request.http.body));
}

}  // namespace aplomb::api
