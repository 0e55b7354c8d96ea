#include "sim/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/demo_world.h"
#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;

const Timestamp start = at("2026-03-03T12:00:00Z");

// A world whose clock only this fixture moves.
struct World {
    explicit World(std::uint64_t seed = 7)
        : random(seed), clock(start), world(clock, random, start) {}

    // Lives up to `span` after the start, waking whenever the world wants to be woken.
    std::vector<DemoWorld::Push> live(Milliseconds span) {
        std::vector<DemoWorld::Push> pushes;
        while (clock.now() < start + span) {
            clock.advance_to(std::min(world.next_at(clock.now()), start + span));
            for (auto& push : world.due(clock.now()))
                pushes.push_back(std::move(push));
        }
        return pushes;
    }

    SeededRandom random;
    VirtualClock clock;
    DemoWorld world;
};

std::size_t count(const std::vector<Told>& told, const std::function<bool(const Told&)>& which) {
    return static_cast<std::size_t>(std::count_if(told.begin(), told.end(), which));
}

TEST(Story, BeginsWithADayThatHasAlreadyBeen) {
    World world;
    const auto told = world.world.told();
    EXPECT_GE(count(told, [](const Told& one) { return one.opening; }), 25u);
    EXPECT_GE(count(told, [](const Told& one) { return !one.opening; }), 4u);
    std::size_t ours = 0;
    for (const Platform* platform : std::initializer_list<const Platform*>{
             &world.world.bluesky(), &world.world.mastodon(), &world.world.mail(),
             &world.world.app(), &world.world.reviews()}) {
        ours += platform->arrivals().size();
    }
    EXPECT_GE(ours, 10u);
    for (const Told& one : told) {
        EXPECT_LT(one.at, start);
        EXPECT_GE(one.at, start - 26h);
    }
}

TEST(Story, ShowsABitOfEverythingInTheFirstMinute) {
    World world;
    const std::size_t before = world.world.told().size();
    world.live(60s);
    auto told = world.world.told();
    told.erase(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(before));
    EXPECT_GE(told.size(), 10u);
    std::set<std::string> sorts;
    std::set<std::string> outlets;
    for (const Told& one : told) {
        sorts.insert(one.sort);
        outlets.insert(one.outlet);
    }
    EXPECT_GE(sorts.size(), 4u);
    EXPECT_GE(outlets.size(), 4u);
    EXPECT_GE(count(told, [](const Told& one) { return one.language == "es"; }), 1u);
    EXPECT_EQ(count(told,
                    [](const Told& one) {
                        return one.text.find("4111 1111 1111 1111") != std::string::npos &&
                               one.visibility == Visibility::Public;
                    }),
              1u);
}

TEST(Story, TellsEverySortWithinTenMinutes) {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        World world(seed);
        world.live(10min);
        const auto told = world.world.told();
        const auto sort = [&](std::string_view name) {
            return count(told, [&](const Told& one) { return one.opening && one.sort == name; });
        };
        EXPECT_GE(sort("complaint"), 10u) << seed;
        EXPECT_GE(sort("question"), 8u) << seed;
        EXPECT_GE(sort("request"), 3u) << seed;
        EXPECT_GE(sort("praise"), 3u) << seed;
        EXPECT_GE(sort("review"), 3u) << seed;
        EXPECT_GE(count(told, [](const Told& one) { return one.language == "es"; }), 3u) << seed;
        EXPECT_GE(count(told, [](const Told& one) { return one.incident; }), 10u) << seed;
        EXPECT_GE(
            count(told, [](const Told& one) { return one.visibility == Visibility::Private; }), 10u)
            << seed;
        EXPECT_GE(told.size(), 60u) << seed;
    }
}

TEST(Story, TellsTheSameDayForTheSameSeed) {
    World one(42);
    World two(42);
    World other(43);
    one.live(20min);
    two.live(20min);
    other.live(20min);
    const auto words = [](World& world) {
        std::vector<std::string> all;
        for (const Told& told : world.world.told())
            all.push_back(to_rfc3339(told.at) + " " + told.outlet + " " + told.text);
        return all;
    };
    EXPECT_EQ(words(one), words(two));
    EXPECT_NE(words(one), words(other));
}

TEST(Story, CalmsDownAfterTheFirstMinutes) {
    World world;
    world.live(90min);
    const auto told = world.world.told();
    const auto between = [&](Milliseconds from, Milliseconds until) {
        return count(told, [&](const Told& one) {
            return one.opening && !one.incident && one.at >= start + from && one.at < start + until;
        });
    };
    EXPECT_GT(between(0min, 1min), 8u);
    EXPECT_LT(between(60min, 90min), 40u);
    EXPECT_GT(between(60min, 90min), 8u);
}

TEST(Story, LeavesNoPlaceholderAndNoStrayGapInAnyWords) {
    World world(11);
    world.live(90min);
    for (const Told& one : world.world.told()) {
        EXPECT_EQ(one.text.find('{'), std::string::npos) << one.text;
        EXPECT_EQ(one.text.find("  "), std::string::npos) << one.text;
        EXPECT_FALSE(one.text.empty());
        EXPECT_NE(one.text.front(), ' ') << one.text;
    }
}

TEST(Story, NeverRepeatsAnOpeningWithinTheFirstHalfHour) {
    World world(5);
    world.live(30min);
    std::set<std::string> openings;
    for (const Told& one : world.world.told()) {
        if (!one.opening) continue;
        EXPECT_TRUE(openings.insert(one.text).second) << one.text;
    }
}

// Whatever the clock says when a demonstration is started, the company is at work.
TEST(Story, FindsTheCompanyAtWorkAtAnyHour) {
    for (int hour = 0; hour < 24; ++hour) {
        const Timestamp now = start + std::chrono::hours{hour};
        const int there = hour_in(zone_of_the_afternoon(now), now);
        EXPECT_GE(there, 12) << hour;
        EXPECT_LE(there, 14) << hour;
    }
}

TEST(Story, SomebodyWritesAtNight) {
    World world;
    world.live(40s);
    const Scene* night = find_scene("night-fever");
    ASSERT_NE(night, nullptr);
    const auto told = world.world.told();
    EXPECT_EQ(count(told, [&](const Told& one) { return one.text == night->text; }), 1u);
}

}  // namespace
}  // namespace aplomb::sim
