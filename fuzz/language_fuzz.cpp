// Any bytes as a post whose language is asked for: at most three languages, probabilities that are
// ones, and the same answer twice.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/language.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace text = aplomb::text;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const text::LanguageGuess guess = text::guess_language_of(bytes);
    if (guess.scores.size() > 3 || (guess.sure && guess.scores.empty())) std::abort();
    double sum = 0;
    for (const text::LanguageScore& score : guess.scores) {
        if (score.language.empty() || !(score.probability >= 0)) std::abort();
        sum += score.probability;
    }
    if (sum > 1.000001) std::abort();
    if (text::guess_language_of(bytes).best() != guess.best()) std::abort();
    return 0;
}
