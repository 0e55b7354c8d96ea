#include "triage/questions.h"

#include <algorithm>

#include "text/utf8.h"

namespace aplomb::triage {
namespace {

// An opener counts within the first words of a sentence: "hi, so when will …".
constexpr std::size_t opener_within = 5;

bool ends_sentence(const Tokens& tokens, const Token& token) {
    if (token.kind != TokenKind::Punctuation) return false;
    const char c = tokens.normal[token.normal_at];
    return c == '.' || c == '!' || c == '?' || c == ';';
}

bool is_question_mark(const Tokens& tokens, const Token& token) {
    return token.kind == TokenKind::Punctuation && tokens.normal[token.normal_at] == '?';
}

bool is_address(const Token& token) {
    return token.kind == TokenKind::Mention || token.kind == TokenKind::Link;
}

}  // namespace

std::vector<Range> find_questions(const Tokens& tokens, const std::vector<Range>& token_ranges,
                                  const Cues& cues, std::span<const CueHit> hits) {
    std::vector<Range> found;
    const auto& list = tokens.list;
    std::size_t begin = 0;
    while (begin < list.size()) {
        if (is_address(list[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < list.size() && !ends_sentence(tokens, list[end]))
            ++end;
        bool asks = end < list.size() && is_question_mark(tokens, list[end]);
        // "?!" is one end.
        std::size_t last = end;
        while (last + 1 < list.size() && last < list.size() && ends_sentence(tokens, list[last]) &&
               ends_sentence(tokens, list[last + 1])) {
            ++last;
            asks = asks || is_question_mark(tokens, list[last]);
        }
        const bool opens = std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
            return hit.first >= begin && hit.first < std::min(end, begin + opener_within) &&
                   cues.names()[hit.cue] == "question";
        });
        const bool words = std::any_of(
            list.begin() + static_cast<std::ptrdiff_t>(begin),
            list.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& token) {
                return token.kind == TokenKind::Word || token.kind == TokenKind::Hashtag ||
                       token.kind == TokenKind::Number;
            });
        if (words && (asks || opens)) {
            const std::size_t stop = std::min(last, list.size() - 1);
            found.push_back({token_ranges[begin].start, token_ranges[stop].end});
        }
        begin = std::max(last, end) + 1;
    }
    return found;
}

std::vector<Range> ranges_of(const Tokens& tokens, std::string_view text) {
    std::vector<Range> ranges;
    ranges.reserve(tokens.list.size());
    std::size_t at = 0;
    std::size_t points = 0;
    const auto advance = [&](std::size_t to) {
        if (tokens.ascii) return to;
        while (at < to) {
            text::next_code_point(text, at);
            ++points;
        }
        return points;
    };
    for (const Token& token : tokens.list) {
        const std::size_t start = advance(token.start);
        ranges.push_back({start, advance(token.end)});
    }
    return ranges;
}

}  // namespace aplomb::triage
