// Requests to a Mastodon server, and what its refusals mean (connectors/mastodon.md).
#pragma once

#include <string>
#include <string_view>

#include "channels/connector.h"

namespace aplomb::channels::fediverse {

// `path` begins with "/api/"; a body makes it a POST.
HttpRequest call(const Account& account, std::string_view path);
HttpRequest call(const Account& account, std::string_view path, const json::object& body);

Trouble trouble_of_call(const Answer& answer, Timestamp now);
Trouble trouble_of_query(const Answer& answer, Timestamp now);

// The body when the answer is a success and JSON; nothing otherwise.
std::optional<JsonPage> body_in(const Answer& answer);

}  // namespace aplomb::channels::fediverse
