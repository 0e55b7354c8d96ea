#include "desk/making_up.h"

#include <algorithm>

#include "base/time_zone.h"
#include "desk/approvals.h"

namespace aplomb::desk {
namespace {

// Crockford's base 32: no I, L, O, U.
constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_letters = 12;
constexpr std::string_view blanks = " \t\r\n\v\f";

std::optional<Seniority> who_may_give(const Policy& policy, const Money& amount) {
    for (const Seniority rank :
         {Seniority::Agent, Seniority::Senior, Seniority::Manager, Seniority::Executive}) {
        const auto limit = policy.grant_limits.find({rank, amount.currency});
        if (limit != policy.grant_limits.end() && amount.minor <= limit->second) return rank;
    }
    return {};
}

}  // namespace

const CatalogueOffer* find_offer(const Policy& policy, std::string_view key) {
    const auto found = std::find_if(policy.offers.begin(), policy.offers.end(),
                                    [&](const CatalogueOffer& offer) { return offer.key == key; });
    return found == policy.offers.end() ? nullptr : &*found;
}

GrantDecision decide_grant(const Policy& policy, Seniority author, const Money& amount,
                           const GivenBefore& before) {
    if (amount.minor == 0) return {};
    if (!who_may_give(policy, amount)) {
        return {GrantVerdict::Refuse, Seniority::Executive,
                amount_text(amount) + " " + amount.currency +
                    " is more than anybody may give; the policy sets the limits"};
    }
    const auto budget = policy.monthly_budget.find(amount.currency);
    const bool over =
        budget != policy.monthly_budget.end() && before.this_month + amount.minor > budget->second;
    if (over) {
        return {GrantVerdict::NeedsApproval, Seniority::Executive,
                "this month's budget in " + amount.currency + " is spent"};
    }
    const Money all{before.on_case + amount.minor, amount.currency};
    const auto rank = who_may_give(policy, all);
    if (rank && author >= *rank) return {};
    const Seniority least = rank.value_or(Seniority::Executive);
    return {GrantVerdict::NeedsApproval, least,
            amount_text(all) + " " + amount.currency + " for one case needs the yes of " +
                std::string(rank_name(least))};
}

Timestamp month_begins(const Policy& policy, Timestamp now) {
    const std::string zone = policy.zone.empty() ? "UTC" : policy.zone;
    const auto wall = local_time(now, zone);
    if (!wall) return now;
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*wall)};
    const std::chrono::local_days first{date.year() / date.month() / 1};
    return instant_of(LocalTime{first}, zone).value_or(now);
}

std::vector<LedgerEntry> entries_for(const Grant& grant, GrantMovement movement, Timestamp now) {
    const std::string name = "grant:" + grant.id.text() + ":";
    const Money plus = grant.amount;
    const Money minus{-plus.minor, plus.currency};
    switch (movement) {
        case GrantMovement::Granted:
            return {{name + "granted", "budget", minus, now},
                    {name + "granted", "owed", plus, now}};
        case GrantMovement::Redeemed:
            return {{name + "redeemed", "owed", minus, now},
                    {name + "redeemed", "given", plus, now}};
        case GrantMovement::Cancelled:
            return {{name + "cancelled", "owed", minus, now},
                    {name + "cancelled", "budget", plus, now}};
    }
    return {};
}

std::string code_from(std::string_view random_bytes) {
    std::string code;
    for (std::size_t i = 0; i < code_letters && i < random_bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0) code += '-';
        code += code_alphabet[static_cast<unsigned char>(random_bytes[i]) % code_alphabet.size()];
    }
    return code;
}

std::string bare_code(std::string_view typed) {
    const std::size_t first = typed.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(typed.substr(first, typed.find_last_not_of(blanks) + 1 - first));
}

std::string canonical_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (letter) code += c;
    }
    return code;
}

std::optional<std::string> may_not_close(const Case& value, bool something_was_given) {
    const bool justified = value.kind == CaseKind::Complaint && value.at_fault.value_or(false);
    if (!justified || something_was_given || !value.no_offer_reason.empty()) return {};
    return "This complaint is justified and nothing was offered. Offer something, or say why not "
           "in "
           "\"no_offer_reason\".";
}

}  // namespace aplomb::desk
