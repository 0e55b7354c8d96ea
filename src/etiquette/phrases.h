// Finding set phrases in analysed words. A phrase is words separated by spaces, lower case, where a
// word may be a choice ("call|ring|phone"), end in * for any ending ("deliver*"), and "~" stands
// for up to four words in between ("send ~ by post"). Apostrophes are the plain one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "etiquette/analysis.h"

namespace aplomb::etiquette {

struct WordSpan {
    std::size_t first = 0;
    std::size_t end = 0;
};

// The words the phrase takes when it begins at word `at`, never across the end of a sentence.
std::optional<WordSpan> phrase_at(const Analysis& analysis, std::size_t at,
                                  std::string_view phrase);

// The first place of the text where one of `phrases` stands.
std::optional<WordSpan> find_phrase(const Analysis& analysis,
                                    std::span<const std::string_view> phrases,
                                    std::size_t from = 0);

inline bool contains_phrase(const Analysis& analysis, std::span<const std::string_view> phrases) {
    return find_phrase(analysis, phrases).has_value();
}

}  // namespace aplomb::etiquette
