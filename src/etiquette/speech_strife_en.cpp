// What picks a fight: blame, contradiction, rules thrown at people. "You should have" blames unless
// it goes on with what we owed ("you should have received").
#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto strife = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::Blame), R"(
you should|could|ought (to) (really|simply|just|perhaps|maybe|surely|at|probably|also|clearly|have) have -received|got|gotten|had|been|seen|heard|to|a|an|it|the|no|any|access|their|both|options|more *
you (clearly|simply|obviously|evidently|apparently|just) failed|forgot|neglected|ignored|overlooked|misread|misunderstood|refused
you clearly|obviously|evidently|simply|apparently did|have|were not -get|receive|charged|told|informed|given|served
you did|have not (even|actually|properly) bother|bothered|read|check|follow|listen|reply|tick|wash
you were supposed|required|meant|warned|advised
you must have used|dropped|damaged|broken|misused|mishandled|forgotten|ignored|overlooked|misread|misunderstood|entered|typed|washed|left|overloaded
you must have used|dropped|damaged|broken|misused|mishandled|forgotten|ignored|overlooked|misread|misunderstood|entered|typed|overloaded
it|this|that is|was (entirely|clearly|simply|really) your (own) fault|responsibility|mistake|doing|error|choice|problem|decision -to
your own fault|mistake|error|doing|negligence|carelessness|responsibility|choice
your fault|negligence|carelessness -free
that is on you $
user|customer|operator|human error
if|had you had (only|just|actually|simply|bothered|properly) (to) *ed|read|told|come|kept|chosen|bothered|paid
had you (only|just|simply|actually|bothered|properly) *ed|read|told|come|kept|chosen
if you had|have (only|just|actually|simply|bothered) *ed|read|told|come|kept|chosen -any|us
next time , ~2 read|check|listen|think|follow|pay|be|plan|look
next time ~2 read|listen|think
please|try|maybe|perhaps (to|try|next) (time) reading|read ~4 properly|carefully|first|before|next|again|this
try reading
learn|learned|learn to read
read ~4 before you (start|publicly|next|even) complain*|post*|order*|book*|writ*|sign*|blam*|buy*|accus*
before you|publicly (start|publicly) complaining|accusing|blaming|complain|accuse|blame|slander|criticise|criticize
before complaining|accusing|blaming|criticising
only|just have yourself|yourselves to blame
yourself to blame
what (exactly|else|on) (earth) did|do|were you (really|honestly|actually) expect|expecting
what did you think would
you chose|decided|opted to ~6 so
you (people|customers) (who) (never|do) read|follow|listen
you (just|simply|clearly) did not (even) (look|say|mention|complain|raise|speak|try|wait|ask|notice|see|pay|listen|think|turn|show)
because you forgot|failed|ignored|did|were|chose|refused|missed
(we|i|staff) (had|have|did) (already) warned you
then|so (it|that) is no surprise|wonder
no wonder (it|that|then) , 
that was|is (entirely) your (own) choice|decision
why did|have you not say|tell|mention|ask|call|come|complain|speak|told|said
mistake|error|problem|fault|issue (is|was|lies) clearly|therefore|obviously (on|at|with) your|you
serves you right
your (own) negligence|carelessness|impatience|inattention|misuse|mishandling
misuse|mishandling|improper|negligence
what did you think|expect
(your) (phone|browser|device) is (simply|just|too) (too) old|outdated
you left it too
you came|arrived|called|complained|cancelled|reported|returned (it|them|this) too|much late
too late to complain|now|for
you|your ~ incorrectly|wrongly|improperly
used|installed|stored|washed|fitted|handled|connected|assembled|worn|treated|operated|maintained|set|plugged|mounted|applied ~1 incorrectly|wrongly|improperly
incorrectly|wrongly|improperly used|installed|stored|washed|fitted|handled|connected|assembled|worn|treated|operated|maintained|set|plugged|mounted|applied
people|customers|guests|passengers|parents (need|have|must|should|ought) (to) look|watch|check|read|take|pay|keep where|out|before|better|more|care|attention|responsibility
look|looking where (they|you|people) (are|go)
exactly to|as|what (the|your|you) ~2 measurements|sent|asked|ordered|requested|specified|wanted|instructions
exactly what you ordered|asked|paid|booked|requested|wanted
you|parents|people|customers|guests could|should (also|simply|just) (have) check|checked|look|looked|read|ask|asked|wear|worn|wait|waited|plan|planned|give|bring
if you had|have not *ed|moved|been
please make sure (that) you (are|do|have|read) ~4 next|future
make sure (that) you are ~3 next
nothing would have happened|gone
sit|stand|hold|keep still|quiet
was|were explained to you
agreed to it|this|that
take responsibility|ownership
your responsibility|duty
)"},
    {static_cast<int>(Act::Reproach), R"(
you (yourself|have|had|did|also|clearly|already|simply|just|only|then|never|actually|even) (yourself|clearly|already|simply|just|only|then|never|actually) signed|selected|chose|chosen|ordered|entered|typed|confirmed|clicked|ticked|missed|forgot|failed|ignored|refused|cancelled|canceled|dropped|damaged|removed|changed|measured|used|left|lost|broke|opened|washed|requested|booked|declined|skipped|wore|waited|parked|gave|accepted|agreed|picked|declared|overlooked|misread|stated
you were|are (simply|just|clearly|obviously|the|too) late|supposed|warned|told|informed|reminded|aware|early|not
you did|had|have not (read|follow|check|ask|tell|return|pay|cancel|confirm|collect|choose|select|book|order|keep|update|answer|reply|come|show)
you came|arrived|called|turned|showed|wrote|complained (up|too|in|only|at|after|without|late|back)
we|i (did|have|had) (clearly|also|already|even) told|tell|warned|warn|informed|inform|explained|asked|reminded|sent|said|advised
our|the ~2 shows|show|says|say|states|proves|confirms|confirmed|stated|said (that|you|it|the|no|a)
driver|courier|technician|staff|waiter|colleague|nurse|doctor (was|did|has) waited|rang|knocked|came|told|asked|explained|wait|ring|knock|there
the fault|problem|error|mistake|issue|cause is|was|lies
was|were delivered|signed|scanned|checked|inspected|tested|packed
if (it|they|you|the) ~5 , you ~1 *ed
has|had (already) expired|ended|lapsed
is|was not covered|included|possible|refundable|our
)"},
    {static_cast<int>(Act::Contradiction), R"(
that|this|it|which is|was (simply|just|quite|plainly|completely|absolutely|entirely|clearly|frankly|factually|actually|categorically|plain|demonstrably) incorrect|untrue|false|nonsense|inaccurate|rubbish|impossible|lie|unfounded
that|this|it|which is|was simply|just|quite|plainly|completely|absolutely|entirely|factually|plain wrong|mistaken
that is|was wrong (,) -and|of
(that|this|it|which) is|was|did|does|can (simply|just|quite|really) not (simply|quite|really|actually|at|entirely|even|all) true|correct|accurate|happened
that|this|it is|was (simply) not (at) (all) what happened
that|this is|was not (at) (all) how|what (it|we|you|our|things|the) happened|said|records|agreed|wrote|booked|ordered|shows|show
that|it can|could (simply) not (possibly) be right|true|correct
did not happen
never happened
that is not how it|this|that|things went|happened|was|were|works
and you know it|that $
^ incorrect|wrong|untrue|false|nonsense|rubbish $
, incorrect|untrue|false|nonsense|rubbish $
you are|were (simply|just|quite|clearly|completely|sadly|very|obviously|actually) wrong|mistaken|incorrect|lying|misinformed|exaggerating -about|item|size|one
, actually you|your (did|were|was|are|have|has|had|said|signed|agreed|confirmed|got|never|ordered|chose) did|were|was|are|have|has|had|said|signed|agreed|confirmed|got|never|ordered|chose|order|own
, actually you did|were|are|have|had|said|signed|agreed|confirmed|got|never|ordered|chose
, actually (,) (it|we|our|the|he|she|they) (driver|records|team|courier|waiter|staff|product|item|engineer) did|does|never|was|were|is|are|arrived|works|worked not|never|wrong|delivered|on|in|within|clearly
, no , you|it|we|he|she|they|our (did|were|was|is|are|have|had) did|were|was|is|are|have|had|signed|said|not
, no , you|it|we|he|she|they did|were|was|is|are|have|had|said|signed|certainly|definitely|could|can
you did (in|actually|indeed|most|certainly|definitely) (fact) receive|get|agree|sign|order|book|confirm|choose|tick
you can|could not (really|seriously|honestly|possibly) say|claim|expect|pretend|blame|complain|demand
contrary to what|your
you claim|allege|pretend|insist|maintain
your|these|those|such|baseless|false claim|claims|allegation|allegations|accusation|accusations -number|form|reference|is|was|has|for|online|# -approved|paid|by|through|number
your version
must|have|beg|would|strongly|simply|respectfully|totally|firmly to|strongly|completely|respectfully|firmly disagree|differ|dispute|reject|object|correct|deny|refute
beg to differ
we|i disagree|dispute|reject|refute|deny
with (all) due respect
with respect ,
the (simple|plain|actual|hard) fact|truth|reality is|remains
fact (of) (the) (matter) remains
facts are facts
get your facts
our|the (own|internal|delivery|security|phone|door) records|record|system|logs|log|tracking|data|files|cameras|camera|scan|scans|gps|footage|notes|recordings clearly|plainly|proves|prove|contradict*|otherwise
our|the (own|internal|delivery|security|phone|door) records|system|logs|log|tracking|data|files|cameras|camera|gps|footage|notes|driver|courier|waiter|staff|technician|engineer|colleague|team|receptionist (clearly) show*|say*|prove*|confirm*|indicate*|tell*|state*|insist*|assure* (us) (that) (you|it|something|otherwise|different*|nothing|everything|no|the) otherwise|different*|you|nothing|everything|delivered
we|i|nobody|he|she|they|staff|team (here|have|has) never said|promised|told|claimed|agreed|guaranteed|advertised|stated|charged
we|i|he|she|they|staff|team did not (ever) say|promise|tell|claim|agree|guarantee|do|charge
nobody|one (here) (ever) said|promised|claimed|forced -anything|a
nobody (here) shouted|laughed|insulted|lied|swore
there is|was (absolutely|simply|clearly|really) nothing wrong with
nothing is|was wrong with the|our|your|it
works|worked|was|is (perfectly|absolutely|completely) fine|well when it|we|on our|we|left|end
we|i can|do|did|will|would not accept|believe|argue|buy|discuss|debate that|this|with|your|you|it|any
let us|me be (very|perfectly|absolutely) clear|honest|straight|frank
for the record
stop saying|claiming|pretending|lying|blaming|arguing|exaggerating
you keep|are|were (just|always|only) saying|claiming|insisting|repeating|complaining|arguing
you know|knew very|full|perfectly|exactly well|what
accusation|accusations|slander*|libel*|defam*
you (are) accuse|accusing
legal action|steps against|if|unless
suggest|recommend|advise (that) you (re) check|read|reread|learn|get (your|the) (facts|email|emails|mail|terms|contract|label|manual|docs|policy|conditions|inbox|before) facts|terms|contract|label|manual|docs|policy|conditions|before
crystal|perfectly|abundantly clear
made it|this|that very|quite|perfectly clear
in plain english|sight|view
end of (the) story|discussion|matter|conversation
case closed
matter|discussion|case is (now) closed|settled|final
decision is final
not (up|open) for|to debate|discussion|negotiation|negotiable
full stop $
you are free|welcome to disagree|complain|sue|leave|go|take
on the contrary
quite the opposite
is|was simply|clearly|definitely not the case
if that were|was (really) true|so
hard|difficult|impossible to believe that|you|your|this
do you have any proof|evidence
without (any) proof|evidence
stick to the facts
check your facts
facts speak
your memory (is|must|may|serves)
that is your opinion|version|view|interpretation
misremember*|misinformed
you are|must be confus*|mix*|mistaken|thinking
no such thing
i|we|he|she|they|driver|courier|staff|technician|waiter|doctor certainly|definitely|clearly|absolutely did|was|were|rang|knocked|told|delivered|checked|came|called
nothing (more|left|further) to discuss|add|say|argue
different|another story|version|account (of|than)
according to him|her|them|our
according to the driver|courier|technician|staff|log|system|record|records|plumber|team|colleague
no reason (for|why|to) (us|we) (pay|refund|compensate|apologise|apologize|believe|doubt|change|give|make|should)
so|, that|it|this can not be
see no reason|need|cause|grounds
there are no grounds|reason
nobody|one opened|was (there|in|home|at)
nobody|one answered (the|your) door|bell|doorbell|knock|buzzer
driver|courier|technician|engineer|fitter|plumber|carrier ~6 nobody|one answered
never|not happened (like|that|in)
i|we|he|she|they doubt (that|it|this|very)
highly|very|rather|most unlikely
)"},
    {static_cast<int>(Act::Repetition), R"(
as|like @we (have|had) (already|previously|clearly|just|repeatedly|both) said|told|explained|mentioned|stated|informed|advised|wrote|written -by|in
as (already|previously|clearly|repeatedly) stated|advised|mentioned|explained|communicated|informed -above|below
as already|previously|repeatedly said|told
as clearly|plainly|explicitly|expressly said|stated|shown|written|explained|described|indicated|noted|advertised|displayed|printed
@we have already|repeatedly (clearly) told|explained|said|informed|answered|warned|stated|advised -your|the
@we already|repeatedly|clearly told|explained|said|informed|answered|warned|stated|advised
@we have|had told|explained|warned|informed ~2 twice|before|already|times|repeatedly
how many times do|have|must|did @we
once again , @we|the|please|let|your
for the second|third|fourth|fifth|last|hundredth|umpteenth|final|nth time
let me repeat|say ~2 (again|once|slowly)
@we will|can|must|have|only (only) (to) repeat|say ~1 myself|ourselves|again|once
@we do|would not (want|like|wish|intend) (to) (keep|repeat) repeat|repeating|ourselves|myself
)"},
    {static_cast<int>(Act::PolicyQuote), R"(
per|under|according|pursuant|see|as (to|per) section|clause|article|paragraph|§ (#|of|our|the)
section|clause|paragraph|article # of|in|clearly|states|says|our
per|under|according|pursuant|against (to) our|the|your|these|company|store|club|hotel (own|general|returns|return|refund|cancellation|booking|company|privacy|store|rental|membership|fare|warranty|delivery|house) policy|policies|terms|conditions|rules|guidelines|contract|agreement|regulations -you|have
as per our|the
our|the ~2 policy|terms|conditions|rules|contract|agreement|policies clearly|plainly|explicitly|expressly|do not|does not|state*|require*|exclude*|prohibit*
our|the ~2 policy|terms|conditions|rules|contract|policies do|does not allow|permit|cover|provide|include
it|this|that is|was (very|all) clearly|plainly|explicitly stated|written|shown|printed|posted|displayed|explained|marked|signposted
clearly|plainly|explicitly stated|written|printed|posted|displayed|signposted in|on|at
it clearly|plainly|even|does says|say|states|state
it says|states so
it says ~2 (so) (right|clearly) in|on the|your|our terms|contract|website|site|sign|door|label|box|receipt|ticket|confirmation|booking|page|menu
terms|conditions|policy|rules|contract|agreement|print|waiver (and|that|which|conditions) (conditions) (that|which) you (have|had) (agreed|accepted|signed|ticked|acknowledged|confirmed|read|yourself) agreed|accepted|signed|ticked|acknowledged|confirmed|read|to
terms|conditions|policy|rules|contract|agreement|waiver (that|which) you (yourself) agreed|accepted|signed|ticked|acknowledged|confirmed
you (have|had|did|yourself|also|clearly|even) agreed|accepted|signed|acknowledged|ticked|agree|accept|sign|tick (to|off) (the|our|these|those|that|this|them) (general) terms|conditions|policy|rules|contract|agreement|waiver|box|this|that|it
(policy|rules) is|are (policy|rules|the|for) (for) policy|everyone|everybody
rules are rules
those|these|they|that is|are (simply|just) the|our rules|policy|terms|conditions|rule
no exceptions
can|could not make (an|any) exception|exceptions
fine|small print
please|you (should|could|can|may|must|to) (to) read|consult|refer|review|reread|check (to) the|our|your ~2 terms|conditions|policy|contract|agreement|print
contract|policy|terms|rule|rules|website|manual|label|ticket|listing|description|menu|sign|confirmation|invoice|leaflet|notice|instructions|docs|documentation (clearly|plainly|explicitly|quite|very) (says|say|states|state|said|stated|is|are|shows|explain|explains) clearly|plainly|explicitly|says|say|states|said|stated|clear -that
it says|said so
it is|was clearly|plainly|right|even written|printed|stated|there
in black and white
you signed|agreed|accepted
non refundable
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> english_strife() {
    return strife;
}

}  // namespace aplomb::etiquette
