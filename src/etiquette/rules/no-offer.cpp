// A complaint where we are at fault, and nothing to make up for it.
//
// Only where the case says that we are at fault and holds no offer yet; a general rant needs none.
// Any kind of amends in the text satisfies it: money, a replacement, something for free. Beside an
// apology and a step taken or timed it is only hinted at.
#include <array>

#include "etiquette/situation.h"
#include "etiquette/times.h"

namespace aplomb::etiquette {
namespace {

std::vector<Remark> check_no_offer(const Context& context) {
    if (!is_complaint(context)) return {};
    const DraftCase& known = *context.draft().case_;
    if (known.at_fault != true || !known.offer_known || known.offer) return {};
    if (known.specificity == Specificity::General) return {};
    const SpeechActs& acts = context.acts();
    if (acts.wording.tokens.empty() || acts.has(Act::Compensation)) return {};
    if (!knows_language(language_of_reply(context))) return {};
    if (did_before(context, Act::Compensation)) return {};
    // Whoever apologises and does something may be making amends in words that are not known here.
    const bool acts_on_it =
        acts.has(Act::Apology) &&
        (acts.has(Act::Remedy) || acts.has(Act::Help) || !find_times(context.text()).empty());
    return {{{},
             "We were at fault, and nothing here makes up for it. Offer something: a refund, a "
             "credit, a replacement.",
             {},
             acts_on_it ? std::optional(Severity::Hint) : std::nullopt}};
}

constexpr auto no_offer_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"We are so sorry, Ole. The lift is mended now.","case":)"
    R"({"kind":"complaint","specificity":"specific","at_fault":true,"offer":null}})",
    R"({"channel":"x","text":"We are so sorry, Ole, but we cannot refund the ticket.","case":)"
    R"({"kind":"complaint","specificity":"specific","at_fault":true,"offer":null}})",
});
constexpr auto no_offer_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"We are so sorry, Ole. The ticket is refunded.","case":)"
    R"({"kind":"complaint","at_fault":true,"offer":null}})",
    R"({"channel":"x","text":"We are so sorry, Ole.","case":{"kind":"complaint","at_fault":)"
    R"(true,"offer":{"kind":"credit","amount":"10.00","currency":"EUR","code":"LIFT10"}}})",
    R"({"channel":"x","text":"We are so sorry, Ole.","case":{"kind":"complaint",)"
    R"("at_fault":false}})",
    R"({"channel":"x","text":"Sorry that you think so badly of us. What happened?","case":)"
    R"({"kind":"complaint","specificity":"general","at_fault":true}})",
});

}  // namespace

extern const Rule no_offer;
const Rule no_offer{
    .id = "no-offer",
    .title = "our fault, and nothing offered for it",
    .why = "Losers say sorry, winners make it up. Whoever was let down is offered something.",
    .source = "B6",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_no_offer,
    .bad = no_offer_bad,
    .good = no_offer_good,
};

}  // namespace aplomb::etiquette
