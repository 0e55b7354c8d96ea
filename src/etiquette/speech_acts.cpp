#include "etiquette/speech_acts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "etiquette/speech_phrases.h"

namespace aplomb::etiquette {
namespace {

const PhraseBook& speech_book() {
    static const PhraseBook book = [] {
        std::vector<PhraseGroup> all;
        for (const auto groups : {english_care(), english_amends(), english_strife(),
                                  english_defence(), romance_speech(), german_speech()}) {
            all.insert(all.end(), groups.begin(), groups.end());
        }
        return PhraseBook(all);
    }();
    return book;
}

// Words that turn what follows them round, in the six languages.
bool denies(std::string_view word) {
    constexpr auto denials = std::to_array<std::string_view>(
        {"not",       "no",     "never",   "nobody", "none",   "nothing", "without",
         "hardly",    "unable", "cannot",  "nicht",  "kein",   "keine",   "keinen",
         "keinerlei", "nie",    "nunca",   "sin",    "pas",    "ne",      "n'",
         "jamais",    "aucun",  "aucune",  "não",    "nem",    "sem",     "non",
         "mai",       "nessun", "nessuna", "refuse", "decline"});
    return std::find(denials.begin(), denials.end(), word) != denials.end();
}

constexpr std::size_t denial_reach = 4;

bool is_denied(const Wording& wording, std::size_t first) {
    for (std::size_t back = 0; back < denial_reach && back < first; ++back) {
        const std::size_t at = first - back;
        if (wording.tokens[at].opens_clause) return false;
        const std::string_view before = wording.tokens[at - 1].plain;
        // "not only", "no problem": no denial of what follows.
        if (wording.tokens[at].plain == "only" || wording.tokens[at].plain == "problem") continue;
        if (denies(before)) return true;
    }
    return false;
}

// What stays true behind a denial: "no, sorry", "not far too long".
bool can_be_denied(Act act) {
    switch (act) {
        case Act::Help:
        case Act::Remedy:
        case Act::Compensation:
        case Act::Agreement:
        case Act::Ownership:
        case Act::Blame:
        case Act::PolicyQuote:
            return true;
        default:
            return false;
    }
}

}  // namespace

const Said* SpeechActs::first(Act act) const {
    const auto found = std::find_if(said.begin(), said.end(),
                                    [&](const Said& one) { return one.act == act && !one.denied; });
    return found == said.end() ? nullptr : &*found;
}

bool SpeechActs::has_in_sentence(Act act, std::size_t sentence) const {
    return std::any_of(said.begin(), said.end(), [&](const Said& one) {
        return one.act == act && !one.denied && one.sentence == sentence;
    });
}

std::size_t SpeechActs::count(Act act) const {
    return static_cast<std::size_t>(std::count_if(
        said.begin(), said.end(), [&](const Said& one) { return one.act == act && !one.denied; }));
}

SpeechActs find_speech_acts(Wording wording) {
    SpeechActs acts;
    acts.wording = std::move(wording);
    for (const PhraseHit& hit : speech_book().find(acts.wording)) {
        Said one;
        one.act = static_cast<Act>(hit.label);
        one.first = hit.first;
        one.end = hit.end;
        one.sentence = acts.wording.tokens[hit.first].sentence;
        one.denied = can_be_denied(one.act) && is_denied(acts.wording, hit.first);
        acts.said.push_back(one);
    }
    // "Sorry you feel that way" is found as both; the false one takes it away.
    std::erase_if(acts.said, [&](const Said& one) {
        return one.act == Act::Apology &&
               std::any_of(acts.said.begin(), acts.said.end(), [&](const Said& other) {
                   return other.act == Act::PseudoApology && other.first < one.end &&
                          one.first < other.end;
               });
    });
    return acts;
}

bool knows_language(std::string_view language) {
    return language == "en" || language == "es" || language == "fr" || language == "de" ||
           language == "pt" || language == "it";
}

}  // namespace aplomb::etiquette
