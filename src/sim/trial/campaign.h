// Many trials, as many at once as there are processors; each by itself on one thread.
#pragma once

#include <functional>

#include "sim/trial/trial.h"

namespace aplomb::sim {

struct CampaignOutcome {
    std::uint64_t trials = 0;
    TrialFigures sum;
    // The broken ones, by seed.
    std::map<std::uint64_t, TrialOutcome> broken;
    double seconds = 0;
};

// Runs `count` trials from options.seed on. `done` is called after each, from any thread, one call
// at a time.
CampaignOutcome run_campaign(
    const TrialOptions& options, std::uint64_t count,
    const std::function<void(std::uint64_t seed, const TrialOutcome& outcome)>& done = {});

}  // namespace aplomb::sim
