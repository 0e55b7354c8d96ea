// Permission to call, and calls.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/dealings.h"
#include "store/connection.h"

namespace aplomb::store {

struct CallPage {
    std::vector<PhoneCall> calls;  // newest first
    std::string next_cursor;
};

class Phone {
  public:
    explicit Phone(Connection& connection) : connection_(connection) {}

    Result<PermissionId> insert(const PhonePermission& permission);
    // Every word there was on it, newest first.
    Result<std::vector<PhonePermission>> permissions_of(CustomerId id) const;

    Result<> give_permission(PermissionId id, CustomerId to);
    // What was said about that case alone.
    Result<> give_permissions(CaseId about, CustomerId to);

    Result<CallId> insert(const PhoneCall& call);
    Result<> update(const PhoneCall& call);
    Result<std::optional<PhoneCall>> find(CallId id) const;
    Result<std::vector<PhoneCall>> calls_of(CaseId id) const;
    Result<CallPage> page(std::optional<CallState> state, const std::string& cursor,
                          std::size_t limit) const;
    Result<> move(CaseId from, CaseId to);
    Result<> move(CallId id, CaseId to);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
