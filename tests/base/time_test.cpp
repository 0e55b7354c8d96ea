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

}  // namespace
}  // namespace aplomb
