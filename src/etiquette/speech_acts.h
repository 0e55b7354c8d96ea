// What the sentences of a text do: apologise, offer, take in what happened, blame, contradict,
// quote rules. Found once for a text by set phrases (speech_acts_*.cpp), in English fully; apology,
// help and compensation also in Spanish, French, German, Portuguese and Italian.
//
// Absence is only worth something in a language the phrases know: ask knows_language() first.
#pragma once

#include <string_view>
#include <vector>

#include "etiquette/phrase_book.h"
#include "etiquette/wording.h"

namespace aplomb::etiquette {

enum class Act {
    Apology,        // "I'm so sorry about the wait", "our apologies"
    PseudoApology,  // "sorry you feel that way", "sorry if you were offended": no apology
    Ownership,      // "that was our mistake", "we let you down"
    Sympathy,       // "that must have been frightening", "far too long"
    Agreement,      // "you're right"
    Help,           // "what can I do", "happy to look into it", "tell us where you are"
    VagueHelp,      // "your comments have been passed on": moves nothing for this customer
    Remedy,         // "a crew is on its way", "I've corrected it": something is or was done
    Compensation,   // "refunded", "on the house", "a new one is yours"
    Thanks,
    Greeting,
    Farewell,
    Blame,          // "you should have", "your own fault"
    Reproach,       // "you signed it yourself": blames where nothing softens it
    Contradiction,  // "that is simply not true", "you did get it"
    Repetition,     // "as we already told you"
    PolicyQuote,    // "per section 4.2", "the terms you accepted"
    SelfDefence,    // "in our defence", "nobody else has complained"
    Excuse,         // "we were short of staff": weighs only beside others
    Boilerplate,    // "your feedback is important to us"
};

struct Said {
    Act act = Act::Apology;
    std::size_t first = 0;  // tokens of the wording
    std::size_t end = 0;
    std::size_t sentence = 0;
    // A denial stands before it in its clause: "we can not refund". Where the phrase itself is made
    // of one ("no charge"), it is not.
    bool denied = false;
};

struct SpeechActs {
    Wording wording;
    std::vector<Said> said;  // in the order of the text

    // Undenied ones only.
    [[nodiscard]] const Said* first(Act act) const;
    [[nodiscard]] bool has(Act act) const { return first(act) != nullptr; }
    [[nodiscard]] bool has_in_sentence(Act act, std::size_t sentence) const;
    [[nodiscard]] std::size_t count(Act act) const;
    // The words as code points of the text.
    [[nodiscard]] Range range_of(const Said& one) const {
        return wording.range_of(one.first, one.end);
    }
};

SpeechActs find_speech_acts(Wording wording);

// One of the six languages the phrases are written in.
bool knows_language(std::string_view language);

}  // namespace aplomb::etiquette
