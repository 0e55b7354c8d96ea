// The figures of the finished file, read and used as the product reads and uses it.
#pragma once

#include <filesystem>
#include <string>

#include "train/triage/datasets.h"

namespace aplomb::train {

// `cues` is src/triage/data/cues.txt.
Result<> measure_file(const std::string& bytes, const std::filesystem::path& cues,
                      const Datasets& data);

}  // namespace aplomb::train
