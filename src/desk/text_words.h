// The words of a text, for reading what is said in it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aplomb::desk {

// A word in lower case, with its place in code points. Digits and letters are parted ("3pm" is two
// words), "14:30" is one.
struct TextWord {
    std::string text;
    std::size_t start = 0;
    std::size_t end = 0;
    char32_t after = 0;  // the first point behind it that is no space
};

using WordsView = std::span<const TextWord>;

std::vector<TextWord> words_in_text(std::u32string_view points);

// Nothing behind the last one.
inline std::string_view word_at(WordsView words, std::size_t i) {
    return i < words.size() ? std::string_view(words[i].text) : std::string_view{};
}
// Whether nothing but this point stands between the word and the next: "15.30", "12/12".
inline bool joined_by(WordsView words, std::size_t i, char32_t point) {
    return i + 1 < words.size() && words[i].after == point &&
           words[i + 1].start == words[i].end + 1;
}

}  // namespace aplomb::desk
