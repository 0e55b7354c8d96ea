// What to call groups of messages: two to four words that most of a group say and the others do
// not, in the order in which one of its members says them: "app login fails".
#pragma once

#include <string>
#include <vector>

#include "triage/model.h"

namespace aplomb::triage {

// One label for every group. `groups` holds a sample of the texts of each.
std::vector<std::string> label_groups(const std::vector<std::vector<std::string>>& groups,
                                      const Model& model);

}  // namespace aplomb::triage
