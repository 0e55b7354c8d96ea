// How figures are printed: one line each, with the time since the start.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "train/triage/datasets.h"
#include "train/triage/metrics.h"

namespace aplomb::train {

void say(const std::string& line);
void report(const std::string& name, const Scores& scores, std::span<const int> labels);
std::vector<int> labels_of(const Examples& examples);

}  // namespace aplomb::train
