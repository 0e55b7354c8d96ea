// Pseudo-random numbers that are the same on every machine (splitmix64; standard distributions are
// not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace aplomb::train {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ull;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    // [0, 1)
    float share() { return static_cast<float>(next() >> 40) * 0x1p-24f; }
    std::size_t below(std::size_t end) {
        return static_cast<std::size_t>((next() >> 32) * end >> 32);
    }

    template<class T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace aplomb::train
