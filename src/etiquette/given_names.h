// Given names as people write them: accents, short forms, slips of the pen.
#pragma once

#include <string>
#include <string_view>

namespace aplomb::etiquette {

// Lower case, accents and hyphens taken off: "Siân" and "sian" are one.
std::string folded_name(std::string_view name);

// The rest takes folded names.

// One name in another form: "robert" and "bob".
bool are_forms_of_one(std::string_view a, std::string_view b);

// So close in letters or in sound that one is meant for the other: "siobhan" and "shivon".
bool look_alike(std::string_view a, std::string_view b);

// One of the commonest given names of Europe and America.
bool is_common_given_name(std::string_view name);

}  // namespace aplomb::etiquette
