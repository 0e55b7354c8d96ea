// Connected channels, and the connectors' own state (cursors, log-in sessions).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/channel.h"
#include "store/connection.h"

namespace aplomb::store {

class Channels {
  public:
    explicit Channels(Connection& connection) : connection_(connection) {}

    // Conflict when the name is taken.
    Result<ChannelId> insert(const Channel& channel);
    Result<> update(const Channel& channel);
    Result<std::optional<Channel>> find(ChannelId id) const;
    Result<std::optional<Channel>> find_by_name(const std::string& name) const;
    // Without the removed ones.
    Result<std::vector<Channel>> all() const;

    // The connector's state, sealed bytes as given; empty when there is none yet.
    Result<std::string> state(ChannelId id) const;
    Result<> set_state(ChannelId id, const std::string& sealed, Timestamp now);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
