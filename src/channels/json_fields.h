// Reaching into what a platform sent. Where a field is absent or of another type there is simply
// nothing: platforms add, drop and change fields, and only a few of them matter to us. What must
// be there is checked with ObjectReader (base/json.h).
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"

namespace aplomb::channels {

using JsonPath = std::initializer_list<std::string_view>;

// Null when any step of the way is missing.
const json::value* value_at(const json::value& root, JsonPath path);
// "" when it is not text. NUL characters, which not every store can hold, are left out.
std::string text_at(const json::value& root, JsonPath path);
const json::array* list_at(const json::value& root, JsonPath path);
std::optional<std::int64_t> whole_at(const json::value& root, JsonPath path);
bool flag_at(const json::value& root, JsonPath path);
std::optional<Timestamp> time_at(const json::value& root, JsonPath path);

}  // namespace aplomb::channels
