// Numbers as they stand in a promise: "24", "1.5", "twenty-four", "vierundzwanzig", "cuarenta y
// ocho".
#pragma once

#include <optional>
#include <string_view>

#include "desk/text_words.h"

namespace aplomb::desk {

bool is_number(std::string_view word);       // digits only
int value_of_digits(std::string_view word);  // -1 where there are none, or too many

// One word: "four", "twenty-four", "trentasei".
std::optional<int> number_word(std::string_view word);
// "a", "an", "eine": one, and often only an article.
bool is_one_or_article(std::string_view word);

struct Amount {
    double value = 0;
    std::size_t used = 0;  // words
};
std::optional<Amount> amount_at(WordsView words, std::size_t i);

}  // namespace aplomb::desk
