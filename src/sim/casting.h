// Who plays which scene, and where. Scenes come from a shuffled deck, so that none returns before
// all have been played; of the customers who could play one, those who have said least so far come
// first, and people who sleep in their time zone are left alone unless the scene is of the night.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "sim/customers.h"
#include "sim/scenes.h"

namespace aplomb::sim {

struct Part {
    const Scene* scene = nullptr;
    const Customer* customer = nullptr;
    std::string outlet;
    Trip trip;
};

class Casting {
  public:
    Casting(Random& random, std::string home_zone)
        : random_(random), home_zone_(std::move(home_zone)) {}

    // Scenes told elsewhere, not to be drawn until the deck is shuffled anew.
    void set_aside(const std::string& scene_id) { set_aside_.insert(scene_id); }
    Part draw(Timestamp now);
    // Nothing only when no customer writes where and how the scene needs it.
    std::optional<Part> cast(const Scene& scene, Timestamp now);

  private:
    void shuffle();
    std::vector<const Customer*> candidates(const Scene& scene, Timestamp now) const;

    Random& random_;
    std::string home_zone_;
    std::vector<const Scene*> deck_;
    std::set<std::string> set_aside_;
    std::map<const Customer*, int> uses_;
};

}  // namespace aplomb::sim
