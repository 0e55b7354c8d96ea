#include "triage/assess.h"

#include <algorithm>
#include <array>
#include <string>

namespace aplomb::triage {
namespace {

// Words that carry the reading on their own in most trades. Matched as whole words, lower case.
constexpr std::array<std::string_view, 24> displeasure{
    "broken",   "damaged",   "refund",       "terrible",     "awful",     "worst",
    "useless",  "late",      "lost",         "missing",      "wrong",     "cancelled",
    "canceled", "rude",      "unacceptable", "disappointed", "disgusted", "ridiculous",
    "scam",     "complaint", "never",        "overcharged",  "waiting",   "failed"};
constexpr std::array<std::string_view, 12> pleasure{
    "thanks",  "thank",     "love",  "great",     "amazing",   "awesome",
    "perfect", "brilliant", "kudos", "excellent", "wonderful", "helpful"};
constexpr std::array<std::string_view, 8> danger{"hospital", "injured",  "burnt",  "fire",
                                                 "allergic", "stranded", "lawyer", "police"};
constexpr std::array<std::string_view, 6> wishes{"please", "could", "can", "would", "need", "want"};

template<std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Counts {
    int displeasure = 0;
    int pleasure = 0;
    int danger = 0;
    int wishes = 0;
    bool digits = false;
    bool question = false;
};

Counts count(std::string_view text) {
    Counts counts;
    std::string word;
    const auto finish = [&] {
        counts.displeasure += contains(displeasure, word);
        counts.pleasure += contains(pleasure, word);
        counts.danger += contains(danger, word);
        counts.wishes += contains(wishes, word);
        word.clear();
    };
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z')) {
            word += static_cast<char>(upper ? c + 32 : c);
            continue;
        }
        counts.digits |= c >= '0' && c <= '9';
        counts.question |= c == '?';
        finish();
    }
    finish();
    return counts;
}

}  // namespace

Assessment assess(std::string_view text, std::optional<int> rating) {
    const Counts counts = count(text);
    Assessment out;
    const bool unhappy = rating ? *rating <= 2 : counts.displeasure > counts.pleasure;
    const bool happy = rating ? *rating >= 4 : counts.pleasure > counts.displeasure;
    if (unhappy) {
        out.kind = CaseKind::Complaint;
        out.sentiment = Sentiment::Negative;
        out.severity = 2;
    } else if (counts.question) {
        out.kind = CaseKind::Question;
    } else if (happy) {
        out.kind = CaseKind::Praise;
        out.sentiment = Sentiment::Positive;
    } else if (counts.wishes > 0) {
        out.kind = CaseKind::Request;
    }
    // A number is the commonest sign of something that happened and can be looked up.
    if (counts.digits && out.kind != CaseKind::Praise) out.specificity = Specificity::Specific;
    if (unhappy && counts.displeasure >= 2) out.severity = 3;
    if (counts.danger > 0) out.severity = std::max(out.severity, 4);
    return out;
}

}  // namespace aplomb::triage
