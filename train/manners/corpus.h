// What the model of tones learns from: our own replies, and public sets of tweets, Wikipedia talk
// and agents' answers where they are at hand (none of their texts are kept).
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "etiquette/tone_model.h"

namespace aplomb::manners {

enum class Origin { Own, Agents, Public };

struct Example {
    std::string text;
    Origin origin = Origin::Public;
    bool good = false;  // none of the tones
    // For each tone: has it, has it not; and how much the example counts for it, 0 when it says
    // nothing about it.
    std::array<double, etiquette::tone_count> label{};
    std::array<double, etiquette::tone_count> weight{};

    [[nodiscard]] bool has(std::size_t tone) const { return label[tone] > 0.5; }
};

// Files that are missing are left out and said on stderr.
std::vector<Example> read_corpus(const std::filesystem::path& data,
                                 const std::vector<std::filesystem::path>& own,
                                 const std::filesystem::path& cases);

}  // namespace aplomb::manners
