// Customers and their identities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/customer.h"
#include "store/connection.h"

namespace aplomb::store {

class People {
  public:
    explicit People(Connection& connection) : connection_(connection) {}

    Result<CustomerId> insert(const Customer& customer);
    Result<> update(const Customer& customer);
    Result<std::optional<Customer>> find(CustomerId id) const;
    Result<std::vector<Customer>> page(CustomerId after, std::size_t limit) const;

    Result<IdentityId> insert(const Identity& identity);
    Result<> update(const Identity& identity);
    Result<std::optional<Identity>> find_identity(ChannelId channel,
                                                  const std::string& external_id) const;
    Result<std::optional<Identity>> find_identity(IdentityId id) const;
    Result<std::vector<Identity>> identities_of(CustomerId customer) const;

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
