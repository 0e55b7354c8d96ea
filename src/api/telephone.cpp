#include "api/telephone.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aplomb::api {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view between_them = "+ -()./";
constexpr std::size_t digits_min = 5;
constexpr std::size_t extension_max = 7;
constexpr std::size_t phone_max = 40;

// What web pages and word processors put between digits, and what stands for it.
constexpr auto odd_signs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"\u00A0", " "},
    {"\u202F", " "},
    {"\u2009", " "},
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u2013", "-"},
    {"tel:", ""},
});
constexpr auto extension_words =
    std::to_array<std::string_view>({"ext.", "ext", "extension", "x", "#", "Ext.", "Ext"});

std::string made_plain(std::string phone) {
    for (const auto& [odd, plain] : odd_signs) {
        for (std::size_t at = phone.find(odd); at != std::string::npos; at = phone.find(odd, at))
            phone.replace(at, odd.size(), plain);
    }
    return phone;
}

struct Parts {
    std::string_view number;
    std::string_view extension;
};

Parts parts_of(std::string_view phone) {
    const std::size_t word = phone.find_first_not_of("0123456789+ -()./");
    if (word == std::string_view::npos) return {phone, {}};
    const std::size_t figures = std::min(phone.find_first_of("0123456789", word), phone.size());
    std::string_view name = phone.substr(word, figures - word);
    while (name.ends_with(' '))
        name.remove_suffix(1);
    if (std::find(extension_words.begin(), extension_words.end(), name) == extension_words.end())
        return {phone, {}};
    return {phone.substr(0, word), phone.substr(figures)};
}

std::size_t count_of(std::string_view text, std::string_view set) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [&](char c) { return set.find(c) != std::string_view::npos; }));
}

bool is_dialable(std::string_view phone) {
    const auto [number, extension] = parts_of(phone);
    const std::size_t figures = count_of(number, digits);
    return phone.size() <= phone_max && figures >= digits_min &&
           figures + count_of(number, between_them) == number.size() &&
           extension.size() <= extension_max && count_of(extension, digits) == extension.size();
}

}  // namespace

Result<std::string> dialable_phone(const std::string& phone) {
    std::string plain = made_plain(phone);
    if (phone.empty() || is_dialable(plain)) return plain;
    return fail(ErrorKind::Invalid, "a telephone number looks like \"+44 20 7946 0000\"", "/phone");
}

std::string dial_link(std::string_view phone) {
    const auto [number, extension] = parts_of(phone);
    std::string link;
    for (const char c : number) {
        if (digits.find(c) != std::string_view::npos || c == '+') link += c;
    }
    if (link.empty()) return {};
    return "tel:" + link + (extension.empty() ? "" : ";ext=" + std::string(extension));
}

}  // namespace aplomb::api
