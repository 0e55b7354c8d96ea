// The words of rule urgent-or-cancel, in six languages: plans and what takes them back, danger and
// what to do at once, deadlines.
#pragma once

#include "etiquette/phrases.h"

namespace aplomb::etiquette {

// Words of ours that cancel or move a plan ("have to call off", "fällt aus"), in that language;
// the English ones where the language is not known.
const PhraseSet& words_that_take_back(std::string_view language);
// Around them, these leave the choice to the customer: "you can cancel any time".
const PhraseSet& words_of_their_choice();
// "as you asked"
const PhraseSet& words_of_their_wish();
// In the customer's message: they ask for the change, or know of it.
const PhraseSet& words_that_ask_for_it();
// Appointments, journeys, deliveries, lessons …
const PhraseSet& words_for_plans();

// "turn off", "do not drink", "keep away"
const PhraseSet& safety_orders();
const PhraseSet& words_of_danger();
const PhraseSet& words_of_urgency();
// What befalls somebody by a deadline: "will be closed", "expires".
const PhraseSet& words_of_loss();
// "unless", "otherwise"
const PhraseSet& words_of_threat();

}  // namespace aplomb::etiquette
