#include "etiquette/wording.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

using text::is_white_space;

struct Irregular {
    std::string_view written;
    std::string_view opened;
};

// Contractions that no ending explains, and the ones people write without their apostrophe.
constexpr auto irregular = std::to_array<Irregular>({
    {"ain't", "is not"},      {"aint", "is not"},
    {"arent", "are not"},     {"can't", "can not"},
    {"cannot", "can not"},    {"cant", "can not"},
    {"couldnt", "could not"}, {"didnt", "did not"},
    {"doesnt", "does not"},   {"dont", "do not"},
    {"gonna", "going to"},    {"hasnt", "has not"},
    {"havent", "have not"},   {"im", "i am"},
    {"isnt", "is not"},       {"ive", "i have"},
    {"let's", "let us"},      {"lets", "let us"},
    {"shan't", "shall not"},  {"shouldnt", "should not"},
    {"thats", "that is"},     {"wasnt", "was not"},
    {"werent", "were not"},   {"weve", "we have"},
    {"won't", "will not"},    {"wont", "will not"},
    {"wouldnt", "would not"}, {"youre", "you are"},
    {"youve", "you have"},
});

// Words behind which 's is "is" and not the owner.
constexpr auto takes_is = std::to_array<std::string_view>(
    {"everything", "he", "here", "how", "it", "nobody", "nothing", "one", "she", "someone", "that",
     "there", "this", "what", "when", "where", "who", "why"});

struct Ending {
    std::string_view written;
    std::string_view opened;
};

constexpr auto endings = std::to_array<Ending>(
    {{"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'m", "am"}, {"'d", "would"}});

// Letters that stand before an apostrophe in French, Italian, Portuguese and Spanish.
constexpr auto elided = std::to_array<std::string_view>(
    {"c",      "com", "cos", "d",    "dall",   "dell", "dov",   "gl", "j",    "jusqu", "l",
     "lorsqu", "m",   "n",   "nell", "puisqu", "qu",   "quest", "s",  "sull", "t",     "un"});

// The marks faces stand for.
std::string_view face_of(char32_t c) {
    switch (c) {
        case 0x1F609:
        case 0x1F61C:
        case 0x1F61D:
            return "<wink>";
        case 0x1F60F:
        case 0x1F608:
        case 0x1F346:
        case 0x1F351:
            return "<smirk>";
        case 0x1F644:
        case 0x1F612:
        case 0x1F611:
        case 0x1F485:
        case 0x1F921:
            return "<eyeroll>";
        case 0x1F602:
        case 0x1F923:
        case 0x1F606:
        case 0x1F605:
        case 0x1F601:
        case 0x1F639:
            return "<laugh>";
        case 0x1F44F:
            return "<clap>";
        case 0x1F60A:
        case 0x1F642:
        case 0x1F600:
        case 0x1F603:
        case 0x1F604:
        case 0x263A:
            return "<smile>";
        case 0x1F622:
        case 0x1F62D:
        case 0x1F614:
        case 0x1F61E:
        case 0x1F494:
            return "<sad>";
        case 0x1F620:
        case 0x1F621:
        case 0x1F624:
        case 0x1F92C:
            return "<angry>";
        default:
            return {};
    }
}

struct Face {
    std::size_t length = 0;
    std::string_view mark;
};

// A face made of signs: ";)", ":-)", ";-P".
Face drawn_face(std::u32string_view points, std::size_t at) {
    const auto point = [&](std::size_t i) { return i < points.size() ? points[i] : U' '; };
    if (point(at) != ';' && point(at) != ':' && point(at) != '=') return {};
    const std::size_t nose = point(at + 1) == '-' ? 1 : 0;
    const char32_t mouth = point(at + 1 + nose);
    const Face face{nose + 2, point(at) == ';'               ? "<wink>"
                              : mouth == ')' || mouth == 'D' ? "<smile>"
                              : mouth == '(' || mouth == '[' ? "<sad>"
                                                             : "<wink>"};
    const bool winks = point(at) == ';' && (mouth == ')' || mouth == 'P' || mouth == 'D');
    const bool others =
        point(at) != ';' && (mouth == ')' || mouth == '(' || mouth == 'D' || mouth == 'P');
    const char32_t after = point(at + face.length);
    if (!(winks || others) || text::is_letter(after) || text::is_digit(after)) return {};
    return face;
}

std::string_view mark_of(Setting setting) {
    switch (setting) {
        case Setting::Own:
            return {};
        case Setting::Quoted:
            return "<quote>";
        case Setting::Address:
            return "<link>";
        case Setting::Account:
            return "<account>";
        case Setting::Code:
            return "<code>";
        case Setting::Bracketed:
            return "<field>";
    }
    return {};
}

class WordingMaker {
  public:
    explicit WordingMaker(const Analysis& analysis) : analysis_(analysis) {}

    Wording make() {
        for (const Sentence& sentence : analysis_.sentences)
            wording_.questions.push_back(sentence.question);
        wording_.tokens.reserve(analysis_.words.size() + analysis_.words.size() / 4);
        std::size_t at = 0;  // folded code point up to which signs are read
        std::size_t part = 0;
        const auto& origin = analysis_.folded.origin;
        for (std::size_t i = 0; i <= analysis_.words.size(); ++i) {
            const std::size_t until =
                i < analysis_.words.size()
                    ? static_cast<std::size_t>(std::lower_bound(origin.begin(), origin.end() - 1,
                                                                analysis_.words[i].range.start) -
                                               origin.begin())
                    : analysis_.folded.points.size();
            part = read_signs(at, until, part);
            if (i == analysis_.words.size()) break;
            const Word& word = analysis_.words[i];
            at = std::max(at, until + word.as_written.size());
            if (word.setting == Setting::Own) add_word(word);
        }
        return std::move(wording_);
    }

  private:
    // Marks, faces and clause ends between two words.
    std::size_t read_signs(std::size_t from, std::size_t until, std::size_t part) {
        const auto& points = analysis_.folded.points;
        for (std::size_t i = from; i < until;) {
            while (part < analysis_.parts.size() && analysis_.parts[part].range.end <= i)
                ++part;
            if (part < analysis_.parts.size() && analysis_.parts[part].range.start <= i) {
                const Range range = analysis_.parts[part].range;
                add(std::string(mark_of(analysis_.parts[part].setting)),
                    analysis_.original(range.start, range.end));
                i = range.end;
                ++part;
                continue;
            }
            i = read_sign(i);
        }
        // A part that begins with a word ("example.com") has no sign of its own before it.
        if (part < analysis_.parts.size() && analysis_.parts[part].range.start == until &&
            until < points.size()) {
            const Range range = analysis_.parts[part].range;
            add(std::string(mark_of(analysis_.parts[part].setting)),
                analysis_.original(range.start, range.end));
            ++part;
        }
        return part;
    }

    std::size_t read_sign(std::size_t i) {
        const auto& points = analysis_.folded.points;
        const char32_t c = points[i];
        if (c == '\n') breaks_ = true;
        if (is_white_space(c)) return i + 1;
        if (const Face face = drawn_face(points, i); face.length > 0) {
            add(std::string(face.mark), analysis_.original(i, i + face.length));
            return i + face.length;
        }
        if (const auto mark = face_of(c); !mark.empty()) {
            add(std::string(mark), analysis_.original(i, i + 1));
            return i + 1;
        }
        const bool dash = c == '-' && i > 0 && is_white_space(points[i - 1]);
        if (dash || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == 0x2026 ||
            (c == '.' && i > 0 && points[i - 1] == '.')) {
            clause_ = true;
        }
        return i + 1;
    }

    void add(std::string plain, Range range) {
        while (sentence_ + 1 < analysis_.sentences.size() &&
               range.start >= analysis_.sentences[sentence_].range.end) {
            ++sentence_;
        }
        Token token;
        token.plain = std::move(plain);
        token.range = range;
        token.sentence = sentence_;
        token.opens_sentence =
            wording_.tokens.empty() || breaks_ || wording_.tokens.back().sentence != sentence_;
        token.opens_clause = clause_ || token.opens_sentence;
        clause_ = false;
        breaks_ = false;
        wording_.tokens.push_back(std::move(token));
    }

    void add_word(const Word& word) {
        const std::string_view plain = word.plain;
        const auto known =
            std::lower_bound(irregular.begin(), irregular.end(), plain,
                             [](const Irregular& a, std::string_view b) { return a.written < b; });
        if (known != irregular.end() && known->written == plain) {
            const std::size_t space = known->opened.find(' ');
            add(std::string(known->opened.substr(0, space)), word.range);
            add(std::string(known->opened.substr(space + 1)), word.range);
            return;
        }
        const std::size_t apostrophe = plain.find('\'');
        if (apostrophe == std::string_view::npos || apostrophe == 0) {
            add(word.plain, word.range);
            return;
        }
        open(word, apostrophe);
    }

    void open(const Word& word, std::size_t apostrophe) {
        const std::string_view plain = word.plain;
        if (plain.ends_with("n't") && plain.size() > 3) {
            add(std::string(plain.substr(0, plain.size() - 3)), word.range);
            add("not", word.range);
            return;
        }
        const std::string_view before = plain.substr(0, apostrophe);
        const std::string_view rest = plain.substr(apostrophe);
        for (const auto& [written, opened] : endings) {
            if (rest != written) continue;
            add(std::string(before), word.range);
            add(std::string(opened), word.range);
            return;
        }
        if (rest == "'s") {
            add(std::string(before), word.range);
            const bool is = std::find(takes_is.begin(), takes_is.end(), before) != takes_is.end();
            add(is ? "is" : "'s", word.range);
            return;
        }
        if (std::find(elided.begin(), elided.end(), before) != elided.end() && rest.size() > 2) {
            add(std::string(plain.substr(0, apostrophe + 1)), word.range);
            add(std::string(rest.substr(1)), word.range);
            return;
        }
        add(word.plain, word.range);
    }

    const Analysis& analysis_;
    Wording wording_;
    std::size_t sentence_ = 0;
    bool clause_ = false;
    bool breaks_ = false;
};

}  // namespace

std::pair<std::size_t, std::size_t> Wording::sentence_around(std::size_t at) const {
    std::size_t first = at;
    while (first > 0 && !tokens[first].opens_sentence)
        --first;
    std::size_t end = at + 1;
    while (end < tokens.size() && !tokens[end].opens_sentence)
        ++end;
    return {first, end};
}

Wording wording_of(const Analysis& analysis) {
    return WordingMaker(analysis).make();
}

}  // namespace aplomb::etiquette
