// docs/api.md, written from the routes.
#include <algorithm>

#include "api/openapi.h"
#include "api/route.h"

namespace aplomb::api {
namespace {

constexpr std::string_view introduction =
    "# The HTTP API\n"
    "\n"
    "Made from `src/api/routes.cpp`; a test keeps it in step. The whole description, with every\n"
    "schema, is served at `/api/v1/openapi.json` (OpenAPI 3.1).\n"
    "\n"
    "**Who asks.** A program sends `Authorization: Bearer apl_…` (`aplomb token create`). A "
    "browser\n"
    "logs in at `POST /api/v1/session`, keeps the cookie, and sends the answer's `csrf` as\n"
    "`X-CSRF-Token` with everything but GET. Roles, each including those before: agent, senior,\n"
    "manager, executive, admin.\n"
    "\n"
    "**Lists** answer `{\"items\": […], \"next_cursor\": \"…\" or null}` and `Link: "
    "rel=\"next\"`;\n"
    "`limit` is at most 200, `cursor` is opaque. Ids are decimal numbers as text, times RFC 3339 "
    "in\n"
    "UTC, offsets into text count Unicode code points.\n"
    "\n"
    "**Errors** are `application/problem+json` (RFC 9457): `detail` is a sentence for people,\n"
    "`errors` points at the field at fault. 400: it does not read; 422: it reads, and cannot be "
    "done\n"
    "as asked; 409: the world moved on; 429 and 503 say when to come back (`Retry-After`). Keys "
    "and\n"
    "parameters nobody knows are refused, naming the nearest.\n"
    "\n"
    "**Writing once.** POST and PATCH take `Idempotency-Key`: what had an effect is answered the\n"
    "same again, for a day; another request under the same key is refused with 422.\n"
    "\n"
    "| ask | who | parameters | body | answer | what it does |\n"
    "|---|---|---|---|---|---|\n";

std::string ticked(std::string_view text) {
    return text.empty() ? std::string{} : "`" + std::string(text) + "`";
}

std::string ticked_words(std::string_view words) {
    std::string out = ticked(words);
    for (std::size_t at = out.find(' '); at != std::string::npos; at = out.find(' ', at + 4)) {
        out.replace(at, 1, "` `");
    }
    return out;
}

}  // namespace

std::string api_reference() {
    std::string out(introduction);
    for (const Route& route : routes()) {
        out += "| `" + std::string(route.method) + " " + std::string(route.path) + "` | " +
               std::string(name_of(route.permission)) + " | " + ticked_words(route.query) + " | " +
               ticked(route.body) + " | " + std::to_string(route.status) +
               (route.answer.empty() ? "" : " ") + ticked(route.answer) + " | " +
               std::string(route.summary) + " |\n";
    }
    return out;
}

}  // namespace aplomb::api
