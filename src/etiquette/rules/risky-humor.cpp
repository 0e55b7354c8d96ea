// Jokes where nobody is in the mood for one.
//
// Humour is fine when it is obvious, light and shared: the rule is silent when the customer is
// content or laughs first. Towards somebody who is upset any joke is an error, and so is every
// attempt to find the funny or the bright side of what happened to them. "At least" and its kind
// are only jokes when they speak of the customer's own misfortune, at the head of a sentence.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"
#include "text/fold.h"

namespace aplomb::etiquette {
namespace {

enum Joke { joke = 1, laughter, brightness, gasp };

// clang-format off: one phrase a line
constexpr auto humor_phrases = std::to_array<PhraseGroup>({
    {joke, R"(
kidding|joking
just|only|i jesting|teasing|messing
jokes|joking|kidding apart|aside
pun|puns (very|not|fully|half|totally) intended
no pun
excuse|pardon|forgive the pun
get it ?
ba dum|dam
badum*
no extra|additional charge|cost for the|your ~2 protein|shower|sauna|adventure|workout|entertainment|excitement|view|company|meat|crunch|exercise|show|thrill|bath|swim|water|garnish|wildlife|surprise|colour|dip
think of it|this|that as
consider|call|count it|this|that|yourself (@very) a|an|your|our|free|part|practice|training|early|lucky|the -refund|gift|upgrade|thank|gesture|credit|done|sorted|yours|settled|token|present|apology
free|complimentary|extra|bonus|surprise|unplanned|unexpected|impromptu (little) (@very) protein|shower|sauna|adventure|workout|detox|swim|swimming|spa|camping|diet|entertainment|aquarium|pool|cardio|exercise|suntan|slimming|fasting|haircut|tan|crunch|garnish|wildlife|facial|yoga|meditation|massage|bath|course with|included|session|programme|program|practice|thrown|treatment
digital|social|news detox
a free|complimentary protein|shower|sauna|adventure|workout|detox|aquarium|haircut
(free|boarding|early) practice for
early christmas|birthday|bird
christmas|birthday|easter came|come|has (come) early
an early christmas
who needs -to|help|it|a|an|this|them|one|more|anything
wanted|needed|fancied|took|takes|taking|deserved|went|gone|going|go|having|had|enjoying a|an|on|for|its|their|his|her (a|little|bit|own|short|well) (deserved|of) holiday|vacation|honeymoon|detour|nap|swim|sightseeing|adventure|trip|tan|day|stroll|sabbatical -at|with|to
mind of its|their own
(seeing|see|saw|travelling|exploring) the world
more (@very) air miles than
better travelled|traveled than
frequent flyer
must|should have been hungry|thirsty|sleepy|shy|drunk|tired|homesick|bored
sounds|looks|seems like (somebody|someone|your|the|our|he|she|they|it|you) (has|had|got|is|was|took|clearly) ~2 early|bit|mind|christmas|party|hungry|literally|holiday|monday|case|shy|lucky
a (bit|little|tad) too literally|seriously
took|takes|taking ~5 (a|bit|little) (bit|little|tad|too) literally
what more|else can|could|do|would you|anybody|anyone|one (possibly) want|ask|wish
(that|this|it) (is|was) one way of|to|for
well , that is one|a way
worse things happen|have
could be|have (been) worse
not the end of the
what does not kill
third time|time's lucky|charm|a
lucky|unlucky number|thirteen
(look|looking) on the bright|brighter|plus|sunny|upside
(on|see|look) the bright|brighter|plus|sunny|up side
silver lining
every cloud
no use crying over
spilt|spilled milk
when life gives
laughter is the
stranger|funnier things have
it is|was all part of the fun|adventure|charm|experience|service|show
adds|added|add ~2 character|flavour|flavor|charm|spice|excitement
(a) story to tell (your|at|the|for|one)
build|builds|building character
great|good|perfect|ideal for the figure|waistline|diet|complexion|skin|legs|biceps|tan
(that|this) is what @we call
talk about a
is (very|so) in (this|right) season|fashion|style|vogue
(all) the rage
fashionably|fashion late
call it|that|us
good news is (you|your|that|it) ~5 diet|weight|fit|exercise|never|least
do call it|them
we do call
never a dull
leg|arm|cheat day
cheaper than a|the|therapy
glass half|is
keep your|the hair|shirt|pants on
chill|relax , it|this
do call it|them
fries with
at least you|he|she|they|it|the|your|now|nobody|no|there|this|that|we
am|are|is least , 
money's worth
money 's worth
had|have|got a (little) taste|bite|sip|nibble (first)
looks|sounds|seems like somebody|someone|your|our|he|she|it|they (smaller|else|really|just) had|got|fancied|wanted|liked|loved|needed|decided|took|enjoyed|has|was|is
that will|must teach
lucky for you
now that is what
bet you|he|she|it|they did|were|was never|not
guess (that) (your|the|our|somebody|someone) (just) (wanted|needed|had|was|got|did)
must be monday|karma|fate|love
blame it on|mercury|monday
gremlins|poltergeist|haunted|ghosts|aliens
hangry
no pain no
two for (the) (price)
holy cow|smoke|moly|guacamole
stage fright
diva|drama queen
party|partying|partied|disco mode|animal|time|hard
beauty sleep
moody|sulking|grumpy|temperamental
if|pardon|forgive ~3 pun
one hot|cool|burning topic|issue|question|mess
well , (he|she|they|you|it|that|at) ~1 did|got|least|does|is
hope you brought
bring|pack|grab a (book|snorkel|swimsuit|umbrella|towel|blanket)
snorkel|lifeguard|noah
silver|gold medal
new|latest|favourite hobby|diet|look|feature|trend|style
not a bug
it is a feature
(much|far|so|a|lot) more interesting|exciting|memorable|adventurous|dashing
bonus points|round|feature|content
extra crunchy|protein|fibre|character|flavour
five second rule
survival skills|training|course
practice|rehearsal|training for
think positive
smile , 
will|can|could|might|may|shall (all) ~1 laugh about|at it|this|that|one
have|having|had a (good|little|big) laugh|giggle|chuckle
cheer up
someday you will
)"},
    {laughter, R"(
<laugh>
haha*|hehe*|hihi*|lol*|lmao|rofl|jaja*|mdr|ahah*|kkk*|rsrs*
ha
<wink>
)"},
    {gasp, R"(
yikes|oopsie*|whoopsie*|whoops|oops*|uh
)"},
    {brightness, R"(
<smirk>
<clap>
)"},
});
// clang-format on

const PhraseBook& humor_book() {
    static const PhraseBook book{humor_phrases};
    return book;
}

// An exclamation that neither greets, thanks, apologises nor helps: cheer, or a joke no phrase
// knows.
void add_cheer(const Context& context, std::vector<Remark>& remarks) {
    const SpeechActs& acts = context.acts();
    const auto& points = context.text().points;
    const auto& tokens = acts.wording.tokens;
    if (context.text().language() != "en") return;
    for (std::size_t first = 0; first < tokens.size();) {
        const std::size_t end = acts.wording.sentence_around(first).second;
        const std::size_t behind = tokens[end - 1].range.end;
        const bool cries = behind < points.size() && points[behind] == U'!';
        const std::size_t sentence = tokens[first].sentence;
        constexpr auto meant = std::to_array<Act>(
            {Act::Apology, Act::Sympathy, Act::Thanks, Act::Greeting, Act::Farewell, Act::Help,
             Act::Remedy, Act::Compensation, Act::Agreement, Act::Ownership});
        const bool earnest = std::any_of(meant.begin(), meant.end(), [&](Act act) {
            return acts.has_in_sentence(act, sentence);
        });
        if (cries && !earnest && end - first >= 5) {
            remarks.push_back(
                {acts.wording.range_of(first, end),
                 "This customer is upset, and this sounds cheerful. Make sure that it is meant.",
                 {},
                 Severity::Hint});
            return;
        }
        first = end;
    }
}

// Sympathy retells what happened, as a joke does.
bool is_earnest(const Context& context, const Overtone& heard) {
    const auto& said = context.acts().said;
    return std::any_of(said.begin(), said.end(), [&](const Said& one) {
        const bool earnest =
            one.act == Act::Apology || one.act == Act::Sympathy || one.act == Act::Ownership;
        return earnest && one.sentence >= heard.first_sentence &&
               one.sentence <= heard.last_sentence;
    });
}

// "Ms Moody", and the Italian for "has".
bool is_no_laugh(const Context& context, const Token& token) {
    const auto& customer = context.draft().customer;
    const bool name =
        customer && text::casefold(customer->name).find(token.plain) != std::string::npos;
    return name || (token.plain == "ha" && language_of_reply(context) != "en");
}

// Whoever apologises and says what was done about it may be lively; that is no joke by itself.
bool makes_it_good(const Context& context) {
    const SpeechActs& acts = context.acts();
    return acts.has(Act::Apology) && (acts.has(Act::Remedy) || acts.has(Act::Compensation));
}

std::vector<Remark> check_risky_humor(const Context& context) {
    if (!is_upset(context)) return {};
    const Wording& wording = context.acts().wording;
    const bool shared = customer_laughs(context) && !is_grave(context);
    const bool makes_good = makes_it_good(context);
    std::vector<Remark> remarks;
    for (const PhraseHit& hit : humor_book().find(wording)) {
        if (hit.end - hit.first == 1 && is_no_laugh(context, wording.tokens[hit.first])) continue;
        Remark remark;
        remark.range = wording.range_of(hit.first, hit.end);
        remark.message =
            "This customer is upset, and a joke may sound like laughing at them. Leave it out.";
        const bool alone =
            hit.end - hit.first == 1 && (hit.label == laughter || hit.label == brightness);
        if (alone) {
            remark.fix = Fix{*remark.range, ""};
        } else {
            remark.fix = without_sentence(context, hit.first);
        }
        if (shared || hit.label == brightness) remark.at_most = Severity::Warning;
        if (hit.label == gasp && makes_good) remark.at_most = Severity::Hint;
        remarks.push_back(std::move(remark));
    }
    const auto heard =
        remarks.empty() && !shared ? overtone(context, Tone::RiskyHumor) : std::nullopt;
    const bool sure = heard && heard->sure && !makes_good;
    if (heard && (heard->sure || !is_earnest(context, *heard))) {
        remarks.push_back(
            {heard->range,
             "This may sound like a joke, and this customer is upset. Leave it out.",
             {},
             sure && !is_earnest(context, *heard) ? Severity::Warning : Severity::Hint});
    }
    if (remarks.empty() && !shared) add_cheer(context, remarks);
    return remarks;
}

constexpr auto risky_humor_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Sorry, Ole, haha! The roof is being mended today and the rent is )"
    R"(halved.","case":{"kind":"complaint","severity":3},"thread":[{"from":"customer",)"
    R"("channel":"x","text":"It rains into my bedroom"}]})",
    R"({"channel":"email","text":"We are sorry about the dog. On the bright side, the post will )"
    R"(come earlier now.","thread":[{"from":"customer","channel":"email","text":"Our dog died in )"
    R"(your kennel."}]})",
});
constexpr auto risky_humor_good = std::to_array<std::string_view>({
    R"({"channel":"facebook","text":"Ha! A cake with two left feet. Thank you for the laugh, a )"
    R"(straight one is on its way.","case":{"kind":"complaint","severity":1},"thread":)"
    R"([{"from":"customer","channel":"facebook","text":"The cake you made leans like Pisa 😂"}]})",
    R"({"channel":"email","text":"I am sorry about the leak. A plumber is with you at four, and )"
    R"(the hotel until then is on us.","case":{"kind":"complaint","severity":4}})",
    R"({"channel":"x","text":"Haha, we have all been there!"})",
});

}  // namespace

extern const Rule risky_humor;
const Rule risky_humor{
    .id = "risky-humor",
    .title = "a joke towards somebody who is upset",
    .why =
        "Humour must be obvious, light and shared. To somebody who has lost time, money or worse, "
        "a joke says that it does not matter to us.",
    .source = "A2",
    .severity = Severity::Error,
    .languages = "en",
    .options = "",
    .check = check_risky_humor,
    .bad = risky_humor_bad,
    .good = risky_humor_good,
};

}  // namespace aplomb::etiquette
