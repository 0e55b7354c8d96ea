// A customer is a person; an identity is one account of theirs on one channel of ours.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids.h"

namespace aplomb {

struct Customer {
    CustomerId id;
    std::string name;
    std::string time_zone;  // IANA; empty when not known
    std::string language;   // BCP 47; empty when not known
    std::optional<bool> phone_permission;
    std::string tier;   // "gold" …: what standards may depend on; empty for none
    std::string phone;  // as told to us, empty when not known
    Timestamp created_at;
};

struct Identity {
    IdentityId id;
    CustomerId customer_id;
    ChannelId channel_id;
    std::string external_id;  // the platform's own id of the account
    std::string handle;
    std::string name;
    std::optional<std::int64_t> followers;
};

}  // namespace aplomb
