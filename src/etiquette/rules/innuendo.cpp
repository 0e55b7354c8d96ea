// Saying it without saying it: hints that a customer lies, hints at their body or their bed.
//
// Certain phrases hint by their form ("if you know what we mean", "I'm just saying"). Suggestive
// words and winks mean nothing alone, in pairs they do. Quotation marks around what the customer
// claims ("stolen", a "colleague") doubt it, unless the customer put them there.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"
#include "etiquette/tone_phrases.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

bool is(const PhraseHit& hit, Hint what) {
    return hit.label == static_cast<int>(what);
}

const PhraseBook& innuendo_book() {
    static const PhraseBook book{innuendo_phrases()};
    return book;
}

const PhraseBook& doubted_book() {
    static const PhraseBook book{doubted_phrases()};
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
        if (is(hit, Hint::Certain)) {
            remarks.push_back({wording.range_of(hit.first, hit.end),
                               std::string(innuendo_message),
                               without_sentence(context, hit.first),
                               {}});
            continue;
        }
        suspicions += is(hit, Hint::Suspicion) ? 1 : 0;
        suggestions += is(hit, Hint::Suggestive) ? 1 : 0;
        winks += is(hit, Hint::MereWink) ? 1 : 0;
        if (!lesser || is(hit, Hint::Suspicion)) lesser = hit;
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
    if (!remarks.empty()) return remarks;
    if (const auto heard = overtone(context, Tone::Innuendo)) {
        const bool supported = suspicions + winks > 0;
        remarks.push_back({heard->range,
                           std::string(innuendo_message),
                           {},
                           heard->sure || supported ? Severity::Warning : Severity::Hint});
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
