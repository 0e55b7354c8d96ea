#include "desk/text_words.h"

#include "text/fold.h"
#include "text/utf8.h"

namespace aplomb::desk {
namespace {

bool belongs_to_word(char32_t point, bool digits) {
    if (digits) return text::is_digit(point);
    return text::is_letter(point) || point == U'\'' || point == U'’';
}

char32_t next_mark(std::u32string_view points, std::size_t i) {
    while (i < points.size() && text::is_white_space(points[i]))
        ++i;
    return i < points.size() ? points[i] : U'\0';
}

}  // namespace

std::vector<TextWord> words_in_text(std::u32string_view points) {
    std::vector<TextWord> words;
    for (std::size_t i = 0; i < points.size();) {
        const bool digits = text::is_digit(points[i]);
        if (!digits && !text::is_letter(points[i])) {
            ++i;
            continue;
        }
        TextWord word;
        word.start = i;
        for (; i < points.size(); ++i) {
            const char32_t point = points[i] == U'’' ? U'\'' : points[i];
            const bool colon = digits && point == U':' && i + 2 < points.size() &&
                               text::is_digit(points[i + 1]) && text::is_digit(points[i + 2]);
            const bool hyphen =
                !digits && point == U'-' && i + 1 < points.size() && text::is_letter(points[i + 1]);
            if (!colon && !hyphen && !belongs_to_word(point, digits)) break;
            text::append_utf8(word.text, text::lower(point));
        }
        word.end = i;
        word.after = next_mark(points, i);
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace aplomb::desk
