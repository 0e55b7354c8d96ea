// The steps by which a complainer is brought round (rules E3, E5): reached, resolved, satisfied,
// asked once for a changed comment, ended.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/dealings.h"

namespace aplomb::desk {

// Conflict when the step does not follow from where it stands: nobody is satisfied before it is
// resolved, asked twice, or before they are satisfied.
Result<> may_step(const Recovery& recovery, RecoveryStage to);

// What changed words with that rating say, next to the rating they had last and the first one.
// Without ratings the change alone speaks.
enum class RatingMove { Better, NotYet, Worse };
RatingMove rating_move(const Recovery& recovery, std::optional<int> rating);
// They are less content than they were: it goes on from where they were reached. False when it
// stands no further, was given up by us, or ended with a rating that still is better than the
// first.
bool set_back(Recovery& recovery);

// The same words but for case, blanks and punctuation.
bool same_words(std::string_view a, std::string_view b);

}  // namespace aplomb::desk
