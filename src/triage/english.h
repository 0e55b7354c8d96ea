// Posts that are plainly English, told in passing: a firehose need not ask the full reader of
// languages about them.
#pragma once

#include "triage/tokens.h"

namespace aplomb::triage {

// True when words that belong to English alone carry the post. False says nothing: most short posts
// and all with letters beyond ASCII are left to text/language.h.
bool is_plainly_english(const Tokens& tokens);

}  // namespace aplomb::triage
