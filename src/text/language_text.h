// The part of a text that tells its language: its words in lower case, by script. Private to
// text/language.cpp and to train/langid, so that training and use read alike.
//
// Names (@ana), tags, links, mail addresses and anything with digits in it are left out; a letter
// drawn out ("soooo") is kept twice; an apostrophe ends the word that it belongs to ("l'", "eau").
// Reading stops after enough words: a language shows itself early, and a text may be a megabyte.
#pragma once

#include <unicode/uscript.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/segments.h"

namespace aplomb::text {

struct LanguageText {
    std::u32string letters;  // the words behind one another
    std::vector<Segment> words;
    std::vector<UScriptCode> scripts;  // of each word; Han and the kana are words of their own
    std::array<std::uint32_t, USCRIPT_CODE_LIMIT> letters_by_script{};

    [[nodiscard]] std::u32string_view word(std::size_t i) const {
        return std::u32string_view(letters).substr(words[i].start, words[i].end - words[i].start);
    }
};

constexpr std::size_t language_words_max = 24;
constexpr std::size_t language_points_max = 2'000;

LanguageText read_language_text(std::string_view utf8);

}  // namespace aplomb::text
