// A customer's own speed, and where their clock stands.
#include "desk/rhythm.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/time_zone.h"

namespace aplomb::desk {
namespace {

using std::chrono::hours;

const Timestamp now = parse_rfc3339("2026-11-23T10:00:00Z").value();
constexpr hours day{24};

TEST(Rhythm, IsTheMedianAndItsSpread) {
    const std::vector<AnswerGap> gaps{{now - day, hours{40}},
                                      {now - 2 * day, hours{48}},
                                      {now - 3 * day, hours{50}},
                                      {now - 4 * day, hours{200}}};
    const auto rhythm = learn_rhythm(gaps, now);
    ASSERT_TRUE(rhythm);
    EXPECT_EQ(rhythm->median, hours{48});
    EXPECT_LE(rhythm->spread, hours{8});
    EXPECT_EQ(nothing_expected_before(*rhythm, now), now + rhythm->median + rhythm->spread);
}

TEST(Rhythm, IsNotLearntFromOneAnswer) {
    EXPECT_FALSE(learn_rhythm(std::vector<AnswerGap>{{now, hours{1}}}, now));
    EXPECT_FALSE(learn_rhythm(std::vector<AnswerGap>{}, now));
}

TEST(Rhythm, ForgetsWhoTheyWere) {
    std::vector<AnswerGap> gaps;
    for (int i = 0; i < 8; ++i)
        gaps.push_back({now - (700 + i) * day, hours{100}});
    for (int i = 0; i < 3; ++i)
        gaps.push_back({now - i * day, hours{2}});
    EXPECT_EQ(learn_rhythm(gaps, now)->median, hours{2});
}

RC_GTEST_PROP(Rhythm, LiesWithinWhatWasSeen, ()) {
    std::vector<AnswerGap> gaps;
    const int count = *rc::gen::inRange(2, 30);
    for (int i = 0; i < count; ++i) {
        gaps.push_back({now - hours{*rc::gen::inRange(0, 20'000)},
                        Milliseconds{*rc::gen::inRange<std::int64_t>(1, 1'000'000'000)}});
    }
    const auto rhythm = learn_rhythm(gaps, now).value();
    const auto [least, most] = std::minmax_element(
        gaps.begin(), gaps.end(), [](const auto& a, const auto& b) { return a.gap < b.gap; });
    RC_ASSERT(rhythm.median >= least->gap);
    RC_ASSERT(rhythm.median <= most->gap);
    RC_ASSERT(rhythm.spread >= Milliseconds{0});
    RC_ASSERT(rhythm.spread <= most->gap - least->gap);
}

TEST(Zone, IsTheBestThatIsKnown) {
    std::array<std::int64_t, 24> hours_seen{};
    EXPECT_EQ(read_zone("Asia/Tokyo", "+44 20 7946 0000", hours_seen, "Europe/Paris").source,
              "told");
    const auto phone = read_zone("", "+44 20 7946 0000", hours_seen, "Europe/Paris");
    EXPECT_EQ(phone.zone, "Europe/London");
    EXPECT_EQ(phone.source, "phone");
    // One country, many zones: the number says nothing.
    EXPECT_EQ(read_zone("", "+1 212 555 0100", hours_seen, "Europe/Paris").source, "company");
    EXPECT_EQ(read_zone("", "", hours_seen, "").zone, "");
}

// Goal: whoever writes only by day, wherever they live, is placed within two hours.
RC_GTEST_PROP(Zone, IsReadFromTheHoursTheyNeverWrite, ()) {
    const int offset = *rc::gen::inRange(-10, 12);
    std::array<std::int64_t, 24> by_hour{};
    for (int hour = 8; hour < 23; ++hour)
        by_hour[static_cast<std::size_t>((hour - offset + 48) % 24)] = *rc::gen::inRange(3, 20);
    const auto reading = read_zone("", "", by_hour, "");
    RC_ASSERT(reading.source == "posting_hours");
    const auto wall = local_time(now, reading.zone).value();
    const auto ahead =
        std::chrono::round<hours>(wall.time_since_epoch() - now.time_since_epoch()).count();
    RC_ASSERT(std::abs(ahead - offset) <= 2);
}

TEST(Zone, IsNotGuessedFromFewWordsOrASleepless) {
    std::array<std::int64_t, 24> few{};
    few[12] = 29;
    EXPECT_EQ(read_zone("", "", few, "").zone, "");
    std::array<std::int64_t, 24> always{};
    always.fill(10);
    EXPECT_EQ(read_zone("", "", always, "").zone, "");
}

}  // namespace
}  // namespace aplomb::desk
