#include "train/triage/vectors.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "train/triage/dice.h"

namespace aplomb::train {
namespace {

using triage::word_size;

constexpr std::size_t noise_table_size = 1 << 22;

std::vector<std::uint32_t> noise_table(const Vocabulary& vocabulary) {
    double total = 0;
    for (const auto count : vocabulary.counts)
        total += std::pow(static_cast<double>(count), 0.75);
    std::vector<std::uint32_t> table;
    table.reserve(noise_table_size + vocabulary.size());
    for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
        const double share = std::pow(static_cast<double>(vocabulary.counts[i]), 0.75) / total;
        const auto slots = static_cast<std::size_t>(share * noise_table_size) + 1;
        table.insert(table.end(), slots, i);
    }
    return table;
}

class Learner {
  public:
    Learner(const Vocabulary& vocabulary, const VectorOptions& options)
        : vocabulary_(vocabulary),
          options_(options),
          dice_(options.seed),
          noise_(noise_table(vocabulary)),
          inner_(vocabulary.size() * word_size),
          outer_(vocabulary.size() * word_size, 0.0f) {
        for (float& value : inner_)
            value = (dice_.share() - 0.5f) / static_cast<float>(word_size);
    }

    void read(const Sentence& sentence, float rate) {
        kept_.clear();
        for (const std::uint32_t word : sentence)
            if (keep(word)) kept_.push_back(word);
        const int size = static_cast<int>(kept_.size());
        for (int i = 0; i < size; ++i) {
            const int reach = 1 + static_cast<int>(dice_.below(options_.window));
            context_.clear();
            for (int j = std::max(0, i - reach); j <= std::min(size - 1, i + reach); ++j)
                if (j != i) context_.push_back(kept_[j]);
            learn_word(kept_[i], rate);
        }
    }

    std::vector<float> result() {
        for (std::size_t w = 0; w < vocabulary_.size(); ++w) {
            float* row = inner_.data() + w * word_size;
            float square = 1e-9f;
            for (std::size_t d = 0; d < word_size; ++d)
                square += row[d] * row[d];
            const float scale = 1.0f / std::sqrt(square);
            for (std::size_t d = 0; d < word_size; ++d)
                row[d] *= scale;
        }
        return std::move(inner_);
    }

  private:
    // Frequent words say little: most of their occurrences are passed over.
    bool keep(std::uint32_t word) {
        const double share =
            static_cast<double>(vocabulary_.counts[word]) / static_cast<double>(vocabulary_.total);
        const double ratio = options_.subsample / share;
        return ratio >= 1 || dice_.share() < std::sqrt(ratio) + ratio;
    }

    // The words beside `center` against words drawn by chance; one draw serves all its neighbours
    // and weighs as much as if each had its own.
    void learn_word(std::uint32_t center, float rate) {
        float* __restrict in = inner_.data() + std::size_t{center} * word_size;
        std::array<float, word_size> change{};
        const auto learn = [&](std::uint32_t word, float truth, float own_rate) {
            float* __restrict out = outer_.data() + std::size_t{word} * word_size;
            float sum = 0;
            for (std::size_t d = 0; d < word_size; ++d)
                sum += in[d] * out[d];
            const float step = own_rate * (truth - 1.0f / (1.0f + std::exp(-sum)));
            for (std::size_t d = 0; d < word_size; ++d) {
                change[d] += step * out[d];
                out[d] += step * in[d];
            }
        };
        for (const std::uint32_t word : context_)
            learn(word, 1.0f, rate);
        const float weight = static_cast<float>(context_.size()) *
                             static_cast<float>(options_.negatives) /
                             static_cast<float>(options_.drawn);
        for (int n = 0; n < options_.drawn; ++n) {
            const std::uint32_t word = noise_[dice_.below(noise_.size())];
            if (std::find(context_.begin(), context_.end(), word) == context_.end())
                learn(word, 0.0f, rate * weight);
        }
        for (std::size_t d = 0; d < word_size; ++d)
            in[d] += change[d];
    }

    const Vocabulary& vocabulary_;
    const VectorOptions& options_;
    Dice dice_;
    std::vector<std::uint32_t> noise_;
    std::vector<float> inner_;
    std::vector<float> outer_;
    Sentence kept_;
    Sentence context_;
};

}  // namespace

Vocabulary count_words(const std::vector<std::string>& texts, std::uint64_t count_min) {
    struct Count {
        std::string word;
        std::uint64_t count = 0;
    };
    std::unordered_map<std::uint32_t, Count> counts;
    triage::Tokens tokens;
    for (const std::string& text : texts) {
        triage::tokenize(text, tokens);
        for (const triage::Token& token : tokens.list) {
            Count& entry = counts[token.hash];
            if (entry.count++ == 0) entry.word = tokens.normal_of(token);
        }
    }
    std::vector<std::pair<std::uint32_t, const Count*>> kept;
    for (const auto& [hash, entry] : counts)
        if (entry.count >= count_min) kept.emplace_back(hash, &entry);
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
        return a.second->count != b.second->count ? a.second->count > b.second->count
                                                  : a.first < b.first;
    });
    Vocabulary vocabulary;
    for (const auto& [hash, entry] : kept) {
        vocabulary.index.emplace(hash, static_cast<std::uint32_t>(vocabulary.size()));
        vocabulary.hashes.push_back(hash);
        vocabulary.words.push_back(entry->word);
        vocabulary.counts.push_back(entry->count);
        vocabulary.total += entry->count;
    }
    return vocabulary;
}

std::vector<Sentence> to_sentences(const std::vector<std::string>& texts,
                                   const Vocabulary& vocabulary) {
    std::vector<Sentence> sentences;
    triage::Tokens tokens;
    for (const std::string& text : texts) {
        triage::tokenize(text, tokens);
        Sentence sentence;
        for (const triage::Token& token : tokens.list) {
            const auto found = vocabulary.index.find(token.hash);
            if (found != vocabulary.index.end()) sentence.push_back(found->second);
        }
        if (sentence.size() > 1) sentences.push_back(std::move(sentence));
    }
    return sentences;
}

std::vector<float> learn_vectors(const std::vector<Sentence>& sentences,
                                 const Vocabulary& vocabulary, const VectorOptions& options) {
    Learner learner(vocabulary, options);
    std::vector<std::uint32_t> order(sentences.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    Dice dice(options.seed + 1);
    const double steps = static_cast<double>(sentences.size()) * options.epochs;
    double done = 0;
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        dice.shuffle(order);
        for (const std::uint32_t i : order) {
            const auto left = static_cast<float>(1.0 - done / steps);
            learner.read(sentences[i], options.rate * std::max(left, 0.01f));
            done += 1;
        }
    }
    return learner.result();
}

}  // namespace aplomb::train
