#include "sim/casting.h"

#include <algorithm>

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

bool could_play(const Customer& customer, const Scene& scene) {
    return customer.language == scene.language &&
           std::any_of(scene.outlets.begin(), scene.outlets.end(),
                       [&](const std::string& outlet) { return writes_on(customer, outlet); });
}

}  // namespace

void Casting::shuffle() {
    for (const Scene& scene : all_scenes()) {
        if (!scene.incident && !set_aside_.contains(scene.id)) deck_.push_back(&scene);
    }
    set_aside_.clear();
    for (std::size_t i = deck_.size(); i > 1; --i)
        std::swap(deck_[i - 1], deck_[random_.below(i)]);
}

Part Casting::draw(Timestamp now) {
    for (;;) {
        if (deck_.empty()) shuffle();
        const Scene* scene = deck_.back();
        deck_.pop_back();
        if (auto part = cast(*scene, now)) return std::move(*part);
    }
}

std::vector<const Customer*> Casting::candidates(const Scene& scene, Timestamp now) const {
    std::vector<const Customer*> fitting;
    std::vector<const Customer*> at_the_right_hour;
    for (const Customer& customer : all_customers()) {
        if (!could_play(customer, scene)) continue;
        fitting.push_back(&customer);
        const int hour = hour_in(customer.zone.empty() ? home_zone_ : customer.zone, now);
        const bool awake = hour >= 7 && hour < 23;
        if (awake != scene.at_night) at_the_right_hour.push_back(&customer);
    }
    return at_the_right_hour.empty() ? fitting : at_the_right_hour;
}

std::optional<Part> Casting::cast(const Scene& scene, Timestamp now) {
    std::vector<const Customer*> fitting = candidates(scene, now);
    if (fitting.empty()) return {};
    const auto uses = [&](const Customer* customer) {
        const auto found = uses_.find(customer);
        return found == uses_.end() ? 0 : found->second;
    };
    int least = uses(fitting.front());
    for (const Customer* customer : fitting)
        least = std::min(least, uses(customer));
    std::erase_if(fitting, [&](const Customer* customer) { return uses(customer) > least; });
    const Customer* customer = one_of(random_, fitting);
    ++uses_[customer];

    std::vector<std::string> outlets;
    for (const std::string& outlet : scene.outlets) {
        if (writes_on(*customer, outlet)) outlets.push_back(outlet);
    }
    return Part{&scene, customer, one_of(random_, outlets), made_up_trip(random_)};
}

}  // namespace aplomb::sim
