#include "triage/communities.h"

#include <algorithm>
#include <numeric>

namespace aplomb::triage {
namespace {

constexpr int levels_max = 6;
constexpr int rounds_max = 8;
constexpr std::uint32_t unnamed = 0xffffffffu;

// Ties by their ends; a tie inside a node counts for its degree alone.
struct Network {
    std::vector<std::size_t> start;
    std::vector<std::uint32_t> other;
    std::vector<float> strength;
    std::vector<double> degree;

    [[nodiscard]] std::size_t size() const { return degree.size(); }
};

Network to_network(std::size_t count, std::span<const Tie> ties) {
    Network out;
    out.start.assign(count + 1, 0);
    out.degree.assign(count, 0.0);
    for (const Tie& tie : ties) {
        out.degree[tie.first] += double{tie.strength};
        out.degree[tie.second] += double{tie.strength};
        if (tie.first == tie.second) continue;
        ++out.start[tie.first + 1];
        ++out.start[tie.second + 1];
    }
    std::partial_sum(out.start.begin(), out.start.end(), out.start.begin());
    out.other.resize(out.start.back());
    out.strength.resize(out.start.back());
    std::vector<std::size_t> at(out.start.begin(), out.start.end() - 1);
    const auto put = [&](std::uint32_t from, std::uint32_t to, float strength) {
        out.other[at[from]] = to;
        out.strength[at[from]++] = strength;
    };
    for (const Tie& tie : ties) {
        if (tie.first == tie.second) continue;
        put(tie.first, tie.second, tie.strength);
        put(tie.second, tie.first, tie.strength);
    }
    return out;
}

class Mover {
  public:
    Mover(const Network& network, double chance)
        : network_(network),
          chance_(chance),
          home_(network.size()),
          degree_(network.degree),
          tied_(network.size(), 0.0) {
        std::iota(home_.begin(), home_.end(), 0u);
    }

    // Whether anything moved.
    bool run() {
        bool moved = false;
        for (int round = 0; round < rounds_max; ++round) {
            bool any = false;
            for (std::uint32_t node = 0; node < network_.size(); ++node)
                any |= place(node);
            if (!any) break;
            moved = true;
        }
        return moved;
    }
    [[nodiscard]] const std::vector<std::uint32_t>& homes() const { return home_; }

  private:
    bool place(std::uint32_t node) {
        const std::uint32_t before = home_[node];
        const double own = network_.degree[node];
        degree_[before] -= own;
        near_.clear();
        for (std::size_t i = network_.start[node]; i < network_.start[node + 1]; ++i) {
            const std::uint32_t home = home_[network_.other[i]];
            if (tied_[home] == 0) near_.push_back(home);
            tied_[home] += double{network_.strength[i]};
        }
        std::uint32_t best = before;
        double most = tied_[before] - chance_ * own * degree_[before];
        for (const std::uint32_t home : near_) {
            const double gain = tied_[home] - chance_ * own * degree_[home];
            if (gain > most + 1e-9) {
                most = gain;
                best = home;
            }
        }
        for (const std::uint32_t home : near_)
            tied_[home] = 0;
        home_[node] = best;
        degree_[best] += own;
        return best != before;
    }

    const Network& network_;
    const double chance_;
    std::vector<std::uint32_t> home_;
    std::vector<double> degree_;  // of each community
    std::vector<double> tied_;    // of the node in hand with each community
    std::vector<std::uint32_t> near_;
};

// Names communities anew, from 0 in the order they are met; returns how many there are.
std::size_t renumber(std::vector<std::uint32_t>& homes) {
    std::vector<std::uint32_t> names(homes.size(), unnamed);
    std::uint32_t next = 0;
    for (std::uint32_t& home : homes) {
        if (names[home] == unnamed) names[home] = next++;
        home = names[home];
    }
    return next;
}

std::vector<Tie> ties_between(std::span<const Tie> ties, const std::vector<std::uint32_t>& homes) {
    std::vector<Tie> out;
    for (const Tie& tie : ties) {
        const auto [first, second] = std::minmax(homes[tie.first], homes[tie.second]);
        out.push_back({first, second, tie.strength});
    }
    std::sort(out.begin(), out.end(), [](const Tie& a, const Tie& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    std::size_t kept = 0;
    for (const Tie& tie : out) {
        if (kept > 0 && out[kept - 1].first == tie.first && out[kept - 1].second == tie.second) {
            out[kept - 1].strength += tie.strength;
        } else {
            out[kept++] = tie;
        }
    }
    out.resize(kept);
    return out;
}

}  // namespace

std::vector<std::uint32_t> find_communities(std::size_t count, std::span<const Tie> ties,
                                            const CommunityOptions& options) {
    std::vector<std::uint32_t> out(count);
    std::iota(out.begin(), out.end(), 0u);
    double total = 0;
    for (const Tie& tie : ties)
        total += 2 * double{tie.strength};
    const double chance = double{options.closeness} / std::max(total, 2 * double{options.ties_min});
    std::vector<Tie> between(ties.begin(), ties.end());
    std::size_t nodes = count;
    for (int level = 0; level < levels_max; ++level) {
        const Network network = to_network(nodes, between);
        Mover mover(network, chance);
        if (!mover.run()) break;
        std::vector<std::uint32_t> homes = mover.homes();
        nodes = renumber(homes);
        for (std::uint32_t& community : out)
            community = homes[community];
        between = ties_between(between, homes);
    }
    renumber(out);
    return out;
}

}  // namespace aplomb::triage
