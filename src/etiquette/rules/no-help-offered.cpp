// A complaint answered with sympathy alone: nothing is done, asked or offered.
//
// Help is anything that moves the matter: something done or under way, an offer, a question to the
// customer, where to turn, what to press. "We have passed it on" moves nothing for this customer.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"
#include "etiquette/times.h"
#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

// A question put to the customer, other than one that answers itself.
bool asks_the_customer(const SpeechActs& acts) {
    const auto& tokens = acts.wording.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool you = tokens[i].plain == "you" || tokens[i].plain == "your" ||
                         tokens[i].plain == "i" || tokens[i].plain == "we" ||
                         tokens[i].plain == "it" || tokens[i].plain == "that";
        if (!you || !acts.wording.questions[tokens[i].sentence]) continue;
        const auto [first, end] = acts.wording.sentence_around(i);
        const bool echo = end - first < 4 ||
                          acts.has_in_sentence(Act::SelfDefence, tokens[i].sentence) ||
                          acts.has_in_sentence(Act::Blame, tokens[i].sentence);
        const std::string& opener = tokens[first].plain;
        static constexpr auto openers = std::to_array<std::string_view>(
            {"can",   "could", "would", "may",  "shall", "should", "do",
             "did",   "is",    "are",   "have", "will",  "which",  "when",
             "where", "what",  "how",   "was",  "were",  "has",    "who"});
        const bool asks =
            std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                        tokens.begin() + static_cast<std::ptrdiff_t>(end), [](const Token& token) {
                            return token.opens_clause && std::find(openers.begin(), openers.end(),
                                                                   token.plain) != openers.end();
                        });
        if (!echo && asks && !opener.empty()) return true;
    }
    return false;
}

// "Go and annoy somebody else" has the form of an offer, and is none.
bool is_hostile(const Context& context, std::size_t sentence) {
    const SpeechActs& acts = context.acts();
    for (const Act act : {Act::Blame, Act::Reproach, Act::SelfDefence, Act::Contradiction}) {
        if (acts.has_in_sentence(act, sentence)) return true;
    }
    const auto rude = rude_book().find(acts.wording);
    const auto insults = [&](const PhraseHit& hit) {
        return hit.label != static_cast<int>(Rudeness::Curt) &&
               acts.wording.tokens[hit.first].sentence == sentence;
    };
    if (std::any_of(rude.begin(), rude.end(), insults)) return true;
    if (!is_cold(context)) return false;
    constexpr double likely = -0.3;
    return std::any_of(context.heard().begin(), context.heard().end(), [&](const Passage& passage) {
        const auto& tokens = acts.wording.tokens;
        const bool here = tokens[passage.first].sentence == sentence &&
                          tokens[passage.end - 1].sentence == sentence;
        return here &&
               (passage.of(Tone::Rude) >= likely || passage.of(Tone::Sarcastic) >= likely ||
                passage.of(Tone::Arguing) >= likely || passage.of(Tone::Defensive) >= likely);
    });
}

bool helps(const Context& context) {
    const auto& said = context.acts().said;
    return std::any_of(said.begin(), said.end(), [&](const Said& one) {
        const bool help = one.act == Act::Help || one.act == Act::Remedy;
        return help && !one.denied && !is_hostile(context, one.sentence);
    });
}

std::vector<Remark> check_no_help_offered(const Context& context) {
    if (!is_complaint(context)) return {};
    const SpeechActs& acts = context.acts();
    if (acts.wording.tokens.empty() || !knows_language(language_of_reply(context))) return {};
    if (acts.has(Act::Compensation) || helps(context)) return {};
    if (asks_the_customer(acts)) return {};
    const bool links = std::any_of(acts.wording.tokens.begin(), acts.wording.tokens.end(),
                                   [](const Token& token) { return token.plain == "<link>"; });
    if (links || !context.draft().attachments.empty()) return {};
    Remark remark;
    if (const Said* vague = acts.first(Act::VagueHelp)) {
        remark.range = acts.range_of(*vague);
        remark.message =
            "This helps us, not the customer. Offer something that moves their matter on.";
    } else {
        remark.message = "Nothing here helps the customer on. Offer something, or ask what would.";
    }
    const std::string language = language_of_reply(context);
    // An apology with a time in it promises something, in words that are not known here.
    const bool promises = acts.has(Act::Apology) && !find_times(context.text()).empty();
    if (language != "en" || promises) remark.at_most = Severity::Hint;
    return {std::move(remark)};
}

constexpr auto no_help_offered_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Two hours in a lift, Ole, we are so sorry. That must have been )"
    R"(frightening.","case":{"kind":"complaint"}})",
    R"({"channel":"google_reviews","text":"We apologise for the noise, Ole. Your comments have )"
    R"(been passed on to the team.","case":{"kind":"complaint"}})",
});
constexpr auto no_help_offered_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Two hours in a lift, Ole, we are so sorry. Are you out now, and )"
    R"(can we get you home?","case":{"kind":"complaint"}})",
    R"({"channel":"x","text":"Sorry about the noise, Ole. I've moved you to the garden side.",)"
    R"("case":{"kind":"complaint"}})",
    R"({"channel":"x","text":"That was a lovely evening!","case":{"kind":"praise"}})",
});

}  // namespace

extern const Rule no_help_offered;
const Rule no_help_offered{
    .id = "no-help-offered",
    .title = "a complaint without an offer of help",
    .why =
        "Sympathy that does nothing leaves the customer where they were. Offer help in the same "
        "breath as the apology.",
    .source = "D6",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_no_help_offered,
    .bad = no_help_offered_bad,
    .good = no_help_offered_good,
};

}  // namespace aplomb::etiquette
