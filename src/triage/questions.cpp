#include "triage/questions.h"

#include <algorithm>

#include "text/utf8.h"

namespace aplomb::triage {
namespace {

// An opener counts within the first words of a sentence: "hi, so when will …".
constexpr std::size_t opener_within = 5;

bool begins_with(const Tokens& tokens, std::size_t at, std::string_view marks) {
    const Token& token = tokens.list[at];
    return token.kind == TokenKind::Punctuation &&
           marks.find(tokens.normal[token.normal_at]) != std::string_view::npos;
}

bool touches_next(const Tokens& tokens, std::size_t at) {
    return at + 1 < tokens.list.size() && tokens.list[at].end == tokens.list[at + 1].start;
}

// Whether the words written without a space before this one hold the signs of an address:
// "a.example/x", "bo@x.com".
bool follows_address(const Tokens& tokens, std::size_t at) {
    for (; at > 0 && touches_next(tokens, at - 1); --at) {
        const bool mention = tokens.list[at - 1].kind == TokenKind::Mention;
        if (mention || begins_with(tokens, at - 1, "./")) return true;
    }
    return false;
}

bool is_word(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Number ||
           token.kind == TokenKind::Mention;
}

// A stop with a word right behind it stands inside an address, and so does a question mark there.
bool is_inside_address(const Tokens& tokens, std::size_t at) {
    if (!touches_next(tokens, at) || !is_word(tokens.list[at + 1])) return false;
    return begins_with(tokens, at, ".") || follows_address(tokens, at);
}

bool ends_sentence(const Tokens& tokens, std::size_t at) {
    if (tokens.list[at].kind != TokenKind::Punctuation) return false;
    const std::string_view normal = tokens.normal_of(tokens.list[at]);
    if (normal == "。" || normal == "．" || normal == "｡") return true;
    return begins_with(tokens, at, ".!?;") && !is_inside_address(tokens, at);
}

bool is_question_mark(const Tokens& tokens, std::size_t at) {
    return begins_with(tokens, at, "?");
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
        while (end < list.size() && !ends_sentence(tokens, end))
            ++end;
        bool asks = end < list.size() && is_question_mark(tokens, end);
        // "?!" is one end.
        std::size_t last = end;
        while (last + 1 < list.size() && last < list.size() && ends_sentence(tokens, last) &&
               ends_sentence(tokens, last + 1)) {
            ++last;
            asks = asks || is_question_mark(tokens, last);
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
