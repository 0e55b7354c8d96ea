// Nobody's case and nobody's yes waits for somebody who is not there (rules D4, D9).
#include <gtest/gtest.h>

#include "store/approvals.h"
#include "store/cases.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class Leaving : public ApiTest {
  protected:
    std::string case_target() { return "/api/v1/cases/" + seeded_.case_id.text(); }
    Answer change_user(UserId id, const std::string& body) {
        return as(Role::Admin, "PATCH", "/api/v1/users/" + id.text(), body);
    }
    void own(UserId id) {
        ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), R"({"owner_id":")" + id.text() + R"("})")
                      .status,
                  200);
    }
    // A grave case whose answer waits for an executive's yes.
    void ask_for_a_yes() {
        ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), R"({"severity":5})").status, 200);
        const Answer waits =
            as(Role::Agent, "POST", case_target() + "/replies",
               R"({"text":"I am sorry, Ana. I have asked the carrier where it is."})");
        ASSERT_EQ(waits.at("/state"), "awaiting_approval") << waits.text;
        approval_ = waits.at("/approval_id");
    }
    std::string asked() {
        const auto approval =
            read<std::optional<Approval>>([&](const store::Transaction& transaction) {
                return transaction.approvals().find(*ApprovalId::parse(approval_));
            });
        return approval && approval->assigned_to ? approval->assigned_to->text() : "nobody";
    }

    const Seeded seeded_ = seed();
    std::string approval_;
};

TEST_F(Leaving, ACaseThatOpensAgainGoesToSomebodyWhoIsHere) {
    const UserId kim = add_user("kim@acme.example", Role::Agent);
    const UserId jo = add_user("jo@acme.example", Role::Agent);
    own(kim);
    ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), R"({"status":"closed"})").status, 200);
    ASSERT_EQ(change_user(kim, R"({"disabled":true})").status, 200);
    const Answer open = as(Role::Agent, "PATCH", case_target(), R"({"status":"open"})");
    EXPECT_EQ(open.at("/owner/id"), jo.text()) << open.text;
}

TEST_F(Leaving, ACaseThatLivesAgainByAnyRoadGoesToSomebodyWhoIsHere) {
    const UserId kim = add_user("kim@acme.example", Role::Agent);
    const UserId jo = add_user("jo@acme.example", Role::Agent);
    const auto owner = [&] { return as(Role::Agent, "GET", case_target()).at("/owner/id"); };
    own(kim);
    const std::string mended = R"({"kind":"complaint","at_fault":true})";
    ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), mended).status, 200);
    const Answer gift =
        as(Role::Agent, "POST", case_target() + "/offers", R"({"offer":"voucher-10"})");
    ASSERT_EQ(gift.status, 201) << gift.text;
    ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), R"({"status":"closed"})").status, 200);
    ASSERT_EQ(change_user(kim, R"({"disabled":true})").status, 200);
    ASSERT_EQ(owner(), kim.text()) << "what is over stays theirs";
    ASSERT_EQ(as(Role::Senior, "POST", "/api/v1/offers/" + gift.at("/id") + "/cancel",
                 R"({"reason":"It was the wrong one."})")
                  .status,
              200);
    EXPECT_EQ(owner(), jo.text()) << "the offer was taken back";

    ASSERT_EQ(change_user(kim, R"({"disabled":false})").status, 200);
    own(kim);
    ASSERT_EQ(as(Role::Agent, "PATCH", case_target(),
                 R"({"status":"closed","no_offer_reason":"They want none."})")
                  .status,
              200);
    ASSERT_EQ(change_user(kim, R"({"disabled":true})").status, 200);
    CaseId newer;
    write([&](store::Transaction& transaction) -> Result<> {
        Case value = *TRY(transaction.cases().find(seeded_.case_id));
        value.status = CaseStatus::Open;
        value.waiting_since = clock_.now();
        value.owner_id = jo;
        newer = TRY(transaction.cases().insert(value));
        return {};
    });
    ASSERT_EQ(as(Role::Agent, "POST", "/api/v1/cases/" + newer.text() + "/merge",
                 R"({"into":")" + seeded_.case_id.text() + R"("})")
                  .status,
              200);
    EXPECT_EQ(owner(), jo.text()) << "another one was merged into it";
}

TEST_F(Leaving, ACaseThatWaitsForItsCustomerMovesToo) {
    const UserId kim = add_user("kim@acme.example", Role::Agent);
    const UserId jo = add_user("jo@acme.example", Role::Agent);
    own(kim);
    ASSERT_EQ(as(Role::Agent, "PATCH", case_target(), R"({"status":"waiting"})").status, 200);
    ASSERT_EQ(change_user(kim, R"({"disabled":true})").status, 200);
    EXPECT_EQ(as(Role::Agent, "GET", case_target()).at("/owner/id"), jo.text());
}

TEST_F(Leaving, EveryCaseMovesHoweverManyThereAre) {
    const UserId kim = add_user("kim@acme.example", Role::Agent);
    own(kim);
    constexpr int cases = 505;
    write([&](store::Transaction& transaction) -> Result<> {
        Case value = *TRY(transaction.cases().find(seeded_.case_id));
        for (int i = 0; i < cases; ++i)
            TRY(transaction.cases().insert(value));
        return {};
    });
    add_user("jo@acme.example", Role::Agent);
    ASSERT_EQ(change_user(kim, R"({"disabled":true})").status, 200);
    const auto left =
        read<std::int64_t>([&](const store::Transaction& transaction) -> Result<std::int64_t> {
            std::int64_t count = 0;
            for (std::int64_t id = 1; id <= cases + 1; ++id) {
                const auto value = TRY(transaction.cases().find(CaseId{id}));
                count += value && value->owner_id == kim ? 1 : 0;
            }
            return count;
        });
    EXPECT_EQ(left, 0);
}

TEST_F(Leaving, AYesIsAskedOfSomebodyElseByWhateverRoadTheyLeave) {
    const UserId max = add_user("max@acme.example", Role::Executive);
    ask_for_a_yes();
    ASSERT_EQ(asked(), max.text());
    const UserId eva = add_user("eva@acme.example", Role::Executive);
    put_away(max);
    EXPECT_EQ(asked(), eva.text()) << "absent";
    put_away(eva);
    EXPECT_EQ(asked(), max.text());
    ASSERT_EQ(as(Role::Manager, "PUT", "/api/v1/roster", R"({"people":[]})").status, 200);
    ASSERT_EQ(change_user(max, R"({"role":"agent"})").status, 200);
    EXPECT_EQ(asked(), eva.text()) << "no longer of the rank it takes";
    ASSERT_EQ(change_user(max, R"({"role":"executive"})").status, 200);
    EXPECT_EQ(asked(), eva.text()) << "who is there keeps it";
    ASSERT_EQ(change_user(eva, R"({"disabled":true})").status, 200);
    EXPECT_EQ(asked(), max.text()) << "disabled";
}

TEST_F(Leaving, AYesWaitsForWhoComesBackWhereNobodyElseCanGiveIt) {
    const UserId max = add_user("max@acme.example", Role::Executive);
    ask_for_a_yes();
    put_away(max);
    EXPECT_EQ(asked(), max.text());
}

}  // namespace
}  // namespace aplomb::api
