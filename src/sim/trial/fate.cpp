#include "sim/trial/fate.h"

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

// FNV-1a, begun from the seed.
std::uint64_t hash(std::uint64_t seed, std::string_view name) {
    std::uint64_t value = 0xcbf29ce484222325 ^ (seed * 0x9e3779b97f4a7c15);
    for (const char letter : name) {
        value ^= static_cast<unsigned char>(letter);
        value *= 0x100000001b3;
    }
    return value;
}

}  // namespace

Fate::Fate(std::uint64_t seed, std::optional<std::set<std::string>> only)
    : seed_(seed), only_(std::move(only)) {}

SeededRandom Fate::dice(std::string_view name) const {
    return SeededRandom(hash(seed_, name));
}

bool Fate::strikes(std::string_view kind, std::string_view name, double chance) {
    std::string whole(kind);
    whole += ' ';
    whole += name;
    SeededRandom dice(hash(seed_, whole));
    if (!happens(dice, chance)) return false;
    if (only_ && !only_->contains(whole)) return false;
    struck_.push_back(std::move(whole));
    return true;
}

}  // namespace aplomb::sim
