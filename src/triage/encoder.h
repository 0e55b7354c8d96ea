// A small convolutional reader of a whole post: every word is a vector, windows of one, two and
// three words are compared with learnt patterns, and the best match of each pattern, with the
// average of the words, is what the heads decide on. It hears order and combination where the
// linear models count; about 1.4 million multiplications for a post of twenty words.
//
//   words → vectors (word_size + mark_size) → windows × patterns → strongest match of each → heads
//
// The same forward pass trains and serves; train/triage learns the weights.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "triage/tokens.h"

namespace aplomb::triage {

constexpr std::size_t word_size = 100;  // of a word's vector
constexpr std::size_t mark_size = 12;   // what is known of a word beside its vector
constexpr std::size_t input_size = word_size + mark_size;
constexpr std::size_t pattern_count = 96;  // for each width
constexpr std::size_t width_max = 3;
constexpr std::size_t pooled_size = pattern_count * width_max + 2 * input_size;
// Posts are read up to here by the encoder.
constexpr std::size_t encoded_words_max = 160;

// Weights of the windows; width w (0-based) has (w + 1) × input_size × pattern_count of them, the
// patterns contiguous.
struct Convolutions {
    std::array<std::span<const float>, width_max> weights;
    std::array<std::span<const float>, width_max> biases;  // pattern_count each
};

// What the forward pass leaves behind: the pooled values, and where each pattern matched best.
struct Encoded {
    std::vector<float> pooled;  // pooled_size
    std::array<std::array<std::uint16_t, pattern_count>, width_max> best_at{};
    std::array<std::array<float, pattern_count>, width_max> best{};
    std::array<std::uint16_t, input_size> highest_at{};
};

// The marks of a token: its kind, its writing, and `valence`, how pleasant the word is in the
// lexicon, -1 to 1.
void write_marks(const Token& token, float valence, std::span<float> marks);

// `inputs` holds words × input_size values followed by (width_max − 1) × input_size zeros.
void encode(const Convolutions& convolutions, std::span<const float> inputs, std::size_t words,
            Encoded& out);

}  // namespace aplomb::triage
