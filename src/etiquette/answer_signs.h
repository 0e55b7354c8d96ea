// Words by which a reply shows what kind of answer it holds (etiquette/answers.h), in six
// languages.
#pragma once

#include "etiquette/phrases.h"

namespace aplomb::etiquette {

// "Yes to both", "let me find out": speaks of everything that was asked.
const PhraseSet& answers_to_all();
// Greetings, thanks, good wishes; and those of them that are nothing else wherever they stand.
const PhraseSet& pleasantries();
const PhraseSet& closings();

const PhraseSet& signs_of_price();
const PhraseSet& signs_of_place();
const PhraseSet& signs_of_place_in_english();
const PhraseSet& signs_of_sending();
const PhraseSet& signs_of_doing();
const PhraseSet& signs_of_yes_or_no();
const PhraseSet& signs_of_refusal();

}  // namespace aplomb::etiquette
