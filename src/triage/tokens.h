// A post cut into words as people write them there: mentions, links, hashtags, emoticons and emoji
// are words of their own; a word is compared in lower case with long stretches ("soooo") shortened
// to two. This is what every model and word list of this room reads, in training and in use.
//
// It reads any bytes in one pass and in linear time. What is not UTF-8 separates words. HTML
// entities (&amp;) and escapes left by exports (\u2019) are read as the character they stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aplomb::triage {

enum class TokenKind : std::uint8_t {
    Word,
    Number,       // has a digit; its normal form keeps the shape: "£12.50" is "<12.50>"
    Mention,      // "@user" for all of them
    Link,         // "http" for all of them
    Hashtag,      // normal form without the #
    Emoji,        // one code point, skin tones and variation selectors dropped
    Emoticon,     // ":)" and its kin, by meaning: ":)" ":(" ":/" ";)" ":D" "<3"
    Punctuation,  // a run of the same: "!!!" is "!!"
};

struct Token {
    std::uint32_t start = 0;  // bytes of the text as written
    std::uint32_t end = 0;
    std::uint32_t normal_at = 0;  // where its normal form stands in Tokens::normal
    std::uint32_t normal_size = 0;
    TokenKind kind = TokenKind::Word;
    bool capitals = false;   // written in capitals, two letters or more
    bool stretched = false;  // "soooo"
    bool negated = false;    // within reach of a "not"
    std::uint32_t hash = 0;  // of the normal form
};

struct Tokens {
    std::string normal;
    std::vector<Token> list;
    bool ascii = true;  // the text has only ASCII: bytes are code points

    [[nodiscard]] std::string_view normal_of(const Token& token) const {
        return std::string_view(normal).substr(token.normal_at, token.normal_size);
    }
};

// Uses the memory that `tokens` holds already. At most `tokens_max` are read, the rest of the text
// is passed over.
constexpr std::size_t tokens_max = 4096;
void tokenize(std::string_view text, Tokens& tokens);
Tokens tokenize(std::string_view text);

// 32-bit hash of a normal form; the same in training and in use, on every machine.
std::uint32_t word_hash(std::string_view word);

}  // namespace aplomb::triage
