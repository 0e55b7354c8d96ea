// How grave and how pressing, as points that each name their reason: rules B5, E1. Words point at
// danger, loss and need (data/cues.txt); the model says how much of a complaint it is; the author's
// reach and the stars of a review add theirs.
//
//   severity = 1 + points on the scale below, 1–5        urgency = 1 − ∏ (1 − share of each reason)
//
// Every reason only ever adds, so more evidence never lowers either figure. Words of danger in
// plain praise ("this album is fire") are passed over.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "triage/assessment.h"
#include "triage/cues.h"
#include "triage/tokens.h"

namespace aplomb::triage {

// One reason's weight: points of severity, and its share of urgency in [0, 1].
struct SeverityWeight {
    int points = 0;
    float urgency = 0;
};

struct SeverityWeights {
    SeverityWeight safety{4, 0.7f};
    SeverityWeight health{3, 0.5f};
    SeverityWeight discrimination{3, 0.3f};
    SeverityWeight legal{3, 0.3f};
    SeverityWeight money{1, 0.15f};
    SeverityWeight stranded{3, 0.7f};
    SeverityWeight vulnerable{1, 0.2f};  // counts beside another reason or a complaint
    SeverityWeight deadline{0, 0.4f};
    SeverityWeight waited{1, 0.2f};
    SeverityWeight unhappy{1, 0.1f};      // likely a complaint
    SeverityWeight furious{1, 0.15f};     // and in anger
    SeverityWeight crisis{2, 0.4f};       // speaks of a public emergency
    SeverityWeight reach{1, 0.1f};        // at reach_from followers; twice that at a tenfold
    SeverityWeight poor_rating{1, 0.1f};  // one or two stars
    std::int64_t reach_from = 10'000;
    // Points from which severity is 2, 3, 4, 5.
    std::array<int, 4> steps{1, 2, 4, 6};
};

// Adds points, severity and urgency to what the models left in `assessment`. `hits` are those of
// `cues` in `tokens`; `range_of` gives the code points from a first to a last token.
void weigh(const Post& post, const Cues& cues, std::span<const CueHit> hits,
           const std::vector<Range>& token_ranges, const SeverityWeights& weights,
           Assessment& assessment);

}  // namespace aplomb::triage
