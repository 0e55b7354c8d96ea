// Making up for it: limits, budgets, books that balance, codes, and when a case may not close.
#include "desk/making_up.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace aplomb::desk {
namespace {

const Timestamp now = parse_rfc3339("2026-11-23T10:00:00Z").value();

Policy policy() {
    return read_desk_policy(json::value(json::object{}), now).value();
}

TEST(Money, IsReadInItsCurrencysSmallestUnit) {
    EXPECT_EQ(parse_money("10", "EUR")->minor, 1'000);
    EXPECT_EQ(parse_money("9.9", "EUR")->minor, 990);
    EXPECT_EQ(parse_money("1000", "JPY")->minor, 1'000);
    EXPECT_EQ(amount_text({5, "USD"}), "0.05");
    EXPECT_EQ(amount_text({-1'250, "USD"}), "-12.50");
    EXPECT_EQ(amount_text({1'000, "JPY"}), "1000");
    for (const auto& [amount, currency] :
         std::vector<std::pair<std::string, std::string>>{{"-5", "EUR"},
                                                          {"1.234", "EUR"},
                                                          {"1.5", "JPY"},
                                                          {"ten", "EUR"},
                                                          {"", "EUR"},
                                                          {"5", "euro"},
                                                          {"5.", "EUR"},
                                                          {"99999999999999999999", "EUR"}}) {
        EXPECT_FALSE(parse_money(amount, currency)) << amount << " " << currency;
    }
}

TEST(Grant, OverOnesLimitNeedsSomebodySeniorEnough) {
    EXPECT_EQ(decide_grant(policy(), Seniority::Agent, {2'500, "EUR"}, {}).verdict,
              GrantVerdict::Grant);
    const auto over = decide_grant(policy(), Seniority::Agent, {50'000, "EUR"}, {});
    EXPECT_EQ(over.verdict, GrantVerdict::NeedsApproval);
    EXPECT_EQ(over.least, Seniority::Manager);
    EXPECT_EQ(decide_grant(policy(), Seniority::Manager, {50'000, "EUR"}, {}).verdict,
              GrantVerdict::Grant);
    const auto never = decide_grant(policy(), Seniority::Executive, {9'000'000, "EUR"}, {});
    EXPECT_EQ(never.verdict, GrantVerdict::Refuse);
    EXPECT_NE(never.why.find("90000.00 EUR"), std::string::npos);
    EXPECT_EQ(decide_grant(policy(), Seniority::Executive, {1, "CHF"}, {}).verdict,
              GrantVerdict::Refuse);
}

TEST(Grant, BeyondTheMonthsBudgetNeedsAnExecutive) {
    const auto over = decide_grant(policy(), Seniority::Manager, {100, "EUR"}, {2'000'000, 0});
    EXPECT_EQ(over.verdict, GrantVerdict::NeedsApproval);
    EXPECT_EQ(over.least, Seniority::Executive);
}

TEST(Grant, MonthBeginsWhereTheCompanyIs) {
    Policy tokyo = policy();
    tokyo.zone = "Asia/Tokyo";
    EXPECT_EQ(to_rfc3339(month_begins(tokyo, parse_rfc3339("2026-11-30T16:00:00Z").value())),
              "2026-11-30T15:00:00Z");
    EXPECT_EQ(to_rfc3339(month_begins(policy(), now)), "2026-11-01T00:00:00Z");
}

RC_GTEST_PROP(Ledger, BalancesWhateverHappens, ()) {
    std::map<std::string, std::int64_t> accounts;
    const int grants = *rc::gen::inRange(1, 20);
    std::set<std::pair<std::string, std::string>> keys;
    for (int i = 1; i <= grants; ++i) {
        Grant grant;
        grant.id = {i};
        grant.amount = {*rc::gen::inRange<std::int64_t>(0, 100'000), "EUR"};
        std::vector<GrantMovement> movements{GrantMovement::Granted};
        const int end = *rc::gen::inRange(0, 3);
        if (end == 1) movements.push_back(GrantMovement::Redeemed);
        if (end == 2) movements.push_back(GrantMovement::Cancelled);
        for (const GrantMovement movement : movements) {
            std::int64_t sum = 0;
            for (const LedgerEntry& entry : entries_for(grant, movement, now)) {
                accounts[entry.account] += entry.amount.minor;
                sum += entry.amount.minor;
                RC_ASSERT(keys.insert({entry.movement, entry.account}).second);
            }
            RC_ASSERT(sum == 0);
        }
    }
    RC_ASSERT(accounts["budget"] + accounts["owed"] + accounts["given"] == 0);
    RC_ASSERT(accounts["owed"] >= 0);
    RC_ASSERT(accounts["given"] >= 0);
}

TEST(Code, IsEasyToReadAloudAndToType) {
    const std::string code = code_from("0123456789ab");
    EXPECT_EQ(code.size(), 14U);
    EXPECT_EQ(code[4], '-');
    EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos);
    EXPECT_EQ(canonical_code(" k7qf 2m9x-pd4t "), "K7QF2M9XPD4T");
    EXPECT_EQ(canonical_code("O0Il"), "0011");
}

TEST(Closing, AJustifiedComplaintTakesAnOfferOrAReason) {
    Case value;
    value.kind = CaseKind::Complaint;
    EXPECT_FALSE(may_not_close(value, false));
    value.at_fault = false;
    EXPECT_FALSE(may_not_close(value, false));
    value.at_fault = true;
    EXPECT_TRUE(may_not_close(value, false));
    EXPECT_FALSE(may_not_close(value, true));
    value.no_offer_reason = "They asked for nothing but the truth.";
    EXPECT_FALSE(may_not_close(value, false));
}

}  // namespace
}  // namespace aplomb::desk
