// Channels, people, ledger, audit, clock and health, over HTTP.
#include <gtest/gtest.h>

#include "store/receipts.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

using Administration = ApiTest;

TEST_F(Administration, ChannelsAreConnectedPausedAndRemoved) {
    const Answer made = as(Role::Admin, "POST", "/api/v1/channels",
                           R"({"kind":"webhook","name":"acme","settings":{"secret":"s"}})");
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("/limit/max"), "280");
    const std::string target = "/api/v1/channels/" + made.at("/id");
    EXPECT_EQ(as(Role::Admin, "PATCH", target, R"({"state":"paused"})").at("/state"), "paused");
    EXPECT_EQ(as(Role::Manager, "POST", target + "/test").at("/detail"), "signed in");
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/channels").at("/items/0/name"), "acme");
    EXPECT_EQ(as(Role::Admin, "DELETE", target).status, 204);
    EXPECT_EQ(as(Role::Agent, "GET", target).status, 404);
    const Answer missing =
        as(Role::Admin, "POST", "/api/v1/channels", R"({"kind":"webhook","name":"acme2"})");
    EXPECT_EQ(missing.status, 422);
    EXPECT_EQ(missing.at("/errors/0/pointer"), "#/settings/secret");
    EXPECT_EQ(as(Role::Manager, "GET", "/api/v1/audit").at("/items/0/action"), "channel.removed");
}

TEST_F(Administration, SomebodyNewGetsAPasswordMadeForThemOnce) {
    const std::string body = R"({"name":"Jo","email":"jo@acme.example","role":"senior"})";
    const Answer made = as(Role::Admin, "POST", "/api/v1/users", body);
    ASSERT_EQ(made.status, 201) << made.text;
    const auto headers = logged_in("jo@acme.example", made.at("/password"));
    EXPECT_EQ(send({"GET", "/api/v1/session", "", headers}).at("/user/seniority"), "2");
    EXPECT_EQ(as(Role::Admin, "POST", "/api/v1/users", body).status, 409);
    const Answer listed = as(Role::Agent, "GET", "/api/v1/users");
    EXPECT_EQ(listed.text.find("password"), std::string::npos);
    EXPECT_EQ(listed.at("/items/0/email"), "jo@acme.example");
}

TEST_F(Administration, TheLedgerAddsUpAndADeadLetterCanBeReplayed) {
    const Seeded seeded = seed();
    ReceiptId dead;
    write([&](store::Transaction& transaction) -> Result<> {
        for (int i = 0; i < 3; ++i) {
            const RawEvent event{"e" + std::to_string(i), "message.created", "", "{}"};
            const auto id = TRY(transaction.receipts().append(seeded.channel, event, clock_.now()));
            if (i == 0) dead = *id;
            if (i == 1) {
                TRY(transaction.receipts().settle(*id, ReceiptState::Case, "", seeded.case_id,
                                                  seeded.message));
            }
        }
        return transaction.receipts().settle(dead, ReceiptState::DeadLetter, "no such shape", {},
                                             {});
    });
    const Answer ledger = as(Role::Agent, "GET", "/api/v1/ledger");
    ASSERT_EQ(ledger.status, 200) << ledger.text;
    EXPECT_EQ(ledger.at("/items/0/received"), "3");
    EXPECT_EQ(ledger.at("/items/0/case"), "1");
    EXPECT_EQ(ledger.at("/items/0/dead_letter"), "1");
    EXPECT_EQ(ledger.at("/items/0/pending"), "1");
    EXPECT_EQ(ledger.at("/items/0/balanced"), "true");
    EXPECT_EQ(ledger.at("/dead_letters/0/reason"), "no such shape");

    const std::string target = "/api/v1/ledger/" + dead.text() + "/replay";
    EXPECT_EQ(as(Role::Manager, "POST", target).status, 202);
    EXPECT_EQ(pipeline_woken_, 1);
    EXPECT_EQ(as(Role::Manager, "POST", target).status, 409);
    EXPECT_EQ(as(Role::Agent, "GET", "/api/v1/ledger").at("/items/0/pending"), "2");
}

TEST_F(Administration, OnlyAVirtualClockMoves) {
    const Answer moved = as(Role::Admin, "POST", "/api/v1/clock", R"({"advance":"PT90M"})");
    EXPECT_EQ(moved.status, 200);
    EXPECT_EQ(advanced_, Milliseconds{90 * 60'000});
    EXPECT_EQ(moved.at("/now"), to_rfc3339(clock_.now()));
    EXPECT_EQ(as(Role::Admin, "POST", "/api/v1/clock", R"({"advance":"soon"})").status, 422);
    EXPECT_EQ(as(Role::Admin, "POST", "/api/v1/clock", R"({"advance":"P999999999D"})").status, 422);
}

TEST_F(Administration, HealthIsAskedWithoutAnAccount) {
    EXPECT_EQ(send({"GET", "/healthz"}).status, 200);
    EXPECT_EQ(send({"GET", "/readyz"}).at("/status"), "ready");
    metrics_.counter("things_total", "things").add();
    EXPECT_NE(send({"GET", "/metrics"}).text.find("things_total 1"), std::string::npos);
}

}  // namespace
}  // namespace aplomb::api
