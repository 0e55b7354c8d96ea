#include "desk/policy_fields.h"

#include <fmt/format.h>

namespace aplomb::desk {

std::optional<Seniority> seniority_named(std::string_view name) {
    if (name == "agent") return Seniority::Agent;
    if (name == "senior") return Seniority::Senior;
    if (name == "manager") return Seniority::Manager;
    if (name == "executive") return Seniority::Executive;
    return {};
}

Result<std::vector<std::string>> read_texts(ObjectReader& reader, std::string_view key) {
    std::vector<std::string> out;
    const json::array* list = reader.list(key);
    if (list == nullptr) return out;
    if (list->size() > list_max) {
        return fail(ErrorKind::Invalid, "the list is too long", reader.where(key));
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const json::value& item = (*list)[i];
        if (!item.is_string() || item.get_string().empty()) {
            return fail(ErrorKind::Invalid, "this list holds texts only",
                        reader.where(key) + "/" + std::to_string(i));
        }
        out.emplace_back(item.get_string());
    }
    return out;
}

Result<std::optional<Milliseconds>> read_duration(ObjectReader& reader, std::string_view key,
                                                  const Longest& longest) {
    const auto text = reader.text(key);
    if (!text) return std::optional<Milliseconds>{};
    const auto duration = parse_duration(*text);
    if (!duration || *duration <= Milliseconds{0} || *duration > longest.time) {
        return fail(ErrorKind::Invalid,
                    fmt::format("a span of time is written \"PT8H\", \"PT30M\" or \"P3D\", and is "
                                "at most {} here",
                                longest.words),
                    reader.where(key));
    }
    return std::optional(*duration);
}

Result<std::string> read_name(ObjectReader& reader, std::string_view key) {
    std::string name = reader.required_text(key);
    if (!reader.failed() && name.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(ErrorKind::Invalid, fmt::format("\"{}\" says nothing; give it some words", key),
                    reader.where(key));
    }
    return name;
}

}  // namespace aplomb::desk
