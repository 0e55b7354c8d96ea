// What we send arrives exactly once in effect.
//
// A reply is one row. A worker claims it under a lease, asks desk::may_leave once more whether it
// may still go, writes `sending` durably, and only then speaks to the platform. Whatever happens
// next, the row knows: accepted or refused when the platform said so; `unknown` when it did not, or
// when we died in between (a row found in `sending` at start, or with its lease run out, was in
// somebody's hands). An unknown row is never sent again before the platform was asked whether the
// message is there already; connectors whose platform drops repeats of the same key say so and are
// simply repeated.
//
// Each account has a token bucket, its own back-off with jitter, and a circuit breaker that pauses
// it after several failures in a row; claims are spread over accounts, so that one that is stuck
// holds up nobody else.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/worker_pool.h"
#include "channels/connector.h"
#include "channels/transport.h"
#include "desk/ports.h"
#include "domain/outbox.h"
#include "runtime/directory.h"
#include "runtime/rate.h"
#include "store/store.h"

namespace aplomb::runtime {

class OutboxSender {
  public:
    struct Options {
        std::size_t workers = 32;
        std::size_t per_channel_max = 24;
        Milliseconds lease{120'000};
    };

    OutboxSender(store::Store& store, ChannelDirectory& directory, channels::Transport& transport,
                 desk::PolicySource& policy, Clock& clock, Random& random, Metrics& metrics,
                 Options options);
    ~OutboxSender();
    OutboxSender(const OutboxSender&) = delete;
    OutboxSender& operator=(const OutboxSender&) = delete;

    void start();
    void stop();
    // A row may have become due.
    void wake();
    // Blocks until no due row is left unclaimed and no send is in flight.
    void settle();

  private:
    // How an account is doing.
    struct Lane {
        TokenBucket bucket;
        std::size_t in_flight = 0;
        int failures_in_row = 0;
        Timestamp closed_until{};
    };
    // Everything one attempt needs, loaded in one transaction.
    struct Attempt {
        OutboxRow row;
        Message message;
        LiveChannelPtr channel;
        channels::OutboundReply reply;
        bool look_up_first = false;
        bool repeat_is_safe = false;
    };

    void work();
    // What is due is claimed and handed to the workers; how many rows that were.
    Result<std::size_t> dispatch_due();
    // Nothing: the account may send now. Else when to look again.
    std::optional<Timestamp> enter_lane(const LiveChannel& channel, Timestamp now);
    void leave_lane(ChannelId channel);
    void attempt(const OutboxRow& row);
    Result<std::optional<Attempt>> load(const OutboxRow& row);
    Result<> load_reply(const store::Transaction& transaction, Attempt& attempt) const;
    // False when the row's fate is decided without sending.
    Result<bool> look_up(Attempt& attempt);
    Result<bool> begin_sending(Attempt& attempt, bool check_again);
    Result<> send(Attempt& attempt);
    Result<> record_accepted(const Attempt& attempt, const std::string& external_id,
                             const std::string& platform_ref);
    Result<> record_trouble(const Attempt& attempt, const channels::Trouble& trouble);
    Result<> postpone(const OutboxRow& row, Timestamp until);
    Result<> give_back(store::Transaction& transaction, const OutboxRow& row, Message message,
                       const std::string& reason) const;
    Result<> reschedule(store::Transaction& transaction, OutboxRow row, Message message,
                        Timestamp not_before, const std::string& why) const;
    Result<> store_state(LiveChannel& channel, const std::optional<json::object>& state);
    Milliseconds back_off(int attempts);
    void note(ChannelId channel, bool well);

    store::Store& store_;
    ChannelDirectory& directory_;
    channels::Transport& transport_;
    desk::PolicySource& policy_;
    Clock& clock_;
    Random& random_;
    const Options options_;
    Metrics::Counter& sent_;
    Metrics::Counter& unknown_;
    Metrics::Counter& given_back_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable idle_;
    std::map<ChannelId, Lane> lanes_;
    std::size_t in_flight_ = 0;
    bool woken_ = true;
    bool stopping_ = false;
    WorkerPool workers_;
    std::thread thread_;
};

}  // namespace aplomb::runtime
