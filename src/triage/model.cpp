#include "triage/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "triage/model_file.h"

namespace aplomb::triage {
namespace {

constexpr std::size_t convolution_size =
    (1 + 2 + 3) * input_size * pattern_count + width_max * pattern_count;
constexpr std::size_t encoder_head_size = encoder_outputs * (pooled_size + 1);

constexpr std::size_t stacks_size() {
    std::size_t outputs = 0;
    for (const std::size_t each : head_outputs)
        outputs += each;
    return outputs * (evidence_size + 1);
}

template<class T>
Result<> take(const ModelFile& file, std::string_view name, std::size_t size,
              std::span<const T>& out) {
    out = TRY(file.block<T>(name));
    if (out.empty() || (size != 0 && out.size() != size)) {
        return fail(ErrorKind::Corrupt, "a block of the model is missing or of the wrong size",
                    std::string(name));
    }
    return {};
}

float sum_root(std::size_t count) {
    return count == 0 ? 0.0f : 1.0f / std::sqrt(static_cast<float>(count));
}

// Sums of rows, byte by byte. The two bytes of the fingerprint are summed along and passed over: 32
// equal lanes are what a processor adds at once. Sixteen bits hold 256 rows.
class RowSums {
  public:
    void add(const TableRow& row) {
        const auto* bytes = reinterpret_cast<const std::int8_t*>(&row);
        for (std::size_t i = 0; i < sizeof(TableRow); ++i)
            few_[i] = static_cast<std::int16_t>(few_[i] + bytes[i]);
        if (++rows_ == rows_max) flush();
    }
    // Sum of the weights at `margin`.
    [[nodiscard]] std::int32_t at(std::size_t margin) {
        flush();
        return all_[margin + sizeof(TableRow) - row_weights];
    }

  private:
    static constexpr int rows_max = 250;
    void flush() {
        if (rows_ == 0) return;
        for (std::size_t i = 0; i < sizeof(TableRow); ++i)
            all_[i] += few_[i];
        few_.fill(0);
        rows_ = 0;
    }

    std::array<std::int16_t, sizeof(TableRow)> few_{};
    std::array<std::int32_t, sizeof(TableRow)> all_{};
    int rows_ = 0;
};

// Rows lie anywhere in eight megabytes: asking for them early hides most of the wait.
constexpr std::size_t asked_ahead = 12;

Convolutions convolutions_of(std::span<const float> all) {
    Convolutions out;
    std::size_t at = 0;
    for (std::size_t w = 0; w < width_max; ++w) {
        const std::size_t size = (w + 1) * input_size * pattern_count;
        out.weights[w] = all.subspan(at, size);
        at += size;
    }
    for (std::size_t w = 0; w < width_max; ++w) {
        out.biases[w] = all.subspan(at, pattern_count);
        at += pattern_count;
    }
    return out;
}

}  // namespace

Result<Model> Model::read(std::string_view bytes) {
    const ModelFile file = TRY(ModelFile::open(bytes));
    Model model;
    TRY(take(file, "table.rows", 0, model.rows_));
    TRY(take(file, "table.scales", margin_count, model.scales_));
    TRY(take(file, "table.biases", margin_count, model.biases_));
    TRY(take(file, "table.surface", surface_size * margin_count, model.surface_weights_));
    TRY(take(file, "stacks.fast", stacks_size(), model.fast_stacks_));
    TRY(take(file, "stacks.deep", stacks_size(), model.deep_stacks_));
    TRY(take(file, "stacks.usual", usual_count, model.usual_));
    TRY(take(file, "words.hashes", 0, model.word_hashes_));
    const std::size_t words = model.word_hashes_.size();
    TRY(take(file, "words.valences", words, model.valences_));
    TRY(take(file, "words.vectors", words * word_size, model.vectors_));
    TRY(take(file, "words.scales", words, model.vector_scales_));
    TRY(take(file, "words.importances", words, model.importances_));
    TRY(take(file, "meaning.mean", word_size, model.meaning_mean_));
    TRY(take(file, "meaning.matrix", word_size * word_size, model.meaning_matrix_));
    TRY(take(file, "copies.weights", copy_feature_count + 1, model.copy_weights_));
    model.buckets_ = model.rows_.size() / bucket_rows;
    TRY(model.read_encoders(file));
    return model;
}

Result<> Model::read_encoders(const ModelFile& file) {
    const std::size_t words = word_hashes_.size();
    for (std::size_t i = 0; i < encoders_max; ++i) {
        const std::string prefix = fmt::format("encoder{}.", i);
        EncoderPart part;
        part.words = TRY(file.block<std::int8_t>(prefix + "words"));
        if (part.words.empty()) break;
        TRY(take(file, prefix + "words", words * word_size, part.words));
        TRY(take(file, prefix + "scales", words, part.word_scales));
        TRY(take(file, prefix + "convolutions", convolution_size, part.convolutions));
        TRY(take(file, prefix + "heads", encoder_head_size, part.heads));
        encoders_.push_back(part);
    }
    return {};
}

const TableRow* Model::find(std::uint32_t hash) const {
    const TableRow* bucket = rows_.data() + bucket_of(hash, buckets_) * bucket_rows;
    const std::uint16_t fingerprint = fingerprint_of(hash);
    for (std::size_t i = 0; i < bucket_rows; ++i) {
        if (bucket[i].fingerprint == fingerprint) return bucket + i;
    }
    return nullptr;
}

void Model::ask_for(std::uint32_t hash) const {
    __builtin_prefetch(rows_.data() + bucket_of(hash, buckets_) * bucket_rows);
}

std::int32_t Model::index_of(std::uint32_t hash) const {
    const auto found = std::lower_bound(word_hashes_.begin(), word_hashes_.end(), hash);
    if (found == word_hashes_.end() || *found != hash) return -1;
    return static_cast<std::int32_t>(found - word_hashes_.begin());
}

Margins Model::margins(const Tokens& tokens, const Features& features) const {
    Margins out{};
    for (const auto* block : {&features.words, &features.pieces}) {
        RowSums sums;
        const std::size_t count = block->size();
        for (std::size_t i = 0; i < count; ++i) {
            if (i + asked_ahead < count) ask_for((*block)[i + asked_ahead].hash);
            if (const TableRow* row = find((*block)[i].hash)) sums.add(*row);
        }
        const float norm = sum_root(count);
        for (std::size_t m = 0; m < margin_count; ++m)
            out[m] += norm * scales_[m] * static_cast<float>(sums.at(m));
    }
    const Surface surface = surface_of(tokens);
    for (std::size_t s = 0; s < surface_size; ++s) {
        if (surface[s] == 0) continue;
        for (std::size_t i = 0; i < margin_count; ++i)
            out[i] += surface[s] * surface_weights_[s * margin_count + i];
    }
    for (std::size_t i = 0; i < margin_count; ++i)
        out[i] += biases_[i];
    return out;
}

std::vector<float> Model::shares(const Tokens& tokens, const Features& features,
                                 Margin margin) const {
    std::vector<float> out(tokens.list.size(), 0.0f);
    for (const auto* block : {&features.words, &features.pieces}) {
        const float norm = sum_root(block->size()) * scales_[margin];
        for (const Feature& feature : *block) {
            if (const TableRow* row = find(feature.hash))
                out[feature.token] += norm * static_cast<float>(row->weights[margin]);
        }
    }
    return out;
}

void Model::read_deep(const Tokens& tokens, Evidence& evidence) const {
    const std::size_t words = tokens.list.size();
    std::vector<std::int32_t> indexes(words);
    std::vector<float> valences(words, 0.0f);
    for (std::size_t t = 0; t < words; ++t) {
        indexes[t] = index_of(tokens.list[t].hash);
        if (indexes[t] >= 0)
            valences[t] = static_cast<float>(valences_[static_cast<std::size_t>(indexes[t])]) / 127;
    }
    evidence.tone = tone_of(tokens, valences);
    if (!encoders_.empty() && words > 0) encode(tokens, indexes, valences, evidence.encoder);
}

void Model::encode(const Tokens& tokens, std::span<const std::int32_t> indexes,
                   std::span<const float> valences, std::array<float, encoder_outputs>& out) const {
    const std::size_t words = std::min(tokens.list.size(), encoded_words_max);
    std::vector<float> inputs((words + width_max - 1) * input_size, 0.0f);
    for (std::size_t t = 0; t < words; ++t)
        write_marks(tokens.list[t], valences[t],
                    std::span(inputs).subspan(t * input_size + word_size, mark_size));
    const float part_share = 1.0f / static_cast<float>(encoders_.size());
    Encoded encoded;
    for (const EncoderPart& part : encoders_) {
        for (std::size_t t = 0; t < words; ++t) {
            if (indexes[t] < 0) continue;
            const auto index = static_cast<std::size_t>(indexes[t]);
            const float scale = part.word_scales[index];
            const std::int8_t* from = part.words.data() + index * word_size;
            float* to = inputs.data() + t * input_size;
            for (std::size_t d = 0; d < word_size; ++d)
                to[d] = scale * static_cast<float>(from[d]);
        }
        triage::encode(convolutions_of(part.convolutions), inputs, words, encoded);
        for (std::size_t o = 0; o < encoder_outputs; ++o) {
            const float* row = part.heads.data() + o * (pooled_size + 1);
            float sum = row[pooled_size];
            for (std::size_t h = 0; h < pooled_size; ++h)
                sum += row[h] * encoded.pooled[h];
            out[o] += part_share * sum;
        }
    }
}

std::array<float, 7> Model::decide(HeadName head, const Evidence& evidence, bool deep) const {
    const std::span<const float> stacks = deep ? deep_stacks_ : fast_stacks_;
    const auto at = static_cast<std::size_t>(head);
    std::size_t first = 0;
    for (std::size_t h = 0; h < at; ++h)
        first += head_outputs[h];
    const std::size_t outputs = head_outputs[at];
    std::array<float, 7> logits{};
    float highest = -1e30f;
    for (std::size_t o = 0; o < outputs; ++o) {
        const float* row = stacks.data() + (first + o) * (evidence_size + 1);
        float sum = row[evidence_size];
        for (std::size_t i = 0; i < margin_count; ++i)
            sum += row[i] * evidence.margins[i];
        for (std::size_t i = 0; deep && i < encoder_outputs; ++i)
            sum += row[margin_count + i] * evidence.encoder[i];
        for (std::size_t i = 0; deep && i < tone_size; ++i)
            sum += row[margin_count + encoder_outputs + i] * evidence.tone[i];
        logits[o] = sum;
        highest = std::max(highest, sum);
    }
    if (outputs == 1) {
        logits[0] = 1.0f / (1.0f + std::exp(-logits[0]));
        return logits;
    }
    float total = 0;
    for (std::size_t o = 0; o < outputs; ++o) {
        logits[o] = std::exp(logits[o] - highest);
        total += logits[o];
    }
    for (std::size_t o = 0; o < outputs; ++o)
        logits[o] /= total;
    return logits;
}

Model::Word Model::word(std::uint32_t hash) const {
    const std::int32_t index = index_of(hash);
    if (index < 0) return {};
    const auto at = static_cast<std::size_t>(index);
    return {vectors_.subspan(at * word_size, word_size), vector_scales_[at], importances_[at]};
}

std::array<float, word_size> Model::to_meaning(const std::array<float, word_size>& sum,
                                               float words) const {
    std::array<float, word_size> out{};
    const float scale = 1.0f / std::sqrt(words);
    for (std::size_t row = 0; row < word_size; ++row) {
        for (std::size_t d = 0; d < word_size; ++d)
            out[row] += meaning_matrix_[row * word_size + d] * (sum[d] * scale - meaning_mean_[d]);
    }
    return out;
}

}  // namespace aplomb::triage
