// Words and sentences of texts in ASCII, by the rules of Unicode's annex 29 as ICU has them. Most
// texts of a desk are plain, and the rules for plain signs are few; ICU's tables for all signs take
// three times as long. Private to text/segments.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "text/segments.h"

namespace aplomb::text {

bool is_plain(std::u32string_view points);

std::vector<Segment> plain_word_pieces(std::u32string_view points);
std::vector<Segment> plain_sentences(std::u32string_view points);

}  // namespace aplomb::text
