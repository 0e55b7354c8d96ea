#include "triage/features.h"

#include <algorithm>
#include <cmath>

namespace aplomb::triage {
namespace {

constexpr std::size_t piece_min = 2;
constexpr std::size_t piece_max = 4;
// A "word" of thousands of letters is noise.
constexpr std::size_t piece_word_max = 40;
constexpr std::uint32_t negated_salt = 0x9e3779b9u;
constexpr std::uint32_t piece_salt = 0x85ebca6bu;

std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
    std::uint32_t hash = a * 0x9e3779b1u + b;
    hash ^= hash >> 16;
    hash *= 0x7feb352du;
    hash ^= hash >> 15;
    return hash;
}

void extract_pieces(std::string_view normal, std::uint32_t token, std::vector<Feature>& out) {
    std::array<unsigned char, piece_word_max + 2> padded{};
    const std::size_t size = std::min(normal.size(), piece_word_max);
    padded[0] = ' ';
    std::copy_n(normal.begin(), size, padded.begin() + 1);
    padded[size + 1] = ' ';
    const std::size_t end = size + 2;
    for (std::size_t from = 0; from < end; ++from) {
        std::uint32_t hash = piece_salt;
        const std::size_t to_max = std::min(from + piece_max, end);
        for (std::size_t to = from; to < to_max; ++to) {
            hash = (hash ^ padded[to]) * 16777619u;
            if (to - from + 1 < piece_min) continue;
            out.push_back({mix(hash, static_cast<std::uint32_t>(to - from)), token});
        }
    }
}

bool has_pieces(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Hashtag ||
           token.kind == TokenKind::Number;
}

}  // namespace

void extract(const Tokens& tokens, Features& features) {
    features.words.clear();
    features.pieces.clear();
    const auto& list = tokens.list;
    for (std::uint32_t i = 0; i < list.size(); ++i)
        features.words.push_back({list[i].hash, i});
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        const Token& token = list[i];
        if (token.negated) features.words.push_back({mix(token.hash, negated_salt), i});
        if (token.capitals) features.words.push_back({mix(token.hash, 0xC0FFEEu), i});
        if (i + 1 < list.size()) features.words.push_back({mix(token.hash, list[i + 1].hash), i});
        if (has_pieces(token)) extract_pieces(tokens.normal_of(token), i, features.pieces);
    }
}

Surface surface_of(const Tokens& tokens) {
    Surface out{};
    float words = 0;
    const auto is = [&](const Token& token, std::string_view what) {
        return tokens.normal_of(token) == what;
    };
    for (const Token& token : tokens.list) {
        switch (token.kind) {
            case TokenKind::Mention:
                out[0] += 1;
                break;
            case TokenKind::Link:
                out[1] += 1;
                break;
            case TokenKind::Hashtag:
                out[2] += 1;
                break;
            case TokenKind::Emoji:
                out[3] += 1;
                break;
            case TokenKind::Number:
                out[4] += 1;
                break;
            case TokenKind::Emoticon:
                out[is(token, ":)") || is(token, ":D") || is(token, "<3") || is(token, ";)") ? 5
                                                                                             : 6] +=
                    1;
                break;
            case TokenKind::Punctuation:
                if (is(token, "!")) out[7] += 1;
                if (is(token, "!!")) out[8] += 1;
                if (is(token, "?")) out[9] += 1;
                if (is(token, "??")) out[10] += 1;
                if (is(token, "..")) out[11] += 1;
                if (is(token, "\"")) out[12] += 1;
                if (is(token, ",")) out[13] += 1;
                if (is(token, "*") || is(token, "**")) out[14] += 1;
                break;
            case TokenKind::Word:
                words += 1;
                break;
        }
        out[15] += token.capitals;
        out[16] += token.stretched;
        out[17] += token.negated;
    }
    for (float& value : out)
        value = std::log1p(value);
    const Token* first = tokens.list.empty() ? nullptr : &tokens.list.front();
    const Token* last = tokens.list.empty() ? nullptr : &tokens.list.back();
    out[18] = std::log1p(words) * 0.3f;
    out[19] = words < 5;
    out[20] = words > 25;
    out[21] = first != nullptr && first->kind == TokenKind::Mention;
    out[22] =
        last != nullptr && (last->kind == TokenKind::Hashtag || last->kind == TokenKind::Link);
    out[23] =
        last != nullptr && (last->kind == TokenKind::Emoji || last->kind == TokenKind::Emoticon);
    return out;
}

}  // namespace aplomb::triage
