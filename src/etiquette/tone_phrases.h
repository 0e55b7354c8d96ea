// The phrases behind the rules sarcasm, rude and innuendo, kept apart from the rules for their
// length. The labels say how much a phrase proves by itself.
#pragma once

#include <span>

#include "etiquette/phrase_book.h"

namespace aplomb::etiquette {

// Certain: sarcastic whatever is around it. Mock: praise or pity that mocks in answer to a
// complaint. Slight: counts in pairs.
enum class Irony { Certain = 1, Mock, Slight };
std::span<const PhraseGroup> irony_phrases();

// Insult: a name that may be aimed elsewhere. Contempt: rude as it stands. Curt: counts in pairs.
enum class Rudeness { Insult = 1, Contempt, Curt };
std::span<const PhraseGroup> rude_phrases();
const PhraseBook& rude_book();

// Certain: hints by its form. Suspicion: counts in pairs. Suggestive: counts beside a wink.
enum class Hint { Certain = 1, Suspicion, Suggestive, MereWink };
std::span<const PhraseGroup> innuendo_phrases();
// What customers claim, which quotation marks around it put in doubt.
std::span<const PhraseGroup> doubted_phrases();

}  // namespace aplomb::etiquette
