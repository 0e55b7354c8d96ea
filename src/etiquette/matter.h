// What a text is about: the words in it that name something. Function words name nothing, and in a
// letter to a customer neither do the words all such letters share ("experience", "feedback"). Two
// texts speak of the same when such words agree up to their endings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "etiquette/wording.h"

namespace aplomb::etiquette {

// A word that names something of this one case.
bool is_specific(std::string_view plain);

// Whether both are forms of one word: "leaked" and "leak", "two" and "2".
bool same_matter(std::string_view a, std::string_view b);

// The specific words of a text, each once.
std::vector<std::string> matter_of(const Wording& wording);

bool speaks_of(std::string_view plain, const std::vector<std::string>& matter);

}  // namespace aplomb::etiquette
