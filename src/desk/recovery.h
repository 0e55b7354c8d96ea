// The steps by which a complainer is brought round (rules E3, E5): reached, resolved, satisfied,
// asked once for a changed comment, ended.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/dealings.h"

namespace aplomb::desk {

// Conflict when the step does not follow from where it stands: nobody is asked twice, or before
// they are satisfied.
Result<> may_step(const Recovery& recovery, RecoveryStage to);

// The same words but for case, blanks and punctuation.
bool same_words(std::string_view a, std::string_view b);

}  // namespace aplomb::desk
