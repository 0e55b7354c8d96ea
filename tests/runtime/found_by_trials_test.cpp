// Faults that trials of the whole desk found (src/sim/README.md), each as small as it gets.

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/grants.h"
#include "casework/joining.h"
#include "casework/office.h"
#include "desk/steering.h"
#include "store/approvals.h"
#include "store/channels.h"
#include "store/grants.h"
#include "store/promises.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

std::string said(const std::string& id, const std::string& thread, const std::string& text) {
    json::object event{{"type", "message.created"},
                       {"id", id},
                       {"thread_id", thread},
                       {"visibility", "private"},
                       {"at", "2026-11-23T10:00:00Z"},
                       {"author", {{"id", "ana"}, {"handle", "@ana"}, {"name", "Ana"}}},
                       {"text", text}};
    return json::serialize(event);
}

class FoundByTrials : public ::testing::Test {
  protected:
    FoundByTrials() {
        desk_.transport().on_ask = [this](const channels::Ask&) -> channels::Answer {
            HttpResponse response;
            response.status = status_;
            response.body = R"({"id":"platform-)" + std::to_string(++sent_) + R"("})";
            return response;
        };
        for (const auto& [name, role] : {std::pair{"jo", Role::Agent}, {"max", Role::Manager}}) {
            User user;
            user.name = name;
            user.email = std::string(name) + "@shop.test";
            user.role = role;
            user.password_hash = "none";
            desk_.write<UserId>([&](store::Transaction& transaction) {
                return transaction.accounts().insert(user);
            });
        }
        desk_.receive({said("m1", "t1", "Where is it?"), said("m2", "t2", "Where is the other?")});
    }
    casework::GrantOutcome offer(const std::string& external_id, const std::string& amount) {
        casework::GrantOrder order;
        order.case_id = desk_.case_of(external_id).id;
        order.offer = "refund";
        order.amount = parse_money(amount, "EUR").value();
        order.author = "user:1";
        order.author_name = "jo";
        order.random = std::string(12, 'r');
        return desk_.write<casework::GrantOutcome>(
            [&](store::Transaction& transaction) -> Result<casework::GrantOutcome> {
                auto office = TRY(casework::Office::load(transaction, now()));
                return casework::offer(transaction, office, order, now());
            });
    }
    std::vector<Approval> waiting(CaseId id) {
        return desk_.read<std::vector<Approval>>([&](const store::Transaction& transaction) {
            return transaction.approvals().waiting_of(id);
        });
    }
    Timestamp now() { return desk_.clock().now(); }

    RunningDesk desk_;
    int status_ = 200;
    int sent_ = 0;
};

TEST_F(FoundByTrials, AnOfferTakenBackTakesItsPleaAlong) {
    const auto made = offer("m1", "500.00");
    ASSERT_TRUE(made.approval);
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) {
        return casework::cancel_grant(transaction, made.grant.id, "a mistake", now());
    }));
    EXPECT_TRUE(waiting(made.grant.case_id).empty());
}

TEST_F(FoundByTrials, AMergeTakesWhatWasGivenAndAskedAlong) {
    const CaseId from = desk_.case_of("m1").id;
    const CaseId into = desk_.case_of("m2").id;
    ASSERT_NE(from, into);
    offer("m1", "500.00");
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now()));
        return casework::merge_cases(transaction, office, from, into, now());
    }));
    EXPECT_EQ(waiting(into).size(), 1U);
    const auto given = desk_.read<std::vector<Grant>>(
        [&](const store::Transaction& transaction) { return transaction.grants().of_case(into); });
    EXPECT_EQ(given.size(), 1U);
}

TEST_F(FoundByTrials, ASplitCaseShowsItsOwnWordsOnly) {
    const CaseId from = desk_.case_of("m1").id;
    const CaseId into = desk_.case_of("m2").id;
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now()));
        TRY(casework::merge_cases(transaction, office, from, into, now()));
        const auto leaving = desk_.message("m2").conversation_id;
        TRY(casework::split_case(transaction, office, into, {leaving}, now()));
        return {};
    }));
    EXPECT_EQ(desk_.case_of("m1").subject, "Where is it?");
    EXPECT_EQ(desk_.case_of("m2").subject, "Where is the other?");
    EXPECT_NE(desk_.case_of("m1").id, desk_.case_of("m2").id);
}

TEST_F(FoundByTrials, WhatWasPutOffAndAnsweredMeanwhileComesBackWithAClock) {
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) -> Result<> {
        const auto office = TRY(casework::Office::load(transaction, now()));
        Case value = *TRY(transaction.cases().find(desk_.case_of("m1").id));
        const auto channel = TRY(transaction.channels().find(value.channel_id));
        TRY(desk::set_status(value, CaseStatus::Snoozed, now() + 2h, *channel, now()));
        return casework::save(transaction, office, value, now());
    }));
    desk_.reply_to("m1", "It is with the carrier.");
    desk_.send_due();
    EXPECT_EQ(desk_.case_of("m1").status, CaseStatus::Snoozed);
    desk_.advance(3h);
    EXPECT_EQ(desk_.case_of("m1").status, CaseStatus::Open);
    EXPECT_TRUE(desk_.case_of("m1").due_at);
}

TEST_F(FoundByTrials, AnAnswerThatCameBackNeedsAnotherYes) {
    const MessageId id = desk_.reply_to("m1", "I am looking into it.");
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) -> Result<> {
        const auto office = TRY(casework::Office::load(transaction, now()));
        Message message = *TRY(transaction.messages().find(id));
        TRY(transaction.outbox().remove(TRY(transaction.outbox().find(id))->id));
        message.state = MessageState::AwaitingApproval;
        TRY(transaction.messages().update(message));
        casework::ApprovalRequest request;
        request.subject = "message:" + id.text();
        request.case_id = message.case_id;
        request.author = "user:1";
        request.need = {1, Seniority::Manager, "grave"};
        request.text = message.text;
        TRY(casework::ask_approval(transaction, office, request, now()));
        return casework::void_approvals(transaction, message.case_id, "They wrote again.", now());
    }));
    EXPECT_EQ(desk_.message(id).state, MessageState::Failed);
    ASSERT_TRUE(desk_.store().write([&](store::Transaction& transaction) -> Result<> {
        Message message = *TRY(transaction.messages().find(id));
        EXPECT_TRUE(TRY(casework::ask_anew(transaction, message, {}, {}, now())));
        return {};
    }));
    EXPECT_EQ(desk_.message(id).state, MessageState::AwaitingApproval);
    EXPECT_EQ(waiting(desk_.case_of("m1").id).size(), 1U);
}

TEST_F(FoundByTrials, WhatAPlatformStumbledOverIsInDoubt) {
    status_ = 500;
    const MessageId id = desk_.reply_to("m1", "It is with the carrier.");
    desk_.send_due();
    EXPECT_EQ(desk_.message(id).state, MessageState::Unknown);
}

TEST_F(FoundByTrials, AnAnswerDoesNotWaitForEverForAStoppedChannel) {
    const MessageId id = desk_.reply_to("m1", "It is with the carrier.");
    ASSERT_TRUE(desk_.runtime().admin().set_state(desk_.channel(), ChannelState::Paused));
    desk_.advance(26h);
    EXPECT_EQ(desk_.message(id).state, MessageState::Failed);
    EXPECT_NE(desk_.message(id).error.find("stopped for a day"), std::string::npos);
}

}  // namespace
}  // namespace aplomb::runtime
