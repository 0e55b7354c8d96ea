// A linear model over hashed letter sequences: for each word, how much its letters speak for each
// of at most sixteen languages. Private to text/language.cpp and to train/langid, which makes it.
//
// A word is read as "<word>" and cut into every sequence of one to five letters, and itself whole;
// each is hashed to one row of the table, a signed byte per language. A word's score is the sum of
// its rows; a text's the sum of its words'. Han characters have no spaces: there every character
// and every pair of neighbours is a sequence.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aplomb::text {

constexpr std::size_t language_classes_max = 16;
constexpr std::size_t language_word_length_max = 24;  // code points; the rest says no more

using LanguageScores = std::array<std::int32_t, language_classes_max>;

namespace language_detail {
constexpr std::uint64_t hash_seed = 0xCBF29CE484222325u;
constexpr std::uint64_t hash_prime = 0x100000001B3u;

inline std::uint64_t extend(std::uint64_t hash, char32_t letter) {
    return (hash ^ letter) * hash_prime;
}
inline std::size_t bucket_of(std::uint64_t hash, unsigned bucket_bits) {
    return static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15u) >> (64 - bucket_bits));
}
}  // namespace language_detail

// Calls sink(bucket) for each letter sequence of a lower-case word of a script with spaces.
template<class Sink>
void for_each_sequence(std::u32string_view word, unsigned bucket_bits, Sink sink) {
    namespace detail = language_detail;
    constexpr std::size_t sequence_max = 5;
    std::array<char32_t, language_word_length_max + 2> marked{};
    std::size_t size = 0;
    marked[size++] = '<';
    for (const char32_t letter : word.substr(0, language_word_length_max))
        marked[size++] = letter;
    marked[size++] = '>';
    for (std::size_t start = 0; start < size; ++start) {
        std::uint64_t hash = detail::hash_seed;
        for (std::size_t i = start; i < size && i < start + sequence_max; ++i) {
            hash = detail::extend(hash, marked[i]);
            const bool only_mark = i == start && (i == 0 || i + 1 == size);
            if (!only_mark) sink(detail::bucket_of(hash, bucket_bits));
        }
    }
    if (size > sequence_max) {
        std::uint64_t hash = detail::hash_seed;
        for (std::size_t i = 0; i < size; ++i)
            hash = detail::extend(hash, marked[i]);
        sink(detail::bucket_of(hash, bucket_bits));
    }
}

// The same for a run of Han characters.
template<class Sink>
void for_each_character(std::u32string_view run, unsigned bucket_bits, Sink sink) {
    namespace detail = language_detail;
    for (std::size_t i = 0; i < run.size(); ++i) {
        const std::uint64_t one = detail::extend(detail::hash_seed, run[i]);
        sink(detail::bucket_of(one, bucket_bits));
        if (i + 1 < run.size()) {
            sink(detail::bucket_of(detail::extend(one, run[i + 1]), bucket_bits));
        }
    }
}

// What the file begins with; all numbers little-endian. Behind it stand the rows, class_count
// signed bytes each, and language_classes_max bytes of nothing, so that a row may be read as a
// whole.
struct LanguageModelHeader {
    std::array<char, 8> magic{};  // "APLANG01"
    std::uint32_t bucket_bits = 0;
    std::uint32_t class_count = 0;
    float scale = 0;  // a unit of the table in natural logarithms of odds
    std::uint32_t reserved = 0;
    // ISO codes, zero-filled; "other" stands for the languages CLD2 is to tell apart.
    std::array<std::array<char, 8>, language_classes_max> names{};
};
static_assert(sizeof(LanguageModelHeader) == 24 + 8 * language_classes_max);

constexpr std::string_view language_model_magic = "APLANG01";

// A view of bytes that outlive it.
class LanguageModel {
  public:
    static Result<LanguageModel> read(std::string_view bytes);

    [[nodiscard]] std::size_t class_count() const { return names_.size(); }
    [[nodiscard]] std::string_view name(std::size_t i) const { return names_[i]; }
    // class_count() when there is none of that name.
    [[nodiscard]] std::size_t index_of(std::string_view name) const;
    [[nodiscard]] double scale() const { return scale_; }

    void add_word(std::u32string_view word, LanguageScores& scores) const;
    void add_characters(std::u32string_view run, LanguageScores& scores) const;

  private:
    void add_row(std::size_t bucket, LanguageScores& scores) const {
        const std::int8_t* row = rows_ + bucket * names_.size();
        for (std::size_t i = 0; i < language_classes_max; ++i)
            scores[i] += row[i];
    }

    std::vector<std::string> names_;
    const std::int8_t* rows_ = nullptr;
    unsigned bucket_bits_ = 0;
    double scale_ = 0;
};

}  // namespace aplomb::text
