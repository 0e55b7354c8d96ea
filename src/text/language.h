// Which language a short text is in, with how sure that is.
//
// Posts are short, so two readers work together: the script of the letters (which settles Greek,
// Hebrew, Thai …), a small model over letter sequences trained for the languages that are easily
// confused in the Latin and Han scripts (models/langid/MODELCARD.md), and CLD2 for everything else.
// Names of people, addresses, links, numbers and emoji say nothing and are passed over.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aplomb::text {

struct LanguageScore {
    std::string language;  // ISO 639-1 ("en"), or 639-3 where there is none
    double probability = 0;
};

struct LanguageGuess {
    // The likeliest first, at most three; probabilities of all languages sum to 1. Empty when the
    // text has no letters at all.
    std::vector<LanguageScore> scores;
    // Enough text and a clear lead: what a rule of manners may rely on. One word is never sure
    // where languages share a script.
    bool sure = false;

    // "" when there is nothing to go by.
    [[nodiscard]] std::string_view best() const {
        return scores.empty() ? std::string_view() : std::string_view(scores.front().language);
    }
};

// `expected` is what the author's profile or earlier messages say ("" when nothing): it decides
// between languages that the text leaves close together, and is overruled by a clear text.
LanguageGuess guess_language_of(std::string_view utf8, std::string_view expected = {});

// The language of `words` when it is sure, or empty.
std::string guess_language(std::span<const std::string_view> words);

}  // namespace aplomb::text
