// The phrases behind speech_acts.h, one list for each language or matter. Their labels are Acts.
#pragma once

#include <span>

#include "etiquette/phrase_book.h"

namespace aplomb::etiquette {

std::span<const PhraseGroup> english_care();     // apology, sympathy, thanks, greetings
std::span<const PhraseGroup> english_amends();   // help, remedy, compensation
std::span<const PhraseGroup> english_strife();   // blame, contradiction, rules quoted
std::span<const PhraseGroup> english_defence();  // self-defence, excuses, boilerplate
std::span<const PhraseGroup> romance_speech();   // es, fr, pt, it
std::span<const PhraseGroup> german_speech();

}  // namespace aplomb::etiquette
