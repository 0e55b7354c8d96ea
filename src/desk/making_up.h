// Losers say sorry, winners make it up (rule B6): who may give how much alone, what a month allows,
// how it is booked, and when a case may not close without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/policy.h"
#include "domain/case.h"
#include "domain/dealings.h"

namespace aplomb::desk {

const CatalogueOffer* find_offer(const Policy& policy, std::string_view key);

enum class GrantVerdict { Grant, NeedsApproval, Refuse };
struct GrantDecision {
    GrantVerdict verdict = GrantVerdict::Grant;
    Seniority least = Seniority::Agent;  // NeedsApproval: who may say yes
    std::string why;
};

// What was given in that currency or waits for a yes, in its smallest unit.
struct GivenBefore {
    std::int64_t this_month = 0;  // by the whole desk
    std::int64_t on_case = 0;     // ever: a limit holds for all of a case, not for each gift
};

GrantDecision decide_grant(const Policy& policy, Seniority author, const Money& amount,
                           const GivenBefore& before);

// The first moment of the month `now` lies in, in the company's zone.
Timestamp month_begins(const Policy& policy, Timestamp now);

// Double entry: what is granted leaves the budget and is owed; what is redeemed is no longer owed
// but given; what is cancelled goes back.
enum class GrantMovement { Granted, Redeemed, Cancelled };
std::vector<LedgerEntry> entries_for(const Grant& grant, GrantMovement movement, Timestamp now);

// Twelve letters and digits nobody mistakes for another, in groups: "K7QF-2M9X-PD4T". Takes 12
// random bytes.
std::string code_from(std::string_view random_bytes);
// Without the blanks around it, which tables and mails leave there.
std::string bare_code(std::string_view typed);
// As somebody may type it: case, blanks and dashes do not matter, O is 0, I and L are 1.
std::string canonical_code(std::string_view typed);

// Why a case may not close yet, in one sentence; nothing when it may.
std::optional<std::string> may_not_close(const Case& value, bool something_was_given);

}  // namespace aplomb::desk
