// Insults, orders to go away, contempt for what somebody does not know.
//
// A name is only rude when it is thrown at somebody: "I felt like an idiot myself", "not a stupid
// question" and "a silly mistake of ours" are spared by the words before them. Contempt without a
// rude word ("a child could do it", "can you read?") has phrases of its own.
#include <algorithm>
#include <array>

#include "etiquette/situation.h"
#include "etiquette/tone_phrases.h"

namespace aplomb::etiquette {
namespace {

bool is(const PhraseHit& hit, Rudeness what) {
    return hit.label == static_cast<int>(what);
}

// "I felt like a fool", "not a stupid question", "our stupid mistake": not at the customer.
bool aimed_elsewhere(const Wording& wording, std::size_t first) {
    constexpr auto spared = std::to_array<std::string_view>(
        {"i",    "we",     "not",       "no",    "never",  "our",    "my",  "us",
         "me",   "myself", "ourselves", "isn't", "nobody", "aucune", "pas", "nicht",
         "kein", "keine",  "não",       "non",   "ni",     "unser"});
    constexpr std::size_t reach = 5;
    for (std::size_t back = 1; back <= reach && back <= first; ++back) {
        const Token& token = wording.tokens[first - back];
        const bool spares = std::find(spared.begin(), spared.end(), token.plain) != spared.end();
        if (spares) return true;
        if (token.plain == "you" || token.opens_sentence) return false;
    }
    return false;
}

// "being told to calm down": somebody else's words, taken up.
bool is_reported(const Wording& wording, std::size_t first) {
    constexpr std::size_t reach = 4;
    for (std::size_t back = 1; back <= reach && back <= first; ++back) {
        const Token& token = wording.tokens[first - back];
        const bool told = token.plain == "told" || token.plain == "asked" || token.plain == "hear";
        if (told && back < first) {
            const std::string& before = wording.tokens[first - back - 1].plain;
            return before != "we" && before != "i" && before != "already" && before != "just";
        }
        if (token.opens_sentence) return false;
    }
    return false;
}

std::vector<Remark> check_rude(const Context& context) {
    const Wording& wording = context.acts().wording;
    std::vector<Remark> remarks;
    std::optional<PhraseHit> first_curt;
    int curtness = 0;
    for (const PhraseHit& hit : rude_book().find(wording)) {
        if (is(hit, Rudeness::Curt)) {
            ++curtness;
            if (!first_curt) first_curt = hit;
            continue;
        }
        if (is(hit, Rudeness::Insult) && aimed_elsewhere(wording, hit.first)) continue;
        if (is_reported(wording, hit.first)) continue;
        remarks.push_back({wording.range_of(hit.first, hit.end),
                           "This is rude to read. Say what will happen next instead.",
                           without_sentence(context, hit.first),
                           {}});
    }
    if (remarks.empty() && curtness >= 2 && !context.acts().has(Act::Apology)) {
        remarks.push_back({wording.range_of(first_curt->first, first_curt->end),
                           "This sounds impatient with the reader. A calmer word costs nothing.",
                           {},
                           Severity::Warning});
    }
    if (!remarks.empty()) return remarks;
    const auto heard = overtone(context, Tone::Rude);
    if (heard && (heard->sure || !context.acts().has(Act::Apology))) {
        remarks.push_back({heard->range,
                           "This may read as rude. A calmer word costs nothing.",
                           {},
                           heard->sure || curtness > 0 ? Severity::Warning : Severity::Hint});
    }
    return remarks;
}

constexpr auto rude_bad = std::to_array<std::string_view>({
    R"({"channel":"messenger","text":"How hard can it be? The lever is on the left."})",
    R"({"channel":"x","text":"Only a fool would park there. It costs 40 euros."})",
    R"({"channel":"email","text":"Das ist nicht unser Problem. Lernen Sie erst mal lesen."})",
    R"({"channel":"facebook","text":"Go elsewhere then, nobody is forcing you to ski with us."})",
});
constexpr auto rude_good = std::to_array<std::string_view>({
    R"({"channel":"messenger","text":"That is not a stupid question at all. The lever is on the )"
    R"(left, under the seat."})",
    R"({"channel":"x","text":"I feel like an idiot: the date on the poster was mine, and it was )"
    R"(wrong. Sorry!"})",
    R"({"channel":"sms","text":"If you don't like the colour, you can swap it until Friday."})",
});

}  // namespace

extern const Rule rude;
const Rule rude{
    .id = "rude",
    .title = "insults and contempt",
    .why =
        "Courtesy is the whole job. One rude line outlives a hundred good answers, and it is the "
        "one that gets passed on.",
    .source = "B4",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_rude,
    .bad = rude_bad,
    .good = rude_good,
};

}  // namespace aplomb::etiquette
