#include <gtest/gtest.h>

#include "store/cases.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

struct CallsApi : ApiTest {
    // Whoever is called has a number, unless a test says otherwise.
    CallsApi() { card(R"({"phone":"+44 20 7946 0000"})"); }
    Answer card(const std::string& body) {
        return as(Role::Agent, "PATCH", "/api/v1/customers/" + seeded_.customer.text(), body);
    }
    Answer permit(const std::string& body) {
        return as(Role::Agent, "POST",
                  "/api/v1/customers/" + seeded_.customer.text() + "/phone-permissions", body);
    }
    Answer book(const std::string& body) {
        return as(Role::Agent, "POST", "/api/v1/cases/" + seeded_.case_id.text() + "/calls", body);
    }
    std::string when(Milliseconds from_now) { return to_rfc3339(clock_.now() + from_now); }

    Seeded seeded_ = seed();
};

TEST_F(CallsApi, AYesNeedsEvidenceOfThatCustomer) {
    const Seeded other = seed("Hello?");
    const Answer bare = permit(R"({"state":"granted"})");
    EXPECT_EQ(bare.status, 422) << bare.text;
    EXPECT_EQ(bare.at("/errors/0/pointer"), "#/words");
    for (const std::string& id : {std::string("999"), other.message.text(), std::string("x")}) {
        const Answer wrong = permit(R"({"state":"granted","message_id":")" + id + R"("})");
        EXPECT_EQ(wrong.status, 422) << id;
        EXPECT_EQ(wrong.at("/errors/0/pointer"), "#/message_id") << id;
    }
    EXPECT_EQ(permit(R"({"state":"granted","words":"Yes, call me."})").status, 201);
    EXPECT_EQ(
        permit(R"({"state":"granted","message_id":")" + seeded_.message.text() + R"("})").status,
        201);
    EXPECT_EQ(permit(R"({"state":"revoked"})").status, 201) << "a no needs no proof";
}

TEST_F(CallsApi, TheBoxOnTheCardCallsOffWhatIsBooked) {
    ASSERT_EQ(permit(R"({"state":"granted","words":"Yes."})").status, 201);
    ASSERT_EQ(book(R"({"due_at":")" + when(std::chrono::hours{1}) + R"("})").status, 201);
    const std::string target = "/api/v1/customers/" + seeded_.customer.text();
    const Answer emptied = as(Role::Agent, "PATCH", target, R"({"phone_permission":null})");
    EXPECT_EQ(emptied.at("/phone_permission"), "null") << emptied.text;
    const Answer calls = as(Role::Agent, "GET", "/api/v1/calls");
    EXPECT_EQ(calls.at("/items/0/state"), "cancelled") << calls.text;
    EXPECT_NE(calls.at("/items/0/note").find("revoked"), std::string::npos);
}

TEST_F(CallsApi, ACaseShowsWhatHoldsForIt) {
    const auto shown = [&](CaseId id) {
        return as(Role::Agent, "GET", "/api/v1/cases/" + id.text())
            .at("/customer/phone_permission");
    };
    const Seeded other = seed("Hello?");
    EXPECT_EQ(shown(seeded_.case_id), "null");
    const std::string here = R"("case_id":")" + seeded_.case_id.text() + R"(")";
    ASSERT_EQ(permit(R"({"state":"granted","words":"Yes.",)" + here + "}").status, 201);
    EXPECT_EQ(shown(seeded_.case_id), "true");
    EXPECT_EQ(shown(other.case_id), "null") << "the yes is for one case";
    ASSERT_EQ(permit(R"({"state":"revoked",)" + here + "}").status, 201);
    EXPECT_EQ(shown(seeded_.case_id), "false");
    ASSERT_EQ(permit(R"({"state":"granted","words":"Any time."})").status, 201);
    EXPECT_EQ(shown(seeded_.case_id), "true");
    advance(std::chrono::hours{24 * 366});
    EXPECT_EQ(shown(seeded_.case_id), "null") << "it ran out";
}

TEST_F(CallsApi, TheBoxOnTheCardHoldsAsLongAsAnyYes) {
    const std::string target = "/api/v1/customers/" + seeded_.customer.text();
    ASSERT_EQ(as(Role::Agent, "PATCH", target, R"({"phone_permission":true})").status, 200);
    EXPECT_EQ(book(R"({"due_at":"2034-01-02T10:00:00Z"})").status, 403);
    const Answer given = as(Role::Agent, "GET", target + "/phone-permissions");
    EXPECT_NE(given.at("/items/0/expires_at"), "null") << given.text;
    advance(std::chrono::hours{24 * 366});
    EXPECT_EQ(as(Role::Agent, "GET", target).at("/phone_permission"), "null") << "it ran out";
}

TEST_F(CallsApi, ASecondClickBooksNoSecondCall) {
    ASSERT_EQ(permit(R"({"state":"granted","words":"Yes."})").status, 201);
    const std::string body = R"({"due_at":")" + when(std::chrono::hours{1}) + R"("})";
    const Answer first = book(body);
    const Answer second = book(body);
    EXPECT_EQ(second.at("/id"), first.at("/id"));
    EXPECT_NE(book(R"({"due_at":")" + when(std::chrono::hours{2}) + R"("})").at("/id"),
              first.at("/id"));
    const Answer other =
        book(R"({"due_at":")" + when(std::chrono::hours{1}) + R"(","phone":"+33 1 23 45 67 89"})");
    EXPECT_EQ(other.status, 409) << other.text;
    EXPECT_EQ(other.at("/errors/0/pointer"), "#/due_at");
}

TEST_F(CallsApi, ACallNeedsANumber) {
    ASSERT_EQ(card(R"({"phone":""})").status, 200);
    ASSERT_EQ(permit(R"({"state":"granted","words":"Yes."})").status, 201);
    const std::string due = R"("due_at":")" + when(std::chrono::hours{1}) + R"(")";
    const Answer nowhere = book("{" + due + "}");
    EXPECT_EQ(nowhere.status, 422) << nowhere.text;
    EXPECT_EQ(nowhere.at("/errors/0/pointer"), "#/phone");
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/calls").body.at("items").as_array().size(), 0U);
    EXPECT_EQ(book("{" + due + R"(,"phone":"+33 1 23 45 67 89"})").status, 201);
    ASSERT_EQ(card(R"({"phone":"+44 20 7946 0000"})").status, 200);
    const Answer known = book(R"({"due_at":")" + when(std::chrono::hours{2}) + R"("})");
    EXPECT_EQ(known.at("/phone"), "+44 20 7946 0000") << known.text;
}

TEST_F(CallsApi, ACallForAMergedCaseIsBookedWhereItLivesOn) {
    ASSERT_EQ(permit(R"({"state":"granted","words":"Yes."})").status, 201);
    CaseId living;
    write([&](store::Transaction& transaction) -> Result<> {
        Case merged = *TRY(transaction.cases().find(seeded_.case_id));
        living = TRY(transaction.cases().insert(merged));
        merged.status = CaseStatus::Merged;
        merged.merged_into = living;
        return transaction.cases().update(merged);
    });
    const std::string body = R"({"due_at":")" + when(std::chrono::hours{1}) + R"("})";
    const Answer refused = book(body);
    EXPECT_EQ(refused.status, 409) << refused.text;
    EXPECT_NE(refused.text.find("case " + living.text()), std::string::npos) << refused.text;
    EXPECT_EQ(as(Role::Agent, "POST", "/api/v1/cases/" + living.text() + "/calls", body).status,
              201);
}

TEST_F(CallsApi, ACallInTheirNightNeedsAReason) {
    // The clock stands at 14:13 UTC; it is a quarter past eleven at night in Tokyo.
    as(Role::Agent, "PATCH", "/api/v1/customers/" + seeded_.customer.text(),
       R"({"time_zone":"Asia/Tokyo","phone_permission":true})");
    const std::string due = R"("due_at":")" + when(std::chrono::hours{1}) + R"(")";
    const Answer refused = book("{" + due + "}");
    EXPECT_EQ(refused.status, 422) << refused.text;
    EXPECT_EQ(refused.at("/errors/0/pointer"), "#/due_at");
    EXPECT_NE(refused.text.find("T22:00:00Z"), std::string::npos) << "when it may be";
    const auto despite = [&](const std::string& rule, const std::string& reason) {
        return book("{" + due + R"(,"override":[{"rule":")" + rule + R"(","reason":")" + reason +
                    R"("}]})");
    };
    EXPECT_EQ(despite("rude", "So.").at("/errors/0/pointer"), "#/override/0/rule");
    EXPECT_EQ(despite("quiet-hours", " ").at("/errors/0/pointer"), "#/override/0/reason");
    EXPECT_EQ(despite("quiet-hours", "The house is on fire.").status, 201);
    const Answer audit =
        as(Role::Manager, "GET", "/api/v1/audit?subject=case:" + seeded_.case_id.text());
    EXPECT_NE(audit.text.find("call.overridden"), std::string::npos) << audit.text;
    EXPECT_NE(audit.text.find("The house is on fire."), std::string::npos);
}

}  // namespace
}  // namespace aplomb::api
