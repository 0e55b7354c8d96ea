// Merging two customers who are one person: what was moved, so that it can be taken back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/ids.h"
#include "store/connection.h"

namespace aplomb::store {

struct CustomerMerge {
    MergeId id;
    CustomerId from;
    CustomerId into;
    Timestamp at;
    std::string actor_name;
    std::string evidence;
    json::object moved;  // {"identities":[ids],"cases":[ids],"filled":{field: text}}
    std::optional<Timestamp> undone_at;
};

class Merges {
  public:
    explicit Merges(Connection& connection) : connection_(connection) {}

    Result<MergeId> insert(const CustomerMerge& merge);
    Result<> mark_undone(MergeId id, Timestamp now);
    Result<std::optional<CustomerMerge>> find(MergeId id) const;
    // Those that still stand, with that customer on either side; oldest first.
    Result<std::vector<CustomerMerge>> standing(CustomerId customer) const;

    Result<std::vector<CaseId>> cases_of(CustomerId customer) const;
    Result<> give_case(CaseId id, CustomerId to);
    Result<> give_identity(IdentityId id, CustomerId to);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
