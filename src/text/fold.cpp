#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace aplomb::text {
namespace {

// Letters of other scripts that are drawn like a Latin one, sorted.
constexpr std::array<std::pair<char32_t, char32_t>, 54> lookalikes{{
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'},
    {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'},
    {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3B1, 'a'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BD, 'v'},
    {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C5, 'u'}, {0x3C7, 'x'}, {0x405, 'S'}, {0x406, 'I'},
    {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x417, '3'}, {0x41A, 'K'},
    {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'},
    {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'},
    {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'},
    {0x4AE, 'Y'}, {0x4BB, 'h'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'}, {0x578, 'n'},
}};

char32_t lookalike_of(char32_t point) {
    const auto found =
        std::lower_bound(lookalikes.begin(), lookalikes.end(), point,
                         [](const auto& pair, char32_t c) { return pair.first < c; });
    return found != lookalikes.end() && found->first == point ? found->second : 0;
}

char32_t plain_sign(char32_t point) {
    if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212 || point == 0xFE58 ||
        point == 0x2043) {
        return '-';
    }
    if (point == 0x2018 || point == 0x2019 || point == 0x201A || point == 0x201B ||
        point == 0x2032 || point == 0x2BC) {
        return '\'';
    }
    if (point == 0x201C || point == 0x201D || point == 0x201E || point == 0x201F) return '"';
    if (point == '\t' || point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F ||
        point == 0x205F || point == 0x3000) {
        return ' ';
    }
    return point;
}

// Digits of any script, and those in a filled circle, which compatibility forms leave alone.
std::int32_t digit_of(char32_t point) {
    for (const char32_t one : {0x2776u, 0x2780u, 0x278Au, 0x24F5u}) {
        if (point >= one && point < one + 9) return static_cast<std::int32_t>(point - one) + 1;
    }
    if (point == 0x24FF || point == 0x1F10B || point == 0x1F10C) return 0;
    return u_charDigitValue(static_cast<UChar32>(point));
}

// What one code point stands for: usually itself.
void append_plain(std::u32string& out, char32_t point) {
    if (point < 0x80) {
        out += point == '\t' ? U' ' : point;
        return;
    }
    const char32_t sign = plain_sign(point);
    if (sign != point) {
        out += sign;
        return;
    }
    const auto code = static_cast<UChar32>(point);
    const std::int32_t digit = digit_of(point);
    if (digit >= 0) {
        out += U'0' + static_cast<char32_t>(digit);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString decomposed;
    if (nfkc == nullptr || nfkc->isInert(code) || !nfkc->getDecomposition(code, decomposed)) {
        out += point;
        return;
    }
    const icu::UnicodeString composed = nfkc->normalize(decomposed, status);
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
        out += plain_sign(static_cast<char32_t>(composed.char32At(i)));
    }
}

// Within each word that mixes scripts, letters that only look Latin are taken for what they look.
void unmask_lookalikes(std::u32string& points) {
    const auto in_word = [&](std::size_t i) {
        return points[i] > 0x20 && (points[i] >= 0x80 || is_letter(points[i]) ||
                                    is_digit(points[i]) || points[i] == '@' || points[i] == '.');
    };
    for (std::size_t i = 0; i < points.size();) {
        if (!in_word(i)) {
            ++i;
            continue;
        }
        std::size_t end = i;
        bool latin = false;
        bool disguised = false;
        for (; end < points.size() && in_word(end); ++end) {
            latin =
                latin || (points[end] < 0x80 && (is_letter(points[end]) || is_digit(points[end])));
            disguised = disguised || (points[end] >= 0x370 && lookalike_of(points[end]) != 0);
        }
        if (latin && disguised) {
            for (; i < end; ++i) {
                if (const char32_t plain = lookalike_of(points[i])) points[i] = plain;
            }
        }
        i = end;
    }
}

}  // namespace

bool is_invisible(char32_t point) {
    return point == 0xAD || point == 0x34F || point == 0x61C || point == 0x115F ||
           point == 0x1160 || point == 0x17B4 || point == 0x17B5 ||
           (point >= 0x180B && point <= 0x180E) || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
           (point >= 0xFE00 && point <= 0xFE0F) || point == 0xFEFF || point == 0x20E3 ||
           (point >= 0xE0000 && point <= 0xE01EF);
}

Folded fold(std::u32string_view points) {
    Folded folded;
    folded.points.reserve(points.size());
    folded.origin.reserve(points.size() + 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i] >= 0x80 && is_invisible(points[i])) continue;
        append_plain(folded.points, points[i]);
        folded.origin.resize(folded.points.size(), static_cast<std::uint32_t>(i));
    }
    folded.origin.push_back(static_cast<std::uint32_t>(points.size()));
    if (std::any_of(folded.points.begin(), folded.points.end(),
                    [](char32_t c) { return c >= 0x370; })) {
        unmask_lookalikes(folded.points);
    }
    folded.lower.resize(folded.points.size());
    std::transform(folded.points.begin(), folded.points.end(), folded.lower.begin(), lower);
    return folded;
}

std::string casefold(std::string_view utf8) {
    const bool plain = std::all_of(utf8.begin(), utf8.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string folded;
    if (plain) {
        folded.assign(utf8);
        for (char& c : folded) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
        }
        return folded;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const icu::UnicodeString given =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    if (normalizer == nullptr) return std::string(utf8);
    const icu::UnicodeString result = normalizer->normalize(given, status);
    if (U_FAILURE(status)) return std::string(utf8);
    result.toUTF8String(folded);
    return folded;
}

char32_t lower(char32_t point) {
    if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 0x20 : point;
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
}

char32_t upper(char32_t point) {
    if (point < 0x80) return point >= 'a' && point <= 'z' ? point - 0x20 : point;
    return static_cast<char32_t>(u_toupper(static_cast<UChar32>(point)));
}

bool is_upper(char32_t point) {
    if (point < 0x80) return point >= 'A' && point <= 'Z';
    return u_isUUppercase(static_cast<UChar32>(point)) != 0;
}

bool is_lower(char32_t point) {
    if (point < 0x80) return point >= 'a' && point <= 'z';
    return u_isULowercase(static_cast<UChar32>(point)) != 0;
}

bool is_letter(char32_t point) {
    if (point < 0x80) return is_upper(point) || is_lower(point);
    return u_isUAlphabetic(static_cast<UChar32>(point)) != 0;
}

bool is_digit(char32_t point) {
    return point >= '0' && point <= '9';
}

bool is_white_space(char32_t point) {
    if (point < 0x80) return point == ' ' || (point >= 9 && point <= 13);
    return u_isUWhiteSpace(static_cast<UChar32>(point)) != 0;
}

}  // namespace aplomb::text
