// Makes the file that the product reads from what was learnt (triage/model.h).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "train/triage/encoder_trainer.h"
#include "train/triage/linear.h"
#include "train/triage/stacks.h"
#include "triage/model.h"

namespace aplomb::train {

// One linear model for each margin; the plane and the scales it was trained with.
struct Plane {
    std::vector<float> weights;  // hash_count + dense_size
    float bias = 0;
};

struct Meaning {
    std::vector<float> mean;     // word_size
    std::vector<float> matrix;   // word_size × word_size, row by row
    std::vector<float> gates;    // how much each word counts
    std::vector<float> vectors;  // vocabulary × word_size
};

struct Learnt {
    std::array<Plane, triage::margin_count> planes;
    std::vector<Network> networks;
    std::array<Stack, triage::head_count> fast_stacks;
    std::array<Stack, triage::head_count> deep_stacks;
    std::array<float, triage::usual_count> usual{};
    Meaning meaning;
    std::array<float, triage::copy_feature_count + 1> copy_weights{};
};

// The space where wordings of one intent lie close, learnt from the intents of clinc150 and bitext:
// `intents` are their texts with labels. Words they do not use stay where skip-gram put them.
Meaning learn_meaning(const Examples& intents, const Space& space);

// `texts` are those whose features get a row, most frequent and weighty first.
std::string to_model_file(const Learnt& learnt, const Space& space, const BlockScales& scales,
                          const std::vector<std::string>& texts, std::size_t rows);

}  // namespace aplomb::train
