// Who waits for our answer waits until one reached them, whatever becomes of words said before.

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/joining.h"
#include "desk/steering.h"
#include "store/approvals.h"
#include "store/channels.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

struct Waiting : PeopleDesk {
    void change(const std::string& type, const std::string& id, const std::string& text = {}) {
        json::object event{{"type", type}, {"id", id}, {"at", to_rfc3339(now())}};
        if (!text.empty()) {
            event["text"] = text;
            event["author"] = {{"id", "fay"}, {"handle", "@fay"}, {"name", "fay"}};
        }
        desk_.receive({json::serialize(event)});
    }
    void bounce(const std::string& id) {
        desk_.receive({json::serialize(json::object{{"type", "delivery.updated"},
                                                    {"id", id},
                                                    {"status", "failed"},
                                                    {"detail", "bounced"}})});
    }
    void reopen(const std::string& word) {
        const CaseId id = desk_.case_of(word).id;
        done([&](store::Transaction& transaction) -> Result<> {
            const auto office = TRY(casework::Office::load(transaction, now()));
            Case value = *TRY(transaction.cases().find(id));
            const auto channel = TRY(transaction.channels().find(value.channel_id));
            TRY(desk::set_status(value, CaseStatus::Open, {}, *channel, now()));
            return casework::save(transaction, office, value, now());
        });
    }
    MessageId draft_for_approval(const std::string& word) {
        const MessageId id = desk_.reply_to(word, "I am looking into it.");
        done([&](store::Transaction& transaction) -> Result<> {
            const auto office = TRY(casework::Office::load(transaction, now()));
            Message message = *TRY(transaction.messages().find(id));
            TRY(transaction.outbox().remove(TRY(transaction.outbox().find(id))->id));
            message.state = MessageState::AwaitingApproval;
            TRY(transaction.messages().update(message));
            casework::ApprovalRequest request;
            request.subject = "message:" + id.text();
            request.case_id = message.case_id;
            request.text = message.text;
            TRY(casework::ask_approval(transaction, office, request, now()));
            return {};
        });
        return id;
    }
};

TEST_F(Waiting, GoesOnWhenTheyEditAfterOurAnswerCameBack) {
    hear("f1", "fay");
    say("f1", "It is with the carrier.");
    ASSERT_EQ(desk_.case_of("f1").status, CaseStatus::Waiting);
    bounce("platform-1");
    const Case open = desk_.case_of("f1");
    ASSERT_EQ(open.status, CaseStatus::Open);
    ASSERT_TRUE(open.due_at);
    desk_.advance(1min);
    change("message.edited", "f1", "Where is it, please?");
    EXPECT_EQ(desk_.case_of("f1").status, CaseStatus::Open) << "nothing ever reached them";
    EXPECT_EQ(desk_.case_of("f1").due_at, open.due_at);
    EXPECT_EQ(desk_.case_of("f1").preview, "It is with the carrier.");
}

TEST_F(Waiting, GoesOnWhenTheyChangeAnOldWordOfACaseReopenedByHand) {
    hear("f1", "fay");
    say("f1", "It is with the carrier.");
    desk_.advance(1h);
    reopen("f1");
    const Case open = desk_.case_of("f1");
    desk_.advance(1min);
    change("message.edited", "f1", "Where is it, please?");
    change("message.deleted", "f1");
    EXPECT_EQ(desk_.case_of("f1").status, CaseStatus::Open);
    EXPECT_EQ(desk_.case_of("f1").waiting_since, open.waiting_since);
    EXPECT_EQ(desk_.case_of("f1").due_at, open.due_at);
}

TEST_F(Waiting, EndsWithTheWordTheyTookBackUnlessAnotherOneIsLeft) {
    hear("f1", "fay");
    desk_.advance(1h);
    hear("f2", "fay");
    const Timestamp second = desk_.message("f2").at;
    change("message.deleted", "f1");
    EXPECT_EQ(desk_.case_of("f2").status, CaseStatus::Open);
    EXPECT_EQ(desk_.case_of("f2").waiting_since, second);
    change("message.deleted", "f2");
    EXPECT_EQ(desk_.case_of("f2").status, CaseStatus::Waiting);
    EXPECT_FALSE(desk_.case_of("f2").due_at);
}

TEST_F(Waiting, GoesOnForAnEarlierWordThatNoAnswerReached) {
    hear("f1", "fay");
    const Timestamp first = desk_.message("f1").at;
    desk_.advance(1h);
    hear("f2", "fay");
    say("f2", "It is with the carrier.");
    bounce("platform-1");
    change("message.deleted", "f2");
    EXPECT_EQ(desk_.case_of("f1").status, CaseStatus::Open);
    EXPECT_EQ(desk_.case_of("f1").waiting_since, first);
}

TEST_F(Waiting, IsNotEndedBySplittingOffAnAnswerThatCameBack) {
    hear("f1", "fay");
    hear("f2", "fay", "another");
    const CaseId from = desk_.case_of("f2").id;
    const CaseId into = desk_.case_of("f1").id;
    say("f2", "It is with the carrier.");
    bounce("platform-1");
    done([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now()));
        if (from != into) TRY(casework::merge_cases(transaction, office, from, into, now()));
        const auto leaving = TRY(transaction.messages().find(desk_.channel(), "f2"));
        TRY(casework::split_case(transaction, office, into, {leaving->conversation_id}, now()));
        return {};
    });
    EXPECT_EQ(desk_.case_of("f2").status, CaseStatus::Open);
    EXPECT_TRUE(desk_.case_of("f2").due_at);
}

TEST_F(Waiting, IsWarnedOfOnceThoughAnEarlierWordComesLateAndIsTakenBack) {
    const Timestamp first = now();
    hear("f1", "fay");
    desk_.advance(8h + 1min);
    ASSERT_EQ(told("clock.warned"), 1U);
    desk_.receive({json::serialize(
        json::object{{"type", "message.created"},
                     {"id", "f0"},
                     {"thread_id", "t-fay"},
                     {"visibility", "private"},
                     {"at", to_rfc3339(first - 3min)},
                     {"author", {{"id", "fay"}, {"handle", "@fay"}, {"name", "fay"}}},
                     {"text", "Hello?"}})});
    const auto sooner = desk_.case_of("f1").due_at;
    change("message.deleted", "f0");
    ASSERT_GT(desk_.case_of("f1").due_at, sooner);
    desk_.advance(1min);
    EXPECT_EQ(told("clock.warned"), 1U);
}

TEST_F(Waiting, DraftsAreVoidWhenTheyTakeBackWhatTheyAnswer) {
    hear("f1", "fay");
    const MessageId draft = draft_for_approval("f1");
    change("message.deleted", "f1");
    const auto approval =
        desk_.read<std::optional<Approval>>([&](const store::Transaction& transaction) {
            return transaction.approvals().find_by_subject("message:" + draft.text());
        });
    ASSERT_TRUE(approval);
    EXPECT_EQ(approval->state, ApprovalState::Void);
    EXPECT_NE(desk_.message(draft).state, MessageState::AwaitingApproval);
}

struct BouncedPromise : Waiting {
    BouncedPromise() {
        hear("f1", "fay");
        say("f1", "I am asking the carrier. I'll write to you within two hours.");
        hear("f2", "fay");
    }
    Promise promise() { return promises("f1").at(0); }
};

TEST_F(BouncedPromise, IsOwedAgainAndBrokenWhenItsTimeIsOver) {
    desk_.advance(30min);
    say("f2", "The carrier has it.");
    ASSERT_EQ(promise().state, PromiseState::Kept);
    bounce("platform-2");
    EXPECT_EQ(promise().state, PromiseState::Open);
    EXPECT_EQ(promise().settled_by, "");
    EXPECT_EQ(told("promise.reopened"), 1U);
    desk_.advance(3h);
    EXPECT_EQ(promise().state, PromiseState::Broken);
    EXPECT_EQ(told("promise.broken"), 1U);
}

TEST_F(BouncedPromise, IsBrokenAtOnceWhenItsTimeIsOverAlready) {
    say("f2", "The carrier has it.");
    desk_.advance(3h);
    bounce("platform-2");
    EXPECT_EQ(promise().state, PromiseState::Broken);
    EXPECT_EQ(told("promise.broken"), 1U);
    hear("f3", "fay");
    say("f3", "The carrier has had it since yesterday.");
    EXPECT_EQ(promise().state, PromiseState::KeptLate);
    bounce("platform-3");
    EXPECT_EQ(promise().state, PromiseState::Broken);
}

TEST_F(BouncedPromise, IsNotPutOffByALaterTimeTheyNeverHeardOf) {
    desk_.advance(30min);
    const MessageId later = say("f2", "I need longer. I'll write to you within five hours.");
    ASSERT_EQ(promise().state, PromiseState::Extended);
    bounce("platform-2");
    EXPECT_EQ(promise().state, PromiseState::Open);
    // Said again, it is put off after all, and promises nothing twice.
    done([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now()));
        const auto message = TRY(transaction.messages().find(later));
        return casework::note_sent(transaction, office, *message, manners_, now());
    });
    EXPECT_EQ(promise().state, PromiseState::Extended);
    EXPECT_EQ(promises("f1").size(), 2U);
}

}  // namespace
}  // namespace aplomb::runtime
