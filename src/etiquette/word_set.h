// A list of words to look one up in, written as one text with spaces between. The text must outlive
// the set: a literal does.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace aplomb::etiquette {

// Says quickly of most words that they are not among those put in. Nearly every question of a
// text's words to a list is answered by no.
class WordSieve {
  public:
    void add(std::string_view word) {
        const std::uint32_t bit = bit_of(word);
        bits_[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    [[nodiscard]] bool may_hold(std::string_view word) const {
        const std::uint32_t bit = bit_of(word);
        return (bits_[bit / 64] >> bit % 64 & 1u) != 0;
    }

  private:
    static constexpr std::uint32_t bit_count = 4096;

    // Length, both ends and the middle tell words apart well enough.
    static std::uint32_t bit_of(std::string_view word) {
        if (word.empty()) return 0;
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(word[i]));
        };
        const std::size_t size = word.size();
        const std::uint32_t mixed =
            (byte(0) | byte(size - 1) << 8 | byte(size / 2) << 16 | byte(size / 3) << 24) *
                2654435761u +
            static_cast<std::uint32_t>(size) * 40503u * 65537u;
        return mixed >> 20;
    }

    std::array<std::uint64_t, bit_count / 64> bits_{};
};

class WordSet {
  public:
    explicit WordSet(std::string_view list) {
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(' '), list.size());
            if (end > 0) add(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    [[nodiscard]] bool contains(std::string_view word) const {
        return sieve_.may_hold(word) && words_.contains(word);
    }

  private:
    void add(std::string_view word) {
        words_.insert(word);
        sieve_.add(word);
    }

    WordSieve sieve_;
    std::unordered_set<std::string_view> words_;
};

}  // namespace aplomb::etiquette
