#include "triage/tokens.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"
#include "triage/token_shapes.h"

namespace aplomb::triage {
namespace {

// How many words a "not" reaches, unless punctuation or a "but" stops it.
constexpr int negation_reach = 4;

class Cutter {
  public:
    Cutter(std::string_view text, Tokens& out) : text_(text), out_(out) {}

    void run() {
        while (at_ < text_.size() && out_.list.size() < tokens_max)
            step();
    }

  private:
    void step();
    void read_word();
    void read_number();
    bool read_named_character();
    bool read_emoticon();
    bool read_mention_or_hashtag();
    bool read_link();
    void read_punctuation();
    void read_high();

    void append_letter(char c);
    [[nodiscard]] std::size_t begin() const { return out_.normal.size(); }
    void finish(std::size_t start, std::size_t normal_at, TokenKind kind);
    bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    char32_t peek_high(std::size_t& next) const {
        next = at_;
        return text::next_code_point(text_, next);
    }

    std::string_view text_;
    Tokens& out_;
    std::size_t at_ = 0;
    int letters_ = 0;
    int capitals_ = 0;
    bool stretched_ = false;
};

void Cutter::finish(std::size_t start, std::size_t normal_at, TokenKind kind) {
    Token token;
    token.start = static_cast<std::uint32_t>(start);
    token.end = static_cast<std::uint32_t>(at_);
    token.normal_at = static_cast<std::uint32_t>(normal_at);
    token.normal_size = static_cast<std::uint32_t>(out_.normal.size() - normal_at);
    token.kind = kind;
    token.capitals = letters_ >= 2 && capitals_ == letters_;
    token.stretched = stretched_;
    token.hash = word_hash(std::string_view(out_.normal).substr(normal_at));
    out_.list.push_back(token);
    letters_ = 0;
    capitals_ = 0;
    stretched_ = false;
}

// Keeps at most two of the same letter in a row.
void Cutter::append_letter(char c) {
    const bool upper = c >= 'A' && c <= 'Z';
    ++letters_;
    capitals_ += upper;
    const char low = static_cast<char>(upper ? c + 32 : c);
    const std::size_t size = out_.normal.size();
    if (letters_ > 2 && size >= 2 && out_.normal[size - 1] == low && out_.normal[size - 2] == low) {
        stretched_ = true;
        return;
    }
    out_.normal += low;
}

void Cutter::step() {
    switch (class_of(text_[at_])) {
        case Letter:
            if (read_link() || read_emoticon()) return;
            read_word();
            return;
        case Digit:
            read_number();
            return;
        case Punct:
            if (read_named_character() || read_mention_or_hashtag() || read_emoticon()) return;
            read_punctuation();
            return;
        case High:
            read_high();
            return;
        default:
            ++at_;
    }
}

void Cutter::read_word() {
    const std::size_t start = at_;
    const std::size_t normal_at = begin();
    bool digits = false;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        const ByteClass kind = class_of(c);
        const bool inner = at_ > start && at_ + 1 < text_.size();
        if (kind == Letter) {
            append_letter(c);
            ++at_;
        } else if (kind == Digit) {
            digits = true;
            out_.normal += c;
            ++at_;
        } else if ((c == '\'' || c == '-' || c == '_') && inner &&
                   (class_of(text_[at_ + 1]) == Letter)) {
            out_.normal += c;
            ++at_;
        } else if (kind == High) {
            std::size_t next = 0;
            const char32_t point = peek_high(next);
            if ((point == 0x2019 || point == 0x2018) && inner && next < text_.size() &&
                class_of(text_[next]) == Letter) {
                out_.normal += '\'';
            } else if (is_dropped(point) || point < 0xA0) {
                // What cannot be seen joins.
            } else if (text::is_letter(point) && !stands_alone(point)) {
                const char32_t low = text::lower(point);
                ++letters_;
                capitals_ += low != point;
                text::append_utf8(out_.normal, low);
            } else {
                break;
            }
            at_ = next;
        } else if (starts("\\u2019") && at_ + 6 < text_.size()) {
            out_.normal += '\'';
            at_ += 6;
        } else {
            break;
        }
    }
    finish(start, normal_at, digits ? TokenKind::Number : TokenKind::Word);
}

void Cutter::read_number() {
    const std::size_t start = at_;
    const std::size_t normal_at = begin();
    while (at_ < text_.size()) {
        const char c = text_[at_];
        const ByteClass kind = class_of(c);
        const bool joint = (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') &&
                           at_ + 1 < text_.size() && class_of(text_[at_ + 1]) == Digit;
        if (kind == Letter) {
            append_letter(c);
        } else if (kind == Digit || joint) {
            out_.normal += c;
        } else {
            break;
        }
        ++at_;
    }
    finish(start, normal_at, TokenKind::Number);
}

// An entity is punctuation to us; the rest of "\uXXXX" too, but for the apostrophe inside words.
bool Cutter::read_named_character() {
    const char c = text_[at_];
    if (c != '&' && c != '\\') return false;
    const std::size_t start = at_;
    if (starts("&lt;3")) {
        const std::size_t normal_at = begin();
        at_ += 5;
        out_.normal += "<3";
        finish(start, normal_at, TokenKind::Emoticon);
        return true;
    }
    for (const NamedCharacter& named : named_characters) {
        if (!starts(named.name)) continue;
        const std::size_t normal_at = begin();
        at_ += named.name.size();
        if (named.character == " ") return true;
        out_.normal += named.character;
        finish(start, normal_at, TokenKind::Punctuation);
        return true;
    }
    if (starts("\\u") && at_ + 6 <= text_.size()) {
        const bool comma = text_.substr(at_ + 2, 4) == "002c";
        const std::size_t normal_at = begin();
        at_ += 6;
        out_.normal += comma ? ',' : '"';
        finish(start, normal_at, TokenKind::Punctuation);
        return true;
    }
    return false;
}

bool Cutter::read_emoticon() {
    const char c = text_[at_];
    if (emoticon_starts.find(c) == std::string_view::npos) return false;
    for (const Emoticon& emoticon : emoticons) {
        if (emoticon.written.front() != c || !starts(emoticon.written)) continue;
        const std::size_t end = at_ + emoticon.written.size();
        const bool lettered = class_of(emoticon.written.back()) == Letter || c == 'D';
        const bool joined = at_ > 0 && class_of(text_[at_ - 1]) == Letter;
        if (lettered && (joined || (end < text_.size() && class_of(text_[end]) == Letter)))
            continue;
        // "http://" and "12:)" are something else.
        if (emoticon.normal == ":/" && end < text_.size() && text_[end] == '/') continue;
        const std::size_t start = at_;
        const std::size_t normal_at = begin();
        at_ = end;
        while (at_ < text_.size() && text_[at_] == emoticon.written.back())
            ++at_;
        out_.normal += emoticon.normal;
        finish(start, normal_at, TokenKind::Emoticon);
        return true;
    }
    return false;
}

bool Cutter::read_mention_or_hashtag() {
    const char c = text_[at_];
    if ((c != '@' && c != '#') || at_ + 1 >= text_.size()) return false;
    const ByteClass next = class_of(text_[at_ + 1]);
    if (next != Letter && next != Digit && text_[at_ + 1] != '_' && next != High) return false;
    const std::size_t start = at_++;
    const std::size_t normal_at = begin();
    if (c == '@') {
        while (at_ < text_.size() && (class_of(text_[at_]) == Letter ||
                                      class_of(text_[at_]) == Digit || text_[at_] == '_'))
            ++at_;
        out_.normal += "@user";
        finish(start, normal_at, TokenKind::Mention);
        return true;
    }
    while (at_ < text_.size()) {
        const char inner = text_[at_];
        const ByteClass kind = class_of(inner);
        if (kind == Letter) {
            append_letter(inner);
        } else if (kind == Digit || inner == '_') {
            out_.normal += inner;
        } else if (kind == High) {
            std::size_t after = 0;
            const char32_t point = peek_high(after);
            if (!text::is_letter(point)) break;
            text::append_utf8(out_.normal, text::lower(point));
            at_ = after;
            continue;
        } else {
            break;
        }
        ++at_;
    }
    finish(start, normal_at, TokenKind::Hashtag);
    return true;
}

bool Cutter::read_link() {
    const char c = text_[at_];
    if (c != 'h' && c != 'H' && c != 'w' && c != 'W') return false;
    if (!starts("http://") && !starts("https://") && !starts("www.") && !starts("HTTP") &&
        !starts("Http"))
        return false;
    const std::size_t start = at_;
    while (at_ < text_.size() && class_of(text_[at_]) != Space)
        ++at_;
    const std::size_t normal_at = begin();
    out_.normal += "http";
    finish(start, normal_at, TokenKind::Link);
    return true;
}

void Cutter::read_punctuation() {
    const std::size_t start = at_;
    const std::size_t normal_at = begin();
    const char c = text_[at_];
    out_.normal += c;
    ++at_;
    if (at_ < text_.size() && text_[at_] == c) {
        out_.normal += c;
        while (at_ < text_.size() && text_[at_] == c)
            ++at_;
    }
    finish(start, normal_at, TokenKind::Punctuation);
}

void Cutter::read_high() {
    const std::size_t start = at_;
    std::size_t next = 0;
    const char32_t point = peek_high(next);
    if (point == text::replacement_character || is_dropped(point) || text::is_white_space(point)) {
        at_ = next;
        return;
    }
    const std::size_t normal_at = begin();
    if (is_emoji(point) || stands_alone(point)) {
        text::append_utf8(out_.normal, point);
        at_ = next;
        finish(start, normal_at, is_emoji(point) ? TokenKind::Emoji : TokenKind::Word);
        return;
    }
    if (text::is_letter(point)) {
        read_word();
        return;
    }
    at_ = next;
    text::append_utf8(out_.normal, plain_mark(point));
    if (point == 0x2026) out_.normal += '.';
    finish(start, normal_at, TokenKind::Punctuation);
}

bool stops_negation(const Tokens& tokens, const Token& token) {
    if (token.kind == TokenKind::Punctuation) {
        const char c = tokens.normal[token.normal_at];
        return c == '.' || c == '!' || c == '?' || c == ',' || c == ';' || c == ':';
    }
    return tokens.normal_of(token) == "but";
}

void mark_negated(Tokens& tokens) {
    static const auto hashes = [] {
        std::array<std::uint32_t, negations.size()> made{};
        std::transform(negations.begin(), negations.end(), made.begin(), word_hash);
        return made;
    }();
    int reach = 0;
    for (Token& token : tokens.list) {
        if (stops_negation(tokens, token)) {
            reach = 0;
            continue;
        }
        const bool negation = token.kind == TokenKind::Word &&
                              std::find(hashes.begin(), hashes.end(), token.hash) != hashes.end();
        token.negated = reach > 0 && !negation;
        if (negation) {
            reach = negation_reach;
        } else if (reach > 0) {
            --reach;
        }
    }
}

}  // namespace

std::uint32_t word_hash(std::string_view word) {
    std::uint32_t hash = 2166136261u;
    for (const char c : word) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16777619u;
    }
    hash ^= hash >> 15;
    hash *= 0x2c1b3c6du;
    hash ^= hash >> 12;
    return hash;
}

void tokenize(std::string_view text, Tokens& tokens) {
    tokens.normal.clear();
    tokens.list.clear();
    tokens.ascii = std::all_of(text.begin(), text.end(),
                               [](char c) { return static_cast<unsigned char>(c) < 128; });
    Cutter(text, tokens).run();
    mark_negated(tokens);
}

Tokens tokenize(std::string_view text) {
    Tokens tokens;
    tokenize(text, tokens);
    return tokens;
}

}  // namespace aplomb::triage
