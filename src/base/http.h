// HTTP as values. Connectors and handlers speak these; only net/ knows sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace aplomb {

struct Headers {
    std::vector<std::pair<std::string, std::string>> fields;

    // The first field of that name, without regard to case.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    void set(std::string_view name, std::string value);
    void add(std::string_view name, std::string value);
    bool operator==(const Headers&) const = default;
};

// A request we make (`url` absolute) or were sent (`url` is the origin-form target, "/path?query").
struct HttpRequest {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    // For requests we make: the whole exchange, connect to last byte.
    Milliseconds timeout{15'000};
};

struct HttpResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

// A decoded "a=1&b=two" string, order kept. Broken escapes are kept as they stand.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);
std::optional<std::string> query_value(std::string_view query, std::string_view name);
std::string percent_encode(std::string_view text);
std::string percent_decode(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace aplomb
