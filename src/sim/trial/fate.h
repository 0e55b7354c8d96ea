// What may or may not happen in a trial, decided by one seed.
//
// Nothing draws from one long stream of chance, where leaving out the first misfortune would change
// all that follow. Whatever may happen has a name of its own ("duplicate message.created c12/1.1
// #2"; names.h says where names come from), and seed and name alone decide whether it does and how.
// So a failing trial can be run again with half of its misfortunes left out, and the other half
// still means the same: that is how the shortest replay is found (shrink.h).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace aplomb::sim {

class Fate {
  public:
    // `only`: of all that would happen, what is named there. Nothing: all of it.
    explicit Fate(std::uint64_t seed, std::optional<std::set<std::string>> only = {});

    // Dice that belong to that name.
    [[nodiscard]] SeededRandom dice(std::string_view name) const;
    // Whether the thing of that kind and name happens, with a chance of 0 to 1. Asked once a name.
    bool strikes(std::string_view kind, std::string_view name, double chance);
    // "KIND NAME" of all that happened, in order.
    [[nodiscard]] const std::vector<std::string>& struck() const { return struck_; }

  private:
    std::uint64_t seed_;
    std::optional<std::set<std::string>> only_;
    std::vector<std::string> struck_;
};

}  // namespace aplomb::sim
