// A line of JSON as exports and people hand it over: beside what is right, one with broken bytes,
// with half a surrogate pair (an emoji cut in two) or behind a byte order mark is read too.
#pragma once

#include <string_view>

#include "base/json.h"

namespace aplomb::text {

// What cannot be a character becomes U+FFFD.
Result<json::value> parse_json_line(std::string_view line);

// The line without the mark that some editors put at the head of a file.
std::string_view without_byte_order_mark(std::string_view line);

}  // namespace aplomb::text
