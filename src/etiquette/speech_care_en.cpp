#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto care = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::Apology), R"(
sorry
apologi*
apology|apologies
forgive us|me
@we (@very) regret
please|do pardon us|me|our|the
beg your pardon|forgiveness
excuse our|us
my|our bad $
mea culpa
@we am|are @very ashamed|embarrassed|mortified
@we am|are ashamed|embarrassed|mortified
)"},
    {static_cast<int>(Act::PseudoApology), R"(
sorry (that) you feel|felt|think|thought|believe|believed|perceive*|interpret*|misunderstood|misread
sorry (that) you consider*|chose|decided|took|take|view*|imagine*|expect*|assume*
sorry (that) you see|saw|find|found it|things|this|that
sorry (that) you are|were|got|became offended|upset|sensitive|confused|confusing
sorry (that) you did|could|can|do not read|understand|follow|listen|wait|get|bother
sorry to hear|see|learn|read (that) you feel|felt|think|believe
sorry if|in
sorry your|that (your) expectations
sorry (that) our|the ~3 not ~2 your|you expectations|liking|taste|impress*
apologi* if|should|that you feel|think|believe
apologi* if|should
sorry but you|your|that|this|it|no|not|those|what|as
not sorry
not|never|nothing|no (@our|reason|need|have|going) (to) apologi*
safe than sorry
sorry not sorry
feel sorry for
sorry excuse|state
regret that you|your (did|do|feel|felt|were|find|think|see|experience|expectations) (not) *
sorry but our|we ~3 always|never
regret nothing
)"},
    {static_cast<int>(Act::Ownership), R"(
@our (own) mistake|mistakes|fault|error|slip|failure|mix|oversight|blunder|doing
mistake|fault|error|slip|mix|failure on|of our|ours
that|this|it|one|both (one|all) is|was (all|entirely|clearly|squarely|fully|100) (on) us|ours
on us|me $ 
@we (have) (really|clearly|badly) let you|your|the down
@we (have|really|clearly|simply) got ~3 wrong
@we (have|really|clearly) messed|screwed|slipped|mixed|fouled up
@we (really|clearly) should have
@we (have|clearly) failed|fell|dropped
)"},
    {static_cast<int>(Act::Sympathy), R"(
that|this|it|which must|can|cannot|will (really) have been|felt|seemed|come
must|can be (@very) *ing|awful|hard|horrible|scary
awful|dreadful|miserable|frustrating|upsetting|worrying|frightening|scary|disappointing|annoying
maddening|infuriating|exhausting|stressful|distressing|horrible|terrible|unpleasant|nasty|rotten
embarrassing|painful|heartbreaking|unacceptable|ghastly|horrid|lousy|grim|alarming|unnerving
frustrated|upset|disappointed|worried|annoyed
(far|much|way) too long|late|slow|many|much|often|loud|cold|hot|small|little
not|never (at) (all) right|acceptable|fair|ok|okay|fun|how|good (enough)
no (kind|sort|way|start|end|state|place|fun|joke|treat) of|to|for|fun|joke|good
no fun|joke
the last thing
bad|hard|rough enough
should|must not|never have|be|happen
(never) should have (been|had|to|happened)
deserve|deserved|deserves better|more|an|a
@we (can|do|completely|fully|totally|quite|really|both) understand|see|imagine|appreciate how|why|what|that|your
would be|have been (just) (as) furious|angry|upset|cross|annoyed|disappointed|livid
no wonder
not the kind|sort|way|experience|service|welcome|start|standard
what a (@very) (long|horrible|horrid|awful|nasty|miserable|rotten|sad|bad) *
oh no|dear
heart goes|breaks|sank
(my|our) condolences
for your loss
)"},
    {static_cast<int>(Act::Agreement), R"(
you (are|were|have) (absolutely|quite|completely|so|entirely|perfectly|totally|both) right|correct
you have (every|a) right|reason|point
(a) fair point|enough|comment|question
point taken
well spotted
guilty as charged
)"},
    {static_cast<int>(Act::Thanks), R"(
thank|thanks|thx|cheers
@we (@very) (much) appreciate
grateful
)"},
    {static_cast<int>(Act::Greeting), R"(
^ hi|hello|hey|dear|hiya|howdy|greetings
^ good morning|afternoon|evening|day
^ morning|afternoon|evening
)"},
    {static_cast<int>(Act::Farewell), R"(
best|kind|warm|warmest|many regards|wishes
kind|best|warm regards
, regards
yours sincerely|faithfully|truly
, sincerely
take care
goodbye|bye
have a (@very) great|good|nice|lovely|wonderful|pleasant day|evening|weekend|week|one|trip
see you soon|then|there|both|on
all the best
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> english_care() {
    return care;
}

}  // namespace aplomb::etiquette
