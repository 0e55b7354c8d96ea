// Which of the customer's questions a draft answers. Words cannot prove an answer, so this looks
// for what an unanswered question lacks: nothing in the draft shares a telling word with it or
// speaks of the same thing, nothing in it is of the kind that was asked for (a price, a time, a
// place), and no sentence is left over that could be meant for it.
#pragma once

#include <vector>

#include "etiquette/asks.h"

namespace aplomb::etiquette {

enum class Answered {
    Yes,
    Unsure,  // nothing speaks of it, but something could be meant for it
    No,
};

// One for each of `asks`, which were found in `turn`.
std::vector<Answered> match_answers(const Analysis& turn, const std::vector<Ask>& asks,
                                    const Analysis& draft);

}  // namespace aplomb::etiquette
