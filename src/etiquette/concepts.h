// Words that speak of the same thing in question and answer ("price" and "costs", "parking" and
// "garage", "arrive" and "delivery"), across the six languages: a question in Portuguese may be
// answered in English.
#pragma once

#include <string>
#include <string_view>

namespace aplomb::etiquette {

// What the word is about: a key that related words share, else the word's own stem. Empty for words
// that tell nothing (pronouns, auxiliaries, courtesies).
std::string concept_of(std::string_view plain);

}  // namespace aplomb::etiquette
