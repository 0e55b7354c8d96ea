#include "text/segments.h"

#include <unicode/brkiter.h>

#include <algorithm>
#include <memory>
#include <string>

#include "text/plain_segments.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

enum class Unit { Grapheme, Word, Sentence };

std::unique_ptr<icu::BreakIterator> make_iterator(Unit unit) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale& root = icu::Locale::getRoot();
    std::unique_ptr<icu::BreakIterator> iterator;
    switch (unit) {
        case Unit::Grapheme:
            iterator.reset(icu::BreakIterator::createCharacterInstance(root, status));
            break;
        case Unit::Word:
            iterator.reset(icu::BreakIterator::createWordInstance(root, status));
            break;
        case Unit::Sentence:
            iterator.reset(icu::BreakIterator::createSentenceInstance(root, status));
            break;
    }
    return U_SUCCESS(status) ? std::move(iterator) : nullptr;
}

icu::BreakIterator* iterator_for(Unit unit) {
    thread_local std::unique_ptr<icu::BreakIterator> kept[3];
    auto& slot = kept[static_cast<std::size_t>(unit)];
    if (!slot) slot = make_iterator(unit);
    return slot.get();
}

std::u16string to_utf16(std::u32string_view points) {
    std::u16string units;
    units.reserve(points.size() + 8);
    for (char32_t point : points) {
        if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = replacement_character;
        if (point < 0x10000) {
            units.push_back(static_cast<char16_t>(point));
        } else {
            units.push_back(static_cast<char16_t>(0xD7C0 + (point >> 10)));
            units.push_back(static_cast<char16_t>(0xDC00 + (point & 0x3FF)));
        }
    }
    return units;
}

std::vector<Segment> split(std::u32string_view points, Unit unit) {
    std::vector<Segment> segments;
    icu::BreakIterator* iterator = iterator_for(unit);
    if (iterator == nullptr || points.empty()) return segments;
    const std::u16string units = to_utf16(points);
    // A read-only alias: no copy of the text is made.
    const icu::UnicodeString text(false, units.data(), static_cast<std::int32_t>(units.size()));
    iterator->setText(text);

    std::size_t point = 0;
    std::int32_t unit_at = 0;
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
         end = iterator->next()) {
        const std::size_t start = point;
        while (unit_at < end) {
            unit_at += points[point] > 0xFFFF && points[point] <= 0x10FFFF ? 2 : 1;
            ++point;
        }
        segments.push_back({start, point});
    }
    // The iterator must not outlive the text it looks at.
    static const icu::UnicodeString nothing;
    iterator->setText(nothing);
    return segments;
}

bool is_one_grapheme_each(std::string_view utf8) {
    return std::all_of(utf8.begin(), utf8.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\r'; });
}

}  // namespace

std::size_t count_graphemes(std::string_view utf8) {
    if (is_one_grapheme_each(utf8)) return utf8.size();
    return split(to_code_points(utf8), Unit::Grapheme).size();
}

std::vector<Segment> graphemes(std::u32string_view points) {
    return split(points, Unit::Grapheme);
}

std::vector<Segment> word_pieces(std::u32string_view points) {
    return is_plain(points) ? plain_word_pieces(points) : split(points, Unit::Word);
}

std::vector<Segment> sentences(std::u32string_view points) {
    return is_plain(points) ? plain_sentences(points) : split(points, Unit::Sentence);
}

}  // namespace aplomb::text
