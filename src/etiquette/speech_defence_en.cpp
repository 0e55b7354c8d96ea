// Defending oneself, and the phrases that could stand under any letter.
#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto defence = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::SelfDefence), R"(
nobody|anybody|anyone 's fault
stand|stands by @our team|staff|people|work|decision|product|food|drivers|crew
spare|have a (little) thought|sympathy|mercy|understanding for
doubled|risen|tripled|increased|rocketed|soared ~2 for us|everyone
stand|stands by what
what (else|more) could|can|should (anyone|anybody|we|i|one|they) (possibly) (have) do|done ?
humanly|physically possible
in @our (own) defence|defense
be (completely|perfectly|quite) fair to us|our|my|the|ourselves
to be (completely|perfectly|quite) fair , we|our|it|the
in fairness (to) (us|our) (,) we|our|to|us|the|it
in all fairness
no one|other (else) (single|guest|customer|client|person|patient|member|in|has|ever|have|had) ~4 complain*|mentioned|noticed|objected|reported|problem|problems
nobody (else) (has|have|had|in) ~3 complain*|mentioned|noticed|objected|reported|problem|problems|commented
not one|a|any (single|of|other|our) (guest|customer|client|person|complaint|single|has|other) ~4 complain*|complaint|complaints|objected
none of our ~3 complain*|mentioned|reported
no|any other complaints|complaint|customers|guests|customer|guest|client|clients|patients
everyone|everybody else (seems|is|was|at|has|in) ~3 happy|fine|loves|loved|manages|managed|enjoyed|likes|liked|satisfied|problem|problems|understands|understood|delighted
everyone|everybody else manages|loves|likes|enjoys|finds|seems|was
never (once|ever|before|yet|had|have|received|a) (had|have|received|a|any|single|such|heard) (a|any|single|such|one) (single) complaint|complaints|complained
have|had|has never|not (ever|yet|had) (had|received|heard) (a|any|such|one|single) (such|single) complaint|complaints|problem|problems|issue|issues
(your|this|that) (is|was) the first|only complaint|person|customer|guest|client (we|ever|who|to|in|that|of|has) (have|ever|has|had) complain*|this|had|received|got|ever
you are|were the first|only person|customer|guest|client|one
first complaint|time anyone|anybody|someone|we (has|have) (ever)
hundreds|thousands|dozens|millions|tens|plenty|lots of (very|other|thousands) happy|satisfied|delighted|positive|loyal|five|other|good|great|glowing
(thousands|hundreds) of (other) people|customers|guests|clients|families|passengers|patients|users|members (are|have|use|love|trust|come|every|who|without|stay|fly) love|trust|without|happy|every|satisfied|use|come|happily|each
other|our|most|all|regular (other|regular) guests|customers|clients|patients|members|visitors|users|reviewers|diners are|were|have|love|loved|never|seem|tell|told|find|found|rate|say|praise|keep ~3 happy|satisfied|fine|never|no|always|perfectly|well|delicious|excellent|great|us|our|back
# (%|percent|per|cent) (cent) of our|all|the|flights|deliveries|customers|guests|buses|trains
# out of # customers|guests|people
(average|overall) rating|score of|is #
is|was|were|are|be (really|simply|just|clearly|entirely|obviously|frankly) not (really|exactly|strictly|entirely|actually) our|my (driver|team|staff|company) (fault|responsibility|problem|doing|mistake|error) -way|standard|style|usual|best|intention|goal|aim|idea
not (really|exactly|entirely|actually) our|my (driver) (fault|responsibility|doing|mistake|error|problem|department|job)  -way|standard|style|usual|best|intention|goal|aim|idea|normal|finest
nothing to do with us|our
can|could|should hardly|not|scarcely (really|possibly|always|all|fairly) be (all) blamed|expected|responsible|liable|held|faulted|accountable
no fault|responsibility|liability|blame of|on|for our|us|ours|this|that|any|with
fault of ours|our
we|i|company|staff are|am|is|were|be not responsible|liable|accountable|to for|blame|when|if
not be held responsible|liable|accountable
(take|accept|assume|bear) no responsibility|liability|blame
can|could|do|did not (take|accept|assume) (the) (any) responsibility|liability|blame
do|can|could not (really|quite|honestly) see|understand|know how|what|why this|that|it|we|our|more|else|you ~3 fault|wrong|blame|problem|expect|done|upset|responsible|complain*
beyond|outside|out of our|my control|hands
beyond|outside our|my control|influence
there is|was (really|simply|honestly) nothing (more|else|that|at|much) (that) @we can|could
nothing (more) @we can|could (have) do|done
@we can|could not (really|always|simply) do anything|much|more about
@we|staff|team|crew|driver (have|has) (did|done) nothing wrong
@we|staff|team|crew|driver did|do|have|has|had|followed|done (done|do) (everything|all|exactly|our) (right|correctly|we|by|possible|could|procedure*|best|according|instructions) procedure*|protocol|right|correctly|possible|could|book
@we|staff|team|crew|driver followed|follow (all|every|the|our) (the|correct|standard) procedure*|protocol*|rules|instructions|guidelines
by the book
we (all|really) pride ourselves
take (great|real|enormous|a) (lot) (of) pride in|of
staff|team|crew|crews|people|drivers|chef|chefs|cleaners|technicians|engineers|employees|waiters|colleagues|trainers|doctors|nurses|kitchen (is|are|have) (all|been|highly|fully|very|extremely|always|well|properly|thoroughly) trained|qualified|professional*|experienced|certified|careful|vetted|professionals
trained|qualified|experienced|seasoned|true|real|absolute|consummate professionals|experts
are (one|among|some|considered|rated|by) (of) (far) the best|finest|cleanest|leading|safest|top|most|cheapest
best in town|the (business|industry|city|country|region|trade|world|county|area)
one of the best|finest|cleanest|safest|highest|most|top
better|faster|cleaner|cheaper|lower|higher than (most|any|all|every|almost) (other) (any|other|most|all|industry|our|comparable|every|average|operator|competitor*)
award|prize winning
in (all|over|our|more|almost|nearly) (our|my|than|the|these|almost|nearly) (#|these|ten|fifteen|twenty|thirty|forty|many) years (of|in|here|we|not|nobody|no) ~3 not|never|nobody|no|first
for|over (over) # years ~6 complain*|complaint|problem|problems
you|people|customers|guests have|need|must|should to|also|surely|please (understand|realise|realize|appreciate|remember|accept) (understand|realise|realize|appreciate|remember|accept|that|how|we|our|this)
you must|should understand|realise|realize|appreciate|remember|accept (that) we|our|how|this
please (also|do|just|try) (to) understand|realise|realize|appreciate|remember|bear|consider (in) (mind) (that) we|our|how|this|mistakes|they|as|the
you are|were (being) (very|rather|quite|really|a|so|extremely|bit|little|just|too) unfair|unreasonable|harsh|unjust|picky|fussy|sensitive|demanding|dramatic
your|this|that|a|find|feel|think (review|comment|complaint|criticism|rating|post|is|was|this|that|your|seems|feels|rather|very) (is|was|rather|very|a|quite|deeply|so|review|comment|seems|extremely|completely|totally|little|bit) unfair|harsh|unreasonable|unjust|unjustified|hurtful|exaggerated|unfounded|uncalled
(is|it) (very|so|rather|quite|a|really) (bit|little) unfair|harsh|unjust|hurtful to|on|of|that|for
every|any|each|all|most (other) company|business|restaurant|shop|hotel|airline|operator|app|bank|provider|firm|carrier|clinic|gym|bakery|companies|airlines|software|one|supplier ~2 has|have|does|makes|suffers|gets|would|do|occasionally|sometimes|makes ~2 problems|mistakes|delays|same|bugs|this|that|it|issues|outages|errors
accidents|mistakes|things|delays|bugs|errors|breakages|outages (like|of|do|simply|can|just|will|such) (this|that|these|do|kind|can) happen|occur
these things happen
only|just|simply doing|did their|our|his|her|my|the job|jobs|work
your own|unrealistic|unreasonable|excessive expectations|standards|demands
(it|this|that) is|was only|just|merely a|one|two|three|#|some|few|couple (few|bit|small|tiny|minor|of) scratch|minutes|hour|hours|minute|day|days|mistake|typo|hair|joke|delay|misunderstanding|little|detail
we stand by|behind|fully
you get what you pay
at|for this|that|these price|prices
nobody|no is|one|body (is) perfect
we are (only|all|just) human|people|volunteers
nobody|one (else) (has|have|had) ever|yet *
more|else (that) we could|can|should have done
we|drivers|staff|kitchen|crew|team ~1 deliver|serve|run|handle|ship|bake|carry|fly|treat|clean|repair|welcome (over|some|more|about|than|around) # (,|thousand)
# of them|our arrive|are|run|were|leave|come|customers|guests
work|works|worked|working (so|very|really|incredibly|extremely) hard
works|work tirelessly
rated # by|out|on|stars
over|by # (happy|satisfied|thousand|active) users|customers|reviews|reviewers|downloads|guests
are|is just|only the|a carrier|messenger|agent|platform|reseller|middleman|courier|small
can not help it|that if|when|what
blame (it) them|him|her|on|the
take it|that up with the|your|them
would have done|said (exactly) the same
any other ~2 would|could (have)
can|could not check|watch|inspect|please every|everything|each|all|everyone|everybody
works|worked (perfectly|fine|well) (fine|well) for|on everyone|everybody|us|all|most|our|others
nothing|something (like) (this|that) (has) never happened|happens
never happened (before|here|to) before|here|to
we|our|staff|team always make|do|check|try|give|take|treat|provide|clean|test|deliver|ensure|double|use|follow -welcome|happy|here
we never leave|send|let|ship|serve|overcharge|use|sell|lose|make|give|treat|deliver|cut
do|did|try|tried|doing our|their (very|level) best|utmost -to
put yourself in our|my
easy to criticise|criticize|complain|judge|blame
we are|this is|it is not a|the five|luxury|palace|ritz|michelin|restaurant|charity|bank|hotel|supermarket|library
budget hotel|airline|carrier|hostel
isolated|rare|exceptional incident|case|occurrence|exception
one off $
absolute exception
hardly|rarely|almost|seldom ever|never happens
strict|strictest|rigorous|highest (quality|hygiene|safety) standards|procedures|checks|hygiene|quality|controls|protocols
industry standard|leading|average|norm
perfectly|completely|quite normal|common|usual|standard
within (the) (normal|agreed|legal|usual) tolerance|limits|range|specification
are|am|was|were (very|quite|rather|really|a|bit) surprised|astonished|baffled|puzzled|stunned|saddened|hurt by|at|to|that
damages|damaging|ruin*|harm*|hurts|hurt our|small (small) business|reputation|livelihood|family|feelings
very|so|a|rather|bit harsh (on|to|for|judgement|judgment|review)
see|from our side|perspective
see (it|this|things) from our
problem|issue|fault|error|cause ~3 your phone|device|browser|connection|router|oven|end
(most|more) likely|probably your (own) phone|device|browser|connection|router|oven|fault|end|side|home|internet
nothing out of the ordinary
all our tests|checks|machines|vehicles|records|rooms|products are|were|is|showed|passed|have
brand new fleet|machines|equipment|and
fleet|kitchen|equipment|rooms|hotel is|are brand|spotless|new|immaculate|modern
spotless|immaculate
we|i (really) did|do all|everything (that) we could|can
(we|i) deserve better|more
cannot please everyone|everybody
please everyone|everybody
matter of taste|opinion
tastes|opinions differ|vary
our ~2 are|is|was|were|has|have (been) (simply|both|well) always|never|correct|experienced|modern|reliable|excellent|careful|flawless|accurate|certified|perfect|state|world|renowned
our chef|cook|team|staff|doctor|trainer|stylist|mechanic|technician|vet ~1 (trained|studied|worked|cooked|learned) in|at|with|for
knows|know how to
perhaps|maybe|possibly your (own) taste|tastes|expectations|ears|eyes|standards|palate
(would) be (the|our) first (time)
first time in # 
# other people|guests|customers|families|patients|diners|visitors
is|are always difficult|hard|tricky|challenging
had a great|good|wonderful|fantastic|lovely time|evening|experience|meal|night 
modern|latest|advanced|best system|equipment|technology|software|machines
, as every|any|all (other)
yours is|was|are the only|first (one)
(ask|hope) (kindly) (for) your understanding
doing|do (much) better than
struggling with
salaries|wages|bills|mouths|rent to pay|feed
never|not a right
more|very generous than|with
we have been more|very|extremely|quite generous|fair|patient|flexible|accommodating
do|does|did not make|drill|do|serve|sell|lose|send|cause (such|wrong|any|bad|dirty) mistakes|wrong|errors|faulty|dirty|bad
happens|happen in (january|winter|summer|december|the|every|this|our|any)
snow|rain|traffic|delays|mistakes|accidents|bugs|things|life happens|happen
everywhere|everyone (else) (is|are) struggling|same|facing
the same everywhere|elsewhere
install|installed|sell|sold|repair|repaired|make|made|do|did|build|built # ~3 a|per|every|each|this (year|month|week|day)
)"},
    {static_cast<int>(Act::Excuse), R"(
we are|were|have|had (an|a|just|only|still) (extremely|very|so|really|just|only|a|quite|incredibly|simply|always) small|busy|short|tiny|understaffed|swamped|overwhelmed|stretched|family|full
small|tiny|family|young team|company|business|shop|kitchen
short|shortage|lack of staff|people|drivers|personnel|hands
short staffed|handed
short of|on
peak|busiest|high season|time|times|period|hours
it is|was peak|very|our|a|high (busy) season|busy|busiest|saturday|weekend|holiday
like everybody|everyone|every|all|any|most (else|other) (in|company|business|others|airlines|companies|else)
separate|independent|third|external companies|company|party|contractors|contractor|firm|firms|supplier|subcontractor
supplier|suppliers|courier|couriers|contractor|contractors|carrier|manufacturer is|are|was|were|let|caused|made|lost|failed|did
due|because|thanks|owing|blame to|of|the (the) (heavy|bad|high|staff|global) traffic|weather|snow|demand|volume|volumes|holidays|staffing|shortages|circumstances|unforeseen|unexpected|rush
@we can|could not (always) control|influence|predict|foresee
take|takes|taking great|every|utmost|enormous|good care
inspected|checked|cleaned|tested|audited|serviced every|regularly|twice|daily|weekly|monthly|several|thoroughly
perfect|top|excellent|highest|full scores|score|marks|rating|ratings|hygiene
)"},
    {static_cast<int>(Act::Boilerplate), R"(
dear (our) (valued|esteemed|highly) (valued) customer|guest|client|sir|madam|user|passenger|member|patient|reviewer|subscriber
valued|loyal|esteemed customer|customers|guest|guests|client|clients|member|patient
thank|thanks (you) (@very|once|again|much) for contacting|reaching|writing|getting|messaging|choosing|taking|bringing|sharing|leaving|visiting|shopping|providing|being|using
thank|thanks (you) (@very|once|again|much) for your|the|this|all|such (so) (very) (positive|kind|valuable|honest|recent|great|wonderful|valued|continued|detailed|online|amazing) feedback|review|message|comment|comments|inquiry|enquiry|email|patience|understanding|loyalty|business|support|interest|custom|rating|words|query|submission|request|post|tweet|patronage|visit|stay|cooperation
(@very|do|we|truly) value|appreciate|welcome|cherish|treasure your|all|every|any (positive|honest|valuable|kind|continued) feedback|business|comments|patience|opinion|support|loyalty|custom|input|understanding|views|time|interest|suggestions|review|patronage|concerns|cooperation
your|customer|guest|client|patient|member|passenger (positive|valued|honest|customer) feedback|opinion|satisfaction|comments|business|experience|happiness|comfort|safety|input|review is|are|means|remains|matters|helps|has|always
number|top|highest|first|main one|# priority
our|top|highest|utmost|first (top|number|first|main) priority
@we|company|team|which (always|constantly|continuously|all) strive|aim|endeavour|endeavor|strives|aims|seek
committed|dedicated to providing|delivering|offering|improving|the|ensuring|excellence|quality|customer|making|serving
apologi*|sorry|regret (@very) for|about|any (any|the|this|all) (any) inconvenience|inconveniences|disappointment|frustration
any|the|this inconvenience|inconveniences (this|that|it|caused|may|you|has|might)
comments|feedback|message|complaint|concerns|remarks|concern|enquiry|review|request|suggestions|query|points has|have|will|was (also|be|now) (been|be|carefully|duly) forwarded|passed|noted|shared|received|taken|logged|escalated|recorded|reviewed|registered|considered|communicated|relayed
take|takes|taking|took|taken all|your|every|these|any|such|this|customer|guest (our|of) ~2 on|very|seriously|into|extremely board|seriously|account|heart
take|takes all|your|every|these|any|such|customer|guest ~2 seriously
use|helps|help|allows|enables it|us|your|this|the (valuable) (feedback|opportunity|to|continue) ~1 improve|improving|better|grow
to improve|improving|better (upon) our (service|services|products|offering|standards|processes)
look|looking forward to (see*|welcom*|serv*|hear*|assist*|host*|your|do*|the) (you|from|again|next|business|opportunity|serving|welcoming)
hope|hoping|hopefully (that|to|you|we|, ) (will|to|you|we|can) (see|welcome|serve|visit|return|continue|come|enjoyed|enjoy|have) (you|to|back|your|again|soon|the)
hope|hoping to see|welcome|serve you
see|welcome|serve|serving|seeing|welcoming|hosting you (back|again|all|both) (again|in|very) soon|again|future
in the near|future future
do|please not|feel (not) (hesitate|free) to
any|further|other|additional (further|other|additional|more) questions|assistance|queries|concerns|enquiries|information
rest assured
your|continued|the patience (and|is|in|with|while)
, (the) (hotel|restaurant|store) management|team $
(yours) (the) customer|guest|client|support|service (care|service|relations|support|success|experience) team|department|desk
relevant|appropriate|responsible|concerned|respective department|team|departments|teams|colleagues|people|parties|party
highest|best|excellent|exceptional|outstanding|quality|utmost (possible|quality) level|standard|standards|levels|quality|customer|service|experience
earliest convenience
(have) made|make|makes our|my day|week
stay tuned
(@very) happy|glad|pleased|thrilled|delighted|great you|that|to (hear|see|know|you) (that|you|about) (enjoyed|liked|loved|had|your|a|are|such)
have|enjoy a|the (very) great|nice|wonderful|good|lovely|fantastic|pleasant|rest|blessed (rest) day|weekend|evening|week|one|of
as soon as possible
gesture of goodwill
we are|value here|you (if|as) (you) (a|need|require)
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> english_defence() {
    return defence;
}

}  // namespace aplomb::etiquette
