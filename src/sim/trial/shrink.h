// The shortest replay of a broken trial.
//
// What fate had happen is a list: people's openings, colleagues' whims, faults. All customers' but
// one's are left out, then all of a kind, then pieces, large ones first, as long as the same
// promise is still broken (delta debugging: Zeller and Hildebrandt, 2002). What stays is what it
// takes.
#pragma once

#include "sim/trial/trial.h"

namespace aplomb::sim {

struct Shrunk {
    TrialOptions options;  // with `only` set
    TrialOutcome outcome;  // of running them, with its trace
    int runs = 0;
};

// `broken`: what running `options` came to. At most `runs_max` more runs.
Shrunk shrink(const TrialOptions& options, const TrialOutcome& broken, int runs_max);

}  // namespace aplomb::sim
