#include <algorithm>
#include <cmath>

#include "train/triage/export.h"

namespace aplomb::train {
namespace {

using triage::word_size;
using Matrix = std::vector<double>;  // word_size × word_size

// How far the within-class covariance is pulled towards a ball, since classes are small.
constexpr double pull = 0.3;

std::array<double, word_size> sentence_vector(std::string_view text, const Space& space) {
    const triage::Tokens tokens = triage::tokenize(text);
    std::array<double, word_size> sum{};
    double words = 0;
    for (const triage::Token& token : tokens.list) {
        const auto found = space.vocabulary.index.find(token.hash);
        const bool counts = token.kind != triage::TokenKind::Punctuation &&
                            token.kind != triage::TokenKind::Mention &&
                            token.kind != triage::TokenKind::Link;
        if (!counts || found == space.vocabulary.index.end()) continue;
        words += 1;
        for (std::size_t d = 0; d < word_size; ++d)
            sum[d] += double{space.importance(found->second)} *
                      double{space.vectors[std::size_t{found->second} * word_size + d]};
    }
    for (double& value : sum)
        value /= std::sqrt(std::max(words, 1.0));
    return sum;
}

// L with L Lᵀ = matrix, in place.
void cholesky(Matrix& matrix) {
    for (std::size_t i = 0; i < word_size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i * word_size + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= matrix[i * word_size + k] * matrix[j * word_size + k];
            matrix[i * word_size + j] =
                i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j * word_size + j];
        }
    }
}

std::vector<float> inverse_of_lower(const Matrix& lower) {
    std::vector<float> out(word_size * word_size, 0.0f);
    for (std::size_t column = 0; column < word_size; ++column) {
        std::array<double, word_size> solved{};
        for (std::size_t i = column; i < word_size; ++i) {
            double sum = i == column ? 1.0 : 0.0;
            for (std::size_t k = column; k < i; ++k)
                sum -= lower[i * word_size + k] * solved[k];
            solved[i] = sum / lower[i * word_size + i];
            out[i * word_size + column] = static_cast<float>(solved[i]);
        }
    }
    return out;
}

}  // namespace

Meaning learn_meaning(const Examples& intents, const Space& space) {
    int classes = 0;
    for (const Example& example : intents)
        classes = std::max(classes, example.label + 1);
    std::vector<std::array<double, word_size>> vectors;
    std::vector<std::array<double, word_size>> means(static_cast<std::size_t>(classes));
    std::vector<double> counts(static_cast<std::size_t>(classes), 0.0);
    Meaning meaning{std::vector<float>(word_size, 0.0f), {}};
    for (const Example& example : intents) {
        vectors.push_back(sentence_vector(example.text, space));
        const auto label = static_cast<std::size_t>(example.label);
        counts[label] += 1;
        for (std::size_t d = 0; d < word_size; ++d)
            means[label][d] += vectors.back()[d];
    }
    // Every class counts the same in the mean.
    for (std::size_t c = 0; c < means.size(); ++c) {
        for (std::size_t d = 0; d < word_size; ++d) {
            means[c][d] /= std::max(counts[c], 1.0);
            meaning.mean[d] += static_cast<float>(means[c][d] / classes);
        }
    }
    Matrix within(word_size * word_size, 0.0);
    for (std::size_t i = 0; i < intents.size(); ++i) {
        const auto label = static_cast<std::size_t>(intents[i].label);
        std::array<double, word_size> away{};
        for (std::size_t d = 0; d < word_size; ++d)
            away[d] = vectors[i][d] - means[label][d];
        const double weight = 1.0 / (counts[label] * classes);
        for (std::size_t a = 0; a < word_size; ++a)
            for (std::size_t b = 0; b < word_size; ++b)
                within[a * word_size + b] += weight * away[a] * away[b];
    }
    double trace = 0;
    for (std::size_t d = 0; d < word_size; ++d)
        trace += within[d * word_size + d];
    for (double& value : within)
        value *= 1 - pull;
    for (std::size_t d = 0; d < word_size; ++d)
        within[d * word_size + d] += pull * trace / word_size;
    cholesky(within);
    meaning.matrix = inverse_of_lower(within);
    return meaning;
}

}  // namespace aplomb::train
