#include "triage/encoder.h"

#include <algorithm>
#include <cmath>

namespace aplomb::triage {
namespace {

constexpr std::size_t block_size = 4;  // words whose windows are computed together
// Patterns whose sums stay in registers meanwhile: what sixteen of four lanes and of eight hold.
constexpr std::size_t narrow_lanes = 8;
constexpr std::size_t wide_lanes = 24;
static_assert(pattern_count % narrow_lanes == 0 && pattern_count % wide_lanes == 0);

using Sums = std::array<std::array<float, pattern_count>, block_size>;

// The windows that begin at `Block` neighbouring words, so that each weight is loaded once for all.
template<std::size_t Block, std::size_t Lanes>
[[gnu::always_inline]] inline void match(const float* weights, const float* inputs,
                                         std::size_t width, Sums& out) {
    for (std::size_t first = 0; first < pattern_count; first += Lanes) {
        float sums[Block][Lanes] = {};
        for (std::size_t i = 0; i < width * input_size; ++i) {
            const float* row = weights + i * pattern_count + first;
            for (std::size_t b = 0; b < Block; ++b) {
                const float x = inputs[i + b * input_size];
                for (std::size_t f = 0; f < Lanes; ++f)
                    sums[b][f] += x * row[f];
            }
        }
        for (std::size_t b = 0; b < Block; ++b)
            std::copy_n(sums[b], Lanes, out[b].begin() + static_cast<std::ptrdiff_t>(first));
    }
}

[[gnu::always_inline]] inline void keep_best(const std::array<float, pattern_count>& sums,
                                             std::size_t at, std::array<float, pattern_count>& best,
                                             std::array<std::uint16_t, pattern_count>& best_at) {
    for (std::size_t f = 0; f < pattern_count; ++f) {
        if (sums[f] > best[f]) {
            best[f] = sums[f];
            best_at[f] = static_cast<std::uint16_t>(at);
        }
    }
}

void pool_words(std::span<const float> inputs, std::size_t words, Encoded& out) {
    float* mean = out.pooled.data() + pattern_count * width_max;
    float* highest = mean + input_size;
    std::fill(mean, mean + input_size, 0.0f);
    std::copy_n(inputs.begin(), input_size, highest);
    out.highest_at.fill(0);
    for (std::size_t t = 0; t < words; ++t) {
        for (std::size_t d = 0; d < input_size; ++d) {
            const float value = inputs[t * input_size + d];
            mean[d] += value;
            if (value > highest[d]) {
                highest[d] = value;
                out.highest_at[d] = static_cast<std::uint16_t>(t);
            }
        }
    }
    const float scale = words == 0 ? 0.0f : 1.0f / std::sqrt(static_cast<float>(words));
    for (std::size_t d = 0; d < input_size; ++d)
        mean[d] *= scale;
}

template<std::size_t Lanes>
[[gnu::always_inline]] inline void match_all(const Convolutions& convolutions, const float* inputs,
                                             std::size_t words, Encoded& out) {
    for (std::size_t w = 0; w < width_max; ++w) {
        const float* weights = convolutions.weights[w].data();
        Sums sums;
        std::size_t t = 0;
        for (; t + block_size <= words; t += block_size) {
            match<block_size, Lanes>(weights, inputs + t * input_size, w + 1, sums);
            for (std::size_t b = 0; b < block_size; ++b)
                keep_best(sums[b], t + b, out.best[w], out.best_at[w]);
        }
        for (; t < words; ++t) {
            match<1, Lanes>(weights, inputs + t * input_size, w + 1, sums);
            keep_best(sums[0], t, out.best[w], out.best_at[w]);
        }
    }
}

void match_narrow(const Convolutions& convolutions, const float* inputs, std::size_t words,
                  Encoded& out) {
    match_all<narrow_lanes>(convolutions, inputs, words, out);
}

// Twice as fast where the processor can; sums differ in their last digit.
#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void match_wide(const Convolutions& convolutions, const float* inputs,
                                            std::size_t words, Encoded& out) {
    match_all<wide_lanes>(convolutions, inputs, words, out);
}

bool is_wide() {
    static const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return wide;
}
#endif

void match_best(const Convolutions& convolutions, const float* inputs, std::size_t words,
                Encoded& out) {
#if defined(__x86_64__)
    if (is_wide()) {
        match_wide(convolutions, inputs, words, out);
        return;
    }
#endif
    match_narrow(convolutions, inputs, words, out);
}

}  // namespace

void write_marks(const Token& token, float valence, std::span<float> marks) {
    std::fill(marks.begin(), marks.end(), 0.0f);
    marks[0] = std::max(valence, 0.0f);
    marks[1] = std::max(-valence, 0.0f);
    marks[2] = token.negated;
    marks[3] = token.capitals;
    marks[4] = token.stretched;
    marks[5] = token.kind == TokenKind::Hashtag;
    marks[6] = token.kind == TokenKind::Emoji || token.kind == TokenKind::Emoticon;
    marks[7] = token.kind == TokenKind::Punctuation;
    marks[8] = token.kind == TokenKind::Mention;
    marks[9] = token.kind == TokenKind::Number;
    marks[10] = token.negated ? valence : 0.0f;
    marks[11] = 1.0f;
}

void encode(const Convolutions& convolutions, std::span<const float> inputs, std::size_t words,
            Encoded& out) {
    out.pooled.resize(pooled_size);
    for (std::size_t w = 0; w < width_max; ++w) {
        out.best[w].fill(-1e30f);
        out.best_at[w].fill(0);
    }
    match_best(convolutions, inputs.data(), words, out);
    for (std::size_t w = 0; w < width_max; ++w) {
        float* pooled = out.pooled.data() + w * pattern_count;
        for (std::size_t f = 0; f < pattern_count; ++f) {
            const float value = words == 0 ? 0.0f : out.best[w][f] + convolutions.biases[w][f];
            out.best[w][f] = value;
            pooled[f] = std::max(value, 0.0f);
        }
    }
    pool_words(inputs, words, out);
}

}  // namespace aplomb::triage
