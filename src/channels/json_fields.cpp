#include "channels/json_fields.h"

#include <algorithm>

namespace aplomb::channels {

const json::value* value_at(const json::value& root, JsonPath path) {
    const json::value* here = &root;
    for (const std::string_view key : path) {
        const json::object* object = here->if_object();
        if (object == nullptr) return nullptr;
        here = object->if_contains(key);
        if (here == nullptr) return nullptr;
    }
    return here;
}

std::string text_at(const json::value& root, JsonPath path) {
    const json::value* value = value_at(root, path);
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) return {};
    std::string out(*text);
    std::erase(out, '\0');
    return out;
}

const json::array* list_at(const json::value& root, JsonPath path) {
    const json::value* value = value_at(root, path);
    return value == nullptr ? nullptr : value->if_array();
}

std::optional<std::int64_t> whole_at(const json::value& root, JsonPath path) {
    const json::value* value = value_at(root, path);
    if (value == nullptr || !value->is_int64()) return {};
    return value->get_int64();
}

bool flag_at(const json::value& root, JsonPath path) {
    const json::value* value = value_at(root, path);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<Timestamp> time_at(const json::value& root, JsonPath path) {
    const auto time = parse_rfc3339(text_at(root, path));
    if (!time) return {};
    return *time;
}

}  // namespace aplomb::channels
