// What a person decides about a case by hand, and what may not be decided so.
#include <gtest/gtest.h>

#include <algorithm>

#include "store/cases.h"
#include "store/grants.h"
#include "store/journal.h"
#include "store/promises.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class CaseChanges : public ApiTest {
  protected:
    CaseChanges() : seeded_(seed()), target_("/api/v1/cases/" + seeded_.case_id.text()) {}
    Answer change(const std::string& body, Role role = Role::Agent) {
        return as(role, "PATCH", target_, body);
    }
    Answer offer(const std::string& body, Role role = Role::Agent) {
        return as(role, "POST", target_ + "/offers", body);
    }
    void offers(const std::string& catalogue, const std::string& rest = {}) {
        const Answer put = as(Role::Manager, "PUT", "/api/v1/policy",
                              R"({"making_up":{"offers":)" + catalogue + rest + "}}");
        ASSERT_EQ(put.status, 200) << put.text;
    }

    Seeded seeded_;
    std::string target_;
};

// "A case of a justified complaint cannot close with neither offer nor reason", by whatever road.
TEST_F(CaseChanges, ALaterWordMakesNoClosedComplaintUnmended) {
    ASSERT_EQ(change(R"({"kind":"complaint","status":"closed"})").status, 200);
    const Answer late = change(R"({"at_fault":true})");
    EXPECT_EQ(late.status, 422) << late.text;
    EXPECT_EQ(late.at("/errors/0/pointer"), "#/at_fault");
    ASSERT_EQ(change(R"({"kind":"other"})").status, 200);
    ASSERT_EQ(change(R"({"at_fault":true})").status, 200);
    EXPECT_EQ(change(R"({"kind":"complaint"})").at("/errors/0/pointer"), "#/kind");
    const Answer blank = change(R"({"kind":"complaint","no_offer_reason":"   "})");
    EXPECT_EQ(blank.at("/errors/0/pointer"), "#/no_offer_reason");
    EXPECT_EQ(change(R"({"kind":"complaint","no_offer_reason":"They want none."})").status, 200);
}

TEST_F(CaseChanges, AComplaintIsNoLessOneForBeingCalledSomethingElseAsItCloses) {
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true})").status, 200);
    EXPECT_EQ(change(R"({"status":"closed","kind":"question"})").status, 422);
}

TEST_F(CaseChanges, AComplaintIsNoLessOursForBeingCalledNobodysFaultAsItCloses) {
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true})").status, 200);
    const Answer closing = change(R"({"at_fault":false,"status":"closed"})");
    EXPECT_EQ(closing.status, 422) << closing.text;
    EXPECT_EQ(closing.at("/errors/0/pointer"), "#/status");
    EXPECT_EQ(as(Role::Agent, "GET", target_).at("/status"), "open");
    EXPECT_EQ(
        change(R"({"at_fault":false,"status":"closed","no_offer_reason":"It was theirs."})").status,
        200);
}

TEST_F(CaseChanges, AMergedCaseChangesNoMoreAndNamesTheLivingOne) {
    const CaseId living{seeded_.case_id.value + 1};
    write([&](store::Transaction& transaction) -> Result<> {
        Case merged = *TRY(transaction.cases().find(seeded_.case_id));
        EXPECT_EQ(TRY(transaction.cases().insert(merged)), living);
        merged.status = CaseStatus::Merged;
        merged.merged_into = living;
        return transaction.cases().update(merged);
    });
    for (const std::string body :
         {R"({"severity":5})", R"({"kind":"complaint"})", R"({"at_fault":true})",
          R"({"owner_id":null})", R"({"status":"closed"})"}) {
        const Answer refused = change(body);
        EXPECT_EQ(refused.status, 409) << body << refused.text;
        EXPECT_NE(refused.at("/detail").find("case " + living.text()), std::string::npos);
    }
}

// Who runs the desk and does not work at it is nobody to give the case to instead.
TEST_F(CaseChanges, WhereNobodyIsThereItMayWaitWithSomebodyWhoComesBack) {
    const UserId away = add_user("away@acme.example", Role::Agent);
    add_user("boss@acme.example", Role::Admin);
    put_away(away);
    EXPECT_EQ(change(R"({"owner_id":")" + away.text() + R"("})").status, 200);
}

TEST_F(CaseChanges, ANoSaysWhyInWords) {
    ASSERT_EQ(change(R"({"severity":5})").status, 200);
    const Answer waits = as(Role::Agent, "POST", target_ + "/replies",
                            R"({"text":"I am sorry, Ana. I have asked the carrier where it is."})");
    const Answer no = as(Role::Executive, "POST", "/api/v1/approvals/" + waits.at("/approval_id"),
                         R"({"decision":"reject","reason":"   "})");
    EXPECT_EQ(no.status, 422) << no.text;
    EXPECT_EQ(no.at("/errors/0/pointer"), "#/reason");
}

TEST_F(CaseChanges, WhatRanOutStillWasGiven) {
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true})").status, 200);
    const Answer made = offer(R"({"offer":"voucher-10"})");
    ASSERT_EQ(change(R"({"status":"closed"})").status, 200);
    write([&](store::Transaction& transaction) -> Result<> {
        auto grant = TRY(transaction.grants().find(*GrantId::parse(made.at("/id"))));
        grant->state = GrantState::Expired;
        return transaction.grants().update(*grant);
    });
    EXPECT_EQ(change(R"({"severity":2})").status, 200);
    EXPECT_EQ(change(R"({"at_fault":true})").status, 200);
}

TEST_F(CaseChanges, WhatWasClosedOnAnOfferIsOpenAgainWithoutIt) {
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true})").status, 200);
    const Answer made = offer(R"({"offer":"voucher-10","reason":"Our mistake."})");
    ASSERT_EQ(made.status, 201) << made.text;
    ASSERT_EQ(change(R"({"status":"closed"})").status, 200);
    ASSERT_EQ(as(Role::Senior, "POST", "/api/v1/offers/" + made.at("/id") + "/cancel",
                 R"({"reason":"The wrong customer."})")
                  .status,
              200);
    EXPECT_EQ(as(Role::Agent, "GET", target_).at("/status"), "open");
}

// "Closes only with our last word or a marked natural end": whoever ends it marks it.
TEST_F(CaseChanges, AnEndOnTheirWordIsOnRecordUnderANameOfOurs) {
    EXPECT_EQ(change(R"({"status":"waiting"})").at("/status"), "waiting");
    const Answer audit = as(Role::Admin, "GET", "/api/v1/audit");
    EXPECT_NE(audit.text.find("natural_end"), std::string::npos) << audit.text;
}

TEST_F(CaseChanges, NobodyMakesACaseLessSeriousToAnswerItAlone) {
    ASSERT_EQ(change(R"({"severity":5})").status, 200);
    const Answer less = change(R"({"severity":1})");
    EXPECT_EQ(less.status, 403) << less.text;
    EXPECT_EQ(change(R"({"severity":1})", Role::Executive).status, 200);
}

TEST_F(CaseChanges, ClosingVoidsWhatWaitsForAYes) {
    ASSERT_EQ(change(R"({"severity":5})").status, 200);
    const Answer waits = as(Role::Agent, "POST", target_ + "/replies",
                            R"({"text":"I am sorry, Ana. I have asked the carrier where it is."})");
    ASSERT_EQ(waits.at("/state"), "awaiting_approval") << waits.text;
    ASSERT_EQ(change(R"({"status":"closed"})").status, 200);
    const Answer late = as(Role::Executive, "POST", "/api/v1/approvals/" + waits.at("/approval_id"),
                           R"({"decision":"approve"})");
    EXPECT_EQ(late.status, 409) << late.text;
}

TEST_F(CaseChanges, NobodyIsGivenACaseWhoIsAwayUntilItIsOverdue) {
    const UserId away = add_user("away@acme.example", Role::Agent);
    add_user("here@acme.example", Role::Agent);
    put_away(away);
    const Answer given = change(R"({"owner_id":")" + away.text() + R"("})");
    EXPECT_EQ(given.status, 422) << given.text;
    EXPECT_EQ(given.at("/errors/0/pointer"), "#/owner_id");
}

TEST_F(CaseChanges, WhoIsThereDoesNotGiveItToSomebodyWhoIsNot) {
    const UserId away = add_user("away@acme.example", Role::Agent);
    const UserId here = add_user("here@acme.example", Role::Agent);
    ASSERT_EQ(change(R"({"owner_id":")" + here.text() + R"("})").status, 200);
    put_away(away);
    EXPECT_EQ(change(R"({"owner_id":null})").at("/owner/name"), "here");
}

TEST_F(CaseChanges, ALimitHoldsForAllThatACaseIsGiven) {
    offers(R"([{"key":"refund","kind":"refund","title":"Refund"},)"
           R"({"key":"credit","kind":"credit","title":"Credit"}])",
           R"(,"limits":{"agent":{"EUR":"25.00"},"senior":{"EUR":"100.00"}})");
    EXPECT_EQ(offer(R"({"offer":"refund","amount":"25.00","currency":"EUR"})").at("/state"),
              "granted");
    EXPECT_EQ(offer(R"({"offer":"credit","amount":"25.00","currency":"EUR"})").at("/state"),
              "proposed");
    const Answer another = offer(R"({"offer":"refund","amount":"5.00","currency":"EUR"})");
    EXPECT_EQ(another.status, 409) << another.text;
    const Answer again = offer(R"({"offer":"refund","amount":"25.00","currency":"EUR"})");
    EXPECT_EQ(again.at("/again"), "true");
    const Answer nothing = offer(R"({"offer":"credit","amount":"0.00","currency":"EUR"})");
    EXPECT_EQ(nothing.at("/errors/0/pointer"), "#/amount") << nothing.text;
}

TEST_F(CaseChanges, NobodyGivesACaseMoreThanAnybodyMayAlone) {
    ASSERT_EQ(offer(R"({"offer":"refund","amount":"9000.00","currency":"USD"})", Role::Executive)
                  .at("/state"),
              "granted");
    EXPECT_EQ(
        offer(R"({"offer":"apology-credit","amount":"9000.00","currency":"USD"})", Role::Executive)
            .at("/state"),
        "proposed");
}

TEST_F(CaseChanges, WhatWaitsForAYesIsSetAsideFromTheBudget) {
    offers(R"([{"key":"refund","kind":"refund","title":"Refund"}])",
           R"(,"limits":{"agent":{"EUR":"10.00"},"senior":{"EUR":"100.00"}},)"
           R"("monthly_budget":{"EUR":"100.00"})");
    const std::string order = R"({"offer":"refund","amount":"45.00","currency":"EUR"})";
    std::vector<std::string> asked;
    for (int i = 0; i < 3; ++i) {
        target_ = "/api/v1/cases/" + seed().case_id.text();
        asked.push_back(offer(order).at("/approval_id"));
    }
    const auto approve = [&](const std::string& id) {
        return as(Role::Senior, "POST", "/api/v1/approvals/" + id, R"({"decision":"approve"})");
    };
    EXPECT_EQ(approve(asked[0]).status, 200);
    EXPECT_EQ(approve(asked[1]).status, 200);
    EXPECT_EQ(approve(asked[2]).status, 403);
}

TEST_F(CaseChanges, ACodeOfTheListIsDrawnWhenItIsCertainWhoGetsIt) {
    offers(R"([{"key":"gift","kind":"voucher","title":"Gift","code":"list"}])");
    offers(R"([{"key":"gift","kind":"voucher","title":"Gift","code":"list",)"
           R"("amount":"50.00","currency":"EUR"}])",
           R"(,"limits":{"agent":{"EUR":"10.00"},"senior":{"EUR":"100.00"}})");
    const auto upload = [&](const std::string& codes) {
        return as(Role::Manager, "POST", "/api/v1/offers/codes",
                  R"({"offer":"gift","codes":[)" + codes + "]}");
    };
    EXPECT_EQ(upload(R"(" ")").at("/errors/0/pointer"), "#/codes/0");
    ASSERT_EQ(upload(R"("ONLY-1")").status, 200);
    for (int i = 0; i < 3; ++i) {
        const Answer proposed = offer(R"({"offer":"gift"})");
        ASSERT_EQ(proposed.at("/state"), "proposed") << proposed.text;
        ASSERT_EQ(as(Role::Senior, "POST", "/api/v1/approvals/" + proposed.at("/approval_id"),
                     R"({"decision":"reject","reason":"Not for this."})")
                      .status,
                  200);
    }
    const Answer given = offer(R"({"offer":"gift"})", Role::Senior);
    EXPECT_EQ(given.at("/code"), "ONLY-1") << given.text;
}

TEST_F(CaseChanges, AnEndedPromiseIsCountedInTheReport) {
    write([&](store::Transaction& transaction) -> Result<> {
        for (const PromiseState state :
             {PromiseState::Kept, PromiseState::Kept, PromiseState::Broken, PromiseState::Open}) {
            Promise promise;
            promise.case_id = seeded_.case_id;
            promise.said_at = clock_.now();
            promise.due_at = clock_.now();
            promise.state = state;
            TRY(transaction.promises().insert(promise));
        }
        return {};
    });
    advance(Milliseconds{1'000});
    const Answer report = as(Role::Agent, "GET", "/api/v1/reports/promises");
    EXPECT_EQ(report.at("/made"), "4") << report.text;
    EXPECT_EQ(report.at("/kept"), "2");
    EXPECT_EQ(report.at("/kept_share").substr(0, 4), "6.66") << report.text;
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/reports/promises?from=yesterday").status, 400);
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/reports/promises?from=2999-01-01T00:00:00Z").status,
              400);
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/reports/promises?to=2020-01-01T00:00:00Z")
                  .at("/kept_share"),
              "null");
}

// B6 by way of a merge: what comes to a closed case can make it one that may not be closed.
TEST_F(CaseChanges, AMergeDoesNotCloseAJustifiedComplaintUnmended) {
    CaseId closed;
    write([&](store::Transaction& transaction) -> Result<> {
        Case other = *TRY(transaction.cases().find(seeded_.case_id));
        other.status = CaseStatus::Closed;
        other.kind = CaseKind::Question;
        other.waiting_since.reset();
        closed = TRY(transaction.cases().insert(other));
        Case complaint = *TRY(transaction.cases().find(seeded_.case_id));
        complaint.kind = CaseKind::Complaint;
        complaint.at_fault = true;
        complaint.status = CaseStatus::Waiting;
        complaint.waiting_since.reset();
        return transaction.cases().update(complaint);
    });
    const Answer merged =
        as(Role::Agent, "POST", target_ + "/merge", R"({"into":")" + closed.text() + R"("})");
    ASSERT_EQ(merged.status, 200) << merged.text;
    EXPECT_EQ(merged.at("/status"), "open");
    const auto log = read<store::AuditPage>([&](const store::Transaction& transaction) {
        return transaction.journal().audit("case:" + closed.text(), "", 10);
    });
    EXPECT_TRUE(std::any_of(log.entries.begin(), log.entries.end(),
                            [](const auto& each) { return each.action == "case.reopened"; }));
}

// B5: who once named a newspaper is of it also when they write again.
TEST_F(CaseChanges, ASecondWordDoesNotHideWhoIsAsking) {
    const Seeded press = seed("I am a journalist and have one question about lamps.");
    hear(press, "Hello? Is anybody there?");
    const Answer waits =
        as(Role::Agent, "POST", "/api/v1/cases/" + press.case_id.text() + "/replies",
           R"({"text":"I am sorry that you had to wait, Ana. I have asked our workshop."})");
    EXPECT_EQ(waits.at("/state"), "awaiting_approval") << waits.text;
}

TEST_F(CaseChanges, AnOfferIsDecidedInTheWordsItWasAskedIn) {
    offers(R"([{"key":"refund","kind":"refund","title":"Refund"}])",
           R"(,"limits":{"agent":{"EUR":"10.00"},"senior":{"EUR":"100.00"}})");
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true,"severity":5})").status, 200);
    const Answer gift = offer(R"({"offer":"refund","amount":"45.00","currency":"EUR"})");
    ASSERT_EQ(gift.at("/state"), "proposed") << gift.text;
    const Answer reply = as(Role::Agent, "POST", target_ + "/replies",
                            R"({"text":"I am sorry, Ana. I have asked the carrier where it is."})");
    ASSERT_EQ(reply.at("/state"), "awaiting_approval") << reply.text;
    const Answer edited =
        as(Role::Executive, "POST", "/api/v1/approvals/" + gift.at("/approval_id"),
           R"({"decision":"approve","text":"Refund, 900.00 EUR"})");
    EXPECT_EQ(edited.status, 422) << edited.text;
    EXPECT_EQ(edited.at("/errors/0/pointer"), "#/text");
    const auto state = [&](const Answer& of) {
        return as(Role::Executive, "GET", "/api/v1/approvals/" + of.at("/approval_id"))
            .at("/state");
    };
    EXPECT_EQ(state(gift), "waiting");
    EXPECT_EQ(state(reply), "waiting") << "another matter";
    const Answer other_words =
        as(Role::Executive, "POST", "/api/v1/approvals/" + reply.at("/approval_id"),
           R"({"decision":"approve","text":"We are sorry."})");
    EXPECT_EQ(other_words.status, 409) << other_words.text;
    EXPECT_EQ(state(reply), "void");
    EXPECT_EQ(state(gift), "waiting");
}

TEST_F(CaseChanges, AnErrorAboutMoneyNamesWhatIsWrongWithIt) {
    const auto pointer = [&](const std::string& money) {
        return offer(R"({"offer":"refund",)" + money + "}").at("/errors/0/pointer");
    };
    EXPECT_EQ(pointer(R"("amount":"5.00","currency":"euros")"), "#/currency");
    EXPECT_EQ(pointer(R"("amount":"five","currency":"EUR")"), "#/amount");
}

// What made up for it stays with the case it was split off, which then is its reason.
TEST_F(CaseChanges, AThreadSplitOffAMendedComplaintSaysWhereItWasMended) {
    ConversationId second;
    write([&](store::Transaction& transaction) -> Result<> {
        second = TRY(transaction.cases().insert(Conversation{{},
                                                             seeded_.case_id,
                                                             seeded_.channel,
                                                             "second",
                                                             Visibility::Public,
                                                             {},
                                                             {},
                                                             clock_.now(),
                                                             clock_.now(),
                                                             {}}));
        return {};
    });
    ASSERT_EQ(change(R"({"kind":"complaint","at_fault":true})").status, 200);
    ASSERT_EQ(offer(R"({"offer":"voucher-10"})").status, 201);
    ASSERT_EQ(change(R"({"status":"closed"})").status, 200);
    const Answer fresh = as(Role::Agent, "POST", target_ + "/split",
                            R"({"conversation_ids":[")" + second.text() + R"("]})");
    ASSERT_EQ(fresh.status, 201) << fresh.text;
    EXPECT_EQ(fresh.at("/status"), "closed");
    const auto kept = read<std::optional<Case>>([&](const store::Transaction& transaction) {
        return transaction.cases().find(*CaseId::parse(fresh.at("/id")));
    });
    ASSERT_TRUE(kept);
    EXPECT_NE(kept->no_offer_reason.find(seeded_.case_id.text()), std::string::npos)
        << kept->no_offer_reason;
    EXPECT_EQ(
        as(Role::Agent, "PATCH", "/api/v1/cases/" + fresh.at("/id"), R"({"severity":2})").status,
        200);
    EXPECT_EQ(change(R"({"severity":2})").status, 200);
}

}  // namespace
}  // namespace aplomb::api
