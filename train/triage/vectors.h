// Word vectors learnt from running text by skip-gram with negative sampling (Mikolov et al. 2013),
// one thread, one seed: the same texts give the same vectors.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "triage/encoder.h"
#include "triage/tokens.h"

namespace aplomb::train {

struct Vocabulary {
    std::unordered_map<std::uint32_t, std::uint32_t> index;  // by word hash
    std::vector<std::uint32_t> hashes;                       // most frequent first
    std::vector<std::string> words;
    std::vector<std::uint64_t> counts;
    std::uint64_t total = 0;

    [[nodiscard]] std::size_t size() const { return hashes.size(); }
};

using Sentence = std::vector<std::uint32_t>;  // indexes into the vocabulary

Vocabulary count_words(const std::vector<std::string>& texts, std::uint64_t count_min);
std::vector<Sentence> to_sentences(const std::vector<std::string>& texts,
                                   const Vocabulary& vocabulary);

struct VectorOptions {
    int epochs = 8;
    int window = 5;
    int negatives = 5;  // for every neighbour
    int drawn = 10;     // of them, for all the neighbours of a word
    float rate = 0.05f;
    double subsample = 5e-4;
    std::uint64_t seed = 20260101;
};

// vocabulary × word_size, each row of length about one.
std::vector<float> learn_vectors(const std::vector<Sentence>& sentences,
                                 const Vocabulary& vocabulary, const VectorOptions& options);

}  // namespace aplomb::train
