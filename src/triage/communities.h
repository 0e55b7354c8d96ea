// Which messages belong together, from how like they are in pairs: moves each message to the
// community it is tied to most, against what its size alone would make likely, then does the same
// with whole communities until nothing moves (Blondel et al. 2008).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace aplomb::triage {

struct Tie {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    float strength = 0;  // above 0
};

struct CommunityOptions {
    // How much more than by chance members are tied: the higher, the smaller the communities.
    float closeness = 12.0f;
    // What is tied less than this in all is too little for chance to be known: there every tie
    // joins.
    float ties_min = 100.0f;
};

// A community for each of `count` messages, numbered from 0 in the order of their first messages.
std::vector<std::uint32_t> find_communities(std::size_t count, std::span<const Tie> ties,
                                            const CommunityOptions& options);

}  // namespace aplomb::triage
