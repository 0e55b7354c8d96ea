// Typed identifiers: a CaseId is not a MessageId. Values are given by the store, start at 1 and
// grow with creation order; 0 means "none yet". On the wire an id is its decimal string.
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace aplomb {

template<class Tag>
struct Id {
    std::int64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id&) const = default;

    [[nodiscard]] std::string text() const { return std::to_string(value); }

    static std::optional<Id> parse(std::string_view text) {
        Id id;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
        if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return {};
        return id;
    }
};

}  // namespace aplomb

template<class Tag>
struct std::hash<aplomb::Id<Tag>> {
    std::size_t operator()(aplomb::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
