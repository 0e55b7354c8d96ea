#include "channels/account_settings.h"

#include <fmt/format.h>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

namespace aplomb::channels {

std::string text_in(const json::object& values, std::string_view key) {
    const json::value* value = values.if_contains(key);
    if (value == nullptr) return {};
    if (const json::string* text = value->if_string()) return std::string(*text);
    if (value->is_number() || value->is_bool()) return json::serialize(*value);
    return {};
}

bool flag_in(const json::object& values, std::string_view key, bool fallback) {
    const std::string text = text_in(values, key);
    if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
    if (text == "false" || text == "no" || text == "off" || text == "0") return false;
    return fallback;
}

std::optional<std::int64_t> whole_in(const json::object& values, std::string_view key) {
    const std::string text = text_in(values, key);
    std::int64_t number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (text.empty() || error != std::errc{} || end != last) return {};
    return number;
}

std::string setting(const Account& account, std::string_view key, std::string_view fallback) {
    std::string value = text_in(account.settings, key);
    return value.empty() ? std::string(fallback) : value;
}

std::string secret(const Account& account, std::string_view key) {
    return text_in(account.secrets, key);
}

Result<std::string> checked_http_url(std::string_view key, std::string_view value) {
    const auto url = boost::urls::parse_uri({value.data(), value.size()});
    const bool http = url && (url->scheme() == "http" || url->scheme() == "https");
    if (!http || url->host().empty()) {
        return fail(ErrorKind::Invalid,
                    fmt::format("{} must be a full address such as https://example.org", key),
                    std::string(key));
    }
    if (url->has_userinfo() || url->has_fragment()) {
        return fail(ErrorKind::Invalid,
                    fmt::format("{} must not hold a user name or a #fragment", key),
                    std::string(key));
    }
    std::string text(value);
    if (url->encoded_path() == "/" && !url->has_query()) text.pop_back();
    return text;
}

}  // namespace aplomb::channels
