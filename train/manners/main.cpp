// Trains the model of tones (etiquette/tone_model.h) and says how good it is:
//
//   train_manners [--data DIR] [--own FILE] [--out FILE]
//
// Logistic regression by stochastic gradient descent over the examples in a fixed order, so that
// the same data make the same weights to the bit on one machine. First it trains on four fifths and
// prints, on the rest of our own sentences and of the agents' answers, how well the tones are told
// and how often a real agent would be accused; then it trains on everything and writes the file.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <numeric>

#include "train/manners/corpus.h"

namespace {

using namespace aplomb;
using etiquette::tone_count;
using manners::Example;

constexpr std::size_t buckets = std::size_t{1} << etiquette::tone_bucket_bits;
constexpr int epochs = 12;
constexpr double rate_start = 0.8;
constexpr double decay = 2e-6;

struct Prepared {
    std::vector<std::uint32_t> features;
    const Example* example = nullptr;
};

struct Weights {
    std::vector<float> of = std::vector<float>(buckets * tone_count, 0.0f);
    std::array<double, tone_count> bias{};

    [[nodiscard]] double margin(const Prepared& text, std::size_t tone) const {
        double sum = 0;
        for (const std::uint32_t feature : text.features)
            sum += of[feature * tone_count + tone];
        return bias[tone] + sum / std::sqrt(static_cast<double>(text.features.size()));
    }
};

Prepared prepare(const Example& example) {
    const auto analysis = etiquette::analyse(example.text);
    const auto wording = etiquette::wording_of(analysis);
    Prepared prepared;
    prepared.example = &example;
    for (const auto& feature : etiquette::tone_features(wording, 0, wording.tokens.size()))
        prepared.features.push_back(feature.bucket);
    return prepared;
}

void learn(const Prepared& text, double rate, Weights& weights) {
    const double scale = 1.0 / std::sqrt(static_cast<double>(text.features.size()));
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        const double weight = text.example->weight[tone];
        if (weight == 0) continue;
        const double likelihood = 1.0 / (1.0 + std::exp(-weights.margin(text, tone)));
        const double step = rate * weight * (text.example->label[tone] - likelihood);
        weights.bias[tone] += step * 0.1;
        for (const std::uint32_t feature : text.features) {
            float& one = weights.of[feature * tone_count + tone];
            one = static_cast<float>(one * (1.0 - rate * decay) + step * scale);
        }
    }
}

Weights train(const std::vector<Prepared>& texts) {
    Weights weights;
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
            learn(texts[i], rate, weights);
    }
    return weights;
}

constexpr std::array<const char*, tone_count> names{"sarcastic", "rude", "defensive", "arguing"};

// Of our own held-back sentences and the agents' answers.
void evaluate(const Weights& weights, const std::vector<Prepared>& texts) {
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        for (const double bar : {0.5, 0.7, 0.8, 0.9}) {
            int hit = 0;
            int having = 0;
            int accused_own = 0;
            int good_own = 0;
            int accused_agents = 0;
            int agents = 0;
            for (const Prepared& text : texts) {
                const Example& example = *text.example;
                const bool full = std::all_of(example.weight.begin(), example.weight.end(),
                                              [](double w) { return w >= 1.0; });
                const double likelihood = 1.0 / (1.0 + std::exp(-weights.margin(text, tone)));
                const bool says = likelihood >= bar;
                if (example.own && example.label[tone] == 1) {
                    ++having;
                    hit += says ? 1 : 0;
                } else if (full && example.own) {
                    ++good_own;
                    accused_own += says ? 1 : 0;
                } else if (full) {
                    ++agents;
                    accused_agents += says ? 1 : 0;
                }
            }
            std::printf(
                "%-10s from %.1f: found %d of %d, accused %d of %d good ones and %d of %d "
                "agents\n",
                names[tone], bar, hit, having, accused_own, good_own, accused_agents, agents);
        }
    }
}

void write(const Weights& weights, const std::string& path) {
    std::ofstream out(path, std::ios::binary);
    out << "APLTONE1";
    std::array<float, tone_count> steps{};
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
        float largest = 0;
        for (std::size_t i = tone; i < weights.of.size(); i += tone_count)
            largest = std::max(largest, std::abs(weights.of[i]));
        steps[tone] = largest > 0 ? largest / 127.0f : 1.0f;
        const auto bias = static_cast<float>(weights.bias[tone]);
        char bytes[sizeof(float) * 2];
        std::memcpy(bytes, &bias, sizeof bias);
        std::memcpy(bytes + sizeof bias, &steps[tone], sizeof(float));
        out.write(bytes, sizeof bytes);
    }
    for (std::size_t i = 0; i < weights.of.size(); ++i) {
        const float value = std::round(weights.of[i] / steps[i % tone_count]);
        out.put(static_cast<char>(static_cast<signed char>(std::clamp(value, -127.0f, 127.0f))));
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string data = APLOMB_SOURCE_DIR "/../shared/data";
    std::string own = APLOMB_SOURCE_DIR "/train/manners/own.tsv";
    std::string out = APLOMB_SOURCE_DIR "/models/manners.bin";
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--data") data = argv[i + 1];
        if (name == "--own") own = argv[i + 1];
        if (name == "--out") out = argv[i + 1];
    }
    const auto corpus = manners::read_corpus(data, own);
    std::vector<Prepared> texts;
    for (const Example& example : corpus) {
        Prepared prepared = prepare(example);
        if (!prepared.features.empty()) texts.push_back(std::move(prepared));
    }
    std::cout << texts.size() << " texts\n";
    std::vector<Prepared> learnt;
    std::vector<Prepared> held;
    for (std::size_t i = 0; i < texts.size(); ++i)
        (i % 5 == 4 ? held : learnt).push_back(texts[i]);
    evaluate(train(learnt), held);
    write(train(texts), out);
    std::cout << "written to " << out << '\n';
    return 0;
}
