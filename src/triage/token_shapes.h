// The shapes that the cutter of tokens.cpp knows: classes of bytes, emoji, emoticons, entities and
// the words that turn a meaning round.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "text/fold.h"

namespace aplomb::triage {

enum ByteClass : std::uint8_t { Other, Space, Letter, Digit, Punct, High };

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> table{};
    for (int c = 0; c < 256; ++c) {
        auto& to = table[static_cast<std::size_t>(c)];
        if (c >= 128) {
            to = High;
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            to = Letter;
        } else if (c >= '0' && c <= '9') {
            to = Digit;
        } else if (c <= ' ' || c == 127) {
            to = Space;
        } else {
            to = Punct;
        }
    }
    return table;
}
inline constexpr auto classes = make_classes();

inline ByteClass class_of(char c) {
    return static_cast<ByteClass>(classes[static_cast<unsigned char>(c)]);
}

struct NamedCharacter {
    std::string_view name;
    std::string_view character;
};
inline constexpr std::array<NamedCharacter, 8> named_characters{{{"&amp;", "&"},
                                                                 {"&lt;", "<"},
                                                                 {"&gt;", ">"},
                                                                 {"&quot;", "\""},
                                                                 {"&#39;", "'"},
                                                                 {"&nbsp;", " "},
                                                                 {"\\n", " "},
                                                                 {"\\\"", "\""}}};

struct Emoticon {
    std::string_view written;
    std::string_view normal;
};
// Longer before shorter where one begins the other.
inline constexpr std::array<Emoticon, 46> emoticons{
    {{":-)", ":)"},  {":-(", ":("},   {":-D", ":D"}, {":-/", ":/"},  {":-P", ":P"},  {":-p", ":P"},
     {":'(", ":'("}, {":'-(", ":'("}, {":')", ":)"}, {";-)", ";)"},  {":-*", ":*"},  {":-O", ":O"},
     {":-o", ":O"},  {":))", ":)"},   {":((", ":("}, {":)", ":)"},   {":(", ":("},   {":D", ":D"},
     {":/", ":/"},   {":\\", ":/"},   {":P", ":P"},  {":p", ":P"},   {";)", ";)"},   {";P", ";)"},
     {";D", ";)"},   {":*", ":*"},    {":O", ":O"},  {":o", ":O"},   {":|", ":|"},   {":]", ":)"},
     {":[", ":("},   {"=)", ":)"},    {"=(", ":("},  {"=D", ":D"},   {"(:", ":)"},   {"):", ":("},
     {"XD", ":D"},   {"xD", ":D"},    {"<3", "<3"},  {"</3", "</3"}, {"-_-", "-_-"}, {"^_^", ":)"},
     {"^^", ":)"},   {">:(", ">:("},  {"D:", "D:"},  {"=/", ":/"}}};

inline constexpr std::string_view emoticon_starts = ":;=(<>)-^xXD";

inline bool is_emoji(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x2190 && c <= 0x21FF) || c == 0x203C ||
           c == 0x2049 || c == 0x2122;
}

inline bool is_dropped(char32_t c) {
    return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) ||
           text::is_invisible(c);
}

// Typographic marks as they are typed; an ellipsis is the first of its two dots.
inline char32_t plain_mark(char32_t c) {
    switch (c) {
        case 0x2018:
        case 0x2019:
            return '\'';
        case 0x201C:
        case 0x201D:
            return '"';
        case 0x2026:
            return '.';
        case 0x2013:
        case 0x2014:
            return '-';
        case 0xFF1F:
        case 0x061F:
            return '?';
        case 0xFF01:
            return '!';
        default:
            return c;
    }
}

// Scripts written without spaces: every character is a word.
inline bool stands_alone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x0E00 && c <= 0x0E7F) ||
           (c >= 0x20000 && c <= 0x2FFFF);
}

inline constexpr std::array<std::string_view, 30> negations{
    "not",     "no",     "never",    "nothing", "nobody", "none",    "nowhere", "without",
    "cannot",  "cant",   "can't",    "dont",    "don't",  "doesn't", "doesnt",  "didn't",
    "didnt",   "isn't",  "isnt",     "wasn't",  "wasnt",  "won't",   "wont",    "wouldn't",
    "haven't", "hasn't", "couldn't", "aren't",  "ain't",  "hardly"};

}  // namespace aplomb::triage
