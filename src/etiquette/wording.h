// The words of a text as phrases are looked for in them (phrase_book.h): contractions are opened
// ("we're" is "we are", "can't" is "can not", "j'ai" is "j' ai"), what is not the writer's own is a
// mark ("<quote>", "<link>", "<account>", "<code>", "<field>"), and so are faces that set the tone
// ("<wink>", "<smile>", "<laugh>", "<smirk>", "<eyeroll>", "<clap>", "<sad>", "<angry>").
#pragma once

#include <string>
#include <vector>

#include "etiquette/analysis.h"

namespace aplomb::etiquette {

struct Token {
    std::string plain;  // folded, lower case, or a mark
    Range range;        // code points of the text as written
    std::size_t sentence = 0;
    bool opens_sentence = false;
    // First of its sentence, or behind a comma, semicolon, colon, dash or bracket.
    bool opens_clause = false;
};

struct Wording {
    std::vector<Token> tokens;
    std::vector<bool> questions;  // for each sentence of the analysis

    [[nodiscard]] Range range_of(std::size_t first, std::size_t end) const {
        return {tokens[first].range.start, tokens[end - 1].range.end};
    }
    // The tokens of the sentence that token `at` stands in: first and one behind the last.
    [[nodiscard]] std::pair<std::size_t, std::size_t> sentence_around(std::size_t at) const;
};

Wording wording_of(const Analysis& analysis);

}  // namespace aplomb::etiquette
