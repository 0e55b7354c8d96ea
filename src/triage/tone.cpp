#include "triage/tone.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace aplomb::triage {
namespace {

constexpr std::array<std::string_view, 14> raising{
    "very",      "so",    "really", "too", "absolutely", "totally", "completely",
    "extremely", "super", "such",   "all", "fucking",    "hella",   "most"};
constexpr std::array<std::string_view, 8> lowering{"kinda",  "kind",   "bit",    "slightly",
                                                   "little", "barely", "hardly", "almost"};
constexpr std::array<std::string_view, 4> turning{"but", "however", "although", "yet"};

// "not good" is less bad than "bad".
constexpr float turned = -0.7f;
constexpr float raised = 1.25f;
constexpr float lowered = 0.75f;

template<std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Sums of any length between -1 and 1.
float squeezed(float sum) {
    return sum / std::sqrt(sum * sum + 1.0f);
}

float weighed(const Tokens& tokens, std::size_t at, float valence) {
    const Token& token = tokens.list[at];
    if (token.negated) valence *= turned;
    if (token.capitals || token.stretched) valence *= raised;
    if (at == 0) return valence;
    const std::string_view before = tokens.normal_of(tokens.list[at - 1]);
    if (is_one_of(before, raising)) return valence * raised;
    return is_one_of(before, lowering) ? valence * lowered : valence;
}

}  // namespace

Tone tone_of(const Tokens& tokens, std::span<const float> valences) {
    Tone out{};
    const std::size_t count = std::min(tokens.list.size(), valences.size());
    float glad = 0;
    float sad = 0;
    float since_turn = 0;
    float late = 0;
    float shouted = 0;
    float first = 0;
    float last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Token& token = tokens.list[i];
        if (is_one_of(tokens.normal_of(token), turning)) since_turn = 0;
        if (token.kind == TokenKind::Punctuation && tokens.normal[token.normal_at] == '!')
            shouted += 1;
        if (valences[i] == 0) continue;
        const float valence = weighed(tokens, i, valences[i]);
        (valence > 0 ? glad : sad) += std::fabs(valence);
        since_turn += valence;
        if (3 * i >= 2 * count) late += valence;
        if (first == 0) first = valence;
        last = valence;
        out[3] = std::max(out[3], valence);
        out[4] = std::min(out[4], valence);
        out[valence > 0 ? 5 : 6] += 1;
        if (token.kind == TokenKind::Hashtag) out[7] += valence;
        if (token.kind == TokenKind::Emoji || token.kind == TokenKind::Emoticon) out[8] += valence;
        if (token.negated) out[9] += valence;
    }
    out[0] = squeezed(2 * (glad - sad));
    out[1] = squeezed(glad);
    out[2] = squeezed(sad);
    out[5] = std::log1p(out[5]);
    out[6] = std::log1p(out[6]);
    out[10] = first;
    out[11] = last;
    out[12] = squeezed(2 * since_turn);
    out[13] = squeezed(2 * late);
    // Glad and sad words in one post: irony likes that.
    out[14] = std::min(out[1], out[2]);
    out[15] = out[0] * std::log1p(shouted);
    return out;
}

}  // namespace aplomb::triage
