#include "triage/communities.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace aplomb::triage {
namespace {

std::vector<Tie> clique(std::uint32_t from, std::uint32_t to) {
    std::vector<Tie> ties;
    for (std::uint32_t a = from; a < to; ++a)
        for (std::uint32_t b = a + 1; b < to; ++b)
            ties.push_back({a, b, 1.0f});
    return ties;
}

TEST(Communities, KeepsTwoCirclesApartThatOneTieJoins) {
    std::vector<Tie> ties = clique(0, 10);
    for (const Tie& tie : clique(10, 20))
        ties.push_back(tie);
    ties.push_back({3, 14, 0.5f});
    const auto found = find_communities(21, ties, {1.0f, 0.0f});
    EXPECT_EQ(std::vector<std::uint32_t>(found.begin(), found.begin() + 10),
              std::vector<std::uint32_t>(10, 0));
    EXPECT_EQ(std::vector<std::uint32_t>(found.begin() + 10, found.begin() + 20),
              std::vector<std::uint32_t>(10, 1));
    EXPECT_EQ(found[20], 2u);
}

TEST(Communities, LetsEveryTieJoinWhereTiesAreFew) {
    const auto found = find_communities(4, std::vector<Tie>{{0, 1, 0.2f}, {1, 2, 0.2f}}, {});
    EXPECT_EQ(found, (std::vector<std::uint32_t>{0, 0, 0, 1}));
}

RC_GTEST_PROP(Communities, NumbersThemInTheOrderOfTheirFirstMessages, ()) {
    const auto count = *rc::gen::inRange<std::uint32_t>(1, 40);
    const auto ends =
        *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(rc::gen::pair(
            rc::gen::inRange<std::uint32_t>(0, count), rc::gen::inRange<std::uint32_t>(0, count)));
    std::vector<Tie> ties;
    for (const auto& [first, second] : ends)
        ties.push_back({first, second, 0.5f});
    const auto found = find_communities(count, ties, {4.0f, 5.0f});
    RC_ASSERT(found.size() == count);
    std::uint32_t next = 0;
    for (const std::uint32_t community : found) {
        RC_ASSERT(community <= next);
        next = std::max(next, community + 1);
    }
}

}  // namespace
}  // namespace aplomb::triage
