// From a complaint in public to the same words changed for the better (rules E3, E5).

#include "casework/recovery.h"
#include "store/clocks.h"
#include "store/habits.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

std::string review(std::string_view type, int rating, const std::string& text,
                   const std::string& at) {
    return json::serialize(json::object{{"type", type},
                                        {"id", "r1"},
                                        {"thread_id", "t1"},
                                        {"at", at},
                                        {"author", {{"id", "ana"}, {"name", "Ana"}}},
                                        {"rating", rating},
                                        {"text", text}});
}

class RecoveryTrack : public ::testing::Test {
  protected:
    RecoveryTrack() {
        desk_.transport().take_everything();
        desk_.receive({review("review.created", 1,
                              "Terrible. My bag was lost and nobody answers. I am angry.",
                              "2026-11-23T10:00:00Z")});
        id_ = desk_.case_of("r1").id;
    }
    std::optional<Recovery> track() {
        return desk_.read<std::optional<Recovery>>([&](const store::Transaction& transaction) {
            return transaction.habits().find_recovery(id_);
        });
    }
    Result<Recovery> step(RecoveryStage stage, std::optional<MessageId> asking = {}) {
        return desk_.store().write_for<Recovery>([&](store::Transaction& transaction) {
            return casework::step_recovery(transaction, id_, {stage, asking}, desk_.clock().now());
        });
    }
    void answer() {
        desk_.reply_to("r1", "I am sorry about your bag, Ana. We have found it.");
        desk_.send_due();
    }

    RunningDesk desk_;
    CaseId id_;
};

TEST_F(RecoveryTrack, WatchesTheReviewAndSeesItGrowKinder) {
    ASSERT_TRUE(track());
    EXPECT_EQ(track()->rating_before, 1);
    answer();
    EXPECT_EQ(track()->stage, RecoveryStage::Reached);
    desk_.receive(
        {review("review.edited", 5, "They found it! Thank you.", "2026-11-24T10:00:00Z")});
    EXPECT_EQ(track()->outcome, "updated");
    EXPECT_EQ(track()->rating_after, 5);
    EXPECT_EQ(track()->stage, RecoveryStage::Ended);
}

TEST_F(RecoveryTrack, BeginsAClockWhenTheRatingChangesNotWhenTheReviewWasWritten) {
    answer();
    desk_.advance(std::chrono::hours{120});
    const Timestamp changed = desk_.clock().now();
    desk_.receive({review("review.edited", 5, "They found it! Thank you.", to_rfc3339(changed))});
    const Case value = desk_.case_of("r1");
    EXPECT_EQ(value.status, CaseStatus::Open);
    EXPECT_EQ(value.waiting_since, changed);
    ASSERT_TRUE(value.due_at);
    EXPECT_GT(*value.due_at, changed);
    desk_.advance(std::chrono::minutes{1});
    const auto clocks = desk_.read<std::vector<CaseClock>>(
        [&](const store::Transaction& transaction) { return transaction.clocks().running(id_); });
    for (const CaseClock& clock : clocks)
        EXPECT_FALSE(clock.kind == ClockKind::NextAnswer && clock.breached_at);
    // Taking the review down takes the wait along.
    desk_.receive({json::serialize(json::object{
        {"type", "message.deleted"}, {"id", "r1"}, {"at", to_rfc3339(desk_.clock().now())}})});
    EXPECT_EQ(desk_.case_of("r1").status, CaseStatus::Waiting);
}

TEST_F(RecoveryTrack, SeesTheRatingFallBackToTheFirst) {
    answer();
    desk_.advance(std::chrono::hours{48});
    desk_.receive({review("review.edited", 5, "They found it!", "2026-11-24T10:00:00Z")});
    ASSERT_EQ(track()->outcome, "updated");
    desk_.receive({review("review.edited", 1, "Lost again.", "2026-11-25T10:00:00Z")});
    EXPECT_EQ(track()->rating_after, 1);
    EXPECT_EQ(track()->outcome, "");
    EXPECT_EQ(track()->stage, RecoveryStage::Reached);
}

TEST_F(RecoveryTrack, DoesNotEndWithAWorseRating) {
    desk_.receive({review("review.edited", 3, "Not good.", "2026-11-23T10:00:00Z")});
    answer();
    ASSERT_TRUE(step(RecoveryStage::Resolved));
    desk_.advance(std::chrono::hours{24});
    desk_.receive({review("review.edited", 2, "Useless.", "2026-11-24T10:00:00Z")});
    EXPECT_EQ(track()->outcome, "");
    EXPECT_EQ(track()->rating_after, 2);
    EXPECT_EQ(track()->stage, RecoveryStage::Reached);
    EXPECT_FALSE(track()->resolved_at);
    EXPECT_TRUE(step(RecoveryStage::Resolved));
    EXPECT_TRUE(step(RecoveryStage::Satisfied));
}

TEST_F(RecoveryTrack, SeesItTakenDown) {
    answer();
    desk_.receive({json::serialize(
        json::object{{"type", "message.deleted"}, {"id", "r1"}, {"at", "2026-11-24T10:00:00Z"}})});
    EXPECT_EQ(track()->outcome, "removed");
}

TEST_F(RecoveryTrack, IsNotGivenUpBeforeAnybodyAnsweredAndNotForGoodAfterwards) {
    EXPECT_FALSE(step(RecoveryStage::Ended));
    answer();
    ASSERT_TRUE(step(RecoveryStage::Ended));
    EXPECT_EQ(track()->outcome, "none");
    desk_.receive({review("review.edited", 4, "Better late than never.", "2026-11-25T10:00:00Z")});
    EXPECT_EQ(track()->outcome, "updated");
}

// Once: so not by words that never came.
TEST_F(RecoveryTrack, IsAskedByAMessageThatReachedThem) {
    answer();
    EXPECT_FALSE(step(RecoveryStage::Satisfied)) << "nothing was resolved";
    ASSERT_TRUE(step(RecoveryStage::Resolved));
    desk_.advance(std::chrono::hours{1});
    ASSERT_TRUE(step(RecoveryStage::Satisfied));
    const auto old = step(RecoveryStage::Asked, desk_.message("platform-1").id);
    ASSERT_FALSE(old) << "our apology asked nothing";
    EXPECT_EQ(old.error().field, "/message_id");
    const MessageId asking = desk_.reply_to("r1", "Would you look at your review again, Ana?");
    const auto early = step(RecoveryStage::Asked, asking);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().field, "/message_id");
    EXPECT_EQ(track()->stage, RecoveryStage::Satisfied);
    desk_.send_due();
    EXPECT_TRUE(step(RecoveryStage::Asked, asking));
}

TEST_F(RecoveryTrack, BeginsAlsoWhereAPersonCallsItAComplaint) {
    desk_.receive({json::serialize(json::object{{"type", "message.created"},
                                                {"id", "m2"},
                                                {"thread_id", "t2"},
                                                {"visibility", "public"},
                                                {"at", "2026-11-23T10:05:00Z"},
                                                {"author", {{"id", "ben"}, {"name", "Ben"}}},
                                                {"text", "When does the next ferry leave?"}})});
    Case value = desk_.case_of("m2");
    id_ = value.id;
    EXPECT_FALSE(track());
    value.kind = CaseKind::Complaint;
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) {
        return casework::watch_complaint(transaction, value, desk_.clock().now());
    }));
    ASSERT_TRUE(track());
    EXPECT_TRUE(track()->watched_message_id);
}

}  // namespace
}  // namespace aplomb::runtime
