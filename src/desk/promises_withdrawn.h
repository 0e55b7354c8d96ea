// What takes back the promise that words seem to make: a denial ("won't", "promise nothing"), a
// doubt ("I don't think"), a condition that is the customer's ("if you"). Any other condition
// leaves it one: "if it isn't there by noon, I will call you at 3" and "I will call at 3, if that
// suits" are kept like the rest, and one too many can be withdrawn while a lost one is never kept.
#pragma once

#include "desk/text_words.h"

namespace aplomb::desk {

// Nothing is promised in this clause, nor in what it speaks of.
bool takes_back(WordsView clause);
// "if you", at the head of a clause: nothing is promised in the next one.
bool sets_condition(WordsView clause);

}  // namespace aplomb::desk
