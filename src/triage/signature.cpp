#include "triage/signature.h"

#include <algorithm>
#include <cmath>

namespace aplomb::triage {
namespace {

// Wordings of one cause share meaning more than letters; copies share both.
constexpr float meaning_share = 0.6f;
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
        add_letters(tokens.normal_of(token), importance, out.letters);
        if (word.vector.empty()) continue;
        words += 1;
        for (std::size_t d = 0; d < word_size; ++d)
            sum[d] += importance / 127 * static_cast<float>(word.vector[d]);
    }
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

}  // namespace aplomb::triage
