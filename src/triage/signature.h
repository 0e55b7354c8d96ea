// What two messages are compared by: the direction of their meaning (the average of their words'
// vectors, in a space where wordings of one intent lie close) and their letters (runs of three,
// weighed by how rare their word is). Likeness is between 0 and 1 for texts with words.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "triage/model.h"
#include "triage/tokens.h"

namespace aplomb::triage {

struct Signature {
    std::array<float, word_size> meaning{};                // of length one, or zero
    std::vector<std::pair<std::uint32_t, float>> letters;  // by hash; of length one
    // Each word once, by hash, and how much it says.
    std::vector<std::pair<std::uint32_t, float>> words;
    bool empty = true;  // no words at all
};

Signature sign(const Tokens& tokens, const Model& model);

float meaning_likeness(const Signature& a, const Signature& b);
float letter_likeness(const Signature& a, const Signature& b);
// Both together: wordings of one cause.
float likeness(const Signature& a, const Signature& b);

// What tells two posts of the same news from two about different ones: meaning, letters, the words
// shared and the words that one has alone, with all their products.
CopyFeatures copy_features(const Signature& a, const Signature& b);
// The probability that two posts tell the same, as people judged pairs of posts.
float copy_likeness(const Signature& a, const Signature& b, const Model& model);

}  // namespace aplomb::triage
