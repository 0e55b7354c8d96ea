#include "triage/kind.h"

#include <algorithm>

namespace aplomb::triage {
namespace {

constexpr float complaint_from = 0.5f;
// Words of a suggestion outweigh a complaint that is not sure of itself.
constexpr float complaint_sure_from = 0.8f;
constexpr float civil_below = 0.7f;
constexpr float civil_negative_below = 0.4f;
// Told in anger and asking nothing, it is a complaint more often than not (0.7 on airline posts).
constexpr float complaint_angry_from = 0.2f;
constexpr float happy_from = 0.5f;
constexpr float very_happy_from = 0.8f;
constexpr float form_from = 0.5f;

class Words {
  public:
    explicit Words(const KindEvidence& evidence) : evidence_(evidence) {}

    // How many different places point at it.
    [[nodiscard]] int count(std::string_view name) const {
        return static_cast<int>(std::count_if(
            evidence_.hits.begin(), evidence_.hits.end(),
            [&](const CueHit& hit) { return evidence_.cues.names()[hit.cue] == name; }));
    }
    [[nodiscard]] bool say(std::string_view name) const { return count(name) > 0; }

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

bool is_spam(const KindEvidence& evidence, const Words& words) {
    const int signs = words.count("spam");
    const float form = evidence.forms[static_cast<std::size_t>(CaseKind::Spam)];
    return signs >= 3 || (signs >= 2 && (evidence.has_link || form >= 0.2f)) ||
           (signs >= 1 && evidence.has_link && form >= form_from);
}

// What went wrong, or what is threatened for it, is told: "what if it breaks?" only asks.
bool tells_grievance(const KindEvidence& evidence, const Assessment& assessment) {
    const auto asked = [&](const CueHit& hit) {
        const std::size_t at = evidence.ranges[hit.first].start;
        return std::any_of(
            assessment.questions.begin(), assessment.questions.end(),
            [&](const Range& question) { return question.start <= at && at < question.end; });
    };
    return std::any_of(evidence.hits.begin(), evidence.hits.end(), [&](const CueHit& hit) {
        const std::string_view name = evidence.cues.names()[hit.cue];
        return (name == "grievance" || name == "waited" || name == "legal") && !asked(hit);
    });
}

bool complains(const KindEvidence& evidence, const Assessment& assessment) {
    const bool asks = !assessment.questions.empty();
    // A civil question about how something is done is no complaint yet.
    const bool civil = asks && assessment.complaint < civil_below &&
                       assessment.sentiment_scores[0] < civil_negative_below;
    if (assessment.complaint >= complaint_from && !civil) return true;
    const bool angry = assessment.sentiment == Sentiment::Negative;
    if (angry && !asks && assessment.complaint >= complaint_angry_from) return true;
    const bool joyful = !angry && assessment.sentiment_scores[2] >= happy_from;
    return tells_grievance(evidence, assessment) && !joyful;
}

CaseKind by_form(const KindEvidence& evidence, const Assessment& assessment, const Words& words) {
    const auto form = [&](CaseKind kind) { return evidence.forms[static_cast<std::size_t>(kind)]; };
    const bool asks = !assessment.questions.empty();
    const bool wants = words.say("request");
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
    const float happy = assessment.sentiment_scores[2];
    if (is_spam(evidence, words) && assessment.complaint < complaint_sure_from)
        return CaseKind::Spam;
    const bool suggests = words.say("suggestion");
    if (suggests && assessment.complaint < complaint_sure_from) return CaseKind::Suggestion;
    if (complains(evidence, assessment)) return CaseKind::Complaint;
    const bool thanks = words.say("thanks");
    const float praise = evidence.forms[static_cast<std::size_t>(CaseKind::Praise)];
    const bool pleased = ((thanks || words.say("delight")) && happy >= happy_from) ||
                         (thanks && praise >= form_from) ||
                         (happy >= very_happy_from && praise >= 0.2f);
    if (pleased && assessment.questions.empty()) return CaseKind::Praise;
    return by_form(evidence, assessment, words);
}

}  // namespace aplomb::triage
