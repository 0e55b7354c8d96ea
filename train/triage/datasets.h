// Reads the public sets of the shared data folder into posts with labels. Only sets whose licence
// allows shipped weights are ever trained on; `airline` is read for measuring alone.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace aplomb::train {

struct Example {
    std::string text;
    int label = 0;
};
using Examples = std::vector<Example>;

struct Split {
    Examples train;
    Examples validation;
};

struct Datasets {
    Split sentiment;                         // negative, neutral, positive
    Split emotion;                           // anger, joy, optimism, sadness
    Split irony;                             // 0, 1
    Split offensive;                         // 0, 1
    Examples complaint;                      // 0, 1; mentions and links masked
    Examples crisis;                         // 0, 1
    std::vector<std::string> crisis_events;  // of each crisis example, to hold events out
    Examples airline;                        // negative, neutral, positive: measuring only
    Examples intents;                        // of bitext and clinc150, counted through
    Examples banking;                        // intents of banking77
    std::vector<std::string> service;        // requests and questions: bitext, clinc150, nlupp
    std::vector<std::string> care;           // customers' words to brands
    std::vector<std::string> pairs_first;
    std::vector<std::string> pairs_second;
    std::vector<int> pairs_votes;
    std::vector<std::string> all_texts;  // for vectors: everything that may be trained on
};

Result<Datasets> read_datasets(const std::filesystem::path& folder);

// The fold a text belongs to, by its plain words alone: the same in every set, with or without its
// signs and names.
int fold_of(std::string_view text, int folds);

// "@anybody" becomes "@user" and links "http": names and hosts of brands give labels away.
std::string mask(std::string_view text);

}  // namespace aplomb::train
