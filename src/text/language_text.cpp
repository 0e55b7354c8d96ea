#include "text/language_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "text/fold.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

bool is_mark(char32_t point) {
    return (point >= 0x300 && point <= 0x36F) ||
           (point >= 0x80 && (U_GET_GC_MASK(static_cast<UChar32>(point)) & U_GC_M_MASK) != 0);
}

bool is_apostrophe(char32_t point) {
    return point == '\'' || point == 0x2019 || point == 0x2BC;
}

UScriptCode script_of(char32_t letter) {
    if (letter < 0x250) return USCRIPT_LATIN;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(letter), &status);
    if (U_FAILURE(status)) return USCRIPT_COMMON;
    // The long-vowel sign belongs to both kana; the two are one for telling languages.
    if (letter == 0x30FC || script == USCRIPT_KATAKANA) return USCRIPT_HIRAGANA;
    return script;
}

// Accents typed as characters of their own join their letters.
std::u32string compose(std::u32string_view points) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::u32string(points);
    icu::UnicodeString given;
    for (const char32_t point : points)
        given.append(static_cast<UChar32>(point));
    const icu::UnicodeString composed = nfc->normalize(given, status);
    if (U_FAILURE(status)) return std::u32string(points);
    std::string utf8;
    composed.toUTF8String(utf8);
    return to_code_points(utf8);
}

class Reader {
  public:
    explicit Reader(std::u32string_view points) : points_(points) {}

    LanguageText read() {
        for (std::size_t i = 0; i < points_.size() && text_.words.size() < language_words_max;) {
            if (is_white_space(points_[i])) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < points_.size() && !is_white_space(points_[end]))
                ++end;
            if (tells(points_.substr(i, end - i))) add_words(i, end);
            i = end;
        }
        return std::move(text_);
    }

  private:
    // Not a name, a tag, a link or an address.
    static bool tells(std::u32string_view token) {
        if (token[0] == '@' || token[0] == '#' || token[0] == '$') return false;
        if (token.find(U"://") != std::u32string_view::npos || token.starts_with(U"www.")) {
            return false;
        }
        const std::size_t at = token.find(U'@');
        return at == std::u32string_view::npos || at + 1 == token.size();
    }

    void add_words(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to;) {
            if (!is_letter(points_[i])) {
                // What holds digits is a code, an amount or an address.
                const bool code = is_digit(points_[i]);
                ++i;
                while (code && i < to && (is_letter(points_[i]) || is_digit(points_[i])) &&
                       script_of(points_[i]) == USCRIPT_LATIN) {
                    ++i;
                }
                continue;
            }
            i = add_word(i, to);
        }
    }

    std::size_t add_word(std::size_t i, std::size_t to) {
        const UScriptCode script = script_of(points_[i]);
        const std::size_t start = text_.letters.size();
        std::size_t count = 0;
        while (i < to && (is_mark(points_[i]) ||
                          (is_letter(points_[i]) && script_of(points_[i]) == script))) {
            const char32_t letter = lower(points_[i]);
            const std::size_t size = text_.letters.size();
            const bool drawn_out = size >= start + 2 && text_.letters[size - 1] == letter &&
                                   text_.letters[size - 2] == letter;
            if (!drawn_out) text_.letters += letter;
            ++count;
            ++i;
        }
        if (script == USCRIPT_LATIN && i < to && is_apostrophe(points_[i]) && i + 1 < to &&
            is_letter(points_[i + 1])) {
            text_.letters += U'\'';
        }
        if (script == USCRIPT_LATIN && i < to && is_digit(points_[i])) {
            text_.letters.resize(start);
            while (i < to && (is_digit(points_[i]) || is_letter(points_[i])))
                ++i;
            return i;
        }
        text_.letters_by_script[static_cast<std::size_t>(script)] +=
            static_cast<std::uint32_t>(count);
        text_.words.push_back({start, text_.letters.size()});
        text_.scripts.push_back(script);
        return i;
    }

    std::u32string_view points_;
    LanguageText text_;
};

}  // namespace

LanguageText read_language_text(std::string_view utf8) {
    std::u32string points = to_code_points(utf8.substr(0, language_points_max * 4));
    if (points.size() > language_points_max) points.resize(language_points_max);
    const bool apart = std::any_of(points.begin(), points.end(),
                                   [](char32_t c) { return c >= 0x300 && c <= 0x36F; });
    if (apart) points = compose(points);
    return Reader(points).read();
}

}  // namespace aplomb::text
