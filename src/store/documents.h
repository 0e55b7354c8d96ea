// Settings people write as documents: the policy, the roster. Every version is kept with who wrote
// it; the newest is in force.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/connection.h"

namespace aplomb::store {

struct Document {
    std::int64_t version = 0;  // grows; unique over all documents
    std::string name;
    Timestamp at;
    std::string actor_name;
    std::string body;  // JSON
};

class Documents {
  public:
    explicit Documents(Connection& connection) : connection_(connection) {}

    Result<std::optional<Document>> newest(const std::string& name) const;
    Result<std::int64_t> append(const Document& document);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
