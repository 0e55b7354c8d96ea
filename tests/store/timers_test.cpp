// A timer is one row for its kind and subject, and fires for one taker only.
#include "store/timers.h"

#include "store/clocks.h"
#include "store/documents.h"
#include "store/grants.h"
#include "store/habits.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

class TimersTest : public StoreTest {
  protected:
    void set(const std::string& kind, const std::string& subject, int minute) {
        write([&](Transaction& t) { return t.timers().set(kind, subject, at_minute(minute)); });
    }
    std::vector<Timer> due(int minute) {
        return read<std::vector<Timer>>(
            [&](const Transaction& t) { return t.timers().due(at_minute(minute), 10); });
    }
    bool take(const Timer& timer) {
        return write<bool>([&](Transaction& t) { return t.timers().take(timer); });
    }
};

TEST_F(TimersTest, FallDueInOrderAndFireOnce) {
    set("clock", "2", 20);
    set("promise", "1", 10);
    set("clock", "1", 30);
    ASSERT_EQ(due(9).size(), 0U);
    const auto ready = due(20);
    ASSERT_EQ(ready.size(), 2U);
    EXPECT_EQ(ready[0].kind, "promise");
    EXPECT_TRUE(take(ready[0]));
    EXPECT_FALSE(take(ready[0]));
    const auto next =
        read<std::optional<Timestamp>>([](const Transaction& t) { return t.timers().next_due(); });
    EXPECT_EQ(next, at_minute(20));
}

TEST_F(TimersTest, OfAnOlderGenerationDoNotFire) {
    set("clock", "1", 10);
    const Timer old = due(10).at(0);
    set("clock", "1", 15);
    EXPECT_FALSE(take(old));
    const Timer fresh = due(15).at(0);
    EXPECT_EQ(fresh.generation, old.generation + 1);
    EXPECT_TRUE(take(fresh));
    // Set anew after it fired, it is another timer.
    set("clock", "1", 10);
    EXPECT_FALSE(take(fresh));
    EXPECT_TRUE(due(10).size() == 1);
}

TEST_F(TimersTest, AreNotTakenForAnotherThatGotTheirNumber) {
    set("clock", "1", 10);
    set("shift", "1", 90);
    set("clock", "2", 10);
    const auto ready = due(10);
    ASSERT_EQ(ready.size(), 2U);
    // Firing the first ends the second and sets a third, which is given the second's number.
    EXPECT_TRUE(take(ready[0]));
    write([](Transaction& t) { return t.timers().cancel("clock", "2"); });
    set("promise", "7", 30);
    EXPECT_FALSE(take(ready[1]));
    ASSERT_EQ(due(30).size(), 1U);
    EXPECT_EQ(due(30)[0].kind, "promise");
}

TEST_F(TimersTest, CanBeCancelled) {
    set("clock", "1", 10);
    write([](Transaction& t) { return t.timers().cancel("clock", "1"); });
    EXPECT_TRUE(due(100).empty());
}

TEST_F(TimersTest, DocumentsKeepEveryVersionAndTheNewestHolds) {
    const auto append = [&](const std::string& body) {
        return write<std::int64_t>([&](Transaction& t) {
            return t.documents().append({0, "policy", at_minute(1), "Jo", body});
        });
    };
    const std::int64_t first = append("{}");
    EXPECT_LT(first, append(R"({"zone":"UTC"})"));
    const auto newest = read<std::optional<Document>>(
        [](const Transaction& t) { return t.documents().newest("policy"); });
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->body, R"({"zone":"UTC"})");
}

Grant grant_for(CaseId id, CustomerId customer) {
    Grant grant;
    grant.case_id = id;
    grant.customer_id = customer;
    grant.offer = "voucher";
    grant.amount = {1'000, "EUR"};
    grant.created_at = at_minute(1);
    return grant;
}

TEST_F(TimersTest, TheSameOfferLivesOnACaseOnce) {
    const CaseId id = add_case();
    Grant grant = grant_for(id, customer_);
    grant.id = write<GrantId>([&](Transaction& t) { return t.grants().insert(grant); });
    const auto again =
        store_->write_for<GrantId>([&](Transaction& t) { return t.grants().insert(grant); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
    grant.state = GrantState::Cancelled;
    write([&](Transaction& t) { return t.grants().update(grant); });
    EXPECT_TRUE(store_->write_for<GrantId>(
        [&](Transaction& t) { return t.grants().insert(grant_for(id, customer_)); }));
}

TEST_F(TimersTest, TheLedgerTakesAMovementOnceAndOnlyWhenItBalances) {
    const std::vector<LedgerEntry> entries{
        {"grant:1:granted", "budget", {-500, "EUR"}, at_minute(1)},
        {"grant:1:granted", "owed", {500, "EUR"}, at_minute(1)}};
    write([&](Transaction& t) { return t.grants().book(entries); });
    write([&](Transaction& t) { return t.grants().book(entries); });
    const auto balances = read<std::vector<LedgerBalance>>(
        [](const Transaction& t) { return t.grants().balances(); });
    ASSERT_EQ(balances.size(), 2U);
    EXPECT_EQ(balances[0].amount, (Money{-500, "EUR"}));
    const auto given = read<std::int64_t>(
        [](const Transaction& t) { return t.grants().given_since(at_minute(0), "EUR"); });
    EXPECT_EQ(given, 500);
    EXPECT_FALSE(store_->write([&](Transaction& t) { return t.grants().book({entries[0]}); }));
}

TEST_F(TimersTest, ACodeIsDrawnOnce) {
    write([](Transaction& t) -> Result<> {
        TRY(t.grants().add_code("voucher", "AAA"));
        TRY(t.grants().add_code("voucher", "AAA"));
        TRY(t.grants().add_code("voucher", "BBB"));
        return {};
    });
    const auto draw = [&](std::int64_t grant) {
        return write<std::optional<std::string>>(
            [&](Transaction& t) { return t.grants().draw_code("voucher", GrantId{grant}); });
    };
    EXPECT_EQ(draw(1), "AAA");
    EXPECT_EQ(draw(2), "BBB");
    EXPECT_EQ(draw(3), std::nullopt);
}

TEST_F(TimersTest, HabitsAreCounted) {
    const CustomerId ana = add_customer();
    write([&](Transaction& t) -> Result<> {
        TRY(t.habits().count_posting_hour(ana, 7));
        TRY(t.habits().count_posting_hour(ana, 7));
        return t.habits().add_answer_gap(ana, ChannelId{1}, at_minute(5), Milliseconds{9'000});
    });
    const auto hours = read<std::array<std::int64_t, 24>>(
        [&](const Transaction& t) { return t.habits().posting_hours(ana); });
    EXPECT_EQ(hours[7], 2);
    using Gaps = std::vector<std::pair<Timestamp, Milliseconds>>;
    const auto gaps =
        read<Gaps>([&](const Transaction& t) { return t.habits().answer_gaps(ana, {1}, 5); });
    EXPECT_EQ(gaps, (Gaps{{at_minute(5), Milliseconds{9'000}}}));
}

}  // namespace
}  // namespace aplomb::store
