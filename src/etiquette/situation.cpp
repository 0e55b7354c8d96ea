#include "etiquette/situation.h"

#include <algorithm>
#include <array>

namespace aplomb::etiquette {
namespace {

enum Feeling { grave = 1, merry };

// clang-format off: one phrase a line
constexpr auto feelings = std::to_array<PhraseGroup>({
    {grave, R"(
died|dies|dead|death|deceased|funeral|cremation|grave|widow*
passed away|on
dad|mum|mom|mother|father|husband|wife|son|daughter|baby|brother|sister|gran|grandma|grandpa|grandad|partner|dog|cat (has|is|just) gone|passed
late mother|father|husband|wife|mum|dad|mom|gran|grandmother|grandfather|son|daughter|brother|sister|uncle|aunt|grandma|grandpa
lost my|our dad|mum|mom|mother|father|husband|wife|son|daughter|baby|brother|sister|gran|grandma|grandpa|grandad|partner|dog|cat|job
hospital|surgery|cancer|chemo|tumour|tumor|ambulance|seizure|miscarr*|stroke|biopsy|diagnos*
bleeding|injured|injury|hurt|burned|burnt|scalded|fainted|poisoned|choked|allergic|bruises|concussion
broke my|his|her|a tooth|leg|arm|wrist|ankle|foot|hip
scared|terrified|frightened|shaking|afraid|panic*|crying|cried|sobbing|desperate|devastated|heartbroken
police|stolen|robbed|scammed|fraud|assault*|harass*|threaten*
gas|smoke leak|smell|alarm
fire|flooded|flood|evacuat*
wedding dress|gown
life savings
emergency
murió|falleció|fallecido|hospital|entierro|muerto|miedo
décédé|mort|hôpital|enterrement|peur
gestorben|verstorben|krankenhaus|beerdigung|angst|tod
morreu|faleceu|medo
morto|morta|ospedale|funerale|paura
)"},
    {merry, R"(
<laugh>
haha*|hehe*|hihi*|lol|lmao|rofl|jaja*|mdr|ahah*
<smile>
<wink>
)"},
});
// clang-format on

const PhraseBook& feelings_book() {
    static const PhraseBook book{feelings};
    return book;
}

bool customer_shows(const Context& context, Feeling feeling, int turns) {
    const auto& thread = context.thread();
    for (std::size_t back = 0; back < thread.size() && turns > 0; ++back) {
        const std::size_t i = thread.size() - 1 - back;
        if (context.turn(i).from != Speaker::Customer) continue;
        --turns;
        const auto hits = feelings_book().find(context.thread_wording(i));
        if (std::any_of(hits.begin(), hits.end(),
                        [&](const PhraseHit& hit) { return hit.label == feeling; })) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool is_complaint(const Context& context) {
    const auto& known = context.draft().case_;
    return known && known->kind == CaseKind::Complaint;
}

bool is_friendly(const Context& context) {
    const auto& known = context.draft().case_;
    return known && known->kind == CaseKind::Praise;
}

bool is_grave(const Context& context) {
    return customer_shows(context, grave, 2);
}

bool customer_laughs(const Context& context) {
    return customer_shows(context, merry, 2);
}

bool is_upset(const Context& context) {
    const auto& known = context.draft().case_;
    const int severity = known ? known->severity.value_or(is_complaint(context) ? 2 : 1) : 1;
    if (severity >= 4 || is_grave(context)) return true;
    return is_complaint(context) && severity >= 2 && !customer_laughs(context);
}

std::string language_of_reply(const Context& context) {
    if (!context.text().language().empty()) return context.text().language();
    // A short reply may not tell its language; in another script it is none of the six.
    const auto& words = context.text().words;
    const auto foreign = std::count_if(words.begin(), words.end(), [](const Word& word) {
        return !word.as_written.empty() && word.as_written[0] > 0x24F;
    });
    if (words.empty() || foreign * 2 > static_cast<std::ptrdiff_t>(words.size())) return {};
    for (std::size_t back = context.thread().size(); back > 0; --back) {
        if (context.turn(back - 1).from != Speaker::Customer) continue;
        const std::string& theirs = context.thread()[back - 1].language();
        if (!theirs.empty()) return theirs;
    }
    const auto& customer = context.draft().customer;
    const std::string profile = customer ? customer->language.substr(0, 2) : "";
    return knows_language(profile) ? profile : "";
}

bool did_before(const Context& context, Act act) {
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Us && context.thread_acts(i).has(act)) return true;
    }
    return false;
}

bool is_cold(const Context& context) {
    const SpeechActs& acts = context.acts();
    return is_complaint(context) && !acts.has(Act::Apology) && !acts.has(Act::Sympathy) &&
           !acts.has(Act::Compensation) && !acts.has(Act::Agreement);
}

std::optional<Overtone> overtone(const Context& context, Tone tone) {
    const std::string& language = context.text().language();
    const bool english =
        language == "en" || (language.empty() && language_of_reply(context) == "en");
    if (!english || (is_friendly(context) && tone != Tone::Innuendo)) return {};
    // The colder the reply, and the more there is to be cross about, the less the benefit of
    // the doubt.
    constexpr double leniency = 0.5;
    const bool cold = is_cold(context);
    const bool apologises = context.acts().has(Act::Apology) && tone != Tone::RiskyHumor;
    const bool warm = apologises || !is_complaint(context);
    const double sure_from = cold ? -leniency : warm ? leniency : 0.0;
    // Where nobody complains, or we made amends, a hint needs more behind it.
    const double hint_from = cold ? -1.0 : -0.35;
    const Passage* loudest = nullptr;
    for (const Passage& passage : context.heard()) {
        if (loudest == nullptr || passage.of(tone) > loudest->of(tone)) loudest = &passage;
    }
    if (loudest == nullptr || loudest->of(tone) < hint_from) return {};
    const bool sure = loudest->of(tone) >= sure_from;
    // What sounds more like something else is left to the other's rule.
    for (std::size_t other = 0; other < tone_count; ++other) {
        const auto also = static_cast<Tone>(other);
        if (also != Tone::Canned && loudest->of(also) > loudest->of(tone)) return {};
    }
    const Wording& wording = context.acts().wording;
    const auto [first, end] =
        ToneModel::shipped().strongest(wording, loudest->first, loudest->end, tone);
    return Overtone{first, wording.range_of(first, end), wording.tokens[loudest->first].sentence,
                    wording.tokens[loudest->end - 1].sentence, sure};
}

std::optional<Fix> without_sentence(const Context& context, std::size_t token) {
    const Wording& wording = context.acts().wording;
    const auto [first, end] = wording.sentence_around(token);
    for (std::size_t i = first; i < end; ++i) {
        const std::string& plain = wording.tokens[i].plain;
        if (plain == "<link>" ||
            std::any_of(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            return {};
        }
    }
    const Sentence& sentence = context.text().sentences[wording.tokens[token].sentence];
    const std::size_t length = context.text().points.size();
    const bool whole = wording.tokens.size() - (end - first) < 3;
    const bool lines =
        first > 0 && wording.tokens[first].sentence == wording.tokens[first - 1].sentence;
    if (whole || lines || sentence.range.end > length) return {};
    return Fix{sentence.range, ""};
}

}  // namespace aplomb::etiquette
