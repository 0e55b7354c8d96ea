#include <array>

#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto irony_phrases_list = std::to_array<PhraseGroup>({
    {static_cast<int>(Irony::Certain), R"(
<eyeroll>
crystal|magic ball
bola|boule|sfera|palla|sphère de|di cristal|cristallo|vetro
glaskugel|kristallkugel
magic wand|eight|8
mind reader|readers|reading
read minds|your mind
psychic*|clairvoyant*|telepath*|soothsayer*|ouija
time machine
tea leaves
abracadabra|hocus
who would have thought|guessed|known|imagined|expected
who knew
wer hätte das gedacht
quién lo diría
qui l'|aurait aurait|cru (cru)
, imagine|fancy that $
shock horror
surprise , surprise
, shocking|fiendish|revolutionary|groundbreaking|radical|genius|crazy|wild|unbelievable|incredible|earth|mind ~1 , i|we know
i know , fiendish|crazy|shocking|revolutionary|wild|radical|genius|complicated|unbelievable|incredible|amazing|right|technology|science
mind blowing|boggling , i
shockingly|astonishingly|amazingly|unbelievably enough
, shockingly|astonishingly|astoundingly ,
newsflash
news flash
spoiler alert
rocket science|scientist|surgery
brain surgery|surgeon
earth shattering
brace yourself|yourselves
drum roll
hold on to your hat|hats|seat
are you sitting down
the horror|humanity|drama $
oh the horror|humanity|drama|agony|tragedy|injustice
perish the thought
heaven|heavens|god forbid -anything|you
first world problem*
smallest|tiniest|little violin
cry me a river
boo hoo
my|our heart|hearts bleed|bleeds
alert|notify|inform|tell|ring|phone|call|write|wake|let the pope|president|queen|king|michelin|army|nobel|guinness|united|vatican|pentagon|oscars|academy|bbc|cnn|papers|emperor|press|media|hague|scientific|world|newspapers|nation|history
ring|call|alert the red cross|coastguard|marines|cavalry|newspapers|sas
stop the press|presses
hold the front page
and the oscar|award|prize|nobel goes
have|want|wants|like|give|gets|earned|deserve* ~4 medal|knighthood|cookie
gold star for|to|goes
slow clap
<clap> <clap>
, sherlock|einstein|columbo|poirot|genius|professor|shakespeare
captain obvious
unheard of
what a concept|revelation|novelty
tragedy|catastrophe|calamity|outrage|scandal|crisis|horror|crime|travesty|disaster for|of (the|our|all|epic) ages|century|decade|times|proportions|millennium|humanity
of biblical|epic|historic|shakespearean|cosmic|homeric proportions|scale|importance|tragedy
geologically|cosmically|biblically|evolutionarily|historically|astronomically|glacially speaking
who would|does|could|can not ? $
, who would|does|could not $
in case that|it|this|you|anyone|anybody was|were|is|are|had|have|did not clear|obvious|aware|plain|noticed|know
funny|hilarious|ironic|cute|sweet , no|right|huh|eh
, did|do|have|had we $
just never said which|when|what|how|where
we|i do|simply|just|absolutely|positively (so) love|enjoy|adore|relish|treasure|cherish being|working|getting|reading|hearing|when|nothing|your|these
devastated|heartbroken|shattered|crushed|inconsolable|distraught|floored to learn|hear|read|discover that a|an|the|our|your
where would|will we|i|the ~2 be without
there|here was|were i|we|me|us thinking
here i|we was|were thinking
i|we (had) always thought|assumed|believed (that) ~6 , silly|apparently
thank|thanks (you) (so) (much) for explaining|teaching|educating ~2 job|water|business|sun|gravity|reading|work
what an|a absolute|utter|unmitigated shock|tragedy|ordeal|horror|hardship|outrage|scandal
lose|losing|lost (any|much|some|all) sleep over
not a dry eye
bated breath
edge of our|my seat|seats|chairs
oh sure|please|really|wow|right , 
^ oh sure|really
yeah|yep (,) right $
yeah|yes|sure|right|no|course , because
because (of) obviously|clearly|naturally|apparently @we|our|you|your|everybody|everyone
as if by magic
because who needs|wants|does|would|has
who needs|wants sleep|heat|heating|internet|electricity|water|food|light|a|friends|holidays|teeth|manners
who does not love|like|enjoy|want
nothing says|screams|spells ~4 like
for decoration|show|fun|laughs|kicks $
purely|only|just for decoration|show|ornament
ship|put|make|print|build|have|hang|paint ~4 for decoration|ornament
have you (even) (tried|considered) , you know
have you (even|ever|perhaps) tried|considered|thought (of|about) actually|, *ing
thank|thanks (you) (@very) for this|the|your|that (@good|little|charming|lovely|wonderful|brilliant) lecture|lesson|wisdom|insight|sermon|masterpiece|essay|novel|tip|newsflash|rant|gem|poetry|tirade|performance|drama
masterpiece of
for enlightening us|me
enlighten us|me
do|pray tell ,
not every day @we|that|you (we) (get|are|meet|have) (to) lectured|insulted|told|scolded|meet|blessed|graced
bless us|me with
graced|blessed us with your
silly|foolish us|me
how dare @we
forgive us|me for not|thinking|expecting|assuming|existing|breathing|daring
sorry (that) @we|our ~2 (can|could|do|did|are) (not) read|control|change|stop|made|make|own|order minds|weather|rain|sun|sea|gravity|tide|wind
laws of physics|gravity|nature
(is|are) not that|you|this|it special|clever|sweet|adorable|cute|precious|charming ?
are|is not you|that (just|so) special|clever|sweet|adorable|cute|precious|charming|lucky
must be (so|very|really) nice|lovely|wonderful|great|fun|fantastic|marvellous to|being
what a treat|joy|pleasure|delight|privilege|honour it|that must
refined|sophisticated|exquisite|discerning|distinguished palate|sensibilities|taste|tastes
someone (of) (with) your ~1 standing|stature|palate|intellect|genius|taste|calibre|expertise|talents
out of your busy|hectic|packed|precious day|schedule|life|time
maths|math|physics|logic|reading|geography|counting|spelling|science is (so|really|such) fun|hard|difficult|tricky
last place anyone|anybody|one|you would|ever|might (ever) think|look|expect|dream
trembling|quaking|shaking in our|my
after|when|until @we (have) (solve|solved|cure|cured|fix|fixed|end|ended) world|hunger|cancer|climate
world hunger|peace
right after|behind world
(however|how) (on) (earth) (have|did|will|do|can|could|are) you (ever|possibly) survive*|survived|cope*|manage*|endure*
let me|us guess , 
congratulations|congrats|bravo|kudos on|for (being|managing|noticing|figuring|discovering|working|finally|yet) being|managing|noticing|figuring|discovering|finally|yet|reading
congratulations|congrats|bravo , you (have) (just|finally|actually) (found|discovered|win|won|read|worked|managed|are|noticed)
yet another thing|reason|excuse to complain|moan|grumble
amazing|funny|incredible|fascinating|remarkable|astonishing|miraculous|magical how|what|that ~9 is|does|are|did|has|do not it|they|he|she|that ?
at your service , your
lucky you|us $
you want|need (fries|sugar|cream|a) ~3 with that
pay good|extra|a|serious|big|top money|fortune|extra|dollar for
good old days , is not
comme c'|c'est (est) étonnant|surprenant|gentil|généreux
quelle surprise
qué|vaya|menuda|menuda sorpresa
na so (was|etwas|eine)
wie (überaus|ausgesprochen) großzügig|freundlich|aufmerksam|schlau|originell von
che|ma|quanta sorpresa
may|might|will be amazed|shocked|stunned|astonished|astounded to learn|hear|know|find|discover
astonishing|amazing|incredible|remarkable|astounding what ~3 can do|achieve
wonders never cease
miracles do|can|still happen
what a time to be
roll|rolling|rolled out the red
red carpet
tear up the rulebook|rules
great|brilliant|excellent|fantastic|lovely|superb (bug|review|detective|little) report|review|plan|observation|contribution|work|story|logic|thinking|timing , really|truly|honestly|well
tell|inform|ask|remind|let the weather|clouds|rain|sun|snow|planet|moon|fish|birds|sea|wind|universe|calendar|clock|gods
do go on
how will|can|could|shall we|i ever|possibly (repay|recover|sleep|go|survive)
because (that|this) is|would (be) exactly|totally|obviously how|what|why
another satisfied|happy customer
radical|wild|crazy|novel|revolutionary idea|thought|concept|notion|approach
cue the violins|applause|orchestra|tears|drum
fetch|bring|get|pass the tissues|violin|popcorn|salts|smelling
round of applause
standing ovation
bow to|before your
all hail
not worthy
mystery for the ages
scotland yard
cunningly|cleverly|fiendishly|craftily|cruelly|ingeniously hidden|disguised|labelled|labeled|concealed|named|called
live|exist|here to serve|disappoint|annoy|please you|your
just to annoy|spite|bother you
on purpose , just
thrilled|delighted|overjoyed|glad to hear|read|learn ~3 hate|hated|complain|unhappy|disliked
am no expert|doctor|scientist|genius , but
last time @we checked|looked
call me crazy|old
most|other|some|normal people would (just|be|simply|have) (be) (grateful|thankful|read|know|happy|just|simply)
other|most|normal people manage|read
who am|are i|we to judge|argue|question
whatever makes you
if you say so
if that makes you (feel) (better|happy)
thanks|thank for nothing
thanks a bunch|heap|million|lot for
welcome to the real|planet|earth|adulthood|internet|adult
welcome to earth|reality|adulthood
planet earth
in|back|meanwhile (in|on|to) the real world
well well
gasp
, gasp
noted , captain|boss|chief|your
suspend|defy|bend|break the laws of
grown|grew|grow legs|wings
prayers|thoughts and prayers
minute of silence
call|declare a state|national
national emergency|holiday|treasure
hire|fire|sack|execute|flog|whip|behead the whole|entire|everyone
have (him|her|them|everyone) flogged|shot|executed|whipped
written|write|put|printed in gold|stone|blood|neon|braille|crayon
magnifying|telescope|microscope
cutting edge technology|science
believe it or not , doors|a|people|we|it|the
like|want|need a medal|pony|lollipop|parade
a pony
your (every) wish is
your highness|majesty|excellency|lordship|ladyship|holiness|grace
peasants|mortals|plebs
immortal|vibranium|kryptonite|hogwarts|narnia
groundbreaking|revolutionary|ingenious|magical|miraculous|astonishing invention|discovery|technology|concept|device|thing|idea|stuff
not exactly|quite brain|rocket
are|is|were (well) known|famous|notorious for *ing
<quote> , of course|naturally|sure|obviously
just wow
you (actually|somehow) managed to break|lose|find|get
wild guess
take a guess
guess what
state of mind
but sure
, sure , blame|go|why|because|let
in the largest|biggest|boldest|brightest letters|font|print|type|colours
since|as|because reading|thinking|counting|logic|manners
how (very|terribly) original|predictable|mature|dignified
believe it or not
real food|people|humans|doctors|water
let me think $
let me check , 
as shocking|strange|crazy|unlikely|revolutionary|radical as
this|that|it may|might (come) (as) (a) (shock|surprise) shock|surprise
shock|surprise to you
called|known as (a) door|calendar|reading|weather|winter|traffic|gravity|patience|queue|manual|clock
it is called (a|an)
ever heard of
have|did you ever heard|hear of
there is this|a (wonderful|great|amazing|new|little|magical|brilliant) (new|little) thing|invention|word|concept|device called
google|a search|common sense is|works
works wonders|miracles
my apologies , your majesty|highness|excellency
apologies for|that not (being|having) (able)
pardon us|me for
excuse us|me for (not|being|having|living|breathing|existing|trying)
imagine|picture that , $
magic|magical|fairy dust|wand|trick|tricks
poof
out of thin air
sprinkle
on a silver platter
hold a (small) ceremony|funeral|vigil
national day
in your honour|honor
statue|monument|shrine|parade
hall of fame
frame|framing it|this|your
)"},
    {static_cast<int>(Irony::Mock), R"(
how (@very) @good of you
inform|notify|persuade|instruct|scold|reprimand|lecture the|our|all !team|chef|kitchen|driver|manager|crew|staff|office|owner|baker|colleagues|courier|guide|teacher|instructor that|to|about you|it|be|stop
(have|has|were|was|is|are|will) (been|be) told off
told|telling off
(put|thrown|threw|sent|locked|lock) ~3 prison|jail|dungeon|stocks|detention
(have|has|were|was|been|be) scolded|grounded|arrested|flogged|spanked|imprisoned
whatever|what were|was (the|our|they|we) ~3 thinking
how (terribly|awfully|very|incredibly|dreadfully|absolutely|utterly) inconvenient|tragic
what a (great|big|huge|lovely|nice|wonderful|terrible|complete|total) surprise|shock|treat|joy|pleasure|honour|coincidence|discovery|genius|delight
deepest|heartfelt|sincerest condolences|sympathies
congratulations|congrats|bravo|kudos
well done|noticed|observed
you must really|truly|just (really|love) enjoy|love|like|adore
very|so|really|how clever|bright|witty|brave|original|mature|classy
oh (@very) (great|wonderful|joy|brilliant|fantastic|lovely|perfect) , another|how|not|what
oh , how
terribly inconvenient
are not you just|so|a
i am|we are sure|certain (that) (you|the|everyone|everybody|your) ~2 whole|world|better|riveted|fascinated|devastated|expert
if only there|someone|somebody was|were|had
a whole|mere|measly|grand one|two|three|five|ten|twenty|single|four|#
however|how (on) (earth) (have|did|will|do) you (ever) survive*|cope*|manage*
end of the world
fascinating|riveting|charming|delightful|impressive $
you may|might|will be surprised to
fun fact
pro tip
life hack
here is a|an (wild|little|handy) thought|tip|hint|idea
trauma*|agony|ordeal|torture|suffering
gremlins|ghosts|aliens|pixies|leprechauns|goblins|elves|fairies|unicorns|wizard*
hats off
genius
what a hero|champion|legend|saint|trooper|martyr|scholar
truly|so inspiring|inspirational|brave|moving|touching|tragic
so many details
i|we could practically|almost (feel|taste|smell|hear|see)
how ever|original|unusual|unique|observant
next time we will (just|simply) 
right on it|that
someone|somebody woke|got|is having (up) (on)
just this once
hidden in plain sight
for you , @we
what will|would we (ever) do without
such a shame|pity|tragedy
, really $
promise $
have you (ever|even|perhaps|maybe) considered|tried|thought
perhaps|maybe you could|should|can|need
invention
we even
who|you would|might think
so|how helpful|useful|clear|simple|easy
riddle
really $
groundbreaking
terrible|terribly
obviously
of course not , (we|you|for|the)
amazing
faster on foot
)"},
    {static_cast<int>(Irony::Slight), R"(
is|are|was|were|do|does|did|has not it|they|he|she|that $
believe it or not
apparently|evidently
obviously|clearly|surely|naturally
of all people|things
literally
, you know ,
under|behind|on a|the ~1 big|huge|giant|enormous ~2 button|sign|letters|menu|tab
wow
(it|that) is|was (called|known) (a|as) (a) manual|door|calendar|clock|menu|label|map
, or what
poor you|thing|baby|darling|lamb
you are welcome
how awful|dreadful|terrible|upsetting|unfair|sad|horrible|shocking|annoying
# (whole) minutes|hours|seconds|days|euros|cents|pence|calls|times|stars|star $
drop everything
lucky
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> irony_phrases() {
    return irony_phrases_list;
}

}  // namespace aplomb::etiquette
