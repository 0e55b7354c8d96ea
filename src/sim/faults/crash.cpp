#include "sim/trial/fault.h"

namespace aplomb::sim {

extern const Fault crash;
const Fault crash{
    .id = "crash",
    .what = "The desk's process is killed: around a commit, before a question, after an answer.",
    .chance = 0.0006,
    .kills = true,
};

}  // namespace aplomb::sim
