#include <array>

#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto innuendo_phrases_list = std::to_array<PhraseGroup>({
    {static_cast<int>(Hint::Certain), R"(
if you know|get|catch|see what|my|our (@we) (mean|drift|meaning)
you know what @we mean|are
wink wink
wink ,
nudge nudge|wink
say no more $
i am|we are not saying anything|nothing|a
(i am|we are) (just|only|merely) just|only|merely saying $
just saying $
we all know how|what|why (that) -frustrating|it|hard|annoying|difficult|important|to
@we both|all know (exactly|perfectly|full|very) (well) how|what|why|that
@we know (exactly|perfectly|full|very) (well) why|what -you|is|went|happened|the|to|it|caused|was|that|and
have all heard that|this|it one (before)
heard that|this|it one before
@our lips are sealed
lips are sealed
@we will|would not|never tell $
@we never ask $
@we do not judge $
no judgement|judgment (here|from) $
draw your own conclusions
make of that|it what you
(you) (can) (probably|surely|well) imagine what @we make|think
(it) makes (one|you|us|me) wonder
one wonders
one might|may|could (almost) wonder|think
read between the lines
coincidence , ?
(what|quite|such) a coincidence
i|we think|wonder not $
think not $
little bird
what happens in|here|at|on stays
(where) there is smoke
methinks
how (very|terribly) convenient|timely|handy $
<smirk>
somebody|someone|somebody's (has|had|is|was) plans|lucky|busy|naughty|popular
get|getting|got lucky
(someone|somebody) at home thinks|agrees|appreciates|enjoys|will
send|show us|me (the|some|a) proof|pictures|pics|photo|photos ~1 <wink>|<smirk>
in all the right places
satisfied|satisfy|pleasure|please|serve you|her|him in|every every|way|in|night
first lady|woman|man|girl|guy to come|ask|fall
back for his|her hands|touch|smile|looks|eyes
(seen|get|some) some|any action
come home|back alone
between the sheets
birthday suit
ya sabe|sabes (usted) (a|lo) (lo|que)
guiño guiño
vous voyez (bien|très) ce que (je|nous|on)
clin d' œil
(sie|du) wissen|weißt (schon|ja) was (ich|wir)
honi soit
so @we (have) heard , 
so we heard|hear
@we hear|get that a lot|often|all
what they all say
they|everyone|everybody all say|says that
heard it all before
not the first (one) to claim|try|pretend
born yesterday
nice try
pull the other
likely story
sure you did|were|are|do|have $
@we bet (that) (you|they|she|he|it) ~1 do|will|did|does|would|can
bet you will|do|did
you naughty|cheeky|little|sly rascal|devil|tiger|minx|fox
our|your little secret
secret is|'s safe
secret , safe
our|the lips are sealed
bigger|larger|healthy|hearty|insatiable|certain|other appetite|appetites|needs|urges|desires
what happens ~4 stays
what|why ~3 really come|comes|came|go|goes|want|wants|after for|here|in|to
make|making|made|getting|get|gets you|him|her|things|it (all) hot|steamy|blush|sweat|weak
something (else) missing|lacking|wrong at home
nobody|somebody|someone|anybody|anyone keeping|to (keep) (you) warm|company
no more|nothing said|more (about|on) (it|that|this) $
say no more about
have|has|had a (real|certain|rare|great|curious) gift|talent|knack|flair for *ing
funny|odd|strange|curious|remarkable|peculiar|striking|interesting|fascinating (how|that) only|exactly|precisely|always|never
photo|photos|picture|pictures|pic|selfie|snap ~3 bathing|bikini|swimsuit|underwear|lingerie|shower|bath|bed|shirtless|topless|pyjamas
people|folks|customers|ladies|gentlemen|men|women|girls|tenants|guests from|of|in your (part|street|area|block|village|country|neighbourhood|neighborhood|postcode|town|background|age|sort|kind)
quick|nimble|light|sticky fingers|fingered
(that|this|it) is one (way|word|name|version) (to|for) (put|call|describe) it
your side of the story|bed
, let us say ,
soft spot for -your|our|the|dogs|cats|animals|children
funny|odd|strange|curious|remarkable|peculiar|striking|interesting|fascinating (how|that) ~5 only|exactly|precisely|always|never|whenever
never|not (dare|dream) (to|of) suggest|suggesting|imply|implying|insinuate|insinuating|accuse|accusing (that) you|anyone|anybody|our
none of our|my business (of|but|obviously|, |$)
one|anyone can (only|well|just|easily) picture|imagine|guess how|why|what|who
one can (only|well|just|easily) picture|imagine|guess
without|behind your|his|her wife|husband|boss|partner|girlfriend|boyfriend (again|knowing|back|'s)
purely|strictly professionally|professional|medical|medically
(good) long|close|thorough look at it|you|that|them first
make|makes|making no comment|comments
keep|keeping|kept you|her|him|me|us|them warm|company ~2 night|winter|nights|bed|tonight|evening
after hours|closing|dark ~3 personally|private|alone|together
make|made it up ~3 personally|privately
that|which explains (a) lot|everything|much
that|which would|might explain
we|i do|will|can|could not ask|pry|judge|inquire|enquire ~1 but|why|who|what|questions
<wink> <wink>
between you and me|us
just between us|ourselves
mum is|'s the word
not tell your|the wife|husband|boss|mother|girlfriend|boyfriend|missus
your wife|husband|boss|girlfriend|boyfriend|partner (does|do|will|need) not know|find|see|hear|notice|to
does your wife|husband|boss|girlfriend|boyfriend|partner know
will|would|did not ask|look|judge what|who|why|how
will|would|did not ask|look $
will|would not ask what|who|why
ask no (further) questions
kiss and tell
happy ending
what you (two|both|lot|all) (get|got|do|did) up to
dirty weekend|mind|minds|thoughts
hands dirty
size matters|does
what she said
in more ways than
for reasons @we can only
reasons best known
can only guess|imagine why|what|who
let us just say
shall we say
naming no|names
no names
hint hint
ahem
second|third|fourth|fifth|sixth|another claim|refund|return|replacement|lost (parcel|card|item|package|phone) ~1 this|in|since
(quite|what) a run|streak|string of (bad) luck
you do|certainly seem to have|lose|attract|break|find
what are the odds|chances
dog|cat ate
mostly|usually|often from|by|with people|customers|guests|those who
from people who
who put you up
paid (you) to write|post|say
fake review|reviews|account|profile
not be the first time
one too many
few|couple|many (too) (many) drinks|beers|glasses|pints
sober|hangover|hungover|tipsy
worth their while
who kept you
you two lovebirds|naughty
lovebirds
got (a bit|rather|very) cosy|cozy|close
cosy|cozy|snug for two
young|in love , (are|were)
behind closed doors
do not disturb
extra|special services|massage|attention
<quote> , of course|naturally|allegedly|supposedly|sure
should you (ever) need both|two
private bookings|sessions|lessons|shows
rumour|rumor|word has|is it|that
(our) boys|girls made you
feel so good
allegedly|supposedly
has|have|had to wonder
@we noticed ,
believe|trust us|me $
whole|entire ~1 noticed|heard|saw|knows
remember you|your ~1 very|all|only|quite well
everyone|everybody saw|heard|knows what
walls have ears
if walls|rooms
stories @we could tell
@we could tell (you) (stories|tales)
seen worse|everything|it all
nothing underneath
show|showing off ~2 curves|legs|figure|body|assets
curves|cleavage|backside
birds and the bees
honeymoon|wedding night $
in nine months
private show|dance|performance
handcuff*
how the other half
you must be (his|her|the) other|new|latest|wife|girlfriend
not what (he|she|your|you) told
another|second|third wife|woman|husband|man
funny you should
interesting story|version|theory|coincidence
what a story
so you keep
as you keep
an old trick|story|excuse
old|oldest trick|excuse in|again
)"},
    {static_cast<int>(Hint::Suspicion), R"(
funny|strange|odd|curious|interesting|remarkable|amusing|suspicious|peculiar how|that|timing
, funny|strangely|oddly|curiously|interestingly|suspiciously|mysteriously (enough)
rather|quite|very|what curious|interesting|strange|odd|funny|remarkable|suspicious timing|coincidence
suspicious*|fishy
mysterious*
miraculous*
magically|somehow always|never|all|only|managed|happens|happened|disappeared|vanished
always|just|only happen|happens to -be
so you say|claim
or so you|they say|claim
if you say so
lost|forgot|broke|broken|fell|stolen|disappeared (it) (again) , did you|it|they|he|she
once , you
did (you|it|somebody|someone) now|really ?
wouldn't|would|do|don't not you say|think|agree ?
your particular|sort|kind|part of|neighbourhood|neighborhood|area
people|customers|folks|guests from your|that|those|certain
a certain kind|type|sort|clientele
certain kind|type|sort|clientele of
five|one star reviewer of
competitor*|rival*
after you took out
just (a) (#|few|two|three|one) (days|weeks|day|week) before|after
, did|was|were|is|has|had|do|does it|they|he|she|you ?
always|just|exactly|right|precisely when|before|as|after the|people|someone|somebody|they (tax|bill|warranty|payment|rent|invoice|deadline|bring|return|have|pay|need)
two|three|days|week before|after the (warranty|insurance|guarantee)
of course , @we|-who
of all people
you say|claim that|it
so to speak
hmm|hmmm
as luck would
out of nowhere
(all) by itself
where you live|come (from) , things|that|people
your part of town|the
a certain|particular (gentleman|lady|someone|colleague|somebody)
with your|that surname|accent|background|postcode
how did that happen
# bottles|beers|drinks|glasses
always (seem|seems|happen*) to (you|happen)
to certain|some people
perhaps|maybe somebody|someone|you forgot|had
not that @we are (suggesting|saying|accusing|implying|judging)
suggesting|implying anything
the only one|customer|person|guest who|that|with
)"},
    {static_cast<int>(Hint::Suggestive), R"(
naughty|sexy|saucy|frisky|steamy|kinky|spicy|hot|flirt*|undress*|naked|bare|lingerie|intimate|bedroom|bed|sheets|massage|thick
dark corner
proof
share|shares|sharing the|your|her|his bed
keep|kept you|him|her|the|them ~2 up|awake all night
walls are ~2 thick|thin|soundproof
(for) a few things|uses|ideas
wear it out
someone|somebody special|lucky
ladies|gentlemen|girls|boys|single|bachelor*
never ask|tell|judge
date night
lap
lips
hands
@we bet
special friend|guest|lady|visitor|someone
adult|playtime|fun
tired|exhausted|sleepless
couple|couples
keep it|them up|down
saturday|late|last night|nights
wife|husband|girlfriend|boyfriend|mistress|lover|missus|colleague
both
noticed|notice
looked|looking good|great|hot
stripped|strip|topless|towel|shower|bath|sauna|jacuzzi
underwear|bra|bikini|tight|lycra|leather|lace|silk|stockings|heels|skirt|shirtless|shirt|pyjamas|pajamas|robe
steam*|sweat*|blush*|moan*|groan*|purr*|tease|teasing|tempt*|seduc*|lust*|passion*|desire*|appetite*|urge*|wild|wicked|indulge*|cheeky|sin|sinful|secret|secrets|discreet|discretion
recline*|reclining|backseat|seats|dark|candlelight|candles|moonlight|midnight|tonight|valentine*|hotel|motel|hourly
curves|figure|legs|bottom|behind|chest|abs|muscles|body|bodies|shoulders|thighs|cleavage|assets
stamina|performance|endurance|positions|position|rhythm|vibrat*|toys|handcuffs|blindfold|batteries|lubricat*|banana|cucumber|sausage|melons
regulars|senoras|signore|señoras|damas|damen|mesdames|maglietta|camiseta|chemise|ragazze|chicas|filles
)"},
    {static_cast<int>(Hint::MereWink), R"(
<wink>
)"},
});
constexpr auto doubted_phrases_list = std::to_array<PhraseGroup>({
    {static_cast<int>(Hint::Certain), R"(
colleague*|friend|friends|wife|husband|girlfriend|boyfriend|partner|assistant|cousin|niece|nephew|roommate|secretary|uncle|guest|expert|doctor|sister|brother
lost|missing|stolen|accident|accidentally|broken|damaged|defective|faulty|emergency|sick|ill|illness|allergy|allergic|forgot|forgotten|empty|unopened|unused|unworn|fell|disappeared|vanished
go|went|gone|going missing
never|not arrived|came|received|worn|used|opened|ordered|arrive|happened|delivered|got
by|on (its|own|itself) itself|own
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> innuendo_phrases() {
    return innuendo_phrases_list;
}

std::span<const PhraseGroup> doubted_phrases() {
    return doubted_phrases_list;
}

}  // namespace aplomb::etiquette
