// What the model of tones learns from: our own sentences (own.tsv beside this file) and the public
// sets whose licence allows a model to be trained on them.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "etiquette/tone_model.h"

namespace aplomb::manners {

struct Example {
    std::string text;
    // For each tone: 1 it has it, 0 it has not, and what the example weighs for that tone; 0 where
    // the set says nothing about it.
    std::array<int, etiquette::tone_count> label{};
    std::array<double, etiquette::tone_count> weight{};
    bool own = false;
};

// Sets that are not there are left out, and named on stderr.
std::vector<Example> read_corpus(const std::filesystem::path& data,
                                 const std::filesystem::path& own);

}  // namespace aplomb::manners
