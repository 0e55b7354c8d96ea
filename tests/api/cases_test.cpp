#include <gtest/gtest.h>

#include "store/accounts.h"
#include "store/cases.h"
#include "store/people.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

using Cases = ApiTest;

TEST_F(Cases, AreListedAPageAtATimeWithTheWayToTheNext) {
    for (int i = 0; i < 5; ++i) {
        seed();
        advance(Milliseconds{60'000});
    }
    std::vector<std::string> seen;
    std::string target = "/api/v1/cases?limit=2&status=open";
    for (int page = 0; page < 3; ++page) {
        const Answer answer = as(Role::Agent, "GET", target);
        ASSERT_EQ(answer.status, 200) << answer.text;
        for (const auto& item : answer.body.at("items").as_array()) {
            seen.emplace_back(item.at("id").as_string());
        }
        const std::string link = answer.header("Link");
        if (page == 2) {
            EXPECT_EQ(answer.at("/next_cursor"), "null");
            EXPECT_EQ(link, "");
            break;
        }
        ASSERT_NE(link.find("rel=\"next\""), std::string::npos);
        target = link.substr(1, link.find('>') - 1);
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"1", "2", "3", "4", "5"}));
}

TEST_F(Cases, AreFoundByWhatWasSaid) {
    seed("The zipper of my tent is broken.");
    seed("Where is my parcel?");
    const Answer found = as(Role::Agent, "GET", "/api/v1/cases?q=zipper");
    ASSERT_EQ(found.body.at("items").as_array().size(), 1U) << found.text;
    EXPECT_EQ(found.at("/items/0/customer/handle"), "@ana");
    EXPECT_EQ(found.at("/items/0/channel/kind"), "webhook");
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/messages?q=parcel").at("/items/0/from"), "customer");
}

TEST_F(Cases, RefuseParametersAndValuesThatMeanNothingAndNameTheNearest) {
    const Answer parameter = as(Role::Agent, "GET", "/api/v1/cases?stauts=open");
    EXPECT_EQ(parameter.status, 400);
    EXPECT_NE(parameter.at("/detail").find("\"status\""), std::string::npos);
    for (const char* bad : {"status=opened", "view=theirs", "sort=age", "owner=jo", "channel=x",
                            "limit=0", "limit=201", "limit=ten", "limit=-1"}) {
        EXPECT_EQ(as(Role::Agent, "GET", std::string("/api/v1/cases?") + bad).status, 400) << bad;
    }
    // An empty one counts as absent.
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/cases?status=&owner=&cursor=").status, 200);
}

TEST_F(Cases, ShowTheWholeStory) {
    const Seeded seeded = seed();
    as(Role::Agent, "PATCH", "/api/v1/cases/" + seeded.case_id.text(), R"({"severity":4})");
    const Answer shown = as(Role::Agent, "GET", "/api/v1/cases/" + seeded.case_id.text());
    ASSERT_EQ(shown.status, 200) << shown.text;
    EXPECT_EQ(shown.at("/severity"), "4");
    EXPECT_EQ(shown.at("/conversations/0/can_reply"), "true");
    EXPECT_EQ(shown.at("/conversations/0/length/max"), "280");
    EXPECT_EQ(shown.at("/timeline/0/type"), "message");
    EXPECT_EQ(shown.at("/timeline/0/author/handle"), "@ana");
    EXPECT_EQ(shown.at("/timeline/0/state"), "null");
    EXPECT_EQ(shown.at("/timeline/1/type"), "event");
    EXPECT_EQ(shown.at("/customer/identities/0/channel_kind"), "webhook");
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/cases/999").status, 404);
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/cases/abc").status, 404);
}

TEST_F(Cases, AreChangedOnlyFromTheVersionOnScreen) {
    const Seeded seeded = seed();
    const UserId jo = add_user("jo@acme.example", Role::Agent);
    const std::string target = "/api/v1/cases/" + seeded.case_id.text();
    const Answer taken =
        as(Role::Agent, "PATCH", target, R"({"owner_id":")" + jo.text() + R"(","version":1})");
    ASSERT_EQ(taken.status, 200) << taken.text;
    EXPECT_EQ(taken.at("/owner/name"), "jo");
    EXPECT_EQ(taken.at("/version"), "2");
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"severity":2,"version":1})").status, 409);
    const Answer given_up = as(Role::Agent, "PATCH", target, R"({"owner_id":null})");
    // Nobody is no owner: with nobody else there it stays.
    EXPECT_EQ(given_up.at("/owner/name"), "jo");
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"owner_id":"999"})").status, 422);
}

TEST_F(Cases, AreClosedOpenedAndPutOff) {
    const Seeded seeded = seed();
    const std::string target = "/api/v1/cases/" + seeded.case_id.text();
    const Answer closed = as(Role::Agent, "PATCH", target, R"({"status":"closed"})");
    EXPECT_EQ(closed.at("/status"), "closed");
    EXPECT_EQ(closed.at("/due_at"), "null");
    const Answer opened = as(Role::Agent, "PATCH", target, R"({"status":"open"})");
    EXPECT_NE(opened.at("/due_at"), "null");
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"status":"snoozed"})").status, 422);
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"snooze_until":"2030-01-01T00:00:00Z"})").status,
              422);
    const Answer snoozed = as(Role::Agent, "PATCH", target,
                              R"({"status":"snoozed","snooze_until":"2030-01-01T00:00:00Z"})");
    EXPECT_EQ(snoozed.at("/snooze_until"), "2030-01-01T00:00:00Z");
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"status":"merged"})").status, 422);
    EXPECT_EQ(as(Role::Agent, "PATCH", target, R"({"severity":6})").status, 422);
    const Answer nearly = as(Role::Agent, "PATCH", target, R"({"status":"closd"})");
    EXPECT_NE(nearly.at("/detail").find("did you mean \"closed\"?"), std::string::npos);
}

TEST_F(Cases, ACustomersCardIsPutRight) {
    const Seeded seeded = seed();
    const std::string target = "/api/v1/customers/" + seeded.customer.text();
    const Answer changed = as(Role::Agent, "PATCH", target,
                              R"({"time_zone":"America/Chicago","phone_permission":true})");
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_EQ(changed.at("/time_zone"), "America/Chicago");
    EXPECT_EQ(changed.at("/phone_permission"), "true");
    EXPECT_EQ(
        as(Role::Agent, "PATCH", target, R"({"phone_permission":null})").at("/phone_permission"),
        "null");
    const Answer nowhere = as(Role::Agent, "PATCH", target, R"({"time_zone":"Mars/Olympus"})");
    EXPECT_EQ(nowhere.status, 422);
    EXPECT_EQ(nowhere.at("/errors/0/pointer"), "#/time_zone");
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/customers").at("/items/0/name"), "Ana Ruiz");
}

}  // namespace
}  // namespace aplomb::api
