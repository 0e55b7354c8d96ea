// A cheap guess at the language of a short text, from its commonest small words. It knows the six
// languages the rules of etiquette know and prefers silence: nothing when the evidence is thin.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aplomb::text {

// `words` in lower case. "en", "es", "fr", "de", "pt", "it", or empty.
std::string guess_language(std::span<const std::string_view> words);

}  // namespace aplomb::text
