// Whether words say what is to come by the ending of a verb, as French ("écrirai"), Spanish
// ("escribiré") and Italian ("scriverò") do.
#pragma once

#include "desk/text_words.h"

namespace aplomb::desk {

// In the first person: we will.
bool says_we_will(WordsView words);

}  // namespace aplomb::desk
