// The door for everything that comes in. Raw events become durable receipts, and only then is the
// sender told that we have them; the pipeline does the rest.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "base/metrics.h"
#include "net/http_server.h"
#include "runtime/directory.h"
#include "runtime/pipeline.h"
#include "runtime/rate.h"
#include "store/store.h"

namespace aplomb::runtime {

class Intake {
  public:
    Intake(store::Store& store, ChannelDirectory& directory, Pipeline& pipeline, const Clock& clock,
           Metrics& metrics);

    // A push from a platform: verified, kept, answered 202 after the commit. Never blocks on it.
    void receive(ChannelId id, const net::Request& request, const net::Respond& respond);

    // What a poll, a stream or a mailbox brought, with the connector's new state in the same
    // transaction, so that a cursor never runs ahead of what is kept. Blocks until durable.
    Result<> keep(LiveChannel& channel, const std::vector<RawEvent>& events,
                  const std::optional<json::object>& state);

  private:
    // What a channel is set to take.
    struct Meter {
        std::int64_t per_minute = 0;
        TokenBucket bucket;
    };
    std::optional<Timestamp> over_limit(const LiveChannel& channel, std::size_t events);

    store::Store& store_;
    ChannelDirectory& directory_;
    Pipeline& pipeline_;
    const Clock& clock_;
    Metrics::Counter& received_;
    Metrics::Counter& refused_;
    std::mutex mutex_;
    std::map<ChannelId, Meter> meters_;
};

}  // namespace aplomb::runtime
