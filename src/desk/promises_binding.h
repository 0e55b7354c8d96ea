// The words with which we bind ourselves. What takes them back: promises_withdrawn.h.
#pragma once

#include "desk/text_words.h"

namespace aplomb::desk {

// Where a subject and verb that bind us begin at `i`, how many words they are: "I will", "melden
// wir", "ti richiamo".
std::size_t binding_at(WordsView words, std::size_t i);
bool binds_us(WordsView clause);
// Whether any clause of the sentence could bind us. Most sentences of a letter are done with then.
bool may_bind(WordsView sentence);
// "your parcel arrives": what we promise will happen to them.
bool happens_to_them(WordsView clause);
// Goes on with who was named before: "will write", "melden uns".
bool goes_on(WordsView clause);
// Goes on with what is theirs: "your order has shipped | and will arrive".
bool goes_on_to_arrive(WordsView clause);
bool names_what_is_theirs(WordsView clause);
// Goes on with our "will": "write to you".
bool goes_on_barely(WordsView clause);
// "he will", "it will": of something we spoke of before.
bool tells_what_comes(WordsView clause);
bool arrives(WordsView clause);  // "it will be with you"

// Who is spoken of last: us, somebody else, nobody by name.
bool names_us(WordsView clause);

}  // namespace aplomb::desk
