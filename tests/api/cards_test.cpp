// The customer card, put right by hand: what may stand on it, and what follows from it.
#include <gtest/gtest.h>

#include "casework/clocks.h"
#include "casework/customers.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/people.h"
#include "store/timers.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class Cards : public ApiTest {
  protected:
    Cards() : seeded_(seed()) {}
    Answer change(const json::object& body, std::optional<CustomerId> whose = {}) {
        return as(Role::Agent, "PATCH",
                  "/api/v1/customers/" + whose.value_or(seeded_.customer).text(),
                  json::serialize(body));
    }
    void expect_refused(const json::object& body, const std::string& pointer) {
        const Answer refused = change(body);
        EXPECT_EQ(refused.status, 422) << json::serialize(body) << refused.text;
        EXPECT_EQ(refused.at("/errors/0/pointer"), pointer) << refused.text;
    }
    Case case_now(CaseId id) {
        return *read<std::optional<Case>>(
            [&](const store::Transaction& transaction) { return transaction.cases().find(id); });
    }

    Seeded seeded_;
};

TEST_F(Cards, ANumberCanBeDialledAndATagAndATierAreOnesIndeed) {
    for (const std::string& phone : {std::string("call me maybe"), std::string("call me 55555"),
                                     std::string("12"), std::string(5'000, '9')}) {
        expect_refused({{"phone", phone}}, "#/phone");
    }
    expect_refused({{"tier", std::string(101, 'x')}}, "#/tier");
    for (const std::string tag : {"!!", "e", "en-", "-en", "en--GB", "de_DE", "english please",
                                  "1a", "abcdefghi", "en-aaaaaaaaa"}) {
        expect_refused({{"language", tag}}, "#/language");
    }
    for (const std::string tag : {"en", "pt-BR", "zh-Hant-TW", "de-CH-1996", "es-419", "x-whine"})
        EXPECT_EQ(change({{"language", tag}}).at("/language"), tag);
    EXPECT_EQ(change({{"phone", "+33 (0)1 23.45-67/89"}}).at("/phone"), "+33 (0)1 23.45-67/89");
    EXPECT_EQ(change({{"tier", "gold"}}).at("/tier"), "gold");
}

TEST_F(Cards, NullEmptiesNumberAndTier) {
    for (const auto& [typed, kept] :
         {std::pair<std::string, std::string>{"020 7946 0000 ext. 12", "020 7946 0000 ext. 12"},
          {"+1 555 010 0000 x4", "+1 555 010 0000 x4"},
          {"tel:+442079460000", "+442079460000"},
          {"+44\u00A020\u00A07946 0000", "+44 20 7946 0000"},
          {"+49 30 123456\u201178", "+49 30 123456-78"}})
        EXPECT_EQ(change({{"phone", typed}}).at("/phone"), kept);
    ASSERT_EQ(change({{"phone", "+44 20 7946 0000"}, {"tier", "gold"}}).status, 200);
    const Answer emptied = change({{"phone", nullptr}, {"tier", nullptr}});
    EXPECT_EQ(emptied.at("/phone"), "null") << emptied.text;
    EXPECT_EQ(emptied.at("/tier"), "null");
}

TEST_F(Cards, ATierSetsTheClocksOfTheirLivingCasesAnew) {
    ASSERT_EQ(as(Role::Manager, "PUT", "/api/v1/policy",
                 R"({"standards":[{"name":"gold","tier":"gold","first":{"limit":"PT3H"}},)"
                 R"({"name":"rest","first":{"limit":"PT12H"}}]})")
                  .status,
              200);
    CaseId closed;
    write([&](store::Transaction& transaction) -> Result<> {
        Case other = *TRY(transaction.cases().find(seeded_.case_id));
        other.status = CaseStatus::Closed;
        closed = TRY(transaction.cases().insert(other));
        return {};
    });
    const Case before = case_now(closed);
    const Timestamp wrote = case_now(seeded_.case_id).first_in_at;
    ASSERT_EQ(change({{"tier", "gold"}}).status, 200);
    EXPECT_EQ(case_now(seeded_.case_id).due_at, wrote + std::chrono::hours{3});
    const auto clocks = read<std::vector<CaseClock>>([&](const store::Transaction& transaction) {
        return transaction.clocks().running(seeded_.case_id);
    });
    ASSERT_FALSE(clocks.empty());
    EXPECT_EQ(clocks[0].standard, "gold");
    EXPECT_EQ(clocks[0].due_at, wrote + std::chrono::hours{3});
    EXPECT_EQ(case_now(closed).version, before.version);
    ASSERT_EQ(change({{"tier", nullptr}}).status, 200);
    EXPECT_EQ(case_now(seeded_.case_id).due_at, wrote + std::chrono::hours{12});
}

TEST_F(Cards, ATierThatAMergeBringsSetsTheClocksAnewAndItsUndoingBack) {
    ASSERT_EQ(as(Role::Manager, "PUT", "/api/v1/policy",
                 R"({"standards":[{"name":"gold","tier":"gold","first":{"limit":"PT3H"}},)"
                 R"({"name":"rest","first":{"limit":"PT12H"}}]})")
                  .status,
              200);
    const Seeded other = seed("Where is the other one?");
    ASSERT_EQ(change({{"tier", "gold"}}, other.customer).status, 200);
    const Timestamp wrote = case_now(seeded_.case_id).first_in_at;
    MergeId merge;
    write([&](store::Transaction& transaction) -> Result<> {
        merge = TRY(casework::merge_customers(
            transaction, {other.customer, seeded_.customer, "They say so.", "kim", true},
            clock_.now()));
        return {};
    });
    EXPECT_EQ(case_now(seeded_.case_id).due_at, wrote + std::chrono::hours{3});
    write([&](store::Transaction& transaction) -> Result<> {
        return casework::undo_merge(transaction, merge, clock_.now());
    });
    EXPECT_EQ(case_now(seeded_.case_id).due_at, wrote + std::chrono::hours{12});
}

TEST_F(Cards, ATierTakenAwayLeavesNoMissOfItBehind) {
    ASSERT_EQ(as(Role::Manager, "PUT", "/api/v1/policy",
                 R"({"standards":[{"name":"gold","tier":"gold","first":{"limit":"PT1H"}},)"
                 R"({"name":"rest","first":{"limit":"PT12H"}}]})")
                  .status,
              200);
    ASSERT_EQ(change({{"tier", "gold"}}).status, 200);
    const auto first = [&] {
        return read<std::vector<CaseClock>>([&](const store::Transaction& transaction) {
                   return transaction.clocks().running(seeded_.case_id);
               })
            .front();
    };
    write([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, clock_.now()));
        TRY(casework::fire_clock(transaction, office, first().id, clock_.now()));
        return {};
    });
    ASSERT_TRUE(first().breached_at);
    ASSERT_EQ(change({{"tier", nullptr}}).status, 200);
    EXPECT_FALSE(first().breached_at);
    EXPECT_FALSE(first().warned_at);
    EXPECT_EQ(first().escalated, 0);
    const auto timer = read<std::optional<Timer>>([&](const store::Transaction& t) {
        return t.timers().find(std::string(casework::clock_timer), first().id.text());
    });
    ASSERT_TRUE(timer);
    EXPECT_EQ(timer->due_at, first().warn_at);
}

TEST_F(Cards, WhoWasMergedIsChangedUnderTheNameTheyGoByNow) {
    const Seeded other = seed("Where is the other one?");
    write([&](store::Transaction& transaction) -> Result<> {
        TRY(casework::merge_customers(
            transaction, {seeded_.customer, other.customer, "They say so.", "kim", true},
            clock_.now()));
        return {};
    });
    const Answer refused = change({{"time_zone", "Asia/Tokyo"}, {"tier", "gold"}});
    EXPECT_EQ(refused.status, 409) << refused.text;
    EXPECT_NE(refused.at("/detail").find("customer " + other.customer.text()), std::string::npos);
    EXPECT_EQ(change({{"tier", "gold"}}, other.customer).status, 200);
}

}  // namespace
}  // namespace aplomb::api
