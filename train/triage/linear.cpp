#include "train/triage/linear.h"

#include <algorithm>
#include <cmath>

#include "train/triage/dice.h"

namespace aplomb::train {
namespace {

constexpr double importance_at = 1e-3;

// Solves min ½‖w‖² + C Σ ξ² for one class against the rest.
void solve(const Rows& rows, std::span<const int> labels, int positive,
           std::span<const float> ratios, const LinearOptions& options, std::vector<float>& w,
           float& bias) {
    const std::size_t count = rows.size();
    std::vector<float> alpha(count, 0.0f);
    std::vector<float> square(count);
    std::vector<float> value(rows.value);
    for (std::size_t k = 0; k < value.size(); ++k) {
        if (!ratios.empty()) value[k] *= ratios[rows.index[k]];
    }
    for (std::size_t i = 0; i < count; ++i) {
        float sum = 1.0f;
        for (std::size_t k = rows.start[i]; k < rows.start[i + 1]; ++k)
            sum += value[k] * value[k];
        square[i] = sum;
    }
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t i = 0; i < count; ++i)
        order[i] = i;
    Dice dice(options.seed);
    for (int pass = 0; pass < options.passes; ++pass) {
        dice.shuffle(order);
        float largest = 0;
        for (const std::uint32_t i : order) {
            const float y = labels[i] == positive ? 1.0f : -1.0f;
            const std::size_t label = static_cast<std::size_t>(labels[i]);
            const float cost =
                options.cost *
                (options.class_weights.empty() ? 1.0f : options.class_weights[label]);
            const float diagonal = 0.5f / cost;
            float margin = bias;
            for (std::size_t k = rows.start[i]; k < rows.start[i + 1]; ++k)
                margin += w[rows.index[k]] * value[k];
            const float gradient = y * margin - 1.0f + diagonal * alpha[i];
            if (alpha[i] == 0 && gradient >= 0) continue;
            const float old = alpha[i];
            alpha[i] = std::max(old - gradient / (square[i] + diagonal), 0.0f);
            const float step = (alpha[i] - old) * y;
            if (step == 0) continue;
            largest = std::max(largest, std::fabs(gradient));
            for (std::size_t k = rows.start[i]; k < rows.start[i + 1]; ++k)
                w[rows.index[k]] += step * value[k];
            bias += step;
        }
        if (largest < 0.05f) break;
    }
    for (std::uint32_t f = 0; !ratios.empty() && f < w.size(); ++f)
        w[f] *= ratios[f];
}

std::vector<float> count_ratios(const Rows& rows, std::span<const int> labels, int positive,
                                float share) {
    std::vector<float> with(hash_count, 1.0f);
    std::vector<float> without(hash_count, 1.0f);
    double total_with = hash_count;
    double total_without = hash_count;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& counts = labels[i] == positive ? with : without;
        auto& total = labels[i] == positive ? total_with : total_without;
        for (std::size_t k = rows.start[i]; k < rows.start[i + 1]; ++k) {
            if (rows.index[k] >= hash_count) continue;
            counts[rows.index[k]] += 1.0f;
            total += 1;
        }
    }
    std::vector<float> ratios(hash_count + dense_size, 1.0f);
    const auto base = static_cast<float>(std::log(total_with / total_without));
    for (std::uint32_t f = 0; f < hash_count; ++f) {
        const float ratio = std::fabs(std::log(with[f] / without[f]) - base);
        ratios[f] = (1 - share) + share * ratio;
    }
    return ratios;
}

}  // namespace

float Space::importance(std::uint32_t word) const {
    const double share =
        static_cast<double>(vocabulary.counts[word]) / static_cast<double>(vocabulary.total);
    return static_cast<float>(importance_at / (importance_at + share));
}

void learn_rarity(const std::vector<std::string>& texts, Space& space) {
    std::vector<std::uint32_t> counts(hash_count, 0);
    std::vector<std::uint32_t> seen(hash_count, 0);
    triage::Tokens tokens;
    triage::Features features;
    std::uint32_t number = 0;
    for (const std::string& text : texts) {
        ++number;
        triage::tokenize(text, tokens);
        triage::extract(tokens, features);
        for (const auto* list : {&features.words, &features.pieces}) {
            for (const triage::Feature& feature : *list) {
                const std::uint32_t hash = feature.hash >> (32 - hash_bits);
                if (seen[hash] != number) ++counts[hash];
                seen[hash] = number;
            }
        }
    }
    space.rarity.resize(hash_count);
    for (std::uint32_t f = 0; f < hash_count; ++f)
        space.rarity[f] =
            std::log(static_cast<float>(number + 1) / static_cast<float>(counts[f] + 1)) * 0.15f;
}

triage::Tone tone_of(std::string_view text, const Space& space) {
    const triage::Tokens tokens = triage::tokenize(text);
    std::vector<float> valences;
    for (const triage::Token& token : tokens.list) {
        const bool known = space.vocabulary.index.contains(token.hash);
        valences.push_back(known ? space.lexicon.valence(token.hash) : 0.0f);
    }
    return triage::tone_of(tokens, valences);
}

void add_row(std::string_view text, const Space& space, const BlockScales& scales, Rows& rows) {
    thread_local triage::Tokens tokens;
    thread_local triage::Features features;
    triage::tokenize(text, tokens);
    triage::extract(tokens, features);
    const auto add = [&](std::uint32_t index, float value) {
        rows.index.push_back(index);
        rows.value.push_back(value);
    };
    const auto add_block = [&](const std::vector<triage::Feature>& block, float scale) {
        if (block.empty()) return;
        const float norm = scale / std::sqrt(static_cast<float>(block.size()));
        for (const triage::Feature& feature : block) {
            const std::uint32_t hash = feature.hash >> (32 - hash_bits);
            add(hash, norm * space.rarity[hash]);
        }
    };
    add_block(features.words, scales.words);
    add_block(features.pieces, scales.pieces);
    std::array<float, dense_size> dense{};
    float* valences = dense.data() + triage::word_size;
    for (const triage::Token& token : tokens.list) {
        const float valence = space.lexicon.valence(token.hash);
        valences[0] += std::max(valence, 0.0f);
        valences[1] += std::max(-valence, 0.0f);
        const auto found = space.vocabulary.index.find(token.hash);
        if (found == space.vocabulary.index.end()) continue;
        const float share = space.importance(found->second);
        const float* vector = space.vectors.data() + std::size_t{found->second} * triage::word_size;
        for (std::size_t d = 0; d < triage::word_size; ++d)
            dense[d] += share * vector[d];
    }
    const float norm =
        dense_norm / std::sqrt(static_cast<float>(std::max<std::size_t>(features.words.size(), 1)));
    for (std::size_t d = 0; d < triage::word_size + valence_size; ++d)
        dense[d] *= norm * (d < triage::word_size ? scales.vectors : scales.valence);
    const triage::Surface surface = triage::surface_of(tokens);
    for (std::size_t d = 0; d < surface.size(); ++d)
        dense[triage::word_size + valence_size + d] = surface[d] * scales.surface;
    for (std::uint32_t d = 0; d < dense_size; ++d)
        if (dense[d] != 0) add(hash_count + d, dense[d]);
    rows.start.push_back(rows.index.size());
}

Rows to_rows(const Examples& examples, const Space& space, const BlockScales& scales) {
    Rows rows;
    for (const Example& example : examples)
        add_row(example.text, space, scales, rows);
    return rows;
}

std::vector<float> LinearModel::margins(const Rows& rows, std::size_t at) const {
    std::vector<float> out(bias);
    for (std::size_t c = 0; c < weights.size(); ++c) {
        for (std::size_t k = rows.start[at]; k < rows.start[at + 1]; ++k)
            out[c] += weights[c][rows.index[k]] * rows.value[k];
    }
    return out;
}

LinearModel learn_linear(const Rows& rows, std::span<const int> labels, int classes,
                         const LinearOptions& options) {
    LinearModel model;
    model.classes = classes;
    // Two classes need one plane.
    const int planes = classes == 2 ? 1 : classes;
    model.weights.assign(planes, std::vector<float>(hash_count + dense_size, 0.0f));
    model.bias.assign(planes, 0.0f);
    for (int c = 0; c < planes; ++c) {
        const int positive = classes == 2 ? 1 : c;
        std::vector<float> ratios;
        if (options.counting > 0) ratios = count_ratios(rows, labels, positive, options.counting);
        solve(rows, labels, positive, ratios, options, model.weights[c], model.bias[c]);
    }
    return model;
}

}  // namespace aplomb::train
