// A trial written down so that it can be run again: one line of JSON, the first of a trace file.
//
//   {"simulate":{"seed":7,"days":30,"faults":["crash","lost-answer"],"only":["story c3/1", …]}}
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sim/trial/trial.h"

namespace aplomb::sim {

std::string write_recipe(const TrialOptions& options);
// Invalid names the field that is wrong.
Result<TrialOptions> read_recipe(std::string_view line);

// "all", "none", or ids with commas between. Invalid names the nearest known one.
Result<std::vector<const Fault*>> faults_named(std::string_view list);

}  // namespace aplomb::sim
