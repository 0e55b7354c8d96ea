// Finding set phrases in analysed words. A phrase is words separated by spaces, lower case, where a
// word may be a choice ("call|ring|phone"), end in * for any ending ("deliver*"), and "~" stands
// for up to four words in between ("send ~ by post"). Apostrophes are the plain one.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "etiquette/analysis.h"
#include "text/word_sieve.h"

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

// Many phrases, looked up by their first word, so that a list of hundreds costs a text no more than
// a few. Made once and kept, since it looks into the phrases it was made of:
//     static const PhraseSet set(phrases);
class PhraseSet {
  public:
    explicit PhraseSet(std::span<const std::string_view> phrases);

    [[nodiscard]] std::optional<WordSpan> at(const Analysis& analysis, std::size_t word) const;
    [[nodiscard]] std::optional<WordSpan> find(const Analysis& analysis,
                                               std::size_t from = 0) const;
    // The first place in words [from, end).
    [[nodiscard]] std::optional<WordSpan> find_within(const Analysis& analysis, std::size_t from,
                                                      std::size_t end) const;
    [[nodiscard]] bool in(const Analysis& analysis) const { return find(analysis).has_value(); }

  private:
    using Phrases = std::vector<std::string_view>;
    text::WordSieve first_words_;
    std::unordered_map<std::string_view, Phrases> by_word_;
    // Phrases that begin with "deliver*", by that beginning's first byte.
    std::array<Phrases, 256> by_first_byte_;
};

inline bool contains_phrase(const Analysis& analysis, std::span<const std::string_view> phrases) {
    return find_phrase(analysis, phrases).has_value();
}

}  // namespace aplomb::etiquette
