// Calls against the customer's word, and calls in their night (rules E4, A4).

#include "casework/joining.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

struct Calls : PeopleDesk {
    Calls() {
        hear("m1", "ana");
        ana = writer_of("m1");
        change_card(ana, [](Customer& card) { card.time_zone = "Europe/Berlin"; });
    }
    void promise_a_call() { say("m1", "Of course. I'll call you tomorrow at 3 pm."); }
    void settle(const casework::PromiseChange& change) {
        const PromiseId id = promises("m1").back().id;
        done([&](store::Transaction& transaction) -> Result<> {
            TRY(casework::settle_promise(transaction, id, change, now()));
            return {};
        });
    }
    Result<PhoneCall> log(CallId id, const std::string& outcome) {
        return desk_.store().write_for<PhoneCall>([&](store::Transaction& transaction) {
            const auto state = outcome == "cancelled" ? CallState::Cancelled : CallState::Done;
            return casework::log_call(transaction, id, state, outcome, "", now());
        });
    }
    CustomerId ana;
};

TEST_F(Calls, AreCalledOffWhenTheyNoLongerWantThem) {
    for (const PermissionState no : {PermissionState::Revoked, PermissionState::Denied}) {
        permit(ana, PermissionState::Granted);
        ASSERT_TRUE(book("m1", now() + 2h));
        permit(ana, no);
        EXPECT_EQ(calls("m1").back().state, CallState::Cancelled);
        EXPECT_NE(calls("m1").back().note.find(name_of(no)), std::string::npos);
        EXPECT_FALSE(book("m1", now() + 2h));
    }
    EXPECT_EQ(told("call.cancelled"), 2U);
    EXPECT_EQ(audited(desk_.case_of("m1").id, "call.cancelled"), 2U);
    desk_.advance(3h);
    EXPECT_EQ(told("call.due"), 0U);
}

TEST_F(Calls, APromiseToCallEndsWithTheWishToBeCalled) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    ASSERT_EQ(calls("m1").size(), 1U);
    permit(ana, PermissionState::Revoked);
    EXPECT_EQ(calls("m1")[0].state, CallState::Cancelled);
    EXPECT_EQ(promises("m1")[0].state, PromiseState::Withdrawn);
}

TEST_F(Calls, AWordOnOneCaseEndsItsCallsOnly) {
    hear("m2", "ana", "t-another");
    permit(ana, PermissionState::Granted);
    ASSERT_TRUE(book("m1", now() + 2h));
    ASSERT_TRUE(book("m2", now() + 2h));
    permit(ana, PermissionState::Denied, desk_.case_of("m2").id);
    EXPECT_EQ(calls("m1")[0].state, CallState::Booked);
    EXPECT_EQ(calls("m2")[0].state, CallState::Cancelled);
}

// A no about a case that was merged is about the one it lives on in (rule E4).
TEST_F(Calls, AWordOnAMergedCaseEndsTheCallsOfTheOneItLivesOnIn) {
    hear("m2", "ana", "t-another");
    const CaseId merged = desk_.case_of("m2").id;
    const CaseId living = desk_.case_of("m1").id;
    done([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now()));
        return casework::merge_cases(transaction, office, merged, living, now());
    });
    permit(ana, PermissionState::Granted);
    ASSERT_TRUE(book("m1", now() + 2h));
    permit(ana, PermissionState::Denied, merged);
    EXPECT_EQ(calls(living)[0].state, CallState::Cancelled);
    EXPECT_EQ(told("call.cancelled"), 1U);
    EXPECT_FALSE(book("m1", now() + 2h));
}

TEST_F(Calls, PromisedWithoutANumberAreBookedAllTheSame) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    ASSERT_EQ(calls("m1").size(), 1U);
    EXPECT_EQ(calls("m1")[0].phone, "");
}

TEST_F(Calls, NobodyIsToldToCallOncePermissionRanOut) {
    permit(ana, PermissionState::Granted);
    ASSERT_TRUE(book("m1", now() + 2h));
    permit(ana, PermissionState::Granted, {}, now() + 1h);
    desk_.advance(3h);
    EXPECT_EQ(calls("m1")[0].state, CallState::Cancelled);
    EXPECT_EQ(told("call.due"), 0U);
    EXPECT_EQ(told("call.cancelled"), 1U);
}

TEST_F(Calls, PromisedBecauseTheyAskedInTheThreadAreRemindedOf) {
    promise_a_call();
    desk_.advance(calls("m1")[0].due_at - now() + 1min);
    EXPECT_EQ(told("call.due"), 1U);
}

TEST_F(Calls, AreNotBookedForTheirNightUnlessSomebodySaysWhy) {
    permit(ana, PermissionState::Granted);
    const Timestamp night = parse_rfc3339("2026-11-23T22:30:00Z").value();
    const auto refused = book("m1", night);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
    EXPECT_EQ(refused.error().field, "/due_at");
    EXPECT_NE(refused.error().what.find("2026-11-24T06:00:00Z"), std::string::npos)
        << refused.error().what;
    EXPECT_NE(refused.error().what.find("07:00 (Europe/Berlin)"), std::string::npos);
    EXPECT_TRUE(book("m1", night, true));
    const auto needless = book("m1", now() + 2h, true);
    ASSERT_FALSE(needless);
    EXPECT_EQ(needless.error().field, "/override");
    manners_.rules["quiet-hours"].everywhere = etiquette::Strictness{};
    EXPECT_TRUE(book("m1", night)) << "the company set the rule aside";
}

TEST_F(Calls, PromisedForTheirNightStandAndTheirOwnerIsTold) {
    permit(ana, PermissionState::Granted);
    say("m1", "I'll call you at 11 pm.");
    ASSERT_EQ(calls("m1").size(), 1U);
    EXPECT_EQ(calls("m1")[0].due_at, parse_rfc3339("2026-11-23T22:00:00Z").value());
    EXPECT_EQ(told("call.at_night"), 1U);
    promise_a_call();
    EXPECT_EQ(told("call.at_night"), 1U);
}

TEST_F(Calls, AYesNeedsTheirWordsOrTheirMessage) {
    PhonePermission said;
    said.customer_id = ana;
    said.state = PermissionState::Granted;
    said.scope = "customer";
    said.words = " ";
    EXPECT_EQ(record(said).field, "/words");
    hear("b1", "ben");
    said.message_id = desk_.message("b1").id;
    EXPECT_EQ(record(said).field, "/message_id") << "somebody else's";
    said.message_id = say("m1", "May we call you?");
    EXPECT_EQ(record(said).field, "/message_id") << "our own words give us no permission";
    said.message_id = MessageId{999};
    EXPECT_EQ(record(said).field, "/message_id");
    said.message_id = desk_.message("m1").id;
    EXPECT_EQ(record(said), Error{});
    said.case_id = desk_.case_of("b1").id;
    EXPECT_EQ(record(said).field, "/case_id");
}

TEST_F(Calls, GoWithThePromiseTheyWereBookedFor) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    const MessageId told_them = say("m1", "It will take me a little longer, I am afraid.");
    casework::PromiseChange change;
    change.state = PromiseState::Extended;
    change.due_at = promises("m1")[0].due_at + 2h;
    change.told = told_them;
    desk_.advance(1min);
    change.told = say("m1", "It will take me a little longer, I am afraid.");
    settle(change);
    ASSERT_EQ(calls("m1").size(), 1U) << "moved, not booked twice";
    EXPECT_EQ(calls("m1")[0].due_at, *change.due_at);
    EXPECT_EQ(calls("m1")[0].promise_id, promises("m1").back().id);
    desk_.advance(*change.due_at - now() - 1h);
    EXPECT_EQ(told("call.due"), 0U);
    change.state = PromiseState::Withdrawn;
    change.reason = "They wrote that it came.";
    settle(change);
    EXPECT_EQ(calls("m1")[0].state, CallState::Cancelled);
    desk_.advance(3h);
    EXPECT_EQ(told("call.due"), 0U);
}

TEST_F(Calls, ALaterTimeInALaterMessageTakesThePlaceOfTheFirst) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    desk_.advance(1min);
    say("m1", "Sorry, I'll call you tomorrow at 5 pm.");
    ASSERT_EQ(calls("m1").size(), 2U);
    EXPECT_EQ(calls("m1")[0].state, CallState::Cancelled);
    EXPECT_EQ(calls("m1")[1].state, CallState::Booked);
}

TEST_F(Calls, KeepOnlyTheirOwnPromiseAndOnlyWhenTheyReachedSomebody) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    say("m1", "I'll call you tomorrow at 9 am.");
    ASSERT_TRUE(book("m1", now() + 1h));
    ASSERT_EQ(calls("m1").size(), 3U);
    const auto due = promises("m1")[1].due_at;
    for (const char* const outcome : {"no_answer", "voicemail", "wrong_number"}) {
        const auto tried = log(calls("m1")[1].id, outcome);
        ASSERT_TRUE(tried) << tried.error().what;
        EXPECT_EQ(tried->state, CallState::Booked) << outcome;
        EXPECT_EQ(tried->outcome, outcome);
    }
    EXPECT_EQ(promises("m1")[1].state, PromiseState::Open);
    EXPECT_EQ(promises("m1")[1].due_at, due);
    EXPECT_EQ(audited(desk_.case_of("m1").id, "call.tried"), 3U);
    // One that was booked for no promise keeps none.
    ASSERT_TRUE(log(calls("m1")[2].id, "reached"));
    EXPECT_EQ(promises("m1")[1].state, PromiseState::Open);
    ASSERT_TRUE(log(calls("m1")[1].id, "reached"));
    EXPECT_EQ(calls("m1")[1].state, CallState::Done);
    EXPECT_EQ(promises("m1")[0].state, PromiseState::Open);
    EXPECT_EQ(promises("m1")[1].state, PromiseState::Kept);
    EXPECT_FALSE(log(calls("m1")[1].id, "no_answer"));
}

TEST_F(Calls, TriedInVainAreMissedInTheEndAndMayStillReachThem) {
    permit(ana, PermissionState::Granted);
    promise_a_call();
    const CallId id = calls("m1")[0].id;
    desk_.advance(calls("m1")[0].due_at - now() + 1min);
    ASSERT_TRUE(log(id, "no_answer"));
    desk_.advance(1h);
    EXPECT_EQ(calls("m1")[0].state, CallState::Missed);
    EXPECT_EQ(promises("m1")[0].state, PromiseState::Broken);
    ASSERT_TRUE(log(id, "voicemail"));
    EXPECT_EQ(promises("m1")[0].state, PromiseState::Broken);
    ASSERT_TRUE(log(id, "reached"));
    EXPECT_EQ(promises("m1")[0].state, PromiseState::KeptLate);
}

}  // namespace
}  // namespace aplomb::runtime
