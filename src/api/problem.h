// What goes wrong, as the client sees it: problem documents (RFC 9457). One table maps the kinds
// of Error to statuses; a field at fault becomes an entry of `errors` with its JSON pointer.
#pragma once

#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "base/result.h"

namespace aplomb::api {

// 200 application/json unless told otherwise.
HttpResponse json_response(const json::value& body, int status = 200);
HttpResponse no_content();

int status_of(const Error& error);
HttpResponse problem(const Error& error);
// With members of its own, such as `findings`; `type` is "about:blank" when it says no more than
// the status does.
HttpResponse problem(int status, std::string_view detail, json::object more = {},
                     std::string_view type = "about:blank");
// 503, or 429, and when to come back.
HttpResponse come_back_in(int status, std::string_view detail, std::int64_t seconds);

}  // namespace aplomb::api
