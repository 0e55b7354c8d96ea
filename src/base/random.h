// Randomness is passed in, so that a simulation with the same seed makes the same trace.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace aplomb {

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;

    // Uniform in [0, bound); 0 for a bound of 0.
    std::uint64_t below(std::uint64_t bound);
    // Raw bytes as a string.
    std::string bytes(std::size_t count);
};

// The operating system's generator: keys, tokens, salts.
class SecureRandom final : public Random {
  public:
    void fill(std::span<unsigned char> bytes) override;
};

// Repeatable; for tests and simulations only, never for secrets.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<unsigned char> bytes) override;

  private:
    std::uint64_t state_;
};

}  // namespace aplomb
