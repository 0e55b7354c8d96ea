#include "triage/signature.h"

#include <algorithm>
#include <cmath>

namespace aplomb::triage {
namespace {

// Wordings of one cause share meaning more than letters; copies share both.
constexpr float meaning_share = 0.75f;
constexpr std::size_t letters_run = 3;
constexpr float unknown_importance = 1.0f;
constexpr std::size_t letters_max = 600;

bool counts(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Hashtag ||
           token.kind == TokenKind::Number || token.kind == TokenKind::Emoji;
}

void add_letters(std::string_view word, float importance,
                 std::vector<std::pair<std::uint32_t, float>>& out) {
    const std::string padded = " " + std::string(word) + " ";
    if (padded.size() < letters_run || out.size() > letters_max) return;
    const float share = importance / std::sqrt(static_cast<float>(padded.size()));
    for (std::size_t i = 0; i + letters_run <= padded.size(); ++i)
        out.emplace_back(word_hash(std::string_view(padded).substr(i, letters_run)), share);
}

template<class List, class Value>
void to_length_one(List& list, Value value) {
    float square = 0;
    for (auto& each : list)
        square += value(each) * value(each);
    if (square <= 0) return;
    const float scale = 1.0f / std::sqrt(square);
    for (auto& each : list)
        value(each) *= scale;
}

// How much the words say that both have.
float shared_words(const Signature& a, const Signature& b) {
    float sum = 0;
    auto left = a.words.begin();
    auto right = b.words.begin();
    while (left != a.words.end() && right != b.words.end()) {
        if (left->first < right->first) {
            ++left;
        } else if (right->first < left->first) {
            ++right;
        } else {
            sum += left->second;
            ++left;
            ++right;
        }
    }
    return sum;
}

float said(const Signature& signature) {
    float sum = 0;
    for (const auto& [word, importance] : signature.words)
        sum += importance;
    return sum;
}

void merge_equal(std::vector<std::pair<std::uint32_t, float>>& letters) {
    std::sort(letters.begin(), letters.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (kept > 0 && letters[kept - 1].first == letters[i].first) {
            letters[kept - 1].second += letters[i].second;
        } else {
            letters[kept++] = letters[i];
        }
    }
    letters.resize(kept);
}

}  // namespace

Signature sign(const Tokens& tokens, const Model& model) {
    Signature out;
    std::array<float, word_size> sum{};
    float words = 0;
    for (const Token& token : tokens.list) {
        if (!counts(token)) continue;
        out.empty = false;
        const Model::Word word = model.word(token.hash);
        const float importance = word.vector.empty() ? unknown_importance : word.importance;
        out.words.emplace_back(token.hash, importance);
        add_letters(tokens.normal_of(token), importance, out.letters);
        if (word.vector.empty()) continue;
        words += 1;
        for (std::size_t d = 0; d < word_size; ++d)
            sum[d] += word.scale * static_cast<float>(word.vector[d]);
    }
    std::sort(out.words.begin(), out.words.end());
    out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
    if (words > 0) out.meaning = model.to_meaning(sum, words);
    to_length_one(out.meaning, [](float& value) -> float& { return value; });
    merge_equal(out.letters);
    to_length_one(out.letters, [](auto& pair) -> float& { return pair.second; });
    return out;
}

float meaning_likeness(const Signature& a, const Signature& b) {
    float sum = 0;
    for (std::size_t d = 0; d < word_size; ++d)
        sum += a.meaning[d] * b.meaning[d];
    return std::clamp(sum, 0.0f, 1.0f);
}

float letter_likeness(const Signature& a, const Signature& b) {
    float sum = 0;
    auto left = a.letters.begin();
    auto right = b.letters.begin();
    while (left != a.letters.end() && right != b.letters.end()) {
        if (left->first < right->first) {
            ++left;
        } else if (right->first < left->first) {
            ++right;
        } else {
            sum += left++->second * right++->second;
        }
    }
    return std::clamp(sum, 0.0f, 1.0f);
}

float likeness(const Signature& a, const Signature& b) {
    if (a.empty || b.empty) return 0;
    return meaning_share * meaning_likeness(a, b) + (1 - meaning_share) * letter_likeness(a, b);
}

CopyFeatures copy_features(const Signature& a, const Signature& b) {
    constexpr float least = 1e-6f;
    const float first = said(a);
    const float second = said(b);
    const float shared = shared_words(a, b);
    const float fewer = static_cast<float>(std::min(a.words.size(), b.words.size()));
    const std::array<float, copy_measures> measures{letter_likeness(a, b),
                                                    meaning_likeness(a, b),
                                                    2 * shared / (first + second + least),
                                                    shared / (std::min(first, second) + least),
                                                    fewer / 10,
                                                    (first + second - 2 * shared) / 10};
    CopyFeatures out{};
    std::copy(measures.begin(), measures.end(), out.begin());
    std::size_t at = copy_measures;
    for (std::size_t i = 0; i < copy_measures; ++i)
        for (std::size_t j = i; j < copy_measures; ++j)
            out[at++] = measures[i] * measures[j];
    return out;
}

float copy_likeness(const Signature& a, const Signature& b, const Model& model) {
    if (a.empty || b.empty) return 0;
    const std::span<const float> weights = model.copy_weights();
    const CopyFeatures features = copy_features(a, b);
    float sum = weights[copy_feature_count];
    for (std::size_t i = 0; i < copy_feature_count; ++i)
        sum += weights[i] * features[i];
    return 1.0f / (1.0f + std::exp(-sum));
}

}  // namespace aplomb::triage
