// The trained models, read where they lie in a model file: a table of small weights for the fast
// tier, a convolutional reader for the deep one, word vectors for grouping, and the stacks that
// turn their margins into calibrated probabilities. train/triage makes the file; models/ holds it.
//
// The table is a hash of features (features.h) in buckets of two rows, one cache line. A row holds
// a fingerprint and one byte of weight for every margin, so one look-up serves all the heads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "triage/encoder.h"
#include "triage/features.h"
#include "triage/tone.h"

namespace aplomb::triage {

// What the linear models weigh, one margin each; the order of the weights in a row.
enum Margin : std::uint8_t {
    NegativeMargin,
    NeutralMargin,
    PositiveMargin,
    AngerMargin,
    JoyMargin,
    OptimismMargin,
    SadnessMargin,
    IronyMargin,
    OffensiveMargin,
    ComplaintMargin,
    SpecificMargin,
    CrisisMargin,
    KindMargin,  // seven of them, as CaseKind counts
    // The same questions once more by models whose features weigh as their counts tell the classes
    // apart: they err elsewhere.
    CountedNegativeMargin = KindMargin + 7,
    CountedAngerMargin = CountedNegativeMargin + 3,
    CountedIronyMargin = CountedAngerMargin + 4,
    CountedOffensiveMargin,
    CountedComplaintMargin,
    CountedSpecificMargin,
    margin_count,
};

constexpr std::size_t row_weights = 30;
static_assert(margin_count <= row_weights);
struct TableRow {
    std::uint16_t fingerprint = 0;  // 0: empty
    std::array<std::int8_t, row_weights> weights{};
};
static_assert(sizeof(TableRow) == 32);
constexpr std::size_t bucket_rows = 2;

// Bucket and fingerprint of a feature.
constexpr std::size_t bucket_of(std::uint32_t hash, std::size_t buckets) {
    return static_cast<std::size_t>((std::uint64_t{hash} * buckets) >> 32);
}
constexpr std::uint16_t fingerprint_of(std::uint32_t hash) {
    return static_cast<std::uint16_t>((hash & 0xFFFF) | 1u);
}

// The encoders were trained on these tasks together: sentiment, emotion, irony, offensive, glad or
// sad signs, complaint, specific. Their outputs stand in this order.
constexpr std::array<std::size_t, 7> encoder_classes{3, 4, 2, 2, 2, 2, 2};
constexpr std::size_t encoder_outputs = 3 + 4 + 2 + 2 + 2 + 2 + 2;
constexpr std::size_t encoders_max = 5;

using Margins = std::array<float, margin_count>;

// Margins and, in the deep tier, what the encoders said and the tone: what the stacks weigh.
struct Evidence {
    Margins margins{};
    std::array<float, encoder_outputs> encoder{};
    Tone tone{};
};
constexpr std::size_t evidence_size = margin_count + encoder_outputs + tone_size;

// A head's probabilities from the evidence; one row of evidence_size + 1 weights (the last is the
// bias) for every output.
enum class HeadName : std::uint8_t {
    Sentiment,
    Emotion,
    Irony,
    Offensive,
    Complaint,
    Specific,
    Crisis,
    Kind
};
constexpr std::array<std::size_t, 8> head_outputs{3, 4, 1, 1, 1, 1, 1, 7};
constexpr std::size_t head_count = head_outputs.size();
// Sentiments and emotions have a usual share each, to be weighed against.
constexpr std::size_t usual_count = 3 + 4;
// Six measures of two posts, their squares and products (signature.h).
constexpr std::size_t copy_measures = 6;
constexpr std::size_t copy_feature_count = copy_measures + copy_measures * (copy_measures + 1) / 2;
using CopyFeatures = std::array<float, copy_feature_count>;

class Model {
  public:
    // Corrupt when a block is missing or of the wrong size. `bytes` must outlive the model.
    static Result<Model> read(std::string_view bytes);

    [[nodiscard]] Margins margins(const Tokens& tokens, const Features& features) const;
    // How much each token added to one margin.
    [[nodiscard]] std::vector<float> shares(const Tokens& tokens, const Features& features,
                                            Margin margin) const;
    // What the deep tier adds to the margins; the encoders' outputs are averaged.
    void read_deep(const Tokens& tokens, Evidence& evidence) const;
    // Probabilities of a head: a softmax, or for one output a sigmoid.
    [[nodiscard]] std::array<float, 7> decide(HeadName head, const Evidence& evidence,
                                              bool deep) const;

    // What a sentiment's or emotion's probability is divided by before the highest is named: a
    // power of how common it is where the model learnt.
    [[nodiscard]] std::span<const float> usual_sentiments() const { return usual_.first(3); }
    [[nodiscard]] std::span<const float> usual_emotions() const { return usual_.last(4); }

    // The vector of a word (word_size values, times `scale`) and its importance, or nothing.
    struct Word {
        std::span<const std::int8_t> vector;
        float scale = 0;
        float importance = 0;
    };
    [[nodiscard]] Word word(std::uint32_t hash) const;

    // The sum of `words` word vectors in the space where wordings of one intent lie close.
    [[nodiscard]] std::array<float, word_size> to_meaning(const std::array<float, word_size>& sum,
                                                          float words) const;

    // A weight for each feature of two posts, and a bias.
    [[nodiscard]] std::span<const float> copy_weights() const { return copy_weights_; }

  private:
    struct EncoderPart {
        std::span<const std::int8_t> words;
        std::span<const float> word_scales;
        std::span<const float> convolutions;  // all widths, then all biases
        std::span<const float> heads;
    };

    [[nodiscard]] const TableRow* find(std::uint32_t hash) const;
    void ask_for(std::uint32_t hash) const;
    [[nodiscard]] std::int32_t index_of(std::uint32_t hash) const;
    Result<> read_encoders(const class ModelFile& file);
    void encode(const Tokens& tokens, std::span<const std::int32_t> indexes,
                std::span<const float> valences, std::array<float, encoder_outputs>& out) const;

    std::span<const TableRow> rows_;
    std::size_t buckets_ = 0;
    std::span<const float> scales_;           // margin_count
    std::span<const float> biases_;           // margin_count
    std::span<const float> surface_weights_;  // surface_size × margin_count
    std::span<const float> fast_stacks_;
    std::span<const float> deep_stacks_;
    std::span<const float> usual_;                // usual_count
    std::span<const std::uint32_t> word_hashes_;  // ascending
    std::span<const std::int8_t> valences_;       // of the words, in 1/127
    std::span<const std::int8_t> vectors_;
    std::span<const float> vector_scales_;
    std::span<const float> importances_;
    std::span<const float> meaning_mean_;    // word_size
    std::span<const float> meaning_matrix_;  // word_size × word_size, row by row
    std::span<const float> copy_weights_;
    std::vector<EncoderPart> encoders_;
};

}  // namespace aplomb::triage
