#include "triage/severity.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace aplomb::triage {
namespace {

// Words only count against a text that is not plainly happy.
constexpr float happy_from = 0.75f;
constexpr float unhappy_from = 0.5f;
constexpr float furious_from = 0.6f;
constexpr float crisis_from = 0.6f;

class Scale {
  public:
    explicit Scale(Assessment& assessment) : assessment_(assessment) {}

    void add(std::string_view what, const SeverityWeight& weight, std::optional<Range> range,
             int times = 1) {
        points_ += weight.points * times;
        calm_ *= 1 - weight.urgency;
        assessment_.points.push_back({what, weight.points * times, range});
    }

    [[nodiscard]] int points() const { return points_; }
    [[nodiscard]] float urgency() const { return 1 - calm_; }

  private:
    Assessment& assessment_;
    int points_ = 0;
    float calm_ = 1;
};

std::optional<Range> first_hit(const Cues& cues, std::span<const CueHit> hits,
                               std::string_view name, const std::vector<Range>& token_ranges) {
    for (const CueHit& hit : hits) {
        if (cues.names()[hit.cue] != name) continue;
        return Range{token_ranges[hit.first].start, token_ranges[hit.last].end};
    }
    return {};
}

// Where life is in danger. "Nearly died" is earnest, unless somebody laughs beside it; `happy` text
// is believed only where it paints the scene.
std::optional<Range> first_danger(const Cues& cues, std::span<const CueHit> hits,
                                  const std::vector<Range>& token_ranges, bool happy) {
    const auto find = [&](std::string_view name) {
        return first_hit(cues, hits, name, token_ranges);
    };
    std::optional<Range> found = find("danger");
    if (!found && !happy) found = find("safety");
    if (!found && !happy && !find("laughing")) found = find("mortal");
    return found;
}

void weigh_words(const Cues& cues, std::span<const CueHit> hits,
                 const std::vector<Range>& token_ranges, const SeverityWeights& weights,
                 bool unhappy, bool any, Scale& scale) {
    struct Named {
        std::string_view name;
        const SeverityWeight& weight;
    };
    const std::array<Named, 5> grave{{{"health", weights.health},
                                      {"discrimination", weights.discrimination},
                                      {"legal", weights.legal},
                                      {"stranded", weights.stranded},
                                      {"money", weights.money}}};
    for (const Named& each : grave) {
        if (const auto range = first_hit(cues, hits, each.name, token_ranges)) {
            scale.add(each.name, each.weight, range);
            any = true;
        }
    }
    const std::array<Named, 3> adding{{{"vulnerable", weights.vulnerable},
                                       {"waited", weights.waited},
                                       {"deadline", weights.deadline}}};
    for (const Named& each : adding) {
        const auto range = first_hit(cues, hits, each.name, token_ranges);
        if (range && (any || unhappy || each.name == "deadline")) {
            scale.add(each.name, each.weight, range);
        }
    }
}

void weigh_author(const Post& post, const SeverityWeights& weights, Scale& scale) {
    if (post.followers && weights.reach_from > 0 && *post.followers >= weights.reach_from) {
        const bool vast = *post.followers / 10 >= weights.reach_from;
        scale.add("reach", weights.reach, {}, vast ? 2 : 1);
    }
    if (post.rating && *post.rating <= 2) scale.add("rating", weights.poor_rating, {});
}

}  // namespace

void weigh(const Post& post, const Cues& cues, std::span<const CueHit> hits,
           const std::vector<Range>& token_ranges, const SeverityWeights& weights,
           Assessment& assessment) {
    Scale scale(assessment);
    const bool poorly_rated = post.rating && *post.rating <= 2;
    const bool happy = assessment.sentiment_scores[2] >= happy_from && !poorly_rated;
    const bool unhappy = assessment.kind == CaseKind::Complaint ||
                         assessment.complaint >= unhappy_from || poorly_rated;
    const bool earnest = !happy || assessment.kind == CaseKind::Complaint;
    const auto danger = first_danger(cues, hits, token_ranges, !earnest);
    if (danger) scale.add("safety", weights.safety, danger);
    if (earnest || danger) {
        weigh_words(cues, hits, token_ranges, weights, unhappy, danger.has_value(), scale);
    }
    if (unhappy) scale.add("complaint", weights.unhappy, {});
    const float negative = assessment.sentiment_scores[0];
    if (unhappy && assessment.modelled && negative * assessment.emotion_scores[0] >= furious_from) {
        scale.add("anger", weights.furious, {});
    }
    if (assessment.crisis >= crisis_from && !happy) scale.add("crisis", weights.crisis, {});
    weigh_author(post, weights, scale);
    assessment.severity = 1;
    for (const int step : weights.steps)
        assessment.severity += scale.points() >= step;
    assessment.urgency = std::clamp(scale.urgency(), 0.0f, 1.0f);
}

}  // namespace aplomb::triage
