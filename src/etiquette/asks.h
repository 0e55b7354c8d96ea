// What a customer's message asks for: its questions and requests, one by one, as people write them:
// several in a sentence, without question marks, in a list. Rhetorical ones are left out. English
// is known best; Spanish, French, German, Portuguese and Italian by their question words and marks.
#pragma once

#include <vector>

#include "etiquette/analysis.h"

namespace aplomb::etiquette {

enum class AskKind {
    YesNo,   // "is breakfast included"
    Price,   // "how much", "what does it cost"
    When,    // "when", "what time"
    Where,   // "where"
    Number,  // "how many", "how long", "how far"
    Open,    // what, which, who, why, how
    Send,    // "send me the price list", "is there a page for it"
    Do,      // "please cancel it", "can you reset it"
};

struct Ask {
    Range range;            // code points of the message
    std::size_t first = 0;  // words
    std::size_t end = 0;
    AskKind kind = AskKind::Open;
};

// In the order of the text.
std::vector<Ask> find_asks(const Analysis& analysis);

}  // namespace aplomb::etiquette
