// What was given, the ledger it is booked in, and the codes handed out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/dealings.h"
#include "store/connection.h"

namespace aplomb::store {

struct GrantPage {
    std::vector<Grant> grants;  // newest first
    std::string next_cursor;
};

struct LedgerBalance {
    std::string account;
    Money amount;
};

class Grants {
  public:
    explicit Grants(Connection& connection) : connection_(connection) {}

    // Conflict when the same offer lives on that case already.
    Result<GrantId> insert(const Grant& grant);
    Result<> update(const Grant& grant);
    Result<std::optional<Grant>> find(GrantId id) const;
    Result<std::optional<Grant>> find_by_code(const std::string& code) const;
    // The living one (proposed, granted, redeemed) of that offer on that case, or on one that was
    // merged into it.
    Result<std::optional<Grant>> living(CaseId id, const std::string& offer) const;
    // And of those that were merged into it.
    Result<std::vector<Grant>> of_case(CaseId id) const;
    Result<GrantPage> page(std::optional<GrantState> state, const std::string& cursor,
                           std::size_t limit) const;

    // Once a movement, whole or not at all: the same again changes nothing.
    Result<> book(const std::vector<LedgerEntry>& entries);
    Result<std::vector<LedgerBalance>> balances() const;
    // What left the budget since then, less what came back.
    Result<std::int64_t> given_since(Timestamp from, const std::string& currency) const;
    // What was proposed and still waits.
    Result<std::int64_t> proposed(const std::string& currency) const;

    // Adds an uploaded code; false when it was there already.
    Result<bool> add_code(const std::string& offer, const std::string& code);
    // A free one of that offer, now this grant's; nothing when none is left.
    Result<std::optional<std::string>> draw_code(const std::string& offer, GrantId grant);
    Result<std::int64_t> free_codes(const std::string& offer) const;

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
