// Codes as they are uploaded and typed, and offers taken back.
#include <gtest/gtest.h>

#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

struct Codes : ApiTest {
    Codes() {
        as(Role::Manager, "PUT", "/api/v1/policy",
           R"({"making_up":{"limits":{"agent":{"EUR":"10.00"}},"offers":[{"key":"gift",)"
           R"("kind":"voucher","title":"Gift","amount":"5.00","currency":"EUR","code":"list"}]}})");
    }
    Answer upload(const std::string& codes) {
        return as(Role::Manager, "POST", "/api/v1/offers/codes",
                  R"({"offer":"gift","codes":[)" + codes + "]}");
    }
    Answer give() {
        return as(Role::Agent, "POST", "/api/v1/cases/" + seeded_.case_id.text() + "/offers",
                  R"({"offer":"gift"})");
    }
    Answer redeem(const std::string& code) {
        return as(Role::Agent, "POST", "/api/v1/redemptions", R"({"code":")" + code + R"("})");
    }

    Seeded seeded_ = seed();
};

TEST_F(Codes, AreTheSameWithBlanksAroundThem) {
    const Answer added = upload(R"("  Spaced-1 ","Spaced-1","\tSpaced-1\r\n")");
    EXPECT_EQ(added.at("/added"), "1") << added.text;
    EXPECT_EQ(added.at("/known_before"), "2");
    EXPECT_EQ(give().at("/code"), "Spaced-1") << "as the customer gets it";
    const Answer redeemed = redeem("  Spaced-1\\n");
    EXPECT_EQ(redeemed.at("/state"), "redeemed") << redeemed.text;
}

TEST_F(Codes, ThatAreEmptyAreRefusedWhereTheyStand) {
    EXPECT_EQ(upload(R"("One",""," ")").at("/errors/0/pointer"), "#/codes/1");
    EXPECT_EQ(upload(R"("One","Two"," \t ")").at("/errors/0/pointer"), "#/codes/2");
    const std::string longest(64, 'x');
    EXPECT_EQ(upload("\" " + longest + " \"").status, 200);
    EXPECT_EQ(upload("\"" + longest + "x\"").at("/errors/0/pointer"), "#/codes/0");
    for (const char* const nothing : {"", "  "}) {
        const Answer redeemed = redeem(nothing);
        EXPECT_EQ(redeemed.status, 422) << redeemed.text;
        EXPECT_EQ(redeemed.at("/errors/0/pointer"), "#/code");
    }
}

TEST_F(Codes, AreTakenBackForAReason) {
    ASSERT_EQ(upload(R"("One")").status, 200);
    const std::string offer = "/api/v1/offers/" + give().at("/id");
    for (const char* const nothing : {"", "  ", "\\n"}) {
        const Answer refused = as(Role::Senior, "POST", offer + "/cancel",
                                  std::string(R"({"reason":")") + nothing + R"("})");
        EXPECT_EQ(refused.status, 422) << refused.text;
        EXPECT_EQ(refused.at("/errors/0/pointer"), "#/reason");
    }
    EXPECT_EQ(as(Role::Senior, "POST", offer + "/cancel", R"({"reason":"Sent twice."})").status,
              200);
}

}  // namespace
}  // namespace aplomb::api
