// Words that could go to anybody: the same as we already wrote in this thread, or set phrases with
// nothing of this customer in them.
//
// A reply is made of set phrases when it has them and hardly a word beside that names anything
// (matter.h). What the customer wrote of, a question to them, an instruction or a link makes it a
// reply of its own, unless it is set phrases throughout.
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "etiquette/matter.h"
#include "etiquette/situation.h"
#include "text/fold.h"

namespace aplomb::etiquette {
namespace {

// Each once, sorted.
std::vector<std::string_view> words_of(const Wording& wording) {
    std::vector<std::string_view> words;
    words.reserve(wording.tokens.size());
    for (const Token& token : wording.tokens)
        words.push_back(token.plain);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

bool nearly_the_same(const std::vector<std::string_view>& these,
                     const std::vector<std::string_view>& those) {
    constexpr std::size_t words_min = 6;
    const auto [fewer, more] = std::minmax({these.size(), those.size()});
    if (fewer < words_min || fewer * 10 < more * 8) return false;
    std::vector<std::string_view> both;
    std::set_intersection(these.begin(), these.end(), those.begin(), those.end(),
                          std::back_inserter(both));
    return both.size() * 10 >= (these.size() + those.size() - both.size()) * 8;
}

bool repeats_ourselves(const Context& context) {
    const auto ours = words_of(context.acts().wording);
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Us &&
            nearly_the_same(ours, words_of(context.thread_wording(i)))) {
            return true;
        }
    }
    return false;
}

struct Substance {
    std::size_t specific = 0;
    std::size_t shared = 0;  // with what the customer wrote
    bool links = false;
};

Substance substance_of(const Context& context) {
    std::vector<std::string> theirs;
    for (std::size_t i = 0; i < context.thread().size(); ++i) {
        if (context.turn(i).from == Speaker::Us) continue;
        for (std::string& word : matter_of(context.thread_wording(i)))
            theirs.push_back(std::move(word));
    }
    const Draft& draft = context.draft();
    const std::string names = " " +
                              text::casefold((draft.customer ? draft.customer->name : "") + " " +
                                             (draft.agent ? draft.agent->name : "")) +
                              " ";
    Substance substance;
    const SpeechActs& acts = context.acts();
    for (const std::string& word : matter_of(acts.wording)) {
        if (names.find(" " + word + " ") != std::string::npos) continue;
        ++substance.specific;
        substance.shared += speaks_of(word, theirs) ? 1 : 0;
    }
    for (const Token& token : acts.wording.tokens)
        substance.links = substance.links || token.plain == "<link>";
    return substance;
}

constexpr std::string_view canned_message =
    "This could go to anybody. Take up something this customer wrote, in your own words.";

// Set phrases that no list has, in a reply that names nothing.
std::vector<Remark> by_ear(const Overtone& heard, const Substance& substance) {
    if (substance.specific > 1 || substance.links) return {};
    const bool sure = heard.sure && substance.specific == 0;
    return {
        {heard.range, std::string(canned_message), {}, sure ? Severity::Warning : Severity::Hint}};
}

std::vector<Remark> check_canned(const Context& context) {
    const SpeechActs& acts = context.acts();
    if (repeats_ourselves(context)) {
        return {{{},
                 "We already used these words in this thread. Say something that is only for this "
                 "customer.",
                 {},
                 {}}};
    }
    const std::size_t phrases = acts.count(Act::Boilerplate);
    const auto heard = overtone(context, Tone::Canned);
    constexpr std::size_t tokens_min = 9;
    if ((phrases == 0 && !heard) || acts.wording.tokens.size() < tokens_min) return {};
    const Substance substance = substance_of(context);
    if (substance.shared > 0) return {};
    if (phrases == 0) return by_ear(*heard, substance);
    const bool leads_on = substance.links || acts.has(Act::Help) || acts.has(Act::Remedy);
    const bool by_ear_alone = heard && heard->sure && substance.specific == 0 && !substance.links;
    const bool canned = by_ear_alone   ? true
                        : phrases >= 3 ? substance.specific <= 2
                        : phrases == 2 ? substance.specific <= 1 && !leads_on
                                       : substance.specific == 0 && !leads_on;
    if (!canned) return {};
    Remark remark;
    remark.range = acts.range_of(*acts.first(Act::Boilerplate));
    remark.message = std::string(canned_message);
    if (phrases == 1) remark.at_most = Severity::Hint;
    return {std::move(remark)};
}

constexpr auto canned_bad = std::to_array<std::string_view>({
    R"({"channel":"google_reviews","text":"Dear guest, thank you for your feedback. Your )"
    R"(satisfaction is our top priority. We hope to see you again soon."})",
    R"({"channel":"instagram","text":"You are the best, thanks for sailing with us!","thread":)"
    R"([{"from":"other","channel":"instagram","text":"what a boat"},{"from":"us",)"
    R"("channel":"instagram","text":"You are the best, thanks for sailing with us!"},)"
    R"({"from":"customer","channel":"instagram","text":"My son saw his first dolphin"}]})",
});
constexpr auto canned_good = std::to_array<std::string_view>({
    R"({"channel":"google_reviews","text":"Thank you for your review! The skipper blushed when )"
    R"(he read about the dolphin. We hope to see you again soon."})",
    R"({"channel":"x","text":"Thanks for reaching out! Please open the app and tap Help, we are )"
    R"(there until nine."})",
});

}  // namespace

extern const Rule canned;
const Rule canned{
    .id = "canned",
    .title = "words that could go to anybody",
    .why =
        "People are made to feel important by words that are only for them. The same words for "
        "everyone say that nobody read what they wrote.",
    .source = "E6",
    .severity = Severity::Warning,
    .languages = "en",
    .options = "",
    .check = check_canned,
    .bad = canned_bad,
    .good = canned_good,
};

}  // namespace aplomb::etiquette
