#include <algorithm>
#include <array>
#include <cmath>

#include "train/triage/dice.h"
#include "train/triage/export.h"
#include "train/triage/solving.h"

namespace aplomb::train {
namespace {

using triage::word_size;
using Vector = std::array<float, word_size>;

// How far the within-class covariance is pulled towards a ball, since classes are small.
constexpr double pull = 0.3;

constexpr int steps = 800;
constexpr std::size_t batch_size = 192;
constexpr float sharpness = 12.0f;
// The right intent has to win by this cosine.
constexpr float margin = 0.15f;
constexpr float rate = 0.05f;
constexpr float matrix_rate = 0.02f;
constexpr float gate_rate = 0.3f;
constexpr float vector_rate = 0.3f;
constexpr float gate_min = 0.02f;
constexpr float words_dropped = 0.1f;

struct Sentence {
    std::vector<std::uint32_t> words;
    std::size_t label = 0;
};

std::vector<Sentence> read_intents(const Examples& intents, const Space& space) {
    std::vector<Sentence> out;
    for (const Example& example : intents) {
        Sentence sentence{{}, static_cast<std::size_t>(example.label)};
        const triage::Tokens tokens = triage::tokenize(example.text);
        for (const triage::Token& token : tokens.list) {
            const auto found = space.vocabulary.index.find(token.hash);
            const bool counts = token.kind != triage::TokenKind::Punctuation &&
                                token.kind != triage::TokenKind::Mention &&
                                token.kind != triage::TokenKind::Link;
            if (counts && found != space.vocabulary.index.end())
                sentence.words.push_back(found->second);
        }
        out.push_back(std::move(sentence));
    }
    return out;
}

float dot(const float* a, const float* b) {
    float sum = 0;
    for (std::size_t d = 0; d < word_size; ++d)
        sum += a[d] * b[d];
    return sum;
}

void add_to(float* out, float share, const float* values) {
    for (std::size_t d = 0; d < word_size; ++d)
        out[d] += share * values[d];
}

class Learner {
  public:
    Learner(std::vector<Sentence> sentences, const Space& space, Meaning& meaning)
        : sentences_(std::move(sentences)), meaning_(meaning), dice_(11) {
        for (const Sentence& sentence : sentences_)
            classes_ = std::max(classes_, sentence.label + 1);
        by_class_.resize(classes_);
        for (std::size_t i = 0; i < sentences_.size(); ++i)
            by_class_[sentences_[i].label].push_back(i);
        meaning_.vectors = space.vectors;
        for (std::uint32_t w = 0; w < space.vocabulary.size(); ++w)
            meaning_.gates.push_back(space.importance(w));
        whiten();
        find_centres();
        matrix_squares_.assign(word_size * word_size, 1e-6f);
        centre_squares_.assign(centres_.size(), 1e-6f);
        gate_squares_.assign(meaning_.gates.size(), 1e-4f);
        vector_squares_.assign(meaning_.gates.size(), 1e-4f);
    }

    void run() {
        for (int step = 0; step < steps; ++step)
            learn_batch(rate * (1.0f - static_cast<float>(step) / static_cast<float>(steps)));
    }

  private:
    [[nodiscard]] Vector sum_of(const std::vector<std::uint32_t>& words) const {
        Vector sum{};
        for (const std::uint32_t word : words)
            add_to(sum.data(), meaning_.gates[word],
                   meaning_.vectors.data() + std::size_t{word} * word_size);
        const float scale =
            1.0f / std::sqrt(static_cast<float>(std::max<std::size_t>(words.size(), 1)));
        for (float& value : sum)
            value *= scale;
        return sum;
    }

    [[nodiscard]] Vector project(const Vector& sum) const {
        Vector moved{};
        for (std::size_t d = 0; d < word_size; ++d)
            moved[d] = sum[d] - meaning_.mean[d];
        Vector out{};
        for (std::size_t row = 0; row < word_size; ++row)
            out[row] = dot(meaning_.matrix.data() + row * word_size, moved.data());
        return out;
    }

    // Begins where what differs between wordings of one intent is shrunk (within-class covariance).
    void whiten() {
        std::vector<Vector> sums;
        std::vector<Vector> means(classes_);
        for (const Sentence& sentence : sentences_) {
            sums.push_back(sum_of(sentence.words));
            add_to(means[sentence.label].data(),
                   1.0f / static_cast<float>(by_class_[sentence.label].size()), sums.back().data());
        }
        meaning_.mean.assign(word_size, 0.0f);
        for (const Vector& mean : means)
            add_to(meaning_.mean.data(), 1.0f / static_cast<float>(classes_), mean.data());
        std::vector<double> within(word_size * word_size, 0.0);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const std::size_t label = sentences_[i].label;
            Vector away = sums[i];
            add_to(away.data(), -1.0f, means[label].data());
            const double weight = 1.0 / static_cast<double>(by_class_[label].size() * classes_);
            for (std::size_t a = 0; a < word_size; ++a)
                for (std::size_t b = 0; b < word_size; ++b)
                    within[a * word_size + b] += weight * double{away[a]} * double{away[b]};
        }
        double trace = 0;
        for (std::size_t d = 0; d < word_size; ++d)
            trace += within[d * word_size + d];
        for (double& value : within)
            value *= 1 - pull;
        for (std::size_t d = 0; d < word_size; ++d)
            within[d * word_size + d] += pull * trace / word_size;
        meaning_.matrix = Triangle(std::move(within), word_size).inverse();
        // Steps of one size suit numbers of one size.
        double size = 0;
        for (const float value : meaning_.matrix)
            size += std::fabs(value) / static_cast<double>(meaning_.matrix.size());
        for (float& value : meaning_.matrix)
            value = static_cast<float>(value / (30 * size));
    }

    void find_centres() {
        centres_.assign(classes_ * word_size, 0.0f);
        for (std::size_t c = 0; c < classes_; ++c) {
            for (std::size_t i = 0; i < std::min<std::size_t>(by_class_[c].size(), 60); ++i) {
                const Vector out = project(sum_of(sentences_[by_class_[c][i]].words));
                add_to(centres_.data() + c * word_size,
                       1.0f / std::sqrt(dot(out.data(), out.data()) + 1e-9f), out.data());
            }
        }
        for (std::size_t c = 0; c < classes_; ++c) {
            float* centre = centres_.data() + c * word_size;
            const float scale = 1.0f / std::sqrt(dot(centre, centre) + 1e-9f);
            for (std::size_t d = 0; d < word_size; ++d)
                centre[d] *= scale;
        }
    }

    // Softmax over the cosines with every intent's centre.
    void learn_batch(float step) {
        matrix_gradient_.assign(word_size * word_size, 0.0f);
        centre_gradient_.assign(centres_.size(), 0.0f);
        words_.clear();
        word_gradients_.clear();
        for (std::size_t b = 0; b < batch_size; ++b) {
            const auto& own = by_class_[dice_.below(classes_)];
            if (!own.empty()) learn(sentences_[own[dice_.below(own.size())]]);
        }
        const auto move = [&](std::vector<float>& values, std::vector<float>& squares,
                              const std::vector<float>& gradient, float own_step) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                squares[i] += gradient[i] * gradient[i];
                values[i] -= own_step * gradient[i] / std::sqrt(squares[i]);
            }
        };
        move(meaning_.matrix, matrix_squares_, matrix_gradient_, step * matrix_rate);
        move(centres_, centre_squares_, centre_gradient_, step);
        for (std::size_t i = 0; i < words_.size(); ++i)
            move_word(words_[i], word_gradients_.data() + i * word_size, step);
    }

    void move_word(std::uint32_t word, const float* gradient, float step) {
        float* vector = meaning_.vectors.data() + std::size_t{word} * word_size;
        float& gate = meaning_.gates[word];
        const float slope = dot(gradient, vector);
        gate_squares_[word] += slope * slope;
        vector_squares_[word] +=
            gate * gate * dot(gradient, gradient) / static_cast<float>(word_size);
        add_to(vector, -step * vector_rate * gate / std::sqrt(vector_squares_[word]), gradient);
        gate = std::max(gate - step * gate_rate * slope / std::sqrt(gate_squares_[word]), gate_min);
    }

    void learn(const Sentence& sentence) {
        std::vector<std::uint32_t> words;
        for (const std::uint32_t word : sentence.words)
            if (sentence.words.size() <= 2 || dice_.share() >= words_dropped) words.push_back(word);
        if (words.empty()) return;
        const Vector sum = sum_of(words);
        const Vector out = project(sum);
        const float length = std::sqrt(dot(out.data(), out.data())) + 1e-6f;
        Vector unit = out;
        for (float& value : unit)
            value /= length;
        std::vector<float> shares(classes_);
        std::vector<float> lengths(classes_);
        for (std::size_t c = 0; c < classes_; ++c) {
            const float* centre = centres_.data() + c * word_size;
            lengths[c] = std::sqrt(dot(centre, centre)) + 1e-6f;
            shares[c] = dot(unit.data(), centre) / lengths[c];
        }
        const std::vector<float> cosines = shares;
        for (std::size_t c = 0; c < classes_; ++c)
            shares[c] = sharpness * (cosines[c] - (c == sentence.label ? margin : 0.0f));
        shares = softmax({shares}).front();
        Vector unit_gradient{};
        for (std::size_t c = 0; c < classes_; ++c) {
            const float error = sharpness / static_cast<float>(batch_size) *
                                (shares[c] - (c == sentence.label ? 1.0f : 0.0f));
            const float* centre = centres_.data() + c * word_size;
            float* gradient = centre_gradient_.data() + c * word_size;
            add_to(unit_gradient.data(), error / lengths[c], centre);
            add_to(gradient, error / lengths[c], unit.data());
            add_to(gradient, -error * cosines[c] / (lengths[c] * lengths[c]), centre);
        }
        const float along = dot(unit_gradient.data(), unit.data());
        Vector sum_gradient{};
        for (std::size_t row = 0; row < word_size; ++row) {
            const float slope = (unit_gradient[row] - along * unit[row]) / length;
            add_to(sum_gradient.data(), slope, meaning_.matrix.data() + row * word_size);
            for (std::size_t d = 0; d < word_size; ++d)
                matrix_gradient_[row * word_size + d] += slope * (sum[d] - meaning_.mean[d]);
        }
        const float scale = 1.0f / std::sqrt(static_cast<float>(words.size()));
        for (float& value : sum_gradient)
            value *= scale;
        for (const std::uint32_t word : words) {
            words_.push_back(word);
            word_gradients_.insert(word_gradients_.end(), sum_gradient.begin(), sum_gradient.end());
        }
    }

    const std::vector<Sentence> sentences_;
    Meaning& meaning_;
    Dice dice_;
    std::size_t classes_ = 0;
    std::vector<std::vector<std::size_t>> by_class_;
    std::vector<float> centres_;  // an intent each, word_size
    std::vector<float> matrix_gradient_;
    std::vector<float> centre_gradient_;
    std::vector<std::uint32_t> words_;  // of the batch
    std::vector<float> word_gradients_;
    std::vector<float> matrix_squares_;
    std::vector<float> centre_squares_;
    std::vector<float> gate_squares_;
    std::vector<float> vector_squares_;
};

}  // namespace

Meaning learn_meaning(const Examples& intents, const Space& space) {
    Meaning meaning;
    Learner(read_intents(intents, space), space, meaning).run();
    return meaning;
}

}  // namespace aplomb::train
