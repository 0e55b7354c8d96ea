// What is offered and what was done. Remedies are told by their grammar rather than their verbs:
// "I've rolled it back", "a crew is on its way", "you'll get"; the verbs that only sound like
// doing ("noted", "taken on board") are the ones listed.
#include <array>

#include "etiquette/speech_acts.h"
#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto amends = std::to_array<PhraseGroup>({
    {static_cast<int>(Act::Help), R"(
can|could|may|shall|should|might @we -not|help|please ~ ?
can|could|may|shall|how|what ~2 @we ~3 (help|do|get|put|make|fix|sort|send)
would|do|did|are|have|is|will|could|can you|there|it|that|this (still|also) -not|never|know|realise ~ ?
which|when|where|what|how|who ~2 you|your|it|they|is|are|was|did|does|suits ~ ?
let|lets us|me know|help|see|check|look|fix|put|make|sort|take|get|find|have|arrange|explain|talk
happy|glad|delighted|pleased|keen|willing|ready to help|assist|look|check|answer|explain|go|talk|fix
happy|glad|delighted|pleased|keen|willing|ready|like|love|want to (@very) put|make|sort|arrange|invite
happy|glad|like|love|want to (@very) find|send|meet|treat|show|offer|know|take|help|replace
help|assist|support you|with|out|her|him|them|your
here|available|around to|for help|you
here|available|around until|till|all
on hand to|for|until
there is|are ~3 at|in|by|behind (the|our) desk|counter|reception|entrance|door|till|gate|lobby|office|bar|cloakroom
@we am|are (always|still|right) here|around|on|available
@we will|can|could|would|am|are ~2 look* into|at
@we will (@very) see what|if|to
@we will (@very) be in|back|there|here|with|on|at|writing|calling
@we will (@very) get|come back|to
look* into it|this|that|what|your
find out what|why|how|where
put|set|make|making|get (it|this|that|things|matters) (all|straight) right|straight
sort* (it|this|that|things|you|everything) out
tell|message|dm|pm|email|write|text|call|ring|phone|contact|give|answer|reply|ask (to|back) us|me|here|this
send|give|drop|share (us|me|over|your|a|the|through) (a|an|your|the|me|us|line|note|message|dm) *
get|getting|be|stay in touch|contact
reach (out) (to) us|me|out
, (please|just|kindly|simply|do|then|and|so|or|but) tell|message|dm|email|write|send|call|ring|reply|answer|ask
, (please|just|kindly|simply|do|then|and|so|or|but) open|tap|press|click|choose|select|go|try|restart
, (please|just|kindly|simply|do|then|and|so|or|but) update|install|reinstall|download|turn|switch|check
, (please|just|kindly|simply|do|then|and|so|or|but) fill|use|enter|type|visit|follow|log|sign|hold|unplug
, (please|just|kindly|simply|do|then|and|so|or|but) reset|keep|bring|pop|show|come|stop|drop|pick|mention
, (please|just|kindly|simply|do|then|and|so|or|but) return|quote|scan|attach|upload|wait|let|swap|head|collect
please|kindly -accept|be|note|understand|know|rest|remember|bear|forgive|excuse|do|read *
if you|there ~6 (here|us|me|welcome|please|call|write|message|tell|say)
can|could|will|would ~1 see|check|repair|mend|fix|collect|fetch|meet|help|fit|squeeze|visit|examine|inspect|rescue|swap|alter|clean|redo (at) it|you|her|him|them|this|that|your|the
what|all @we (can|could) do is
(in|at|on) (your|the|you) ~3 is|are open|there|waiting|expecting for|to|you
need|want|require|questions (anything|any|more|further|something) (else|more|help|further) ~3 us|me|here|you
)"},
    {static_cast<int>(Act::VagueHelp), R"(
pass* ~3 on|along|over|to
forward* it|this|that|your|on|to
shar* (it|this|that|your|these) ~2 with (the|our)
(will|shall|have|has|be|been) (taken|take|taking) ~4 on board|seriously|account|heart
noted|logged|recorded
look|investigate|review|address|discuss|raise ~4 internally
use ~4 to|for improve|improvement
do|try|strive|work|learn ~3 better|harder|improve
keep (it|this|that) in mind
not happen|occur again
spoken|talked with|to (about) the|our|my|everyone
)"},
    {static_cast<int>(Act::Remedy), R"(
@we have (just|now|already|also|since|then|personally|both) -noted|received|forwarded|passed|shared|spoken|talked|briefed|reminded|raised|learned|learnt|looked|checked|reviewed|investigated|followed|tried|apologised|apologized|logged|recorded|seen|taken|never|always|earned|worked|served|used|needed *ed|sent|put|made|given|got|set|spoken|brought|held|kept|cut|paid|reset|rebuilt|undone|frozen|written|told|found|begun|bought|gone|built|stood|run|shut|drawn|lent|let|left|hidden|sewn|had
and|then|also *ed it|the|your|them|this|that|a|an|both|all|two|one
@we -noted|received|forwarded|passed|shared|looked|apologised|apologized|missed|failed|delivered|charged|booked|cancelled|needed|wanted|tried|served|opened|promised|closed|learned|used|messed|mixed|screwed|slipped (just|already) *ed it|the|your|them|this|you|a|an|both|all ~3 back|today|now|off|over|out|yesterday
@we will|shall (also|now|personally|then|gladly|happily|both|all|certainly|definitely|of|course|still) -not|never|be|take|try|pass|use|strive|continue|always|forward|share|consider|note|have|keep|improve|work|do|review|learn|remember|bear|reflect|train|strengthen|raise|look|hope|see|get|let|miss|survive|say|leave|alert|inform !not|never
@we have (just|now|already|also|since) re *ed
@we am|are (just|now|already|also|both|currently) -doing|proving|facing|fighting|boasting|serving|open|operating|offering|delivering|running|following|hitting|handling|wondering|guessing|counting|only|simply|merely|human|hoping|feeling|trying|looking|being|experiencing|having|doing|seeing|taking|striving|improving|apologising|going|getting|sorry|writing|saying|asking|training|working|learning|dealing|struggling|running|missing *ing
@we am|are (already|now|currently) working (hard) on|to
crew|team|driver|courier|engineer|technician|plumber|electrician|van|colleague|doctor|nurse|roofer|cleaner|cleaners|manager|chef ~1 is|are|will (be|arrive|come) at|with|outside you|your|the
crew|engineer|technician|mechanic|plumber|electrician|courier|driver|colleague|doctor|nurse|van comes|arrives|gets|calls|visits|starts|boards|collects (on|round|out|over|in|by|aboard) at|today|tomorrow|tonight|this|on|before|by
someone|somebody|colleague|team|manager|driver|courier|crew|engineer|technician|plumber|electrician|van|he|she|they|one (is|are|will) (@very|just|now|already|also|be) (with|coming|come|collect|bring|deliver|pick|replace|fix|on|there|waiting|call|write|sent|heading|checking|driving|expecting) coming|come|collect|bring|deliver|pick|replace|fix|waiting|heading|driving|expecting|checking|there|sorting|looking|rolling
is|are|already (@very|already|now|both|all) on (its|the|their|your) way|van|truck
is|are (@very|already|now|both|all|back) fixed|corrected|repaired|resolved|solved|updated|working|ready|booked|waiting|back|live|safe|gone|reserved|switched|changed|restored|reopened|out|yours|coming|cleared|up|running|packed|wrapped
leaves|arrives|ships|departs|reaches|goes|comes|starts|resumes|sails|lands @our|with|by|on|at|to|you|out|back|today|tomorrow|tonight|this|from|again
will (now|also|then|soon) arrive|reach|come|replace|fix|repair|collect|deliver|bring|restore|land|clean|redo|open|pass|pick|swap|exchange
will be (with|there|back|fixed|ready|delivered|replaced|repaired|waiting|resolved|sent|restored|refunded|corrected|there|yours|reopened|done|cleaned|picked|collected|exchanged|changed|swapped)
has|have (now|just|already|since|all|both|also) been -noted|forwarded|passed|received|shared|logged|recorded|informed|closed|declined|denied|a|an|in|at|here|there|any|too|very|so|to|happy|nothing|proud|told|treated|charged|delayed|cancelled|stuck|waiting *ed|sent|put|made|set|taken|reset|paid|rebuilt|given|spoken|undone|frozen|cut|brought|drawn
was|were (@very|just|already) refunded|replaced|released|fixed|corrected|exchanged|resolved|returned|sent|switched|rolled|updated|reversed|removed|restored
will|shall|can|should you (also|now|still) (get|have|find|see|receive|hear)
you|your ~2 will|can|shall|may (also|now|still|soon|then|always) get|have|find|see|receive|hear|choose|pick|collect|keep|swap|return|exchange|use|try|reach|watch|download|change|cancel|move|come|bring|order|request|open
works|opens|back again|now
as of now|today|this
you|it|they is|are off|out|back (of) the|our list|hook|system|route
)"},
    {static_cast<int>(Act::Compensation), R"(
refund*
full|partial|total refund
reimburs*
store|account|travel|site|shop|bill|flight|service credit*
credit (of) #
credit (on|to|for|in|against|worth) your|the|next|this|our
credited|crediting
@we (will|can|have|would) (also|like|to) credit
voucher*
compensat*
goodwill
money|cash|fee|fees|charge|fare|price|cost|deposit|difference|postage|shipping|delivery|amount|payment ~3 back
# euros|pounds|dollars|back|off|quid|bucks|percent|usd|eur|gbp|kronor|francs ~2 back|off|credit|credited|refunded|waived
# (%) back|off|extra
# (%) discount|credit|refund|voucher
# ~2 (have|has|is|are|was|will|were|be) (already|also) on|come|coming|been ~2 back|its|your|off|added|credited|taken|account
(get|have|be|is|are|gets) (your|the|their|all) money back
free ride|month|months|year|night|nights|week|weeks|meal|drink|coffee|dessert|ticket|tickets|delivery|shipping|upgrade|replacement|class|session|repair|return|returns|lesson|trial|wash|service|visit|of|box|bag|copy|pair|one|coffees|drinks|breakfast|lunch|dinner|entry|pass|stay|fitting|cut|colour|color|treatment|haircut|cleaning|tuning|parking|fly|cab|extra|units|sessions|rides|classes
for|completely|entirely|absolutely free
free of (any) charge|cost
free , 
free $
complimentary
no|without (extra|additional|further|any) charge|cost|fee (@very) (for|to|on|of|$)
not be charged|billed
(not) (be) charged|billed nothing
nothing to pay|owe
owe|pay|cost|costs (us|you) nothing
not cost you
not charge|bill you|your|for
not (have|need) to pay
on us|me -how|that
sum ~3 back
# is|are|was|were (already|now) back
added|add|adding|credited (another|an|a) #
is|are|was (now|completely) free for you|everyone|all|of
half ~3 price|back|refunded
on the house
cover|pay|paying|covering|reimburse (for) your|the|any|all ~3 bill|bills|cost|costs|cleaning|taxi|cab|damage|damages|repair|fare|postage|fee|fees|shipping|difference|hotel|room|night|plumber|vet|chemist|return|expense|expenses|loss
@we will|would|have (like) (to) cover|pay|covered|paid
waive|waived|waiving|waives
cancel*|remov*|drop*|revers*|wip*|struck|scrap*|delet*|tak*|took|lift* ~2 charge|fee|fees|fine|penalty
taken|took|taking|take|knock*|deduct* ~4 off
discount|reduction|rebate
half price
money off
replacement*
replac* it|them|the|your|this|that|both|all|any
swap|exchange it|them|your|this|both|all
(brand) new|fresh one|pair|copy|set|batch|box|bottle|unit|model|handset|card|key|bouquet|cake|loaf ~3 is|are|will|leaves|comes|goes|yours|on|free|tomorrow|today|waiting|out|sent|has
new|fresh|second|another|spare !experience|level|team|process|system|procedure|policy|management|year|menu|manager|cut|version|recording|video|release|timetable|sign|rule|law|number is|are|will|leaves|left|goes|ships|comes|has (be) (@very|already|now|been) yours|on|waiting|wrapped|packed|ready|out|coming|sent|delivered|shipped|posted|made|tomorrow|today|with|for|leave|there|leaves|at|by|here|arrive|reach|come|go|ship
send*|sent|ship*|post*|bring*|brought|bake|make|mak*|order*|get|getting|build|cook*|print*|sew|offer* (you|out) a|an|the|your|another|two (brand|whole) new|fresh|second|replacement|another|free
send*|sent|ship*|get|getting|order*|bake|bring* (you|out) another
redo|remake|rebook*|reprint*|remade|redone|rebake
upgrad*
gift for|from|card|voucher|certificate|box|basket|is
bonus|thank gift
next ~3 is|are|on (on|free) (us|me|the) free|us|me|house|half
enjoy|have|be ~3 on us|me
(make|making) (it|this|that|things) up to you|her|him|them
to (make|making) up for
(by|our) way of (apology|saying|making|thanks|thank)
(to|with) say sorry (properly)
like|love|want|wish (@very) to (@very) offer|invite|treat|send|give you|your
offer|give|gave|giving|send|sending|add|adding you a|an|two|three|#|one|free|some|half -call|ring|message|hand|link|dm|note|email|line|copy|form|shout|update|buzz|receipt|confirmation|list|code|private|direct|short|new|reset|quick|fresh|label|few
please accept (a|an|our|this|two|#|the) !apologies|apology|thanks|regrets
are|is (all) yours
yours free|to keep
keep the|it|them|this|that|both ~2 for|free|too|as|$
extend*|add*|moved|prolong* ~4 day|days|week|weeks|month|months|year|units|points|miles|nights
extra|free|another day|days|week|weeks|month|months|year|units|points|miles|night|nights
#|bonus|extra|double points|miles
mend|fix|repair|clean|retune|redo|recut|refit|restring ~3 free|nothing|expense
moved|deadline|date ~3 back|extended
send flowers
meal|lunch|dinner|drink|coffee|cake|room|night|ride|handle|bill|repair|postage|shipping|delivery|return|breakfast|session|class|ticket is|are (@very) free|taken|covered|paid|waived|complimentary
at our|my|half expense|cost|price
@we|insurance|company (will|would) (gladly|also|of|course) (to) pay|pays|cover|covers|settle|settles for|all|your|the|her|his|their|its|it|every|any|full|in
insurance|we pays|covers (in) full
# ~3 for (all) (the|your|that) @harm
# ~3 to say sorry|thank
with|plus|and|add|adding|added|also (another|an|a) (extra) # ~1 for the|your|all
plus (another|an|a) (extra) #
# ~4 comes|goes|went|lands|came|returns|travels|heads|heading|flows (straight|right) (back|out|off|to|into|home|onto)
# ~3 on|in|into|to your account|wallet|inbox|balance|bag|basket|profile|card|bill|tab|bank|next|statement|app
# @gift ~1 is|are|wait|waits|waiting|sit|sits|have|has ~3 your|you
sent|send|sending|transferred|transferring|paid|pay|paying|wired|posted|returned|returning|give|giving|gave|put|added|adding|offer|offering (you|over|out|back|across|in|on) (a|an|another|the|full|all|both) #
have|get|see|receive (the|your|a) # back
have|get|see|receive it|that|this|them|all|everything back $
you will have|get|see|receive it|that|this|them|all (all) back
difference|rest|remainder|surcharge|extra|overcharge|excess|amount ~1 comes|goes|is|will|has (be|been) ~1 off|back|returned|refunded|credited|yours
charge|charges|fee|fees|fine|fines|bill|invoice|cost|surcharge|penalty|payment|deposit|overcharge|interest|levy ~2 is|are|has|have|was|were|will|gets (been|be) (now|already|also) gone|off|wiped|deleted|dropped|scrapped|void|voided|zero|lifted|removed|cancelled|canceled|struck|nil|erased|returned|reversed|refunded|waived|paid|covered|ours
is|are|was|be (yours|completely|entirely) free (until|till|through|for|this|next|now|as|while|on|from|with|all|and|to|at|by)
paid|settled|covered (for) by us|me
paid|settled|covered in full
hotel|taxi|cab|room|dinner|meal|lunch|breakfast|ride|stay|flight|train|fare|parking|cleaner|cleaning|plumber|vet|repair ~3 is|are|has|have|will|was (be|been) (all|already|fully) paid|covered|settled|sorted|ours|free|refunded
as a|an|our|my (@very) (little|small|big|sincere) thank|thanks|sorry|apology|gesture|token|amends|peace|treat|consolation
small|little token|gesture of|to|for
treat|present|gift|hamper|flowers|chocolates|bouquet ~2 is|are (on|coming) (its|their|the) way|waiting|you|yours
peace offering
amends
out of pocket
of our (own) pocket|purse
on our tab|account|bill|dime|card|expense
doubled|tripled|quadrupled
nothing|not (a) penny|cent|thing|euro|pound|dollar to pay|from|more
not (have|need|be|going) (to) pay|paying|billed|charged a|any|for|anything|more|again|that|this|the
without paying|cost|charge
guest|guests of ours
as @our guest|guests
bear|shoulder|absorb|swallow|carry|meet|stand|take (all) the|any|every|that|those (full|extra|whole) cost|costs|bill|difference|expense|loss|charge
knocked|knocking|knock|took|taking|take|slashed|cut|halved|reduced|lowered ~3 price|bill|fee|rent|rate|invoice|premium|cost|fare
is|are|be|been halved|reduced
put|putting|paid|paying|placed|apply|applied ~3 towards|toward your|the|a
moved|move|moving|bumped|bump|promoted|put you (both|all) (up) in|into|to (a|an|the|our) better|bigger|larger|first|business|premium|suite|front|sea|garden|deluxe|vip
treat you|yourself|yourselves (both) to|on
make|making|makes|made (it) good on|the|for|that|your|any
recompensed|remunerated|indemnified
another|extra|further|additional # @gift
another|one|two|three|four|five|six|ten|twelve|extra|bonus|additional @gift ~2 free|added|extra|gratis
@gift ~2 on us|me
entry|access|membership|subscription|plan|premium|pass|rent|delivery|use ~2 is|are|stays|runs|will (be) free|extended|prolonged|longer|ours
nothing more to pay
every|all|any|each euro|penny|cent|pound|dollar|bit|part ~5 is|are (on) ours|us|mine|me
is|are|been|was (already|all) paid for
paid for (already|by|in|, |$)
on @our account|bill|tab|card|expense|dime
runs|run|lasts|last|goes|stays|extends|continues|valid|renewed|prolonged ~4 longer|extra|free
ticket|tickets|pass|passes|voucher|vouchers|seats|token|tokens|stamps|coupon|coupons|code ~2 is|are|waits|wait (waiting|already|now) in|with|on|at|for|under your|you
one|pair|set|box|copy|parcel|it ~2 travels|flies|ships|goes (out|straight) to you
hold|hang on to|onto the|it|them|both|that (one) (too|, |$)
lent|lend|lending|loan|loaning you
loan|loaner|courtesy car|bike|machine|phone|laptop|unit|device|van|one|pair
pick|choose|take|have|grab|order any|whatever|whichever|anything ~3 (you) like|want|fancy|please
money|sum|amount|payment|cash|difference ~2 is|are|will (be) with|in|on you|your
(is|are|will) (be) ours to pay|bear|cover|settle
(we|i|my) (will|shall|would) stand|foot|pick|settle (up) (for) the bill|cost|tab|damage
you will|do|need|shall not (have|need) (to) pay|owe !us|by|in|with|later|on
ticket|tickets|voucher|pass|card|booking|reservation ~2 is|are|stays|remains|remain (still) good|valid for|on|until|all|any
for nothing , |$
hear|hears|see|sees|ride|rides|eat|eats|stay|stays|come|comes|travel|travels|enter|play|learn ~4 for nothing
our|my (own) guest|guests for|on|at|tonight|tomorrow|until
give|gives|giving you the|a|our (next|newer|bigger|larger|better|newest|latest) model|one|size|room|version|class
(has|have|is|are) (a) new one|ones|pair|cake|set in|on|ready|for|waiting|coming
choose|pick|take any|another other|one|pair|size|colour|color|dish|cake|book
postage|shipping|bill|cost|costs|fare|damage|rest|difference|cleaning is|are ours|mine
settle|settles|settling his|her|their|your|the|its bill|bills|invoice
no bill|invoice|fee|surcharge|payment|rent ~1 for|to|from|on
euros|pounds|dollars|quid|money|francs|kronor|fare|deposit|hire|rent|price|fee ~2 is|are|comes|come|goes|will|has|have ~3 back|returned|yours|refunded
fresh|new|second|another|spare|extra ~6 left|leaves|goes|went|ships|shipped|sets|set|travels (out|off|here|our|from|the|this|for|to|with|by|today|tomorrow|on)
(taken|took|take|taking|knocked) (a|one) third|half|quarter|fifth|tenth ~1 off
pay|paid|paying|settle|refund|reimburse (you) for whatever|what|everything|anything
@we (would|will|am|are) (@very) like|want|wish|glad|happy|love to (@very) pay|refund|reimburse|replace|compensate|treat|invite
(will|would) foot the bill
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> english_amends() {
    return amends;
}

}  // namespace aplomb::etiquette
