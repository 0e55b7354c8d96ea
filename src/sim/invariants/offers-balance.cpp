#include <fmt/format.h>

#include "sim/trial/invariant.h"
#include "store/grants.h"

namespace aplomb::sim {
namespace {

using Sums = std::map<std::pair<std::string, std::string>, std::int64_t>;  // account, currency

constexpr std::size_t grants_max = 100'000;

// What the offers themselves say of the accounts.
Sums sums_of(const std::vector<Grant>& grants) {
    Sums sums;
    for (const Grant& grant : grants) {
        const auto add = [&](const char* account, std::int64_t minor) {
            sums[{account, grant.amount.currency}] += minor;
        };
        if (grant.state == GrantState::Granted) add("owed", grant.amount.minor);
        if (grant.state == GrantState::Redeemed) add("given", grant.amount.minor);
        if (grant.state == GrantState::Granted || grant.state == GrantState::Redeemed) {
            add("budget", -grant.amount.minor);
        }
    }
    return sums;
}

std::string differences(Sums from_offers, const std::vector<store::LedgerBalance>& balances) {
    std::map<std::string, std::int64_t> by_currency;
    for (const store::LedgerBalance& each : balances) {
        by_currency[each.amount.currency] += each.amount.minor;
        const std::int64_t wanted = from_offers[{each.account, each.amount.currency}];
        from_offers.erase({each.account, each.amount.currency});
        if (each.amount.minor == wanted) continue;
        return fmt::format("{} holds {} {} and the offers come to {}", each.account,
                           each.amount.minor, each.amount.currency, wanted);
    }
    for (const auto& [currency, sum] : by_currency) {
        if (sum != 0) return fmt::format("the books in {} do not balance: {}", currency, sum);
    }
    for (const auto& [account, minor] : from_offers) {
        if (minor != 0) {
            return fmt::format("{} {} are in no book of {}", minor, account.second, account.first);
        }
    }
    return {};
}

Result<std::string> check(const WholeEvidence& evidence) {
    const auto page = TRY(evidence.desk.grants().page({}, {}, grants_max));
    std::set<std::pair<CaseId, std::string>> living;
    for (const Grant& grant : page.grants) {
        const bool lives =
            grant.state != GrantState::Cancelled && grant.state != GrantState::Expired;
        if (lives && !living.insert({grant.case_id, grant.offer}).second) {
            return fmt::format("case {} was given \"{}\" twice", grant.case_id.text(), grant.offer);
        }
    }
    for (const auto& [id, gift] : evidence.books.gifts) {
        if (gift.redeemed > 1) {
            return fmt::format("the code of the offer {} was honoured {} times", id, gift.redeemed);
        }
    }
    return differences(sums_of(page.grants), TRY(evidence.desk.grants().balances()));
}

}  // namespace

extern const Invariant offers_balance;
const Invariant offers_balance{
    .id = "offers-balance",
    .promise = "What is given is booked once, redeemed once, and the books come to nothing.",
    .whole = check,
};

}  // namespace aplomb::sim
