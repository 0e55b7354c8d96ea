// Small questions put to a Random. Everything in the simulation that could go one way or another
// asks here, so that one seed decides it all.
#pragma once

#include <span>
#include <vector>

#include "base/random.h"
#include "base/time.h"

namespace aplomb::sim {

// True with that probability, 0 to 1, in steps of a millionth.
inline bool happens(Random& random, double probability) {
    if (probability <= 0) return false;
    return static_cast<double>(random.below(1'000'000)) < probability * 1'000'000;
}

// Uniform, both ends included.
inline Milliseconds between(Random& random, Milliseconds least, Milliseconds most) {
    if (most <= least) return least;
    const auto span = static_cast<std::uint64_t>((most - least).count()) + 1;
    return least + Milliseconds{static_cast<std::int64_t>(random.below(span))};
}

// `from` must not be empty.
template<class T>
const T& one_of(Random& random, const std::vector<T>& from) {
    return from[random.below(from.size())];
}

}  // namespace aplomb::sim
