// When a reply may leave, and when not: the gate as a function of values.
#include "desk/reply.h"

#include <gtest/gtest.h>

#include "etiquette/policy.h"
#include "etiquette/quiet_hours.h"

namespace aplomb::desk {
namespace {

constexpr std::string_view calm =
    "I am sorry about the wait, Ana. I am finding out where it is and write to you today by 5 pm.";
constexpr std::string_view shouting = "PLEASE WAIT FOR YOUR PARCEL UNTIL THIS EVENING.";

Timestamp at(std::string_view time) {
    return parse_rfc3339(time).value();
}

Message said(std::int64_t id, Direction direction, std::string_view when, std::string text) {
    Message message;
    message.id = {id};
    message.direction = direction;
    message.from = direction == Direction::In ? Speaker::Customer : Speaker::Us;
    message.state = direction == Direction::In ? MessageState::Received : MessageState::Delivered;
    message.channel_id = {1};
    message.conversation_id = {1};
    message.visibility = Visibility::Private;
    message.at = message.received_at = at(when);
    message.text = std::move(text);
    return message;
}

class Reply : public ::testing::Test {
  protected:
    Reply() {
        context_.channel.id = {1};
        context_.channel.kind = "messenger";
        context_.customer.name = "Ana Ruiz";
        context_.author_id = UserId{7};
        context_.author_name = "Jo";
        context_.now = at("2026-11-22T15:00:00Z");
        context_.thread = {said(10, Direction::In, "2026-11-22T12:00:00Z", "Where is my parcel?")};
        request_.text = calm;
        request_.visibility = Visibility::Private;
    }
    ReplyDecision decide() { return decide_reply(request_, context_, policy_); }
    void at_night() {
        context_.customer.time_zone = "Asia/Tokyo";  // 00:00 there
    }

    ReplyContext context_;
    ReplyRequest request_;
    etiquette::Policy policy_;
};

TEST_F(Reply, LeavesWhenTheUndoWindowHasPassed) {
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Queue);
    EXPECT_EQ(decision.not_before, context_.now + Milliseconds{5'000});
    EXPECT_TRUE(decision.overridden.empty());
}

TEST_F(Reply, SaysNothingWhenThereIsNothingToSay) {
    request_.text = " \n\t";
    EXPECT_EQ(decide().verdict, ReplyVerdict::Invalid);
}

TEST_F(Reply, IsRefusedWithItsFindingsErrorsFirst) {
    request_.text = shouting;
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Refuse);
    ASSERT_FALSE(decision.findings.empty());
    EXPECT_EQ(decision.findings.front().severity, Severity::Error);
}

TEST_F(Reply, LeavesOnAReasonAndTheReasonIsReported) {
    request_.text = shouting;
    request_.overrides = {{"shouting", "It is the campaign's name."}};
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Queue);
    ASSERT_EQ(decision.overridden.size(), 1U);
    EXPECT_EQ(decision.overridden[0].reason, "It is the campaign's name.");
}

TEST_F(Reply, TakesNoOverrideWithoutAReasonOrForARuleThatIsSilent) {
    request_.text = shouting;
    request_.overrides = {{"shouting", "  "}};
    EXPECT_EQ(decide().verdict, ReplyVerdict::Invalid);
    request_.overrides = {{"shouting", "It is its name."}, {"salvo", "Just in case."}};
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Invalid);
    EXPECT_NE(decision.problem.find("salvo"), std::string::npos);
}

TEST_F(Reply, WaitsForTheirMorning) {
    at_night();
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Hold);
    EXPECT_EQ(decision.held_because, "quiet-hours");
    EXPECT_EQ(decision.not_before,
              etiquette::quiet_until(context_.now, "Asia/Tokyo", policy_).value());
    EXPECT_EQ(decision.not_before, at("2026-11-22T22:00:00Z"));
}

TEST_F(Reply, DoesNotWaitWhileTheyAreSittingThere) {
    at_night();
    context_.thread.push_back(said(11, Direction::In, "2026-11-22T14:55:00Z", "Hello?"));
    EXPECT_EQ(decide().verdict, ReplyVerdict::Queue);
}

TEST_F(Reply, ByMailNeverWaitsForMorning) {
    at_night();
    context_.channel.kind = "email";
    EXPECT_EQ(decide().verdict, ReplyVerdict::Queue);
}

TEST_F(Reply, LeavesAtNightOnAReason) {
    at_night();
    request_.overrides = {{"quiet-hours", "Her flight leaves in an hour."}};
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Queue);
    ASSERT_EQ(decision.overridden.size(), 1U);
    EXPECT_EQ(decision.overridden[0].rule, "quiet-hours");
}

// The platform's window closes before their morning: the policy says which of the two wins, and the
// answer says so.
TEST_F(Reply, WeighsAClosingWindowAgainstTheNightAsThePolicySays) {
    at_night();
    context_.window_closes_at = at("2026-11-22T20:00:00Z");
    ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Hold);
    ASSERT_EQ(decision.findings.back().rule, "closing-window");
    EXPECT_NE(decision.findings.back().message.find("waits for the morning"), std::string::npos);
    context_.window_beats_night = true;
    decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Queue);
    EXPECT_NE(decision.findings.back().message.find("sent in time"), std::string::npos);
    context_.window_closes_at = at("2026-11-23T20:00:00Z");
    EXPECT_EQ(decide().verdict, ReplyVerdict::Hold);
}

TEST_F(Reply, WrittenInAngerCoolsOffFirst) {
    request_.text =
        "In our defence, 94% of our buses run on time, which is better than any other operator "
        "here. We can't do anything about traffic or about drivers calling in sick.";
    context_.cooling_off = std::chrono::minutes{10};
    context_.case_.kind = CaseKind::Complaint;
    for (const Finding& finding : decide().findings) {
        if (finding.severity == Severity::Error)
            request_.overrides.push_back({finding.rule, "It must be said."});
    }
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Hold);
    EXPECT_EQ(decision.held_because, "cooling-off");
    EXPECT_EQ(decision.not_before, context_.now + std::chrono::minutes{10});
    context_.cooling_off = Milliseconds{0};
    EXPECT_EQ(decide().verdict, ReplyVerdict::Queue);
}

TEST_F(Reply, AtNightIsStillRefusedForItsWords) {
    at_night();
    request_.text = shouting;
    EXPECT_EQ(decide().verdict, ReplyVerdict::Refuse);
}

TEST_F(Reply, ScheduledForAfterTheNightLeavesThen) {
    at_night();
    request_.send_at = at("2026-11-23T01:00:00Z");  // 10:00 there
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.verdict, ReplyVerdict::Hold);
    EXPECT_EQ(decision.held_because, "scheduled");
    EXPECT_EQ(decision.not_before, *request_.send_at);
}

TEST_F(Reply, ScheduledIntoTheirNightWaitsForTheMorningAfter) {
    context_.now = at("2026-11-22T03:00:00Z");  // noon in Tokyo
    context_.thread = {said(10, Direction::In, "2026-11-22T02:00:00Z", "Where is my parcel?")};
    context_.customer.time_zone = "Asia/Tokyo";
    request_.send_at = at("2026-11-22T16:00:00Z");  // 1:00 there
    const ReplyDecision decision = decide();
    EXPECT_EQ(decision.held_because, "quiet-hours");
    EXPECT_EQ(decision.not_before, at("2026-11-22T22:00:00Z"));
}

TEST_F(Reply, IsStaleWhenTheyWroteOrAColleagueAnsweredSince) {
    request_.seen_message = MessageId{10};
    EXPECT_EQ(decide().verdict, ReplyVerdict::Queue);

    Message colleague = said(12, Direction::Out, "2026-11-22T14:00:00Z", "It is on its way.");
    colleague.user_id = UserId{8};
    context_.thread.push_back(colleague);
    EXPECT_EQ(decide().verdict, ReplyVerdict::Stale);
    EXPECT_EQ(decide().newer_message, MessageId{12});

    context_.thread.pop_back();
    // Late by the platform's clock, and all the same unseen.
    context_.thread.insert(context_.thread.begin(),
                           said(13, Direction::In, "2026-11-22T11:00:00Z", "Hello!"));
    EXPECT_EQ(decide().newer_message, MessageId{13});
}

TEST_F(Reply, IsNotStaleForWhatTheAuthorWroteTookBackOrNobodyMeant) {
    request_.seen_message = MessageId{10};
    Message own = said(11, Direction::Out, "2026-11-22T14:00:00Z", "One moment please.");
    own.user_id = context_.author_id;
    own.state = MessageState::Cancelled;
    Message robot = said(12, Direction::In, "2026-11-22T14:00:00Z", "I am out of office.");
    robot.automatic = true;
    Message passer_by = said(13, Direction::In, "2026-11-22T14:00:00Z", "Me too!");
    passer_by.from = Speaker::Other;
    context_.thread.insert(context_.thread.end(), {own, robot, passer_by});
    EXPECT_EQ(decide().verdict, ReplyVerdict::Queue);
}

TEST_F(Reply, KnowsTheKindsOfTheChannelsItWasTalkedOn) {
    context_.channel_kinds[ChannelId{2}] = "email";
    Message mail = said(11, Direction::In, "2026-11-22T13:00:00Z", "By mail, please.");
    mail.channel_id = {2};
    context_.thread.push_back(mail);
    const Draft draft = draft_of(context_, "Hello", Visibility::Private);
    EXPECT_EQ(draft.thread[0].channel, "messenger");
    EXPECT_EQ(draft.thread[1].channel, "email");
    EXPECT_EQ(draft.agent->name, "Jo");
}

class Leaving : public Reply {
  protected:
    Leaving() {
        message_ = said(20, Direction::Out, "2026-11-22T14:59:55Z", std::string(calm));
        message_.state = MessageState::Queued;
        leave_.channel = context_.channel;
        leave_.customer = context_.customer;
        leave_.thread = context_.thread;
        leave_.newest_inbound = context_.thread.back();
        leave_.seen_message = MessageId{10};
        leave_.now = context_.now;
    }
    LeaveDecision decide() { return may_leave(message_, leave_, policy_); }

    Message message_;
    LeaveContext leave_;
};

TEST_F(Leaving, GoesWhenAllIsAsItWas) {
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
}

TEST_F(Leaving, IsGivenBackWhenTheyWroteMeanwhile) {
    leave_.newest_inbound =
        said(21, Direction::In, "2026-11-22T14:59:58Z", "Never mind, it is here.");
    EXPECT_EQ(decide().verdict, LeaveVerdict::GiveBack);
    EXPECT_NE(decide().reason.find("Ana Ruiz"), std::string::npos);
    leave_.newest_inbound->automatic = true;
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
}

TEST_F(Leaving, IsGivenBackForTheirWordEvenWhenSomebodyElseSpokeLast) {
    Message passer_by = said(22, Direction::In, "2026-11-22T14:59:59Z", "Me too!");
    passer_by.from = Speaker::Other;
    leave_.newest_inbound = passer_by;
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
    leave_.thread.push_back(said(21, Direction::In, "2026-11-22T14:59:58Z", "It is here."));
    EXPECT_EQ(decide().verdict, LeaveVerdict::GiveBack);
}

// It would be said twice, or called unsaid though they read it.
TEST_F(Leaving, IsNotGivenBackWhenItMayBeThereAlready) {
    leave_.newest_inbound = said(21, Direction::In, "2026-11-22T14:30:00Z", "Hello?");
    leave_.newest_inbound->received_at = at("2026-11-22T14:59:58Z");
    leave_.newest_inbound->at = at("2026-11-22T14:59:57Z");
    leave_.may_be_there = true;
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
    leave_.newest_inbound.reset();
    leave_.customer.time_zone = "Asia/Tokyo";
    EXPECT_EQ(decide().verdict, LeaveVerdict::HoldUntil);
}

TEST_F(Leaving, IsHeldWhenNightFellMeanwhileUnlessThatWasOverridden) {
    leave_.customer.time_zone = "Asia/Tokyo";
    EXPECT_EQ(decide().verdict, LeaveVerdict::HoldUntil);
    EXPECT_EQ(decide().until, at("2026-11-22T22:00:00Z"));
    leave_.quiet_hours_overridden = true;
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
}

TEST_F(Leaving, GoesAtNightWhereTheWindowWouldCloseAndThePolicySaysSo) {
    leave_.customer.time_zone = "Asia/Tokyo";
    leave_.window_closes_at = at("2026-11-22T20:00:00Z");
    EXPECT_EQ(decide().verdict, LeaveVerdict::HoldUntil);
    leave_.window_beats_night = true;
    EXPECT_EQ(decide().verdict, LeaveVerdict::Go);
}

TEST_F(Leaving, WaitsForAStoppedChannelAndIsGivenBackByARemovedOne) {
    leave_.channel.state = ChannelState::Paused;
    EXPECT_EQ(decide().verdict, LeaveVerdict::HoldUntil);
    leave_.channel.state = ChannelState::Removed;
    EXPECT_EQ(decide().verdict, LeaveVerdict::GiveBack);
}

}  // namespace
}  // namespace aplomb::desk
