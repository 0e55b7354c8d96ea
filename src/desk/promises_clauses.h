// The clauses of a sentence, for telling what binds us from what does not: "Please reply by Friday
// | and we will refund you".
#pragma once

#include <vector>

#include "desk/text_words.h"

namespace aplomb::desk {

// How a clause hangs on the one before it.
enum class Joint {
    Mark,     // begins the sentence, or stands behind a comma or semicolon
    And,      // behind "and", "but", "und"
    Content,  // what the one before speaks of or is for: "that …", "dass …", "so that …"
};

struct Clause {
    WordsView words;
    Joint joint = Joint::Mark;
    std::size_t first = 0;  // word in the sentence
};

// All of the sentence's words, in order. What is no clause by itself ("by Friday,") belongs to the
// one it stands at.
std::vector<Clause> clauses_of(WordsView sentence);

// Where in the clause it turns to something that is over: "… what happened on Monday"; its end when
// it does not.
std::size_t past_part(WordsView clause);

// The first "by", "within" from there on: it dates the whole clause, wherever it stands.
std::size_t limit_from(WordsView clause, std::size_t from);

// The first word that is no "and", "then".
std::size_t skip_links(WordsView clause);

}  // namespace aplomb::desk
