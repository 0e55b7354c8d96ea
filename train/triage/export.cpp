#include "train/triage/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "triage/model_file.h"

namespace aplomb::train {
namespace {

using triage::margin_count;
using triage::word_size;
using Row = std::array<float, margin_count>;

struct Candidate {
    Row weights{};
    float weight = 0;  // how much it matters
};
using Candidates = std::unordered_map<std::uint32_t, Candidate>;

std::uint32_t bucket_hash(std::uint32_t hash) {
    return hash >> (32 - hash_bits);
}

// What the averaged vector and the valence of a word add, as if it were a weight of the word.
Row folded(std::uint32_t hash, const Learnt& learnt, const Space& space,
           const BlockScales& scales) {
    Row row{};
    const float valence = space.lexicon.valence(hash);
    const auto found = space.vocabulary.index.find(hash);
    for (std::size_t m = 0; m < margin_count; ++m) {
        const auto& weights = learnt.planes[m].weights;
        if (weights.empty()) continue;
        const float* dense = weights.data() + hash_count;
        float sum = scales.valence * (dense[word_size] * std::max(valence, 0.0f) +
                                      dense[word_size + 1] * std::max(-valence, 0.0f));
        if (found != space.vocabulary.index.end()) {
            const float share = scales.vectors * space.importance(found->second);
            const float* vector = space.vectors.data() + std::size_t{found->second} * word_size;
            for (std::size_t d = 0; d < word_size; ++d)
                sum += share * dense[d] * vector[d];
        }
        row[m] = dense_norm * sum;
    }
    return row;
}

void add_block(const std::vector<triage::Feature>& block, float scale, const Learnt& learnt,
               const Space& space, Candidates& out) {
    for (const triage::Feature& feature : block) {
        const auto [at, added] = out.try_emplace(feature.hash);
        if (added) {
            const std::uint32_t bucket = bucket_hash(feature.hash);
            for (std::size_t m = 0; m < margin_count; ++m) {
                const auto& weights = learnt.planes[m].weights;
                if (!weights.empty())
                    at->second.weights[m] = weights[bucket] * space.rarity[bucket] * scale;
            }
        }
        at->second.weight += 1;
    }
}

Candidates gather(const Learnt& learnt, const Space& space, const BlockScales& scales,
                  const std::vector<std::string>& texts) {
    Candidates out;
    triage::Tokens tokens;
    triage::Features features;
    for (const std::string& text : texts) {
        triage::tokenize(text, tokens);
        triage::extract(tokens, features);
        add_block(features.words, scales.words, learnt, space, out);
        add_block(features.pieces, scales.pieces, learnt, space, out);
    }
    const auto fold = [&](std::uint32_t hash, float weight) {
        const Row row = folded(hash, learnt, space, scales);
        Candidate& candidate = out[hash];
        candidate.weight += weight;
        for (std::size_t m = 0; m < margin_count; ++m)
            candidate.weights[m] += row[m];
    };
    for (std::size_t w = 0; w < space.vocabulary.size(); ++w)
        fold(space.vocabulary.hashes[w], 3 + static_cast<float>(space.vocabulary.counts[w]) / 4);
    for (const auto& [hash, valence] : space.lexicon.all())
        if (!space.vocabulary.index.contains(hash)) fold(hash, 3);
    return out;
}

struct Table {
    std::vector<triage::TableRow> rows;
    std::vector<float> scales;
};

Table to_table(const Candidates& candidates, std::size_t row_count) {
    Table table;
    table.rows.resize(row_count);
    std::vector<std::pair<float, std::uint32_t>> order;
    Row highest{};
    Row usual{};
    for (const auto& [hash, candidate] : candidates) {
        if (candidate.weight < 2) continue;
        for (std::size_t m = 0; m < margin_count; ++m) {
            highest[m] = std::max(highest[m], std::fabs(candidate.weights[m]));
            usual[m] += std::fabs(candidate.weights[m]);
        }
        order.emplace_back(0.0f, hash);
    }
    for (std::size_t m = 0; m < margin_count; ++m) {
        usual[m] = usual[m] / static_cast<float>(order.size() + 1) + 1e-9f;
        // The few largest are cut so that the many small keep their digits.
        table.scales.push_back(std::max(std::min(highest[m], 60 * usual[m]), 1e-9f) / 127);
    }
    for (auto& [worth, hash] : order) {
        const Candidate& candidate = candidates.at(hash);
        float largest = 0;
        for (std::size_t m = 0; m < margin_count; ++m)
            largest = std::max(largest, std::fabs(candidate.weights[m]) / usual[m]);
        worth = largest * std::sqrt(candidate.weight);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    const std::size_t buckets = row_count / triage::bucket_rows;
    for (const auto& [worth, hash] : order) {
        triage::TableRow* bucket =
            table.rows.data() + triage::bucket_of(hash, buckets) * triage::bucket_rows;
        for (std::size_t i = 0; i < triage::bucket_rows; ++i) {
            if (bucket[i].fingerprint == triage::fingerprint_of(hash)) break;
            if (bucket[i].fingerprint != 0) continue;
            bucket[i].fingerprint = triage::fingerprint_of(hash);
            for (std::size_t m = 0; m < margin_count; ++m) {
                const float value = candidates.at(hash).weights[m] / table.scales[m];
                bucket[i].weights[m] =
                    static_cast<std::int8_t>(std::lround(std::clamp(value, -127.0f, 127.0f)));
            }
            break;
        }
    }
    return table;
}

template<class T>
void add(triage::ModelFileWriter& file, std::string_view name, const std::vector<T>& values) {
    file.add(name, std::span<const T>(values));
}

// Each row by its own largest value.
void add_small(triage::ModelFileWriter& file, const std::string& values_name,
               const std::string& scales_name, const std::vector<float>& values,
               const std::vector<std::uint32_t>& order) {
    std::vector<std::int8_t> small;
    std::vector<float> scales;
    for (const std::uint32_t word : order) {
        const float* row = values.data() + std::size_t{word} * word_size;
        float largest = 1e-9f;
        for (std::size_t d = 0; d < word_size; ++d)
            largest = std::max(largest, std::fabs(row[d]));
        scales.push_back(largest / 127);
        for (std::size_t d = 0; d < word_size; ++d)
            small.push_back(static_cast<std::int8_t>(std::lround(row[d] / largest * 127)));
    }
    add(file, values_name, small);
    add(file, scales_name, scales);
}

void add_words(triage::ModelFileWriter& file, const Space& space, const Meaning& meaning,
               const std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> hashes;
    std::vector<std::int8_t> valences;
    std::vector<float> importances;
    std::vector<float> weighed = meaning.vectors;
    for (std::size_t i = 0; i < weighed.size(); ++i)
        weighed[i] *= meaning.gates[i / word_size];
    for (const std::uint32_t word : order) {
        hashes.push_back(space.vocabulary.hashes[word]);
        importances.push_back(space.importance(word));
        valences.push_back(
            static_cast<std::int8_t>(std::lround(space.lexicon.valence(hashes.back()) * 127)));
    }
    add(file, "words.hashes", hashes);
    add(file, "words.valences", valences);
    add_small(file, "words.vectors", "words.scales", weighed, order);
    add(file, "words.importances", importances);
}

void add_network(triage::ModelFileWriter& file, std::size_t number, const Network& network,
                 const std::vector<std::uint32_t>& order) {
    const std::string prefix = fmt::format("encoder{}.", number);
    add_small(file, prefix + "words", prefix + "scales", network.words, order);
    std::vector<float> convolutions;
    for (const auto& weights : network.weights)
        convolutions.insert(convolutions.end(), weights.begin(), weights.end());
    for (const auto& biases : network.biases)
        convolutions.insert(convolutions.end(), biases.begin(), biases.end());
    add(file, prefix + "convolutions", convolutions);
    std::vector<float> heads;
    for (std::size_t task = 0; task < triage::encoder_classes.size(); ++task)
        heads.insert(heads.end(), network.heads[task].begin(), network.heads[task].end());
    add(file, prefix + "heads", heads);
}

}  // namespace

std::string to_model_file(const Learnt& learnt, const Space& space, const BlockScales& scales,
                          const std::vector<std::string>& texts, std::size_t rows) {
    triage::ModelFileWriter file;
    const Table table = to_table(gather(learnt, space, scales, texts), rows);
    add(file, "table.rows", table.rows);
    add(file, "table.scales", table.scales);
    std::vector<float> biases(margin_count, 0.0f);
    std::vector<float> surface(triage::surface_size * margin_count, 0.0f);
    for (std::size_t m = 0; m < margin_count; ++m) {
        const Plane& plane = learnt.planes[m];
        if (plane.weights.empty()) continue;
        biases[m] = plane.bias;
        for (std::size_t s = 0; s < triage::surface_size; ++s)
            surface[s * margin_count + m] =
                scales.surface * plane.weights[hash_count + word_size + valence_size + s];
    }
    add(file, "table.biases", biases);
    add(file, "table.surface", surface);
    std::vector<float> fast;
    std::vector<float> deep;
    for (std::size_t h = 0; h < triage::head_count; ++h) {
        fast.insert(fast.end(), learnt.fast_stacks[h].begin(), learnt.fast_stacks[h].end());
        deep.insert(deep.end(), learnt.deep_stacks[h].begin(), learnt.deep_stacks[h].end());
    }
    add(file, "stacks.fast", fast);
    add(file, "stacks.deep", deep);
    add(file, "stacks.usual", std::vector<float>(learnt.usual.begin(), learnt.usual.end()));
    std::vector<std::uint32_t> order(space.vocabulary.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return space.vocabulary.hashes[a] < space.vocabulary.hashes[b];
    });
    add_words(file, space, learnt.meaning, order);
    add(file, "copies.weights",
        std::vector<float>(learnt.copy_weights.begin(), learnt.copy_weights.end()));
    add(file, "meaning.mean", learnt.meaning.mean);
    add(file, "meaning.matrix", learnt.meaning.matrix);
    for (std::size_t i = 0; i < learnt.networks.size(); ++i)
        add_network(file, i, learnt.networks[i], order);
    return file.bytes();
}

}  // namespace aplomb::train
