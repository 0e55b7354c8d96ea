#include <array>

#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

// clang-format off: one phrase a line
constexpr auto rude_phrases_list = std::to_array<PhraseGroup>({
    {static_cast<int>(Rudeness::Insult), R"(
idiot*|moron*|imbecil*|cretin*|dumbass*|dimwit*|halfwit*|numbskull*|asshole*|arsehole*|bastard*|bitch*|wanker*|twat|dickhead*|scumbag*
stupid|stupidity|dumb|pathetic|clueless|brainless|braindead|ignorant|delusional|hysterical|paranoid
fool|fools|liar|liars|loser|losers|crybaby|whiner|whiners|moaner*|freeloader*|scrounger*
you are|sound|look|seem (being|such|just|so|clearly|obviously|really|very) (a|an|the) (bit|little|very|rather|complete|total|real) lazy|ridiculous|silly|childish|rude|crazy|insane|mad|nuts|petty|dense|slow|entitled|spoiled|spoilt|greedy|cheap|stingy|dishonest|dramatic|pushy|hopeless|impossible|unbearable|insufferable|nightmare|nuisance|pest|pain|disgrace|difficult|needy|incapable|unreasonable|arrogant|thick|clown|troll|snowflake|incompetent|joke
do not be (so|such|a) (a) silly|ridiculous|childish|rude|absurd|daft|baby|child|dramatic|petty
shut up|your
shut it
get lost|stuffed
piss|sod|bugger|fuck|naff|buzz off
screw|fuck|damn you
go to hell
grow up
get a life|grip
get over it|yourself
tonto|tonta|tontos|idiota*|estúpid*|imbécil*|burra|gilipollas
cállate|cállese|cale
stupide*|crétin*|abruti*|connard|imbécile*
dumm|blöd|bescheuert|bekloppt|dämlich|vollidiot*|schwachsinn*
stupido|stupida|cretino|cretina|scemo|scema|idiot*|deficiente
sea|seas|soyez|sois|sia|essere|seja ~1 ridicolo|ridicola|ridicule|ridículo|ridícula|lächerlich
idiota|burro
)"},
    {static_cast<int>(Rudeness::Contempt), R"(
(can|do|are) you (not|even|actually|really) (able) (to) read ?
can not|never (even) read a|an|the|simple|properly|, |$
do|did|can you even|actually|not bother|know|speak|understand|think|read
are you (really|actually|completely|totally|just) (that|this|so) blind|deaf|dense|slow|stupid|drunk|kidding|thick|illiterate
what part|bit of ~8 do|did|does you
which part of ~6 do|did you
how hard|difficult (can|could|is) (it|that|this)
(it|this|that) (is) (really|just|honestly|actually) not (that|so|exactly|really|very|terribly|rocket) hard|difficult|complicated|rocket
(it|this|that) is not (that|so|exactly|really|very) (bloody|damn|terribly) hard|difficult|complicated
(a|any|even|my) child|kid|toddler|monkey|grandmother|grandma|gran|dog|beginner could|can|would|understands|knows|manages (do|work|manage|figure|understand|use|get)
# year old could|can|would
ask a|an|your|somebody|some grown|adult|child|kid|grandchild*|parent*|mum|mummy
grown up to|help
learn (how) to use|read|count|write|spell|listen|think|drive|cook|wait|type|behave
use|using your|some (head|brain|eyes) head|brain|eyes|brains|common|imagination|loaf
(a) bit|little|some|shred of common (sense)
common sense (would|tells|should|says|is)
people|customers|folks|guests|women|men|girls|foreigners|pensioners like you|that|yourself
(the) likes of you
your kind|sort|type -words|word|of|note|message|review|reply|feedback|offer|comment|comments|help|patience|support|heart|and|letter|thoughts|gesture|invitation|attention
if|since|as|because you (obviously|clearly|evidently|apparently|think|always|seem) (to) know (it|everything|so|things) all|better|everything|best|much
you obviously|clearly|evidently know better|best|it|everything
paint|do|fix|make|cook|bake|clean|repair|drive|build|mend it|them yourself -at|using|with|by|free|in|or|if|, 
i|we|nobody|one (frankly|really|honestly|simply|personally|quite) (do|does|could) not (really|frankly|honestly|actually|particularly) care -for|about|package|label|instructions
could not care less
who (even|really|actually) cares -for
not our|my problem|business|concern
none of your|our business|concern
your problem , not
live|cope with it $
deal with it
tough luck|titty
, tough $
too bad|late (for you)
, hard|bad luck ,
is|was (just|simply|your|plain) hard|bad luck ,
suit yourself
so what $
take|leave it or leave
like it or not|lump
(take|bring) your (business|custom|money) elsewhere
go|shop|eat|stay|bank|fly|try|book|look|buy somewhere|elsewhere (else) then|instead|if|next
go elsewhere
find|try|choose|pick another|a|some|somewhere (different|other) (else) ~2 if you
nobody|one|nothing (is) forc*|mak*|ask*|keep*|stopp* you (to)
do not bother|ever (to) come|coming|back|order*|return*|visit*|book*|call*|write|writing
do not come back|again|here
not set|show (foot|your) foot|face|in
stay (at) home
good luck with that
good riddance
stop wast*|bother*|pester*|whin*|moan*|complain*|harass*|annoy*|cry*|nagg*|whinge*|spamm*|shouting -you
waste of our|my|everyone|everybody
wasting our|my|everyone
(i|we) have better|other|more things|important|urgent|customers (things) to
got|have ~3 people|customers|patients|guests|problems|callers waiting|to
other|real|important|proper|# (other) (people|customers|guests|patients) (are|to) waiting
not the only one|customer|person|guest|patient|client
wait like (everybody|everyone|all|the)
wait|get|stand in|your line|turn|queue like|with
like everybody|everyone else $
calm|cool|settle|simmer|pipe|chill down|out -dear
just relax
get a grip
pull yourself
mind|watch your language|manners|tone|mouth
read|look|use|try the|a (bloody|damn|fucking) manual|manuals|instructions and|, |before|$|first|next
rtfm
google it|is
for god|heaven|christ|goodness|pete sake|'s
for crying out
what a load|pile of rubbish|nonsense|garbage|crap|tosh|tripe
load|pile of rubbish|nonsense|garbage|crap|tripe
bullshit|crap|bollocks|damn|wtf
rubbish|nonsense , 
keep|get your files|facts|papers|act|story in|together|straight|right
we|i will|would not come|wait|call|remind|ask|tell ~1 twice|again
be there|ready , or|because|otherwise
hurry up
whatever ,
, whatever $
yawn|duh|pfft|tsk|lmfao|boohoo|sigh
sob|pathetic|little story|stories|rant|tantrum|drama|meltdown
temper tantrum|tantrums
tantrum|tantrums
attention seek*
first world problem*
you people|lot
spell|write|type|speak|use|learn proper|correct|decent|real english|grammar
, princess|sunshine|sweetheart|sweetie|honey|darling|buddy|pal|sport|champ|missy|mister $
pigsty|pigsties
if you are this|that|so|too sensitive|picky|fussy|cheap|poor|slow|stupid|important|old|delicate|fragile|precious
if you do not like it|that|our ~2 , (there|then|you|go|find|leave|simply|just) there|go|find|leave|tough|elsewhere|try
if you can not handle|cope|read|follow|even|manage (a|an|it|our|that|this|the) (simple|basic|even)
spell it out for|to
slowly for you|so|enough
(nice|more|very|really) slowly so|this|for (you|that)
in words of one|simple
small|simple|short words so|for
for the slow|hard|stupid|simple|thick|dim ones|of|people|among
try|maybe|perhaps reading|thinking|listening
no es (nuestro|mi|un) problema (nuestro|mío)
não é problema nosso|meu
non è (un) (nostro|mio) problema nostro|mio
non è un nostro problema
(ce|c') n' est pas notre|mon problème
nicht unser|mein problem
aprenda|aprende a leer|ler|escribir|escrever
(apprenez|apprends) à lire|compter|écrire
lernen sie (erst|erstmal|mal|doch) (lesen|rechnen|schreiben)
impari|impara a leggere|scrivere|contare
sa|sapete|sai leggere
savez|sais vous (pas) lire|compter
können|kannst sie|du (nicht|denn|überhaupt|etwa) lesen
no sabe (usted) leer
¿sabe|sabes (usted) leer
está|estás|está (usted) ciego|sordo|loco|ciega|sorda|loca
êtes vous aveugle|sourd|bouché|sérieux
sind sie|bist du blind|taub|dumm|verrückt
schwer von begriff
um gottes willen
mein gott
fichez|foutez|laissez nous|moi (la|en) paix|tranquille
fichez|foutez nous|moi
(lassen|lass) (sie) (uns|mich) (doch|endlich|bloß) in ruhe
déjenos|déjeme|déjanos en|de paz|molestar
deixe nos|me em paz
(ci|mi) lasci|lasciate (in) pace
taisez vous
halten sie den|ihren mund
pech gehabt
stia zitto|zitta
qué|que pesado|pesada
a mí qué
what (exactly) is there|do|did you not (to) understand|get|grasp
what (exactly) is there not to
# year old|olds (managed|could|can|does|did|understands|understood|knows)
six|five|four|seven|three|eight|ten year old
leave us|me alone
nobody|who asked (for) you|your
cry about it|to
if you were|are half|even (as|half) 
aww|awww|awwww , 
your stupid|silly|ridiculous|pathetic|endless|constant|petty|idiotic question|questions|complaint|complaints|whining|message*|email*|problem*
sick|tired|fed (and) (tired|up) of|with you|your|people|this|answering|these
wrong with you
do|must i|we (really) have|need to explain|spell|draw|repeat|hold
need me|us to draw|hold|spell
draw (you) a picture
(hold|holding) your hand
spoon fed|feed|feeding
babysit*
am|are not (here) (to) (be) your (mother|mum|mom|maid|servant|secretary|therapist|personal|slave|nanny|parents) mother|mum|mom|maid|servant|secretary|therapist|personal|slave|nanny
do your (own) homework|research
look it up (yourself)
figure|work|sort|find it out yourself
not interested in your|what
save your|us breath|the
give it|me a rest|break
oh please , 
oh come on
get real
earth to
are you for real|serious|kidding
you must be joking|kidding|new
make me laugh
laughable|laughing stock
making|make a fool of
know your place
who do you think you
with that|your attitude|tone
ungrateful
beggars can
be|just grateful|thankful (that|we|for|you)
you should be grateful|glad|thankful|ashamed|lucky
count|think|consider yourself lucky
serves you
serves you right
not miss you
do not need|want customers|people|clients|guests like
let the door
have all day
not have time for this|that|you|your
make it quick|snappy|short
once and for all
into your (thick) head|skull
was|is that so|really hard|difficult $
even you can|could|should|will|might|must|would
go|back back|to (to) school
kindergarten|nursery|preschool
nuisance
whatever you say
you do you
mind your own business
none of us|we care
some|rest of us have (real|work|to) work|jobs|real
must be slow|new|blind|deaf
do i look like
does it look like
not rocket|hard|difficult , is|you|just|now
, simple as that
is it really|so that|so hard|difficult
join the queue|line and|like|behind|, |$
read (the|it) slowly|again , (slowly|slower)
with (your|both) eyes open
open your eyes
pay (your|the) bill|up|bills and|or leave|else|stop|shut
hand|held by hand
what did i just say|tell|write
i just said|told|wrote|explained
not|never listen|listening (to), (do|are) you
do you even|actually|ever listen|read|think|own|speak
cannot be bothered
can not be bothered
not worth my|our|the time|effort
how|just|simply ridiculous|absurd
embarrass* yourself
brain|rocket surgery|science
# minutes|seconds|hours|messages|lines ago|above|up
(two|three|five|ten) minutes ago , 
scroll up
before you ask|asking|write|message|bother
instead of yelling|complaining|shouting|whining|moaning|blaming|posting|ranting|arguing|crying|writing|accusing|wasting|insulting|bothering
read|check|do|fix|clean|measure|find|mend|build|carry your own
^ then wait|go|read|do|find|buy|learn|deal|stop|pay|look|paint|fix|make -please
^ read|check|do|find|look|call|go|buy|fix|try|use|pay|wait|stop|get|take|leave|open|make|ask|learn ~5 then (,) -you|please|tap|press|click|choose|select|open|enter|go|and|it|we
what|who is (really|the) (useless|wrong|broken|problem|stupid) here
problem is|sits|lies (you|in) (front|between) 
between the chair
maybe|perhaps it is you|your
maybe|perhaps (the|your) ~3 (are|is) not (what|the|who) ~2 (problem|useless|wrong|here)
or|and then complain
stop asking|whining|writing|calling|messaging
for your information
if it is not too much (to|trouble)
was (that|it) so hard
can you not
how can|could anyone|anybody|you|somebody (be) so|that|this stupid|slow|dense|blind|naive|careless
how naive|careless|stupid|lazy
people who|that can not
they teach|taught that|this|it
teach|taught you that|to|nothing|how
first|second|third|elementary|primary grade|school
what did you do with the|it
take better care
like everyone|everybody|anybody|anyone else (does|do|did|has|can|manages)
better|careful this|next time $
is that so much to
is it (really) too much to
too much to ask
basic|simple|elementary maths|math|spelling|reading|english|hygiene|decency|manners
if you (had) (only) paid attention|listened|thought
pay|paying attention
not worth (it|answering|a|the)
ask somebody|someone|anybody else
go|maybe|just|perhaps ask|bother|annoy your mother|mum|mom|husband|wife|son|kids|grandchildren
i|we already|just said|told|wrote|answered|explained
my last|previous message|mail|email|answer|reply
(can) you see|read that|it , (right)
what more|else do you want|need|expect (from|me|us)
what is so hard|difficult|complicated
what is your problem
the answer is (still) no
still no $
asked|answered already|that
do not (ever) talk|speak|write to me|us (like|again)
write to us|me again
stop it
good bye
i do not|could not care|mind what|if|how you
you are|were not|no (even) that|as important|special|clever|smart|interesting
not that important|special|interesting
dgaf|idgaf|stfu|gtfo|idc|wgaf|kys
u wot
go (and) cry|whine|moan|annoy|bother|pester|bore|bug|nag|troll|waste
cry harder|more|somewhere|about
cheapskate*|tightwad*|skinflint*|clown|clowns|muppet*|numpty|plonker*|pillock*|dunce*|dimbo|airhead*|bonehead*|blockhead*|simpleton*|ignoramus*|nitwit*|twit|prat|pest|troll|trolls|karen|snowflake*|peasant*|dullard*|sad act|nutter*|nutjob*|weirdo*|creep|hypochondriac*|drama queen|know it all|parasite*|leech|leeches
some people should|ought not|never (to) be
should|ought not|never (to) be allowed|let|trusted ~1 near|with|out
^ you again
oh|ah|not (,) you again
is|are|was (clearly|obviously) beyond you $
too thick|dim|dense|dumb|stupid|lazy|drunk|proud to
as thick|dim|dense|dumb|slow|stupid as
between|behind your|those ears
half a brain|wit
busy with|for people|customers|guests|clients|patients|you
as empty|thick|hollow|slow|blind|dense|dim|dull|sour|stale|rotten as your|you
who|that do|does|did|never|can (not) moan|whine|whinge|whimper|cry|shout|nag
yeah|yep|yes|sure|right yeah|whatever
blah|blahblah
^ noted|whatever|next|blah $
the reason @we drink|cry|quit|despair
who raised|brought you
say please|sorry first|and|next|, 
attitude problem
drivel|waffle|twaddle|gibberish|claptrap|hogwash|poppycock|balderdash
disgrace|disgraceful , |and|$
not paid (nearly) enough to|for
as much|many time|effort|energy|hours ~3 as you
empty wallet|head|skull
nobody|no made|makes|forced you
have|got|get|find|grow|use|using (a|your|some) brain|backbone|spine
who let|gave you
you would|will|could not know|recognise|recognize|understand|notice ~4 if it|they|one
do us|me|everyone|everybody|yourself ~1 (a) favour|favor and
do|did not flatter yourself
spare us|me
less (of) the|your drama|tears|attitude|lip|cheek|whining|noise
not a|your charity|babysitters|nursery|kindergarten|therapist|therapy|library|mind|servants|slaves|counselling|counseling|helpline
people|customers|clients|guests|men|women|types|folk of|with your age|sort|kind|intelligence|income|attitude|background|education
nobody|one|anyone (here) asked|forced|begged|invited you
could|can not (possibly) care less
give|gives|gave a damn|toss|hoot|monkey|rat|fig
nobody|one (here) cares|likes|wants ~1 (about) (what|you|your)
)"},
    {static_cast<int>(Rudeness::Curt), R"(
frankly|honestly|seriously|literally|obviously
, again|seriously|really ? 
as i said
i have|got no time|idea
this|it is very|really|quite|so simple|easy|obvious
so please (stop|just|read|try)
not interested
enough
)"},
});
// clang-format on

}  // namespace

std::span<const PhraseGroup> rude_phrases() {
    return rude_phrases_list;
}

const PhraseBook& rude_book() {
    static const PhraseBook book{rude_phrases()};
    return book;
}

}  // namespace aplomb::etiquette
