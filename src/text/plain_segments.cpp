// The numbers behind the rules are the annex's: WB5 to WB13b for words, SB3 to SB11 for sentences.
#include "text/plain_segments.h"

#include <algorithm>

namespace aplomb::text {
namespace {

bool is_small(char32_t c) {
    return c >= 'a' && c <= 'z';
}
bool is_large(char32_t c) {
    return c >= 'A' && c <= 'Z';
}
bool is_alpha(char32_t c) {
    return is_small(c) || is_large(c);
}
bool is_figure(char32_t c) {
    return c >= '0' && c <= '9';
}

// A letter of a word: ICU keeps the names of accounts and mail addresses together.
bool is_word_letter(char32_t c) {
    return is_alpha(c) || c == '@';
}

// Behind the last point nothing stands, which is like no class of signs.
char32_t at(std::u32string_view points, std::size_t i) {
    return i < points.size() ? points[i] : 0;
}

// Whether a word goes on from points[i - 1] to points[i].
bool goes_on(std::u32string_view points, std::size_t i) {
    const char32_t a = points[i - 1];
    const char32_t b = points[i];
    if (a == '\r' && b == '\n') return true;
    if (a == ' ' && b == ' ') return true;
    const bool left = is_word_letter(a) || is_figure(a) || a == '_';
    const bool right = is_word_letter(b) || is_figure(b) || b == '_';
    if (left && right) return true;  // WB5, WB8 to WB10, WB13a and b
    // A sign between two letters or two figures belongs to them: "it's", "example.com", "1,000".
    const auto joins = [&](std::size_t sign) {
        if (sign == 0) return false;
        const char32_t c = points[sign];
        const char32_t before = points[sign - 1];
        const char32_t after = at(points, sign + 1);
        const bool letters = is_word_letter(before) && is_word_letter(after);
        const bool figures = is_figure(before) && is_figure(after);
        return ((c == '.' || c == '\'') && (letters || figures)) ||
               ((c == ',' || c == ';') && figures);
    };
    return left ? joins(i) : right && joins(i - 1);
}

bool ends_paragraph(char32_t c) {
    return c == '\n' || c == '\r';
}
bool ends_sentence(char32_t c) {
    return c == '.' || c == '!' || c == '?';
}
bool closes(char32_t c) {
    return c == '"' || c == '\'' || c == '(' || c == ')' || c == '[' || c == ']' || c == '{' ||
           c == '}';
}
bool is_gap(char32_t c) {
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}
bool continues(char32_t c) {
    return c == ',' || c == '-' || c == ':';
}

// Behind the end of the paragraph at `i`: a carriage return and its line feed are one.
std::size_t behind_paragraph(std::u32string_view points, std::size_t i) {
    return points[i] == '\r' && at(points, i + 1) == '\n' ? i + 2 : i + 1;
}

// SB8: whether a small letter is the first of what begins or ends a sentence from `i` on.
bool small_letter_follows(std::u32string_view points, std::size_t i) {
    for (; i < points.size(); ++i) {
        const char32_t c = points[i];
        if (is_alpha(c)) return is_small(c);
        if (ends_paragraph(c) || ends_sentence(c)) return false;
    }
    return false;
}

// The sentence's end when the sign at `i` ends it; else 0.
std::size_t end_from(std::u32string_view points, std::size_t i) {
    const bool stop = points[i] == '.';
    const char32_t next = at(points, i + 1);
    if (stop && is_figure(next)) return 0;                                     // SB6
    if (stop && i > 0 && is_alpha(points[i - 1]) && is_large(next)) return 0;  // SB7
    std::size_t k = i + 1;
    while (k < points.size() && closes(points[k]))
        ++k;
    while (k < points.size() && is_gap(points[k]))
        ++k;
    if (k == points.size()) return k;
    if (continues(points[k]) || ends_sentence(points[k])) return 0;  // SB8a
    if (stop && small_letter_follows(points, k)) return 0;
    return ends_paragraph(points[k]) ? behind_paragraph(points, k) : k;
}

}  // namespace

bool is_plain(std::u32string_view points) {
    return std::all_of(points.begin(), points.end(), [](char32_t c) { return c < 0x80; });
}

std::vector<Segment> plain_word_pieces(std::u32string_view points) {
    std::vector<Segment> pieces;
    pieces.reserve(points.size() / 3 + 1);
    std::size_t start = 0;
    for (std::size_t i = 1; i <= points.size(); ++i) {
        if (i < points.size() && goes_on(points, i)) continue;
        pieces.push_back({start, i});
        start = i;
    }
    return pieces;
}

std::vector<Segment> plain_sentences(std::u32string_view points) {
    std::vector<Segment> sentences;
    std::size_t start = 0;
    for (std::size_t i = 0; i < points.size();) {
        std::size_t end = 0;
        if (ends_paragraph(points[i])) {
            end = behind_paragraph(points, i);
        } else if (ends_sentence(points[i])) {
            end = end_from(points, i);
        }
        if (end > 0) {
            sentences.push_back({start, end});
            start = end;
        }
        i = std::max(end, i + 1);
    }
    if (start < points.size()) sentences.push_back({start, points.size()});
    return sentences;
}

}  // namespace aplomb::text
