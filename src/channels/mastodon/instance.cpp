#include "channels/mastodon/instance.h"

#include <fmt/format.h>

#include "channels/account_settings.h"
#include "channels/http_answers.h"

namespace aplomb::channels::fediverse {
namespace {
constexpr std::string_view server = "The Mastodon server";
}  // namespace

HttpRequest call(const Account& account, std::string_view path) {
    HttpRequest request;
    request.url = setting(account, "instance") + std::string(path);
    request.headers.set("authorization", "Bearer " + secret(account, "access_token"));
    request.headers.set("accept", "application/json");
    return request;
}

HttpRequest call(const Account& account, std::string_view path, const json::object& body) {
    HttpRequest request = call(account, path);
    request.method = "POST";
    request.headers.set("content-type", "application/json");
    request.body = json::serialize(body);
    return request;
}

Trouble trouble_of_call(const Answer& answer, Timestamp now) {
    const auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr) {
        const auto* none = std::get_if<NoAnswer>(&answer);
        return none != nullptr ? trouble_of(*none, server)
                               : trouble_of_reading(answer, server, now);
    }
    Trouble trouble = trouble_of(*response, server, now);
    // A token without the right to do this, or an account that may no longer do anything.
    const std::string reason = reason_in(*response);
    const bool shut_out = reason.find("scope") != std::string::npos ||
                          reason.find("disabled") != std::string::npos ||
                          reason.find("suspended") != std::string::npos;
    if (response->status == 403 && shut_out) trouble.kind = TroubleKind::ReAuth;
    if (trouble.kind == TroubleKind::ReAuth) {
        trouble.what += "; make a new access token there and give it to this channel";
    }
    return trouble;
}

Trouble trouble_of_query(const Answer& answer, Timestamp now) {
    Trouble trouble = trouble_of_call(answer, now);
    if (trouble.kind == TroubleKind::Unknown) trouble.kind = TroubleKind::Retry;
    return trouble;
}

std::optional<JsonPage> body_in(const Answer& answer) {
    const auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr || !succeeded(*response)) return {};
    auto body = JsonPage::parse(response->body);
    if (!body) return {};
    return std::move(*body);
}

}  // namespace aplomb::channels::fediverse
