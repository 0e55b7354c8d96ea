// UTF-8 as it comes from outside, and code points as findings count them (spec: contracts, text
// offsets count Unicode code points). Broken bytes become U+FFFD, one for each maximal broken part
// as the WHATWG Encoding Standard replaces them, so that any bytes at all have a length and
// offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aplomb::text {

constexpr char32_t replacement_character = 0xFFFD;

// A text with the byte at which each of its code points begins; `bytes` has one entry more than
// `points`, the size of the text. Texts are at most 4 GiB.
struct Decoded {
    std::u32string points;
    std::vector<std::uint32_t> bytes;

    [[nodiscard]] std::size_t size() const { return points.size(); }
};

Decoded decode(std::string_view utf8);
// The code points alone.
std::u32string to_code_points(std::string_view utf8);

std::string encode(std::u32string_view points);
// Surrogates and values beyond U+10FFFF are written as U+FFFD.
void append_utf8(std::string& out, char32_t point);

std::size_t count_code_points(std::string_view utf8);
std::size_t count_utf16_units(std::string_view utf8);

// Reads the code point at byte `at`, which must lie inside `utf8`, and moves `at` behind it.
char32_t next_code_point(std::string_view utf8, std::size_t& at);

}  // namespace aplomb::text
