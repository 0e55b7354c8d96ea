// The connected channels as the running desk knows them: opened secrets, connector, and the
// connector's state, kept in memory and in step with the store (also when an administration command
// of another process changes it).
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "channels/connector.h"
#include "domain/channel.h"
#include "store/store.h"

namespace aplomb::runtime {

// Immutable but for what its mutexes guard; replaced as a whole when the channel changes.
class LiveChannel {
  public:
    LiveChannel(Channel channel, const channels::Connector& connector, json::object secrets,
                json::object state);

    const Channel channel;
    const channels::Connector& connector;
    // Held across a dialogue where the connector asks for it.
    std::mutex exchange;

    // A snapshot for one dialogue.
    [[nodiscard]] channels::Account account() const;
    void set_state(json::object state);

  private:
    const json::object secrets_;
    mutable std::mutex state_mutex_;
    json::object state_;
};

using LiveChannelPtr = std::shared_ptr<LiveChannel>;

class ChannelDirectory {
  public:
    ChannelDirectory(store::Store& store, std::string key, Random& random);

    // Reads everything again; unchanged channels keep their object.
    Result<> refresh();
    // From memory, else from the store; null when there is none (or it was removed).
    LiveChannelPtr find(ChannelId id);
    [[nodiscard]] std::vector<LiveChannelPtr> all() const;

    // Sealed for the store.
    [[nodiscard]] std::string seal_secrets(const std::string& name, const json::object& secrets);
    Result<json::object> open_secrets(const Channel& channel) const;
    // Inside the caller's transaction; LiveChannel::set_state follows when it committed.
    Result<> store_state(store::Transaction& transaction, ChannelId id, const json::object& state,
                         Timestamp now);
    // Inside the caller's transaction: the channel as it is now, told to the screens. Replies that
    // slept because it was stopped are looked at again.
    static Result<> save(store::Transaction& transaction, const Channel& channel, Timestamp now);
    // Marks the channel as needing attention, or well again.
    Result<> set_trouble(ChannelId id, ChannelState state, const std::string& trouble,
                         Timestamp now);

  private:
    Result<LiveChannelPtr> load(const store::Transaction& transaction,
                                const Channel& channel) const;
    [[nodiscard]] std::string state_context(ChannelId id) const;

    store::Store& store_;
    const std::string key_;
    Random& random_;
    mutable std::mutex mutex_;
    std::map<ChannelId, LiveChannelPtr> channels_;
};

}  // namespace aplomb::runtime
