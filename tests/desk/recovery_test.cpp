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
    EXPECT_FALSE(may_step(recovery, RecoveryStage::Satisfied)) << "nothing is resolved";
    EXPECT_TRUE(may_step(recovery, RecoveryStage::Resolved));
    recovery.stage = RecoveryStage::Resolved;
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

TEST(Recovery, IsNoSuccessWhileTheRatingIsWorseOrNoBetter) {
    Recovery recovery;
    recovery.rating_before = 3;
    EXPECT_EQ(rating_move(recovery, 1), RatingMove::Worse);
    EXPECT_EQ(rating_move(recovery, 3), RatingMove::Better) << "the words alone changed";
    EXPECT_EQ(rating_move(recovery, 5), RatingMove::Better);
    recovery.rating_after = 1;
    EXPECT_EQ(rating_move(recovery, 1), RatingMove::NotYet);
    EXPECT_EQ(rating_move(recovery, 2), RatingMove::NotYet);
    EXPECT_EQ(rating_move(recovery, 3), RatingMove::NotYet) << "where they began";
    EXPECT_EQ(rating_move(recovery, 4), RatingMove::Better);
    recovery.rating_after = 5;
    EXPECT_EQ(rating_move(recovery, 4), RatingMove::Worse);
    EXPECT_EQ(rating_move({}, 1), RatingMove::Better);
    EXPECT_EQ(rating_move({}, {}), RatingMove::Better);
}

TEST(Recovery, GoesBackToWhereTheyWereReached) {
    Recovery recovery;
    recovery.stage = RecoveryStage::Reached;
    EXPECT_FALSE(set_back(recovery));
    recovery.stage = RecoveryStage::Ended;
    recovery.outcome = "updated";
    recovery.satisfied_at = Timestamp{};
    recovery.asked_at = Timestamp{};
    ASSERT_TRUE(set_back(recovery));
    EXPECT_EQ(recovery.stage, RecoveryStage::Reached);
    EXPECT_EQ(recovery.outcome, "");
    EXPECT_FALSE(recovery.satisfied_at);
    EXPECT_TRUE(recovery.asked_at) << "nobody is asked twice";
    recovery.stage = RecoveryStage::Ended;
    recovery.outcome = "updated";
    recovery.rating_before = 1;
    recovery.rating_after = 4;
    EXPECT_FALSE(set_back(recovery)) << "four stars after five are more than the one of before";
    recovery.outcome = "none";
    EXPECT_FALSE(set_back(recovery)) << "we gave it up";
}

TEST(Recovery, KnowsTheSameWordsAgain) {
    EXPECT_TRUE(same_words("Thank you so much, Ana!", "thank you SO much ana"));
    EXPECT_FALSE(same_words("Thank you so much, Ana!", "Thank you so much, Bo!"));
    EXPECT_TRUE(same_words("", " !"));
}

}  // namespace
}  // namespace aplomb::desk
