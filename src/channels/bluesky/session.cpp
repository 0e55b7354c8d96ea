#include "channels/bluesky/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "channels/account_settings.h"
#include "channels/http_answers.h"
#include "channels/json_fields.h"

namespace aplomb::channels::atproto {
namespace {

constexpr std::string_view platform = "Bluesky";

bool says_token_is_spent(const HttpResponse& response) {
    const std::string name = error_name(response);
    return name == "ExpiredToken" || (response.status == 401 && name != "AuthFactorTokenRequired");
}

Trouble not_let_in(const HttpResponse& response, Timestamp now) {
    Trouble trouble = trouble_of_call(response, now);
    const std::string name = error_name(response);
    if (name == "AuthFactorTokenRequired") {
        trouble = {TroubleKind::ReAuth,
                   "Bluesky asks for a second factor; use an app password instead of the "
                   "account's own",
                   {}};
    } else if (response.status == 400 || response.status == 401 || response.status == 403) {
        trouble = {TroubleKind::ReAuth,
                   "Bluesky does not accept the handle and app password; make a new app password "
                   "there and give it to this channel",
                   {}};
    }
    return trouble;
}

}  // namespace

std::string error_name(const HttpResponse& response) {
    if (succeeded(response)) return {};
    const auto body = JsonPage::parse(response.body);
    return body ? text_at(*body, {"error"}) : std::string{};
}

Trouble trouble_of_call(const Answer& answer, Timestamp now) {
    const auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr) {
        const auto* none = std::get_if<NoAnswer>(&answer);
        return none != nullptr ? trouble_of(*none, platform)
                               : trouble_of_reading(answer, platform, now);
    }
    Trouble trouble = trouble_of(*response, platform, now);
    const std::string name = error_name(*response);
    constexpr std::array<std::string_view, 6> shut_out{"ExpiredToken",     "InvalidToken",
                                                       "AuthMissing",      "AccountTakedown",
                                                       "AccountSuspended", "AccountDeactivated"};
    if (std::find(shut_out.begin(), shut_out.end(), name) != shut_out.end()) {
        trouble.kind = TroubleKind::ReAuth;
    }
    if (trouble.kind == TroubleKind::Wait && !trouble.until) {
        trouble.until = now + Milliseconds{60'000};
    }
    return trouble;
}

Trouble trouble_of_query(const Answer& answer, Timestamp now) {
    Trouble trouble = trouble_of_call(answer, now);
    if (trouble.kind == TroubleKind::Unknown) trouble.kind = TroubleKind::Retry;
    return trouble;
}

Session::Session(const Account& account)
    : service_(setting(account, "service", "https://bsky.social")),
      identifier_(setting(account, "identifier")),
      password_(secret(account, "password")) {
    const json::value state(account.state);
    did_ = text_at(state, {"session", "did"});
    handle_ = text_at(state, {"session", "handle"});
    // Tokens of another log-in or server are of no use to this one.
    if (text_at(state, {"session", "identifier"}) == identifier_ &&
        text_at(state, {"session", "service"}) == service_) {
        access_token_ = text_at(state, {"session", "access"});
        refresh_token_ = text_at(state, {"session", "refresh"});
    }
}

HttpRequest Session::query(std::string_view method, const Parameters& parameters) const {
    HttpRequest request;
    request.url = fmt::format("{}/xrpc/{}", service_, method);
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        request.url += fmt::format("{}{}={}", separator, name, percent_encode(value));
        separator = '&';
    }
    request.headers.set("accept", "application/json");
    return request;
}

HttpRequest Session::procedure(std::string_view method, const json::object& input) const {
    HttpRequest request = query(method, {});
    request.method = "POST";
    request.headers.set("content-type", "application/json");
    request.body = json::serialize(input);
    return request;
}

Ask Session::start(HttpRequest call_to_make) {
    call_ = std::move(call_to_make);
    renewed_ = false;
    logged_in_ = false;
    return access_token_.empty() ? log_in() : call();
}

Ask Session::log_in() {
    phase_ = Phase::LoggingIn;
    logged_in_ = true;
    renewed_ = true;
    return procedure("com.atproto.server.createSession",
                     {{"identifier", identifier_}, {"password", password_}});
}

Ask Session::refresh() {
    phase_ = Phase::Refreshing;
    renewed_ = true;
    HttpRequest request = query("com.atproto.server.refreshSession", {});
    request.method = "POST";
    request.headers.set("authorization", "Bearer " + refresh_token_);
    return request;
}

Ask Session::call() {
    phase_ = Phase::Calling;
    HttpRequest request = call_;
    request.headers.set("authorization", "Bearer " + access_token_);
    return request;
}

Session::Next Session::hear(const Answer& answer, Timestamp now) {
    if (phase_ != Phase::Calling) return heard_tokens(answer, now);
    const auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr || renewed_ || !says_token_is_spent(*response)) return answer;
    return refresh_token_.empty() ? log_in() : refresh();
}

Session::Next Session::heard_tokens(const Answer& answer, Timestamp now) {
    const auto* response = std::get_if<HttpResponse>(&answer);
    // What we asked for may have happened, but it was only a log-in: simply try again later.
    if (response == nullptr) return trouble_of_query(answer, now);
    if (!succeeded(*response)) {
        const bool spent = response->status == 400 || response->status == 401;
        if (phase_ == Phase::Refreshing && spent && !logged_in_) return log_in();
        return not_let_in(*response, now);
    }
    const auto body = JsonPage::parse(response->body);
    const std::string access = body ? text_at(*body, {"accessJwt"}) : "";
    const std::string renewal = body ? text_at(*body, {"refreshJwt"}) : "";
    if (access.empty() || renewal.empty()) {
        return Trouble{TroubleKind::Retry, "Bluesky's log-in answer holds no tokens", {}};
    }
    access_token_ = access;
    refresh_token_ = renewal;
    if (const std::string did = text_at(*body, {"did"}); !did.empty()) did_ = did;
    if (const std::string handle = text_at(*body, {"handle"}); !handle.empty()) handle_ = handle;
    changed_ = true;
    return call();
}

json::object Session::state() const {
    return {{"did", did_},
            {"handle", handle_},
            {"access", access_token_},
            {"refresh", refresh_token_},
            {"identifier", identifier_},
            {"service", service_}};
}

}  // namespace aplomb::channels::atproto
