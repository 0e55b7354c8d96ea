// Contradicting, blaming, repeating oneself at them, quoting rules at them.
//
// Contradiction and repetition fire wherever they stand. Blame and quoted rules need an argument to
// be part of: a complaint, or another sign of one; rules that somebody asked about are an answer.
// Where we admit the customer is right, or apologise for what we blame on ourselves, the words are
// weighed as less certain.
#include <array>

#include "etiquette/situation.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

struct Sting {
    Act act;
    std::string_view message;
    bool needs_dispute;
};

constexpr auto stings = std::to_array<Sting>({
    {Act::Contradiction,
     "This contradicts the customer, and an argument cannot be won in writing. Say what is known "
     "and what can be done.",
     false},
    {Act::Repetition, "That it was said before helps nobody. Say it once more, kindly, or better.",
     false},
    {Act::Blame, "This puts the blame on the customer. Leave it out and say what helps now.", true},
    {Act::Reproach, "This reads as a reproach. Say what can be done from here.", true},
    {Act::PolicyQuote,
     "Rules quoted at somebody who complains sound like a verdict. Say what can be done, and why "
     "the rule is there.",
     true},
});

// The customer asks about the rules themselves.
bool asked_about_rules(const Context& context) {
    static constexpr auto asks = std::to_array<PhraseGroup>({{1, R"(
policy|policies|terms|conditions|rules|clause|contract|warranty|guarantee|agreement
política|condiciones|contrato|règlement|contrat|garantie
bedingungen|vertrag|regeln|termos|condições|garanzia|condizioni|contratto
)"}});
    static const PhraseBook book{asks};
    for (std::size_t back = context.thread().size(); back > 0; --back) {
        if (context.turn(back - 1).from != Speaker::Customer) continue;
        return !book.find(context.thread_wording(back - 1)).empty();
    }
    return false;
}

bool in_dispute(const Context& context) {
    const SpeechActs& acts = context.acts();
    if (is_complaint(context)) return true;
    return acts.has(Act::Contradiction) || acts.has(Act::Repetition) ||
           acts.count(Act::Blame) + acts.count(Act::PolicyQuote) >= 2;
}

// "As we already told you, the lift is closed": the rest stands without it.
std::optional<Fix> without_lead(const Context& context, const Said& said) {
    const Wording& wording = context.acts().wording;
    if (said.act != Act::Repetition || !wording.tokens[said.first].opens_sentence) return {};
    for (std::size_t i = said.first + 1; i < wording.tokens.size() && i < said.end + 5; ++i) {
        if (wording.tokens[i].opens_sentence) return {};
        if (i < said.end || !wording.tokens[i].opens_clause) continue;
        const auto& points = context.text().points;
        const Range next = wording.tokens[i].range;
        std::u32string head = points.substr(next.start, 1);
        head[0] = text::upper(head[0]);
        return Fix{{wording.tokens[said.first].range.start, next.start + 1}, text::encode(head)};
    }
    return {};
}

std::vector<Remark> check_arguing(const Context& context) {
    const SpeechActs& acts = context.acts();
    if (is_friendly(context)) return {};
    const bool dispute = in_dispute(context);
    const bool cold = is_cold(context);
    const bool conceding =
        acts.has(Act::Agreement) || (acts.has(Act::Apology) && acts.has(Act::Compensation));
    const bool informing = !is_complaint(context) && asked_about_rules(context);
    std::vector<Remark> remarks;
    for (const Said& said : acts.said) {
        for (const Sting& sting : stings) {
            if (said.act != sting.act || said.denied) continue;
            if (sting.needs_dispute && !dispute) continue;
            if (said.act == Act::PolicyQuote && informing) continue;
            if (said.act == Act::Reproach && !cold) continue;
            Remark remark;
            remark.range = acts.range_of(said);
            remark.message = sting.message;
            remark.fix = without_lead(context, said);
            if (said.act == Act::PolicyQuote || said.act == Act::Reproach)
                remark.at_most = Severity::Warning;
            if (conceding) remark.at_most = Severity::Hint;
            remarks.push_back(std::move(remark));
        }
    }
    if (!remarks.empty()) return remarks;
    const auto heard = overtone(context, Tone::Arguing);
    if (heard && (heard->sure || cold)) {
        remarks.push_back({heard->range,
                           "This may read as an argument. Say what can be done instead.",
                           {},
                           heard->sure ? Severity::Warning : Severity::Hint});
    }
    return remarks;
}

constexpr auto arguing_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"As we already told you, the gate closes at eight."})",
    R"({"channel":"facebook","text":"You should have read the label, Pia.","case":)"
    R"({"kind":"complaint"}})",
    R"({"channel":"email","text":"That is simply not true. The ladder was checked on Monday."})",
    R"({"channel":"messenger","text":"Según nuestras condiciones no se cambia. Como ya le )"
    R"(dijimos, debería haber leído el cartel.","case":{"kind":"complaint"}})",
});
constexpr auto arguing_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"You should have received the key on Monday, so I am sorry it )"
    R"(never came. A new one is in the post.","case":{"kind":"complaint"}})",
    R"({"channel":"webchat","text":"Under our terms you may return it within 30 days, free of )"
    R"(charge.","thread":[{"from":"customer","channel":"webchat","text":"What are your terms for )"
    R"(returns?"}],"case":{"kind":"question"}})",
    R"({"channel":"x","text":"You are right, and we were wrong: the sign said ten."})",
});

}  // namespace

extern const Rule arguing;
const Rule arguing{
    .id = "arguing",
    .title = "contradiction, blame and quoted rules",
    .why =
        "Never argue. Even where we are right the others watching see somebody being put in their "
        "place, and the customer stops listening.",
    .source = "E2",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_arguing,
    .bad = arguing_bad,
    .good = arguing_good,
};

}  // namespace aplomb::etiquette
