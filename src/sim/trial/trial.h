// One trial: a desk and a world, some weeks long, decided by one seed.
//
// Everything happens on one thread, in the order of the agenda: people write, platforms push and
// answer, the desk takes the steps its threads would take, its process dies and comes back. After
// every step what it changed is held against the invariants; the whole desk is, after every
// restart, once a day, and at the end. The weeks over, nobody writes any more and nothing goes
// wrong any more, and the desk has some days to bring everything to its end.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "sim/trial/fault.h"
#include "store/store.h"

namespace aplomb::sim {

// Planted by tests, to see that it is noticed.
struct Bugs {
    // Partners deliver a reply again that they were handed again.
    bool partners_forget_keys = false;
    // Once a day something is done to the store behind the desk's back.
    std::function<Result<>(store::Transaction&, Timestamp)> meddle;
};

struct TrialOptions {
    std::uint64_t seed = 1;
    int days = 30;
    std::uint64_t customers = 0;  // 0: as many as the seed says
    std::vector<const Fault*> faults;
    // Of all that may happen, what does (Fate); nothing: whatever the seed says.
    std::optional<std::set<std::string>> only;
    bool keep_trace = false;
    Bugs bugs;
};

struct Breach {
    std::string invariant;
    std::string promise;
    std::string what;
    Timestamp at;
};

struct TrialFigures {
    std::size_t steps = 0;
    std::size_t customers = 0;
    std::size_t words_in = 0;
    std::size_t words_out = 0;
    std::size_t requests = 0;
    std::size_t crashes = 0;
    std::map<std::string, std::size_t> faults;  // how often each struck
};

struct TrialOutcome {
    std::optional<Breach> breach;
    std::uint64_t fingerprint = 0;
    std::vector<std::string> trace;
    std::vector<std::string> struck;  // what fate had happen: the schedule to shrink
    TrialFigures figures;
};

TrialOutcome run_trial(const TrialOptions& options);

}  // namespace aplomb::sim
