// A text as a reader takes it in, for matching: what cannot be seen is gone, and what looks or
// means the same is the same.
//
// Zero-width and direction marks, soft hyphens and variation selectors are left out; full-width
// and other compatibility forms become plain ones; digits of any script, circled digits and keycap
// emoji become 0-9; Cyrillic and Greek letters that look Latin become Latin when they stand in a
// word that has Latin letters or digits in it; every dash is '-', every quote ' or ", every space
// ' '. Each folded code point remembers which one of the original it came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/segments.h"

namespace aplomb::text {

struct Folded {
    std::u32string points;  // case kept
    std::u32string lower;   // the same length, lower case
    // For each folded code point the index of its original; one more entry for the end.
    std::vector<std::uint32_t> origin;

    // The part of the original that [start, end) of the folded text came from.
    [[nodiscard]] Segment original(std::size_t start, std::size_t end) const {
        if (start >= end) return {origin[start], origin[start]};
        return {origin[start], origin[end - 1] + std::size_t{1}};
    }
};

Folded fold(std::u32string_view points);

// Invisible characters that people or programs slip between visible ones.
bool is_invisible(char32_t point);

// NFKC with case folding, as UTF-8: the form in which words are compared.
std::string casefold(std::string_view utf8);

// Simple lower case of one code point.
char32_t lower(char32_t point);
char32_t upper(char32_t point);
bool is_upper(char32_t point);
bool is_lower(char32_t point);
bool is_letter(char32_t point);
bool is_digit(char32_t point);  // ASCII
bool is_white_space(char32_t point);

}  // namespace aplomb::text
