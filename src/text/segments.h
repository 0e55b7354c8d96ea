// Where a reader sees one character, one word, one sentence end (Unicode Standard Annex 29, through
// ICU). Offsets are code points. The iterators are made on first use in a thread and kept, since
// making one costs more than segmenting a post.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aplomb::text {

struct Segment {
    std::size_t start = 0;
    std::size_t end = 0;
    bool operator==(const Segment&) const = default;
};

std::size_t count_graphemes(std::string_view utf8);

// Every grapheme cluster, word piece (spaces and punctuation are pieces too) or sentence, in order,
// covering the text without gaps.
std::vector<Segment> graphemes(std::u32string_view points);
std::vector<Segment> word_pieces(std::u32string_view points);
std::vector<Segment> sentences(std::u32string_view points);

}  // namespace aplomb::text
