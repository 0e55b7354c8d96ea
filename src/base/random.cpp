#include "base/random.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace aplomb {

std::uint64_t Random::below(std::uint64_t bound) {
    if (bound == 0) return 0;
    // Values under the threshold would make the low results likelier: draw again.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        std::uint64_t value = 0;
        fill({reinterpret_cast<unsigned char*>(&value), sizeof value});
        if (value >= threshold) return value % bound;
    }
}

std::string Random::bytes(std::size_t count) {
    std::string out(count, '\0');
    fill({reinterpret_cast<unsigned char*>(out.data()), count});
    return out;
}

void SecureRandom::fill(std::span<unsigned char> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

void SeededRandom::fill(std::span<unsigned char> bytes) {
    while (!bytes.empty()) {
        // SplitMix64 (Steele, Lea, Flood 2014).
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        z ^= z >> 31;
        const std::size_t count = std::min(bytes.size(), sizeof z);
        std::memcpy(bytes.data(), &z, count);
        bytes = bytes.subspan(count);
    }
}

}  // namespace aplomb
