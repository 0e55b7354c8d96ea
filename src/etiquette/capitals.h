// Which words in capitals are shouted and which are written so: the vocabulary of rule shouting.
#pragma once

#include <string_view>

namespace aplomb::etiquette {

// An everyday word of one of the six languages, such as people put into capitals for force.
// `plain` is lower case. Stretched letters ("soooo") do not matter.
bool is_everyday_word(std::string_view plain);

// Only in the German list: lower case there would often be wrong, since nouns have capitals.
bool is_german_word(std::string_view plain);

// Written in capitals by everybody (DM, FAQ, NASA), also where an everyday word is spelled alike.
bool is_known_acronym(std::string_view plain);

// A name that keeps its first capital in a sentence: days and months of English.
bool keeps_first_capital(std::string_view plain);

}  // namespace aplomb::etiquette
