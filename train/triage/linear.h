// Linear models over hashed features: one weight for every run of words, every piece of a word,
// every dimension of the averaged word vector, and every measure of the surface. Trained as support
// vector machines, one class against the rest, by dual coordinate descent (Hsieh et al. 2008).
//
// All that is summed over words is kept linear in them on purpose: for use, the weights of a word's
// vector and of its valence are folded into the row of that word (export.cpp).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "train/triage/datasets.h"
#include "train/triage/lexicon.h"
#include "train/triage/vectors.h"
#include "triage/features.h"
#include "triage/tone.h"

namespace aplomb::train {

constexpr unsigned hash_bits = 22;
constexpr std::uint32_t hash_count = 1u << hash_bits;
constexpr std::size_t valence_size = 2;  // pleasant, unpleasant
// The dense sums are divided by the root of the count of word features, as the weights of words are
// (there are about three for every word), so that they can be folded into those.
constexpr float dense_norm = 1.7f;
constexpr std::size_t dense_size = triage::word_size + valence_size + triage::surface_size;

// What turns words into numbers, learnt without labels.
struct Space {
    Vocabulary vocabulary;
    std::vector<float> vectors;  // vocabulary × word_size
    std::vector<float> rarity;   // of each hash: log(posts / posts with it)
    Lexicon lexicon;

    // How much a word's vector counts in an average: a / (a + share) (Arora et al. 2017).
    [[nodiscard]] float importance(std::uint32_t word) const;
};

void learn_rarity(const std::vector<std::string>& texts, Space& space);

// As the product hears it: of the words it has vectors for.
triage::Tone tone_of(std::string_view text, const Space& space);

// Posts as sparse rows. Indexes from `hash_count` on are dense.
struct Rows {
    std::vector<std::uint32_t> index;
    std::vector<float> value;
    std::vector<std::size_t> start{0};

    [[nodiscard]] std::size_t size() const { return start.size() - 1; }
};

// How much each block of features weighs against the others.
struct BlockScales {
    float words = 1.0f;
    float pieces = 2.0f;
    float vectors = 0.6f;
    float valence = 1.6f;
    float surface = 0.5f;
};

void add_row(std::string_view text, const Space& space, const BlockScales& scales, Rows& rows);
Rows to_rows(const Examples& examples, const Space& space, const BlockScales& scales);

struct LinearModel {
    int classes = 0;
    std::vector<std::vector<float>> weights;  // per class: hash_count + dense_size
    std::vector<float> bias;

    [[nodiscard]] std::vector<float> margins(const Rows& rows, std::size_t at) const;
};

struct LinearOptions {
    float cost = 0.5f;
    int passes = 14;
    // Weight of the classes' examples; empty: all one.
    std::vector<float> class_weights;
    // Log-count ratios multiply the features of words (Wang & Manning 2012), this share of them.
    float counting = 0.0f;
    std::uint64_t seed = 7;
};

LinearModel learn_linear(const Rows& rows, std::span<const int> labels, int classes,
                         const LinearOptions& options);

}  // namespace aplomb::train
