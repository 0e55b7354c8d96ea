// Saying it without saying it: hints that a customer lies, hints at their body or their bed.
//
// Certain phrases hint by their form ("if you know what we mean", "I'm just saying"). Suggestive
// words and winks mean nothing alone, in pairs they do. Quotation marks around what the customer
// claims ("stolen", a "colleague") doubt it, unless the customer put them there.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

enum Hint { certain = 1, suspicion, suggestive, mere_wink };

// clang-format off: one phrase a line
constexpr auto innuendo_phrases = std::to_array<PhraseGroup>({
    {certain, R"(
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
not the first (one) to claim|say|try|pretend
born yesterday
nice try
pull the other
likely story
sure you did|were|are|do|have $
@we bet (that) (you|they|she|he|it) ~1 do|will|did|does|would|can
bet you will|do|did
you naughty|cheeky|little|sly rascal|devil|tiger|minx|fox
our|your little secret
secret is safe
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
    {suspicion, R"(
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
    {suggestive, R"(
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
underwear|bra|bikini|tight
)"},
    {mere_wink, R"(
<wink>
)"},
});
constexpr auto doubted_phrases = std::to_array<PhraseGroup>({
    {certain, R"(
colleague*|friend|friends|wife|husband|girlfriend|boyfriend|partner|assistant|cousin|niece|nephew|roommate|secretary|uncle|guest|expert|doctor|sister|brother
lost|missing|stolen|accident|accidentally|broken|damaged|defective|faulty|emergency|sick|ill|illness|allergy|allergic|forgot|forgotten|empty|unopened|unused|unworn|fell|disappeared|vanished
go|went|gone|going missing
never|not arrived|came|received|worn|used|opened|ordered|arrive|happened|delivered|got
by|on (its|own|itself) itself|own
)"},
});
// clang-format on

const PhraseBook& innuendo_book() {
    static const PhraseBook book{innuendo_phrases};
    return book;
}

const PhraseBook& doubted_book() {
    static const PhraseBook book{doubted_phrases};
    return book;
}

constexpr std::string_view innuendo_message =
    "This hints at something without saying it. Leave it out, or say plainly what is meant.";

// Whether the customer themselves wrote it between quotation marks.
bool quoted_by_customer(const Context& context, std::string_view words) {
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Us) continue;
        const Analysis& theirs = context.thread()[i];
        for (const Part& part : theirs.parts) {
            if (part.setting != Setting::Quoted) continue;
            const auto inside =
                std::u32string_view(theirs.folded.lower)
                    .substr(part.range.start + 1, part.range.end - part.range.start - 2);
            if (text::encode(inside) == words) return true;
        }
    }
    return false;
}

// Short quotations of what the customer claims, in words that are not theirs to begin with.
std::vector<Range> doubting_quotations(const Context& context) {
    std::vector<Range> found;
    const Analysis& draft = context.text();
    for (const Part& part : draft.parts) {
        constexpr std::size_t length_max = 24;
        if (part.setting != Setting::Quoted) continue;
        const std::size_t length = part.range.end - part.range.start;
        if (length < 4 || length > length_max) continue;
        const auto inside =
            std::u32string_view(draft.folded.lower).substr(part.range.start + 1, length - 2);
        const std::string words = text::encode(inside);
        const Analysis quotation = analyse(words);
        const auto hits = doubted_book().find(wording_of(quotation));
        const bool doubted = std::any_of(hits.begin(), hits.end(),
                                         [](const PhraseHit& hit) { return hit.first == 0; });
        if (!doubted || quotation.words.size() > 3) continue;
        if (quoted_by_customer(context, words)) continue;
        found.push_back(draft.original(part.range.start, part.range.end));
    }
    return found;
}

std::vector<Remark> check_innuendo(const Context& context) {
    const Wording& wording = context.acts().wording;
    std::vector<Remark> remarks;
    std::optional<PhraseHit> lesser;
    int suspicions = 0;
    int suggestions = 0;
    int winks = 0;
    for (const PhraseHit& hit : innuendo_book().find(wording)) {
        if (hit.label == certain) {
            remarks.push_back({wording.range_of(hit.first, hit.end),
                               std::string(innuendo_message),
                               without_sentence(context, hit.first),
                               {}});
            continue;
        }
        suspicions += hit.label == suspicion ? 1 : 0;
        suggestions += hit.label == suggestive ? 1 : 0;
        winks += hit.label == mere_wink ? 1 : 0;
        if (!lesser || hit.label == suspicion) lesser = hit;
    }
    for (const Range range : doubting_quotations(context)) {
        remarks.push_back({range,
                           "Quotation marks around a customer's own account read as doubt. "
                           "Take them away, or ask what is unclear.",
                           {},
                           Severity::Warning});
        ++suspicions;
    }
    const bool suggests = winks > 0 && suggestions > 0;
    if (remarks.empty() && lesser && (suspicions >= 2 || suggests)) {
        remarks.push_back({wording.range_of(lesser->first, lesser->end),
                           std::string(innuendo_message), without_sentence(context, lesser->first),
                           Severity::Warning});
    }
    return remarks;
}

constexpr auto innuendo_bad = std::to_array<std::string_view>({
    R"({"channel":"whatsapp","text":"The sauna for two, if you know what we mean. It is free at )"
    R"(six."})",
    R"({"channel":"email","text":"You write that the ring was \"lost\" in the post. A form is )"
    R"(attached.","thread":[{"from":"customer","channel":"email","text":"My ring got lost in the )"
    R"(post."}]})",
    R"({"channel":"messenger","text":"Quite a string of bad luck with that screen, Ole, if you )"
    R"(say so."})",
});
constexpr auto innuendo_good = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"Click \"New\" and then \"Family plan\", the price is the )"
    R"(same ;) See you."})",
    R"({"channel":"x","text":"A \"lost\" parcel that sat with us for a week: we are sorry. It )"
    R"(goes out tonight.","thread":[{"from":"customer","channel":"x","text":"So my \"lost\" )"
    R"(parcel is still with you"}]})",
    R"({"channel":"email","text":"The double room has a balcony and a very quiet bed. Breakfast )"
    R"(is from seven."})",
});

}  // namespace

extern const Rule innuendo;
const Rule innuendo{
    .id = "innuendo",
    .title = "hints and double meanings",
    .why =
        "A hint makes the reader do the insulting. Whoever feels suspected or eyed up will not "
        "come back, and there is nothing in it they could answer.",
    .source = "A2",
    .severity = Severity::Error,
    .languages = "en",
    .options = "",
    .check = check_innuendo,
    .bad = innuendo_bad,
    .good = innuendo_good,
};

}  // namespace aplomb::etiquette
