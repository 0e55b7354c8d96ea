// What takes back the promise that words seem to make: a denial ("won't", "promise nothing"), a
// doubt ("I don't think"), a condition ("if the carrier agrees").
#pragma once

#include "desk/text_words.h"

namespace aplomb::desk {

// Nothing is promised in this clause, nor in what it speaks of.
bool takes_back(WordsView clause);
// "if you", "if the carrier", at the head of a clause: nothing is promised in the next one.
bool sets_condition(WordsView clause);
// The same behind what it is a condition of. "We will tell you by Friday, if it left" is none.
bool sets_condition_for(WordsView before, WordsView clause);
// "by Friday if the carrier agrees": a condition within it.
bool holds_condition(WordsView clause);
// Ends with "if" or "whether": what follows is asked, not promised.
bool leaves_open(WordsView clause);

}  // namespace aplomb::desk
