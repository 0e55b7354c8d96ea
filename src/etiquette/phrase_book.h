// Many phrases looked for at once. A phrase is words separated by spaces, lower case, contractions
// opened (wording.h: "we are", "do not"); one phrase a line. In place of a word may stand
//
//   a|b|c     one of these                  deliver*   any ending, *ed any beginning
//   (a|b)     one of these, or nothing      !a|b       one word that is none of these
//   ~         up to four words, ~2 up to two           #   something with a digit in it
//   ,         nothing, but a clause begins here        ^   nothing, but a sentence begins here
//   -a|b      nothing, but none of these follows       $   nothing, but the sentence ends here
//   ?         nothing, but the sentence is a question
//   @we       one of a class of words: see phrase_book.cpp
//
// No phrase runs over the end of a sentence. A book is compiled once and can then be read from any
// thread. A phrase is only tried where its first word stands, and only in a text that has its
// rarest one: hundreds begin with "we".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "etiquette/wording.h"
#include "text/word_sieve.h"

namespace aplomb::etiquette {

struct PhraseGroup {
    int label = 0;
    std::string_view phrases;  // one a line; outlives the book
};

struct PhraseHit {
    int label = 0;
    std::size_t first = 0;  // tokens
    std::size_t end = 0;
};

class PhraseBook {
  public:
    explicit PhraseBook(std::span<const PhraseGroup> groups);

    // In the order of the text; of one label at one token the longest.
    [[nodiscard]] std::vector<PhraseHit> find(const Wording& wording) const;

  private:
    enum class Kind : std::uint8_t {
        Word,
        NotWord,
        Number,
        Gap,
        Clause,
        Sentence,
        End,
        Question,
        NotNext
    };
    struct Element {
        Kind kind = Kind::Word;
        bool optional = false;
        std::size_t gap_max = 0;
        std::vector<std::uint32_t> words;
        std::uint64_t words_mask = 0;  // a bit for each of `words`, by its lowest six
        std::vector<std::string_view> prefixes;
        std::vector<std::string_view> suffixes;
    };
    struct Phrase {
        int label = 0;
        std::vector<Element> elements;
    };
    struct Reader;
    // A bit for each sentence; from the 65th on they share bits.
    using Sentences = std::uint64_t;

    Element compile(std::string_view token);
    void compile_choices(std::string_view choices, Element& element);
    void add(int label, std::string_view line);
    void index(std::uint32_t phrase);
    void anchor(std::uint32_t phrase);
    std::uint32_t number_of(std::string_view word);
    // For each phrase the sentences that have the word it cannot do without.
    [[nodiscard]] std::vector<Sentences> possible_in(const Reader& reader) const;
    void try_all(const Reader& reader, std::span<const std::uint32_t> phrases, std::size_t at,
                 std::vector<PhraseHit>& hits) const;

    std::vector<Phrase> phrases_;
    text::WordSieve known_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::vector<std::uint32_t>> by_word_;  // phrases that may begin with that word
    // Phrases that may begin with a word of that first byte, known by a prefix only.
    std::vector<std::vector<std::uint32_t>> by_byte_;
    std::vector<std::uint32_t> anywhere_;
    std::vector<std::vector<std::uint32_t>>
        by_anchor_;                      // by word, phrases that need it or its like
    std::vector<Sentences> unanchored_;  // by phrase: all, when it needs no certain word
};

}  // namespace aplomb::etiquette
