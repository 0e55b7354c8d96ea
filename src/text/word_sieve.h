// Says quickly of most words that they are not among those put in. A list of words hardly ever
// holds the word of a text it is asked for, and the answer costs one look at a bit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aplomb::text {

class WordSieve {
  public:
    constexpr void add(std::string_view word) {
        const std::uint32_t bit = bit_of(word);
        bits_[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    [[nodiscard]] constexpr bool may_hold(std::string_view word) const {
        const std::uint32_t bit = bit_of(word);
        return (bits_[bit / 64] >> bit % 64 & 1u) != 0;
    }

  private:
    static constexpr std::uint32_t bit_count = 4096;

    // The length, both ends and what lies between tell words apart well enough.
    static constexpr std::uint32_t bit_of(std::string_view word) {
        if (word.empty()) return 0;
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(word[i]));
        };
        const std::size_t size = word.size();
        const std::uint32_t ends = byte(0) | byte(size - 1) << 8;
        const std::uint32_t inside = byte(size / 2) << 16 | byte(size / 3) << 24;
        const std::uint32_t mixed =
            (ends | inside) * 2654435761u + static_cast<std::uint32_t>(size) * 2654404609u;
        return mixed >> 20;
    }

    std::array<std::uint64_t, bit_count / 64> bits_{};
};

}  // namespace aplomb::text
