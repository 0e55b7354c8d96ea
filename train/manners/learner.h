// Logistic regression by stochastic gradient descent, one head for each tone, over hashed features
// and the average of word vectors. What the vectors weigh is added to the weights of the words
// alone in the end, so that the model that ships needs no vectors: a word it never saw in our
// replies still has the weight of the words that are used like it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "train/manners/corpus.h"
#include "triage/encoder.h"

namespace aplomb::manners {

using Vector = std::array<float, triage::word_size>;

struct PreparedSentence {
    std::size_t tokens = 0;
    std::vector<std::uint32_t> features;
    Vector vector{};  // the sum of its words'
};

struct Prepared {
    const Example* example = nullptr;
    std::vector<PreparedSentence> sentences;
};

Prepared prepare(const Example& example);
// The vector of a word, zeros where it has none.
Vector vector_of(std::string_view plain);

class Learner {
  public:
    Learner();

    // The texts in the order of a fixed shuffle, several times.
    void train(const std::vector<const Prepared*>& texts);

    using Margins = std::array<double, etiquette::tone_count>;
    // The highest margin of each tone over the passages of a text, as etiquette::hear makes them.
    [[nodiscard]] Margins loudest(const Prepared& text) const;

    // The weights with those of the vectors added to `words`.
    [[nodiscard]] std::vector<float> folded(const std::vector<std::string>& words) const;
    [[nodiscard]] double bias(std::size_t tone) const { return bias_[tone]; }

  private:
    using Passage = std::vector<const PreparedSentence*>;

    void learn(const Passage& passage, const Example& example, double share, double rate);
    void learn(const Prepared& text, double rate);
    [[nodiscard]] Margins margins(const Passage& passage) const;

    std::vector<float> weights_;
    std::array<Vector, etiquette::tone_count> dense_{};
    std::array<double, etiquette::tone_count> bias_{};
};

}  // namespace aplomb::manners
