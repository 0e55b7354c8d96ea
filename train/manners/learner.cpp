#include "train/manners/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "triage/assess.h"
#include "triage/tokens.h"

namespace aplomb::manners {
namespace {

using etiquette::tone_count;

constexpr std::size_t buckets = etiquette::tone_buckets;
constexpr int epochs = 14;
constexpr double rate_start = 0.8;
constexpr double decay = 1e-4;
// How much a word vector counts beside a feature.
constexpr float vector_share = 2.0f;
constexpr std::size_t tokens_min = 6;

std::size_t features_of(const std::vector<const PreparedSentence*>& passage) {
    std::size_t features = 0;
    for (const PreparedSentence* sentence : passage)
        features += sentence->features.size();
    return features;
}

}  // namespace

Vector vector_of(std::string_view plain) {
    Vector vector{};
    const auto word = triage::shipped_assessor().model().word(triage::word_hash(plain));
    if (word.vector.empty()) return vector;
    for (std::size_t k = 0; k < vector.size(); ++k)
        vector[k] = vector_share * static_cast<float>(word.vector[k]) / 127.0f;
    return vector;
}

Prepared prepare(const Example& example) {
    const auto analysis = etiquette::analyse(example.text);
    const auto wording = etiquette::wording_of(analysis);
    Prepared prepared;
    prepared.example = &example;
    for (std::size_t first = 0; first < wording.tokens.size();) {
        const std::size_t end = wording.sentence_around(first).second;
        PreparedSentence sentence;
        sentence.tokens = end - first;
        for (const auto& feature : etiquette::tone_features(wording, first, end))
            sentence.features.push_back(feature.bucket);
        for (std::size_t i = first; i < end; ++i) {
            const Vector vector = vector_of(wording.tokens[i].plain);
            for (std::size_t k = 0; k < vector.size(); ++k)
                sentence.vector[k] += vector[k];
        }
        prepared.sentences.push_back(std::move(sentence));
        first = end;
    }
    return prepared;
}

Learner::Learner() : weights_(buckets * tone_count, 0.0f) {}

Learner::Margins Learner::margins(const Passage& passage) const {
    Margins margins{};
    for (const PreparedSentence* sentence : passage) {
        for (const std::uint32_t feature : sentence->features) {
            for (std::size_t tone = 0; tone < tone_count; ++tone)
                margins[tone] += weights_[feature * tone_count + tone];
        }
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            margins[tone] += std::inner_product(sentence->vector.begin(), sentence->vector.end(),
                                                dense_[tone].begin(), 0.0);
    }
    const double scale = 1.0 / std::sqrt(static_cast<double>(features_of(passage)));
    for (std::size_t tone = 0; tone < tone_count; ++tone)
        margins[tone] = bias_[tone] + margins[tone] * scale;
    return margins;
}

void Learner::learn(const Passage& passage, const Example& example, double share, double rate) {
    const Margins before = margins(passage);
    const double scale = 1.0 / std::sqrt(static_cast<double>(features_of(passage)));
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        if (example.weight[tone] == 0) continue;
        const double likelihood = 1.0 / (1.0 + std::exp(-before[tone]));
        const double step =
            rate * share * example.weight[tone] * (example.label[tone] - likelihood);
        bias_[tone] += step * 0.1;
        for (const PreparedSentence* sentence : passage) {
            for (const std::uint32_t feature : sentence->features) {
                float& one = weights_[feature * tone_count + tone];
                one = static_cast<float>(one * (1.0 - rate * decay) + step * scale);
            }
            for (std::size_t k = 0; k < dense_[tone].size(); ++k) {
                float& one = dense_[tone][k];
                one = static_cast<float>(one * (1.0 - rate * decay) +
                                         step * scale * sentence->vector[k]);
            }
        }
    }
}

void Learner::learn(const Prepared& text, double rate) {
    Passage whole;
    for (const PreparedSentence& sentence : text.sentences)
        whole.push_back(&sentence);
    learn(whole, *text.example, 1.0, rate);
    // A reply without a tone has none in any of its sentences; of one that has, nobody said where.
    if (!text.example->good && text.example->origin != Origin::Agents) return;
    if (text.sentences.size() < 2) return;
    for (const PreparedSentence* sentence : whole) {
        if (sentence->tokens >= tokens_min) learn({sentence}, *text.example, 0.5, rate);
    }
}

void Learner::train(const std::vector<const Prepared*>& texts) {
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::uint64_t state = 88172645463325252u;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            std::swap(order[i - 1], order[state % i]);
        }
        const double rate = rate_start / (1.0 + epoch);
        for (const std::size_t i : order)
            learn(*texts[i], rate);
    }
}

Learner::Margins Learner::loudest(const Prepared& text) const {
    Margins loudest;
    loudest.fill(-100);
    const auto listen = [&](const Passage& passage) {
        std::size_t tokens = 0;
        for (const PreparedSentence* sentence : passage)
            tokens += sentence->tokens;
        if (tokens < tokens_min) return;
        const Margins heard = margins(passage);
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            loudest[tone] = std::max(loudest[tone], heard[tone]);
    };
    Passage whole;
    for (std::size_t i = 0; i < text.sentences.size(); ++i) {
        listen({&text.sentences[i]});
        if (i > 0) listen({&text.sentences[i - 1], &text.sentences[i]});
        whole.push_back(&text.sentences[i]);
    }
    if (whole.size() > 2) listen(whole);
    return loudest;
}

std::vector<float> Learner::folded(const std::vector<std::string>& words) const {
    std::vector<float> weights = weights_;
    for (const std::string& word : words) {
        const Vector vector = vector_of(word);
        if (std::all_of(vector.begin(), vector.end(), [](float v) { return v == 0; })) continue;
        float* row = &weights[std::size_t{etiquette::tone_bucket_of(word)} * tone_count];
        for (std::size_t tone = 0; tone < tone_count; ++tone)
            row[tone] +=
                std::inner_product(vector.begin(), vector.end(), dense_[tone].begin(), 0.0f);
    }
    return weights;
}

}  // namespace aplomb::manners
