// What hangs on two cases that become one, and on one that was two: the watch over their public
// words, and what was given.

#include "casework/approvals.h"
#include "casework/grants.h"
#include "casework/joining.h"
#include "casework/recovery.h"
#include "store/approvals.h"
#include "store/grants.h"
#include "store/habits.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

struct JoinedCases : PeopleDesk {
    void complain(const std::string& id, const std::string& author, const std::string& thread,
                  const std::string& visibility = "public") {
        json::object event{{"type", "message.created"},
                           {"id", id},
                           {"thread_id", thread},
                           {"visibility", visibility},
                           {"at", to_rfc3339(now())},
                           {"author", {{"id", author}, {"handle", "@" + author}, {"name", author}}},
                           {"text", "Terrible. My bag was lost and nobody answers. I am angry."}};
        desk_.receive({json::serialize(event)});
    }
    void take_down(const std::string& id) {
        desk_.receive({json::serialize(
            json::object{{"type", "message.deleted"}, {"id", id}, {"at", to_rfc3339(now())}})});
    }
    CaseId id_of(const std::string& word) { return desk_.case_of(word).id; }
    void merge(CaseId from, CaseId into) {
        done([&](store::Transaction& transaction) -> Result<> {
            auto office = TRY(casework::Office::load(transaction, now()));
            return casework::merge_cases(transaction, office, from, into, now());
        });
    }
    std::optional<Recovery> track(CaseId id) {
        return desk_.read<std::optional<Recovery>>([&](const store::Transaction& transaction) {
            return transaction.habits().find_recovery(id);
        });
    }
    casework::GrantOutcome give(CaseId id, const std::string& key, const std::string& amount) {
        casework::GrantOrder order;
        order.case_id = id;
        order.offer = key;
        order.amount = parse_money(amount, "EUR").value();
        order.author = "user:1";
        order.author_name = "jo";
        order.random = std::string(12, static_cast<char>('a' + ++gifts_));
        return desk_.write<casework::GrantOutcome>(
            [&](store::Transaction& transaction) -> Result<casework::GrantOutcome> {
                auto office = TRY(casework::Office::load(transaction, now()));
                return casework::offer(transaction, office, order, now());
            });
    }
    std::vector<Grant> given(CaseId id) {
        return desk_.read<std::vector<Grant>>([&](const store::Transaction& transaction) {
            return transaction.grants().of_case(id);
        });
    }
    std::vector<Approval> waiting(CaseId id) {
        return desk_.read<std::vector<Approval>>([&](const store::Transaction& transaction) {
            return transaction.approvals().waiting_of(id);
        });
    }
    Result<Approval> approve(ApprovalId id, Seniority rank) {
        casework::Ruling ruling;
        ruling.yes = true;
        ruling.who.scope = "user:9";
        ruling.who.seniority = rank;
        ruling.name = "eva";
        return desk_.store().write_for<Approval>(
            [&](store::Transaction& transaction) -> Result<Approval> {
                auto office = TRY(casework::Office::load(transaction, now()));
                return casework::rule_on(transaction, office, id, ruling, now());
            });
    }
    int gifts_ = 0;
};

TEST_F(JoinedCases, ASplitTakesTheWatchAlongAndLeavesAComplaintWithItsOwn) {
    complain("c1", "cy", "t");
    complain("c2", "cy", "t", "private");
    const CaseId old = id_of("c1");
    ASSERT_EQ(id_of("c2"), old);
    const CaseId fresh = split("c1");
    ASSERT_TRUE(track(fresh));
    EXPECT_EQ(track(fresh)->watched_message_id, desk_.message("c1").id);
    ASSERT_TRUE(track(old));
    EXPECT_FALSE(track(old)->watched_message_id);
    say("c1", "I am sorry about your bag.");
    EXPECT_EQ(track(fresh)->stage, RecoveryStage::Reached);
    EXPECT_EQ(track(old)->stage, RecoveryStage::None);
    take_down("c1");
    EXPECT_EQ(track(fresh)->outcome, "removed");
}

TEST_F(JoinedCases, AMergeWatchesBothPosts) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    ASSERT_NE(first, second);
    merge(first, second);
    say("c2", "I am sorry about both bags.");
    take_down("c1");
    ASSERT_TRUE(track(first));
    EXPECT_EQ(track(first)->outcome, "removed");
    EXPECT_EQ(track(first)->stage, RecoveryStage::Ended);
    EXPECT_EQ(track(second)->stage, RecoveryStage::Reached) << "the other post is there";
    EXPECT_EQ(audited(second, "recovery.ended"), 1U) << "where it is read";
    take_down("c2");
    EXPECT_EQ(track(second)->outcome, "removed");
}

TEST_F(JoinedCases, AMergeGivesThePublicPostToATrackThatWatchesNone) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2", "private");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    merge(first, second);
    say("c2", "I am sorry about both bags.");
    take_down("c1");
    EXPECT_EQ(track(second)->outcome, "removed");
    EXPECT_FALSE(track(first)->watched_message_id);
}

TEST_F(JoinedCases, WhatIsOverRestsAndWhatIsNotGoesOnAfterAMerge) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    say("c2", "I am sorry about your bag.");
    take_down("c2");
    ASSERT_EQ(track(second)->stage, RecoveryStage::Ended);
    merge(first, second);
    EXPECT_EQ(track(second)->watched_message_id, desk_.message("c1").id);
    EXPECT_EQ(track(second)->stage, RecoveryStage::None);
    EXPECT_EQ(track(first)->outcome, "removed");
}

TEST_F(JoinedCases, AMergeDoesNotWatchAnewWhatIsOver) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2", "private");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    say("c1", "I am sorry about your bag.");
    take_down("c1");
    merge(first, second);
    EXPECT_FALSE(track(second)->watched_message_id);
    EXPECT_EQ(track(first)->outcome, "removed");
}

TEST_F(JoinedCases, ASplitGivesBackWhatAMergeWatched) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId second = id_of("c2");
    merge(id_of("c1"), second);
    const CaseId fresh = split("c1");
    ASSERT_TRUE(track(fresh));
    EXPECT_EQ(track(fresh)->watched_message_id, desk_.message("c1").id);
    EXPECT_EQ(track(second)->watched_message_id, desk_.message("c2").id);
}

TEST_F(JoinedCases, AMergeHidesNoGiftAndEvadesNoLimit) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    give(first, "refund", "12.00");
    give(second, "refund", "12.00");
    merge(first, second);
    EXPECT_EQ(given(second).size(), 2U);
    EXPECT_TRUE(give(second, "apology-credit", "13.00").approval) << "37.00 in all";
    EXPECT_TRUE(give(second, "refund", "12.00").again);
}

TEST_F(JoinedCases, AMergeAsksWhoeverMayGiveItAllAndGivesTheSameOnce) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    give(first, "refund", "700.00");
    const auto other = give(second, "refund", "700.00");
    ASSERT_EQ(other.approval->least, Seniority::Manager);
    merge(first, second);
    const auto asked = waiting(second);
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0].least, Seniority::Executive) << "1400.00 in all";
    EXPECT_FALSE(approve(asked[0].id, Seniority::Manager));
    EXPECT_FALSE(approve(other.approval->id, Seniority::Executive)) << "somebody else is asked";
    EXPECT_TRUE(approve(asked[0].id, Seniority::Executive));
    const auto twice = approve(asked[1].id, Seniority::Executive);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::Conflict);
    EXPECT_NE(twice.error().what.find("already"), std::string::npos);
}

TEST_F(JoinedCases, AGiftCountsForAComplaintThatWasClosedWhereItIsMerged) {
    complain("c1", "cy", "t1");
    complain("c2", "cy", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("c2");
    const auto gift = give(first, "refund", "12.00");
    done([&](store::Transaction& transaction) -> Result<> {
        Case into = *TRY(transaction.cases().find(second));
        into.status = CaseStatus::Closed;
        into.kind = CaseKind::Complaint;
        into.at_fault = true;
        return transaction.cases().update(into);
    });
    done([&](store::Transaction& transaction) -> Result<> {
        Case from = *TRY(transaction.cases().find(first));
        from.waiting_since.reset();
        from.status = CaseStatus::Waiting;
        return transaction.cases().update(from);
    });
    merge(first, second);
    EXPECT_EQ(desk_.case_of("c1").status, CaseStatus::Closed);
    done([&](store::Transaction& transaction) {
        return casework::cancel_grant(transaction, gift.grant.id, "a mistake", now());
    });
    EXPECT_EQ(desk_.case_of("c1").status, CaseStatus::Open);
}

TEST_F(JoinedCases, PartingPeopleTakeBackWhatWasGivenToThem) {
    complain("c1", "cy", "t1");
    complain("d1", "di", "t2");
    const CaseId first = id_of("c1");
    const CaseId second = id_of("d1");
    give(first, "refund", "12.00");
    MergeId joined;
    done([&](store::Transaction& transaction) -> Result<> {
        joined = TRY(casework::merge_customers(
            transaction, {writer_of("c1"), writer_of("d1"), "They say so.", "jo", true}, now()));
        return {};
    });
    merge(first, second);
    ASSERT_EQ(given(second).size(), 1U);
    done([&](store::Transaction& transaction) {
        return casework::undo_merge(transaction, joined, now());
    });
    ASSERT_NE(id_of("c1"), id_of("d1"));
    EXPECT_EQ(given(id_of("c1")).size(), 1U);
    EXPECT_TRUE(given(id_of("d1")).empty());
    EXPECT_EQ(track(id_of("c1"))->watched_message_id, desk_.message("c1").id);
    EXPECT_EQ(track(id_of("d1"))->watched_message_id, desk_.message("d1").id);
}

}  // namespace
}  // namespace aplomb::runtime
