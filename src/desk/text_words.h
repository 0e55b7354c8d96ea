// The words of a text, for reading what is said in it.
#pragma once

#include <cstddef>
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
};

std::vector<TextWord> words_in_text(std::u32string_view points);

}  // namespace aplomb::desk
