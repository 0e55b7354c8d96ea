// The features that the linear models weigh: words and pairs of them, pieces of words of two to
// four letters, and a handful of measures of the surface (shouting, stretching, emoticons …). A
// feature is known by a 32-bit hash; the same hash in training and in use.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "triage/tokens.h"

namespace aplomb::triage {

struct Feature {
    std::uint32_t hash = 0;
    std::uint32_t token = 0;  // the first token it stands on
};

struct Features {
    std::vector<Feature> words;   // single words first, one for every token, in order
    std::vector<Feature> pieces;  // of words
};

constexpr std::size_t surface_size = 24;
using Surface = std::array<float, surface_size>;

// Uses the memory that `features` holds already.
void extract(const Tokens& tokens, Features& features);
Surface surface_of(const Tokens& tokens);

}  // namespace aplomb::triage
