// Examples of our own making: what kind of message it is, from the form of public service texts and
// from sentences built of parts for the kinds no public set has; and the labels of
// train/specificity, found back by the hash of their text.
#pragma once

#include <filesystem>

#include "train/triage/datasets.h"

namespace aplomb::train {

// Labels count as aplomb::CaseKind.
Examples kind_examples(const Datasets& data);

struct Specificity {
    Examples train;        // of complaints; 1 is specific
    Examples airline;      // measuring only
    double agreement = 0;  // of the second reading
    int read_twice = 0;
};
// `labels` is the folder train/specificity, `data` the shared data folder.
Result<Specificity> read_specificity(const std::filesystem::path& labels,
                                     const std::filesystem::path& data);

// Posts with a glad or a sad sign, and the sign taken out: what their writers felt, without labels.
Examples signed_posts(const Datasets& data);

}  // namespace aplomb::train
