// Reading what a person configured. Values come from a command line as often as from JSON, so a
// number or a yes may be text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "channels/connector.h"

namespace aplomb::channels {

// Text of a key; numbers as their digits; "" when it is absent or of another type.
std::string text_in(const json::object& values, std::string_view key);
// "true", "yes", "on", "1" and JSON true.
bool flag_in(const json::object& values, std::string_view key, bool fallback);
std::optional<std::int64_t> whole_in(const json::object& values, std::string_view key);

std::string setting(const Account& account, std::string_view key, std::string_view fallback = {});
std::string secret(const Account& account, std::string_view key);

// The parts of an absolute http(s) URL that connectors care about, checked: scheme and host are
// there, no user name, no fragment. `value` comes back without trailing slashes of an empty path.
Result<std::string> checked_http_url(std::string_view key, std::string_view value);

}  // namespace aplomb::channels
