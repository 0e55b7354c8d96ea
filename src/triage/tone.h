// How pleasant and unpleasant words come together in a post: what a lexicon says of each word,
// turned round by a "not", raised by a "very", and weighed by where it stands. The deep tier's
// stacks read these beside the margins and the encoders.
#pragma once

#include <array>
#include <span>

#include "triage/tokens.h"

namespace aplomb::triage {

constexpr std::size_t tone_size = 16;
using Tone = std::array<float, tone_size>;

// `valences` are those of the tokens in the lexicon, -1 to 1, 0 for words it does not know.
Tone tone_of(const Tokens& tokens, std::span<const float> valences);

}  // namespace aplomb::triage
