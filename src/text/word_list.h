// Lists of words as the finders use them, written where they are used and sorted by the compiler:
//
//   if (scan.back_to(at, 3, "call ring phone"_words)) …
//
// A look-up is a binary search, if the sieve lets the word through at all. Private to src/text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "text/word_sieve.h"

namespace aplomb::text {

// A view of sorted words that live as long as the program.
class WordList {
  public:
    constexpr WordList(std::span<const std::string_view> sorted, const WordSieve& sieve)
        : words_(sorted), sieve_(&sieve) {}

    [[nodiscard]] bool has(std::string_view word) const {
        return sieve_->may_hold(word) && std::binary_search(words_.begin(), words_.end(), word);
    }
    [[nodiscard]] auto begin() const { return words_.begin(); }
    [[nodiscard]] auto end() const { return words_.end(); }

  private:
    std::span<const std::string_view> words_;
    const WordSieve* sieve_;
};

namespace word_list_detail {

template<std::size_t N>
struct Literal {
    // Implicit: this is how a string literal becomes a template argument.
    consteval Literal(const char (&text)[N]) { std::copy_n(text, N, characters.begin()); }
    [[nodiscard]] constexpr std::string_view view() const { return {characters.data(), N - 1}; }
    std::array<char, N> characters{};
};

constexpr std::size_t count_words(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        count += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1u : 0u;
    return count;
}

template<Literal literal>
struct Sorted {
    static constexpr auto words = [] {
        std::array<std::string_view, count_words(literal.view())> list{};
        std::string_view rest = literal.view();
        for (std::string_view& word : list) {
            rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
            word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(word.size());
        }
        std::sort(list.begin(), list.end());
        return list;
    }();
    static constexpr WordSieve sieve = [] {
        WordSieve made;
        for (const std::string_view word : words)
            made.add(word);
        return made;
    }();
};

}  // namespace word_list_detail

template<word_list_detail::Literal literal>
constexpr WordList operator""_words() {
    using Sorted = word_list_detail::Sorted<literal>;
    return WordList(Sorted::words, Sorted::sieve);
}

}  // namespace aplomb::text
