#include "api/telephone.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aplomb::api {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view between_them = "+ -()./";
constexpr std::size_t digits_min = 5;
constexpr std::size_t digits_max = 15;  // E.164
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
    {"Tel:", ""},
    {"Tel.:", ""},
});
constexpr auto extension_words = std::to_array<std::string_view>({"ext", "extension", "x", "#"});

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

// "020 7946 0000, ext. 12", "+442079460000;ext=12". Without figures behind the word all of it is
// the number, and no good one.
Parts parts_of(std::string_view phone) {
    const std::size_t word = phone.find_first_not_of("0123456789+ -()./");
    if (word == std::string_view::npos) return {phone, {}};
    const std::size_t figures = std::min(phone.find_first_of(digits, word), phone.size());
    std::string name;
    for (const char c : phone.substr(word, figures - word)) {
        const bool sign = std::string_view(" ,;:=.").find(c) != std::string_view::npos;
        if (!sign) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const bool known =
        std::find(extension_words.begin(), extension_words.end(), name) != extension_words.end();
    if (!known || figures == phone.size()) return {phone, {}};
    return {phone.substr(0, word), phone.substr(figures)};
}

std::size_t count_of(std::string_view text, std::string_view set) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [&](char c) { return set.find(c) != std::string_view::npos; }));
}

bool is_dialable(std::string_view phone) {
    const auto [number, extension] = parts_of(phone);
    const std::size_t figures = count_of(number, digits);
    return phone.size() <= phone_max && figures >= digits_min && figures <= digits_max &&
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
    const bool abroad = number.find('+') != std::string_view::npos;
    std::string link;
    for (std::size_t i = 0; i < number.size(); ++i) {
        // "+44 (0)20": dialled at home only.
        if (abroad && number.substr(i, 3) == "(0)")
            i += 2;
        else if (digits.find(number[i]) != std::string_view::npos || number[i] == '+')
            link += number[i];
    }
    if (link.empty()) return {};
    return "tel:" + link + (extension.empty() ? "" : ";ext=" + std::string(extension));
}

}  // namespace aplomb::api
