#include "triage/kind.h"

#include <algorithm>

namespace aplomb::triage {
namespace {

constexpr float complaint_from = 0.5f;
// Words of a suggestion outweigh a complaint that is not sure of itself.
constexpr float complaint_sure_from = 0.8f;
constexpr float civil_below = 0.8f;
constexpr float civil_negative_below = 0.4f;
// Told in anger and asking nothing, it is a complaint more often than not (0.7 on airline posts).
constexpr float complaint_angry_from = 0.2f;
// Bare words of trouble count from this.
constexpr float grumble_from = 0.05f;
constexpr float happy_from = 0.5f;
// Beside words of delight.
constexpr float glad_from = 0.25f;
constexpr float very_happy_from = 0.8f;
constexpr float form_from = 0.5f;
constexpr float idea_from = 0.6f;

class Words {
  public:
    explicit Words(const KindEvidence& evidence) : evidence_(evidence) {}

    // How many different places point at it; hits come in the order of the post.
    [[nodiscard]] int count(std::string_view name) const {
        int places = 0;
        std::optional<std::uint32_t> latest;
        for (const CueHit& hit : evidence_.hits) {
            if (evidence_.cues.names()[hit.cue] != name || hit.first == latest) continue;
            latest = hit.first;
            ++places;
        }
        return places;
    }
    [[nodiscard]] bool say(std::string_view name) const {
        return std::any_of(evidence_.hits.begin(), evidence_.hits.end(), [&](const CueHit& hit) {
            return evidence_.cues.names()[hit.cue] == name;
        });
    }

  private:
    const KindEvidence& evidence_;
};

std::optional<CaseKind> by_stars(const KindEvidence& evidence, const Assessment& assessment) {
    if (!evidence.post.rating) return {};
    if (*evidence.post.rating <= 2) return CaseKind::Complaint;
    const bool grumbles = assessment.complaint >= complaint_sure_from;
    if (*evidence.post.rating >= 4 && !grumbles && assessment.questions.empty())
        return CaseKind::Praise;
    return {};
}

// What is sold to strangers comes with an address to go to; a customer who curses has none.
bool is_hard_sell(const KindEvidence& evidence, const Words& words) {
    const int signs = words.count("hard_sell");
    return signs >= 2 ||
           (signs >= 1 && (evidence.has_link || evidence.has_handle || words.say("spam")));
}

bool is_spam(const KindEvidence& evidence, const Words& words) {
    const int signs = words.count("spam");
    const float form = evidence.forms[static_cast<std::size_t>(CaseKind::Spam)];
    return signs >= 3 || (signs >= 2 && (evidence.has_link || form >= 0.2f)) ||
           (signs >= 1 && evidence.has_link && form >= form_from);
}

bool is_asked(const KindEvidence& evidence, const Assessment& assessment, const CueHit& hit) {
    const std::size_t at = evidence.ranges[hit.first].start;
    return std::any_of(
        assessment.questions.begin(), assessment.questions.end(),
        [&](const Range& question) { return question.start <= at && at < question.end; });
}

// Told and not asked: "what if it breaks?" only asks.
bool tells(const KindEvidence& evidence, const Assessment& assessment, std::string_view name) {
    return std::any_of(evidence.hits.begin(), evidence.hits.end(), [&](const CueHit& hit) {
        return evidence.cues.names()[hit.cue] == name && !is_asked(evidence, assessment, hit);
    });
}

// Something was amiss in the world; was it the company's doing? Its people, its goods or the
// customer's waiting are spoken of, and not only by the word of trouble itself ("broken").
bool concerns_company(const KindEvidence& evidence) {
    const std::vector<std::string>& names = evidence.cues.names();
    const auto is_trouble = [&](std::uint32_t token) {
        return std::any_of(evidence.hits.begin(), evidence.hits.end(), [&](const CueHit& hit) {
            return names[hit.cue] == "grumble" && hit.first == hit.last && hit.first == token;
        });
    };
    return std::any_of(evidence.hits.begin(), evidence.hits.end(), [&](const CueHit& hit) {
        const std::string_view name = names[hit.cue];
        return name == "yours" || name == "waited" ||
               (name.starts_with("topic ") && !is_trouble(hit.first));
    });
}

bool tells_grievance(const KindEvidence& evidence, const Assessment& assessment) {
    for (const std::string_view name : {"grievance", "waited", "legal"})
        if (tells(evidence, assessment, name)) return true;
    return tells(evidence, assessment, "grumble") && concerns_company(evidence) &&
           (!assessment.modelled || assessment.complaint >= grumble_from);
}

// Asks how things stand or would: all of it is a question, and none that blames.
bool enquires(const Assessment& assessment, const Words& words) {
    return !assessment.questions.empty() && words.say("enquiry") &&
           assessment.questions.front().start == 0 && !words.say("grievance") &&
           !words.say("waited");
}

bool complains(const KindEvidence& evidence, const Assessment& assessment) {
    const bool asks = !assessment.questions.empty();
    // A civil question about how something is done is no complaint yet.
    const bool civil = asks && assessment.complaint < civil_below &&
                       assessment.sentiment_scores[0] < civil_negative_below;
    if (assessment.complaint >= complaint_from && !civil) return true;
    const bool angry = assessment.sentiment == Sentiment::Negative;
    if (angry && !asks && assessment.complaint >= complaint_angry_from &&
        concerns_company(evidence))
        return true;
    const bool joyful = !angry && assessment.sentiment_scores[2] >= happy_from;
    return tells_grievance(evidence, assessment) && !joyful;
}

// Thanks and delight win over a word of trouble when the whole is told gladly.
bool praises(const KindEvidence& evidence, const Assessment& assessment, const Words& words) {
    const float happy = assessment.sentiment_scores[2];
    const bool thanks = words.say("thanks");
    const bool delight = words.say("delight");
    const float praise = evidence.forms[static_cast<std::size_t>(CaseKind::Praise)];
    return ((thanks || delight) && happy >= happy_from) || (thanks && praise >= form_from) ||
           (happy >= very_happy_from && (praise >= 0.2f || concerns_company(evidence)));
}

bool glad_after_all(const Assessment& assessment, const Words& words) {
    const bool thanks = words.say("thanks");
    const bool delight = words.say("delight");
    const float happy = assessment.sentiment_scores[2];
    const bool happier = (happy >= glad_from && assessment.complaint < complaint_from) ||
                         (happy >= happy_from && assessment.complaint < civil_below);
    return happier &&
           (((delight || thanks) && !words.say("grievance")) || (thanks && words.say("relief")));
}

// Danger is nobody's small talk.
bool is_grave(const Assessment& assessment, const Words& words) {
    if (words.say("danger")) return true;
    return assessment.sentiment_scores[2] < very_happy_from &&
           (words.say("safety") || words.say("health") || words.say("stranded") ||
            (words.say("mortal") && !words.say("laughing")));
}

CaseKind by_form(const KindEvidence& evidence, const Assessment& assessment, const Words& words) {
    const auto form = [&](CaseKind kind) { return evidence.forms[static_cast<std::size_t>(kind)]; };
    const bool asks = !assessment.questions.empty();
    const bool wants = words.say("request") || words.say("bidding");
    if (asks && wants && words.say("bidding") && !words.say("enquiry")) return CaseKind::Request;
    if (asks && wants)
        return form(CaseKind::Request) > form(CaseKind::Question) ? CaseKind::Request
                                                                  : CaseKind::Question;
    if (asks) return CaseKind::Question;
    if (wants || form(CaseKind::Request) >= form_from) return CaseKind::Request;
    return CaseKind::Other;
}

}  // namespace

CaseKind decide_kind(const KindEvidence& evidence, const Assessment& assessment) {
    if (const auto kind = by_stars(evidence, assessment)) return *kind;
    const Words words(evidence);
    if (is_hard_sell(evidence, words)) return CaseKind::Spam;
    if (words.say("sarcasm")) return CaseKind::Complaint;
    const bool unsure = assessment.complaint < complaint_sure_from;
    if (is_spam(evidence, words) && unsure) return CaseKind::Spam;
    const float idea = evidence.forms[static_cast<std::size_t>(CaseKind::Suggestion)];
    const bool suggests = words.say("suggestion") || idea >= idea_from;
    if (suggests && unsure && !words.say("danger")) return CaseKind::Suggestion;
    if (glad_after_all(assessment, words) && assessment.questions.empty()) return CaseKind::Praise;
    // Who asks politely for something to be done may be cross, and wants it done all the same.
    const bool wants = words.say("bidding") && assessment.complaint < complaint_from &&
                       (words.say("own_mistake") || !words.say("grievance"));
    const bool only_asks = wants || enquires(assessment, words);
    if (!only_asks && complains(evidence, assessment)) return CaseKind::Complaint;
    if (!only_asks && praises(evidence, assessment, words) && assessment.questions.empty())
        return is_grave(assessment, words) ? CaseKind::Complaint : CaseKind::Praise;
    const CaseKind kind = by_form(evidence, assessment, words);
    return kind == CaseKind::Other && is_grave(assessment, words) ? CaseKind::Complaint : kind;
}

}  // namespace aplomb::triage
