// The fields the parts of a policy document are made of, and what is wrong with one, where it
// stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "desk/policy.h"

namespace aplomb::desk {

inline constexpr std::size_t list_max = 500;

// How long anything in a policy may take: nobody waits a year for an answer, and a permission older
// than ten years is none.
struct Longest {
    Milliseconds time;
    std::string_view words;
};
inline constexpr Longest a_year{std::chrono::days{366}, "a year (\"P366D\")"};
inline constexpr Longest ten_years{std::chrono::days{3'653}, "ten years (\"P3653D\")"};

std::optional<Seniority> seniority_named(std::string_view name);

// Texts that are not empty.
Result<std::vector<std::string>> read_texts(ObjectReader& reader, std::string_view key);

Result<std::optional<Milliseconds>> read_duration(ObjectReader& reader, std::string_view key,
                                                  const Longest& longest = a_year);

// A text that is there and says something.
Result<std::string> read_name(ObjectReader& reader, std::string_view key);

template<class T>
Result<std::vector<T>> read_list_of(ObjectReader& reader, std::string_view key,
                                    Result<T> (*read)(const json::value&, const std::string&)) {
    std::vector<T> out;
    const json::array* list = reader.list(key);
    if (list == nullptr) return out;
    if (list->size() > list_max) {
        return fail(ErrorKind::Invalid, "the list is too long", reader.where(key));
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        out.push_back(TRY(read((*list)[i], reader.where(key) + "/" + std::to_string(i))));
    }
    return out;
}

// The section "making_up".
Result<> read_making_up(const json::value& value, const std::string& where, Policy& policy);

}  // namespace aplomb::desk
