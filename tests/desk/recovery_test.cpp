// Bringing a complainer round, one step after another; and not thanking two people alike.
#include "desk/recovery.h"

#include <gtest/gtest.h>

namespace aplomb::desk {
namespace {

TEST(Recovery, AsksOnceAndOnlySomebodySatisfied) {
    Recovery recovery;
    EXPECT_FALSE(may_step(recovery, RecoveryStage::Satisfied));
    recovery.stage = RecoveryStage::Reached;
    EXPECT_FALSE(may_step(recovery, RecoveryStage::Asked));
    EXPECT_TRUE(may_step(recovery, RecoveryStage::Satisfied));
    recovery.stage = RecoveryStage::Satisfied;
    EXPECT_TRUE(may_step(recovery, RecoveryStage::Asked));
    EXPECT_FALSE(may_step(recovery, RecoveryStage::Resolved));
    recovery.stage = RecoveryStage::Asked;
    recovery.asked_at = Timestamp{};
    const auto twice = may_step(recovery, RecoveryStage::Asked);
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().what.find("once is kind"), std::string::npos);
    EXPECT_TRUE(may_step(recovery, RecoveryStage::Ended));
    recovery.stage = RecoveryStage::Ended;
    EXPECT_FALSE(may_step(recovery, RecoveryStage::Ended));
}

TEST(Recovery, KnowsTheSameWordsAgain) {
    EXPECT_TRUE(same_words("Thank you so much, Ana!", "thank you SO much ana"));
    EXPECT_FALSE(same_words("Thank you so much, Ana!", "Thank you so much, Bo!"));
    EXPECT_TRUE(same_words("", " !"));
}

}  // namespace
}  // namespace aplomb::desk
