// What flows into a bucket and what may be taken from it.
#include "runtime/rate.h"

#include <gtest/gtest.h>

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

TEST(TokenBucket, GivesABurstAndThenWhatFlowsIn) {
    TokenBucket bucket(3.0 / 60, 3);
    const Timestamp start = from_ms(1'000'000);
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(bucket.take(start));
    EXPECT_EQ(bucket.take(start), start + 20s);
    EXPECT_FALSE(bucket.take(start + 20s));
    EXPECT_TRUE(bucket.take(start + 21s));
}

TEST(TokenBucket, CountsWhatIsTakenTogether) {
    TokenBucket bucket(5.0 / 60, 5);
    const Timestamp start = from_ms(1'000'000);
    EXPECT_FALSE(bucket.take(start, 4));
    EXPECT_EQ(bucket.take(start, 4), start + 36s);
    // More than ever fits waits for a full bucket, not for ever.
    EXPECT_FALSE(bucket.take(start + 60s, 50));
    EXPECT_TRUE(bucket.take(start + 60s, 1));
}

}  // namespace
}  // namespace aplomb::runtime
