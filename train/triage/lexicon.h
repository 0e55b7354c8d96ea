// How pleasant words are, by people's ratings: the VADER lexicon (MIT; data/vader_lexicon.txt),
// scaled to [-1, 1].
#pragma once

#include <cstdint>
#include <filesystem>
#include <unordered_map>

#include "base/result.h"

namespace aplomb::train {

class Lexicon {
  public:
    static Result<Lexicon> read(const std::filesystem::path& path);

    // Zero for words it does not rate. `word` is the hash of a normal form.
    [[nodiscard]] float valence(std::uint32_t word) const {
        const auto found = valences_.find(word);
        return found == valences_.end() ? 0.0f : found->second;
    }
    [[nodiscard]] const std::unordered_map<std::uint32_t, float>& all() const { return valences_; }

  private:
    std::unordered_map<std::uint32_t, float> valences_;
};

}  // namespace aplomb::train
