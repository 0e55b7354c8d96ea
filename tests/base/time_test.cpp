// Times as the contract writes them.
#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace aplomb {
namespace {

TEST(Rfc3339, WritesMillisecondsOnlyWhereThereAreSome) {
    EXPECT_EQ(to_rfc3339(from_ms(0)), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_rfc3339(from_ms(7)), "1970-01-01T00:00:00.007Z");
    EXPECT_EQ(to_rfc3339(from_ms(1'795'000'000'120)), "2026-11-18T11:06:40.120Z");
    EXPECT_EQ(to_rfc3339(from_ms(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, ReadsBackWhatItWrote) {
    const bool held = rc::check("any time of ten thousand years", [] {
        const std::int64_t ms =
            *rc::gen::inRange<std::int64_t>(-62'135'596'800'000, 253'402'300'800'000);
        RC_ASSERT(to_ms(parse_rfc3339(to_rfc3339(from_ms(ms))).value()) == ms);
    });
    EXPECT_TRUE(held);
}

TEST(Durations, AreReadInTheirUnits) {
    EXPECT_EQ(parse_duration("P1DT12H"), std::chrono::hours{36});
    EXPECT_EQ(parse_duration("PT0.5S"), Milliseconds{500});
    EXPECT_EQ(parse_duration("P365250D"), std::chrono::days{365'250});
}

TEST(Durations, NeverOverflow) {
    for (const char* const text : {"P9999999999W", "P365251D", "P9999999999W9999999999W",
                                   "P9999999999DT9999999999H", "PT9999999999H"}) {
        const auto duration = parse_duration(text);
        ASSERT_FALSE(duration) << text;
        EXPECT_NE(duration.error().what.find("thousand years"), std::string::npos);
    }
    std::string many = "P";
    for (int i = 0; i < 3'000; ++i)
        many += "9999999999W";
    EXPECT_FALSE(parse_duration(many));
    const bool held = rc::check("any text", [] {
        const auto duration = parse_duration(
            "P" + *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0919WDTHMS."))));
        RC_ASSERT(!duration || duration->count() >= 0);
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace aplomb
