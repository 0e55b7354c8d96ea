// Telling one message on top of another apart: an update we announced, an afterthought, a nudge.
// Shared by the rules salvo and impatient.
#pragma once

#include "etiquette/context.h"

namespace aplomb::etiquette {

// Words that announce that more is coming, unasked ("let me check", "I'll write at noon").
bool announces_more(const Analysis& analysis);

// Opens as something that was left out of the message before ("also", "one more thing").
bool opens_as_afterthought(const Analysis& analysis);

// Asks whether the message before was seen, or presses for its answer.
std::optional<Range> find_nudge(const Analysis& analysis);

// Whether one of our turns since the customer's last announced what this draft brings.
bool is_announced(const Context& context);

}  // namespace aplomb::etiquette
