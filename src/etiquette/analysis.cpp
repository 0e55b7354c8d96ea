// Parts are found in one pass over the folded text. Straight quotes pair up within a paragraph; a
// single quote opens only behind a space and closes only before one, so that apostrophes and feet
// do not quote half the message; a pair further apart than quotation_length_max is no pair. A mark
// that is never closed looks no further than a pair may reach, or at what the mark before it found,
// and a run that is no address is read once: a text of nothing but such marks takes no longer.
#include "etiquette/analysis.h"

#include <algorithm>
#include <optional>

#include "text/language.h"
#include "text/links.h"
#include "text/segments.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t quotation_length_max = 240;

using text::is_digit;
using text::is_letter;
using text::is_white_space;

// Where something next stands, for one who asks from left to right and must not search twice.
class Ahead {
  public:
    explicit Ahead(std::u32string_view sought) : sought_(sought) {}

    std::size_t find(std::u32string_view points, std::size_t from) {
        if (!known_ || from < from_ || from > found_) {
            found_ = points.find(sought_, from);
            from_ = from;
            known_ = true;
        }
        return found_;
    }

  private:
    std::u32string_view sought_;
    std::size_t from_ = 0;
    std::size_t found_ = 0;
    bool known_ = false;
};

class PartFinder {
  public:
    explicit PartFinder(std::u32string_view points) : points_(points) {}

    std::vector<Part> find() {
        links_ = text::find_links(points_, text::LinkRules::X);
        for (std::size_t i = 0; i < points_.size();) {
            const auto part = part_at(i);
            if (part) parts_.push_back(*part);
            i = part ? part->range.end : i + 1;
        }
        return std::move(parts_);
    }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return i < points_.size() ? points_[i] : 0; }

    std::optional<Part> part_at(std::size_t i) {
        while (next_link_ < links_.size() && links_[next_link_].end <= i)
            ++next_link_;
        if (next_link_ < links_.size() && links_[next_link_].start == i) {
            return Part{{i, links_[next_link_].end}, Setting::Address};
        }
        const bool begins = i == 0 || !(is_letter(points_[i - 1]) || is_digit(points_[i - 1]));
        const char32_t c = points_[i];
        if (c == '`') return code(i);
        if (c == '[' || c == '{' || c == '<' || c == '%') return bracketed(i);
        if (c == '"' || c == 0xAB || c == 0x300C || c == 0x300E) return quotation(i);
        if (c == '\'' && begins) return single_quotation(i);
        if ((c == '@' || c == '#') && begins) return account(i);
        if (begins && is_address_char(c)) return address(i);
        return {};
    }

    std::optional<Part> code(std::size_t i) {
        const bool block = at(i + 1) == '`' && at(i + 2) == '`';
        const std::size_t fence = block ? 3 : 1;
        const std::size_t end = (block ? block_fence_ : fence_).find(points_, i + fence);
        if (end == std::u32string_view::npos || end == i + 1) return {};
        return Part{{i, end + fence}, Setting::Code};
    }

    // `close` behind `i`, when it is no more than `length_max` away.
    [[nodiscard]] std::optional<std::size_t> closing(std::size_t i, char32_t close,
                                                     std::size_t length_max) const {
        const std::size_t end = points_.substr(i + 1, length_max).find(close);
        if (end == std::u32string_view::npos) return {};
        return i + 1 + end;
    }

    // Something in brackets that is not running text: a field, a remark, mark-up.
    std::optional<Part> bracketed(std::size_t i) const {
        constexpr std::size_t length_max = 40;
        const char32_t open = points_[i];
        const char32_t close = open == '[' ? ']' : open == '{' ? '}' : open == '<' ? '>' : '%';
        const auto end = closing(i, close, length_max);
        if (!end) return {};
        const auto inside = points_.substr(i + 1, *end - i - 1);
        if (inside.find('\n') != std::u32string_view::npos) return {};
        if (open == '%' && (inside.empty() || !is_letter(inside[0]) ||
                            inside.find(' ') != std::u32string_view::npos)) {
            return {};
        }
        return Part{{i, *end + 1}, Setting::Bracketed};
    }

    std::optional<Part> quotation(std::size_t i) const {
        const char32_t open = points_[i];
        const char32_t close = open == 0xAB     ? 0xBB
                               : open == 0x300C ? 0x300D
                               : open == 0x300E ? 0x300F
                                                : '"';
        const auto end = closing(i, close, quotation_length_max);
        if (!end) return {};
        if (points_.substr(i, *end - i).find(U"\n\n") != std::u32string_view::npos) return {};
        return Part{{i, *end + 1}, Setting::Quoted};
    }

    std::optional<Part> single_quotation(std::size_t i) const {
        if (is_white_space(at(i + 1)) || at(i + 1) == 0) return {};
        constexpr std::size_t length_max = 100;
        for (std::size_t end = i + 2; end < points_.size() && end - i <= length_max; ++end) {
            if (points_[end] == '\n') return {};
            const bool closes = points_[end] == '\'' && !is_letter(at(end + 1)) &&
                                !is_digit(at(end + 1)) && !is_white_space(points_[end - 1]);
            if (closes) return Part{{i, end + 1}, Setting::Quoted};
        }
        return {};
    }

    std::optional<Part> account(std::size_t i) const {
        std::size_t end = i + 1;
        while (is_letter(at(end)) || is_digit(at(end)) || at(end) == '_' ||
               ((at(end) == '.' || at(end) == '@' || at(end) == '-') && is_letter(at(end + 1)))) {
            ++end;
        }
        // "#4711" and "@ 5" are not names.
        const auto name = points_.substr(i + 1, end - i - 1);
        if (!std::any_of(name.begin(), name.end(), is_letter)) return {};
        return Part{{i, end}, Setting::Account};
    }

    static bool is_address_char(char32_t c) {
        return c < 0x80 && (is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '%' ||
                            c == '+' || c == '-');
    }

    // A mail address, or a web address whose last label X would not link ("shop.example/help").
    // What a run lacks, no end of it has: it is not read again from its middle.
    std::optional<Part> address(std::size_t i) {
        if (i < no_address_before_) return {};
        std::size_t end = i;
        bool dot = false;
        bool slash = false;
        bool sign = false;
        while (is_address_char(at(end)) || at(end) == '@' || at(end) == '/' || at(end) == ':' ||
               (slash && (at(end) == '?' || at(end) == '=' || at(end) == '&' || at(end) == '#'))) {
            const bool inside = end > i && is_letter(at(end + 1)) && is_letter(points_[end - 1]);
            dot = dot || (at(end) == '.' && inside && is_letter(at(end + 2)));
            slash = slash || at(end) == '/';
            sign = sign || (at(end) == '@' && end > i);
            ++end;
        }
        const std::size_t run_end = end;
        while (end > i && (at(end - 1) == '.' || at(end - 1) == ':' || at(end - 1) == '-'))
            --end;
        if (end == i || !dot || !(sign || slash || ends_like_a_site(i, end))) {
            no_address_before_ = run_end;
            return {};
        }
        return Part{{i, end}, Setting::Address};
    }

    [[nodiscard]] bool ends_like_a_site(std::size_t start, std::size_t end) const {
        return points_.substr(start, end - start).ends_with(U".example");
    }

    std::u32string_view points_;
    std::vector<text::Segment> links_;
    std::size_t next_link_ = 0;
    Ahead fence_{U"`"};
    Ahead block_fence_{U"```"};
    std::size_t no_address_before_ = 0;
    std::vector<Part> parts_;
};

void find_sentences(Analysis& analysis) {
    for (const text::Segment& segment : text::sentences(analysis.folded.points)) {
        Sentence sentence;
        sentence.range = analysis.original(segment.start, segment.end);
        const auto said = std::u32string_view(analysis.folded.points)
                              .substr(segment.start, segment.end - segment.start);
        const std::size_t last = said.find_last_of(U"?!.。？！…");
        sentence.question = last != std::u32string_view::npos &&
                            (said[last] == '?' || said[last] == 0xFF1F) && said.size() - last <= 4;
        analysis.sentences.push_back(sentence);
    }
}

Word make_word(const Analysis& analysis, const text::Segment& segment) {
    Word word;
    word.range = analysis.original(segment.start, segment.end);
    const std::size_t size = segment.end - segment.start;
    word.as_written = std::u32string_view(analysis.folded.points).substr(segment.start, size);
    word.plain =
        text::encode(std::u32string_view(analysis.folded.lower).substr(segment.start, size));
    bool small = false;
    bool large = false;
    for (const char32_t c : word.as_written) {
        word.has_digit = word.has_digit || is_digit(c);
        if (!is_letter(c)) continue;
        ++word.letters;
        large = large || text::is_upper(c);
        small = small || !text::is_upper(c);
    }
    word.capitals = large && !small;
    word.setting = analysis.setting_at(segment.start);
    return word;
}

void find_words(Analysis& analysis) {
    std::size_t sentence = 0;
    for (const text::Segment& segment : text::word_pieces(analysis.folded.points)) {
        const char32_t first = analysis.folded.points[segment.start];
        if (!is_letter(first) && !is_digit(first)) continue;
        Word word = make_word(analysis, segment);
        while (sentence + 1 < analysis.sentences.size() &&
               word.range.start >= analysis.sentences[sentence].range.end) {
            ++sentence;
            analysis.sentences[sentence].first_word = analysis.words.size();
            analysis.sentences[sentence].end_word = analysis.words.size();
        }
        word.sentence = sentence;
        analysis.words.push_back(std::move(word));
        analysis.sentences[sentence].end_word = analysis.words.size();
    }
}

}  // namespace

Setting Analysis::setting_at(std::size_t folded_at) const {
    const auto after =
        std::upper_bound(parts.begin(), parts.end(), folded_at,
                         [](std::size_t at, const Part& part) { return at < part.range.start; });
    if (after == parts.begin()) return Setting::Own;
    const Part& part = *(after - 1);
    return folded_at < part.range.end ? part.setting : Setting::Own;
}

std::string Analysis::own_words() const {
    std::string own;
    for (const Word& word : words) {
        if (word.setting == Setting::Own) own.append(word.plain).push_back(' ');
    }
    return own;
}

const std::string& Analysis::language() const {
    if (language_) return *language_;
    const std::string own = own_words();
    const text::LanguageGuess guess = text::guess_language_of(own);
    language_.emplace(guess.sure ? guess.best() : std::string_view());
    if (language_->empty() && !guess.scores.empty() && expected_language) {
        const std::string expected = expected_language();
        if (!expected.empty() && text::guess_language_of(own, expected).best() == expected) {
            language_ = expected;
        }
    }
    return *language_;
}

std::string Analysis::likeliest_language() const {
    return std::string(text::guess_language_of(own_words()).best());
}

Analysis analyse(std::string_view utf8) {
    Analysis analysis;
    analysis.points = text::to_code_points(utf8);
    analysis.folded = text::fold(analysis.points);
    // Words look into this; a few letters would lie inside the string object and not stay where
    // they are when the analysis is moved.
    analysis.folded.points.reserve(16);
    analysis.parts = PartFinder(analysis.folded.points).find();
    find_sentences(analysis);
    find_words(analysis);
    return analysis;
}

bool says(const Analysis& analysis, std::size_t at, std::string_view words) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (at >= analysis.words.size() || analysis.words[at].plain != words.substr(0, end)) {
            return false;
        }
        words.remove_prefix(std::min(end + 1, words.size()));
        ++at;
    }
    return true;
}

}  // namespace aplomb::etiquette
