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
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/worker_pool.h"
#include "channels/connector.h"
#include "channels/transport.h"
#include "desk/ports.h"
#include "desk/reply.h"
#include "domain/outbox.h"
#include "runtime/directory.h"
#include "runtime/rate.h"
#include "store/store.h"

namespace aplomb::runtime {

class OutboxSender {
  public:
    // One reply in somebody's hands, as a conversation with its platform: what to ask, told what
    // came back, what to ask next. Nothing to ask means that the attempt has ended and the row
    // knows how. Destroyed half way, as in a crash, it leaves the row as the store has it.
    class Attempt {
      public:
        Attempt(OutboxSender& sender, OutboxRow row, bool laned);
        ~Attempt();
        Attempt(const Attempt&) = delete;
        Attempt& operator=(const Attempt&) = delete;

        // False when there is nothing to do for this row. Where the connector wants one exchange
        // at a time, the caller holds the channel's `exchange` from here to the end.
        bool open();
        [[nodiscard]] const LiveChannelPtr& channel() const { return channel_; }
        // As the running dialogue has it.
        [[nodiscard]] const channels::Account& account() const { return account_; }
        std::optional<channels::Ask> begin();
        std::optional<channels::Ask> hear(const channels::Answer& answer);

      private:
        friend class OutboxSender;
        using Step = Result<std::optional<channels::Ask>>;
        Step begin_look_up();
        Step end_look_up();
        Step begin_send();
        Step end_send();
        std::optional<channels::Ask> unless_broken(Step step) const;

        OutboxSender& sender_;
        const bool laned_;
        OutboxRow row_;
        Message message_;
        LiveChannelPtr channel_;
        channels::Account account_;
        channels::OutboundReply reply_;
        bool look_up_first_ = false;
        bool may_be_there_ = false;  // an earlier try may have gone through
        std::optional<channels::Talk<channels::LookUpOutcome>> look_up_;
        std::optional<channels::Talk<channels::SendOutcome>> send_;
    };

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

    // Before anything else: rows that an earlier run had in hand are free again.
    Result<> take_up();
    // The rows that are due and whose account may send, claimed. For start()'s thread, and for a
    // simulation, which never starts and carries the attempts on itself.
    Result<std::vector<std::unique_ptr<Attempt>>> claim_due();

  private:
    // How an account is doing.
    struct Lane {
        TokenBucket bucket;
        std::size_t in_flight = 0;
        int failures_in_row = 0;
        Timestamp closed_until{};
    };

    void work();
    // What is due is claimed and handed to the workers; how many rows that were.
    Result<std::size_t> dispatch_due();
    // Nothing: the account may send now. Else when to look again.
    std::optional<Timestamp> enter_lane(const LiveChannel& channel, Timestamp now);
    void leave(ChannelId channel, bool laned);
    // On a worker, waiting for each answer.
    void carry_out(Attempt& attempt);
    // False when there is nothing left to do for the row.
    Result<bool> load(Attempt& attempt);
    Result<> load_reply(const store::Transaction& transaction, Attempt& attempt) const;
    Result<> look_again_later(const Attempt& attempt, const std::string& why);
    Result<desk::LeaveDecision> last_look(store::Transaction& transaction, const Attempt& attempt,
                                          const OutboxRow& row, const Message& message,
                                          Timestamp now) const;
    Result<bool> begin_sending(Attempt& attempt);
    Result<> record_accepted(const Attempt& attempt, const std::string& external_id,
                             const std::string& platform_ref);
    Result<> record_trouble(const Attempt& attempt, const channels::Trouble& trouble);
    Result<> postpone(const OutboxRow& row, Timestamp until);
    Result<> give_back(store::Transaction& transaction, const OutboxRow& row, Message message,
                       const std::string& reason) const;
    Result<> reschedule(store::Transaction& transaction, OutboxRow row, Message message,
                        Timestamp not_before, const std::string& why) const;
    Result<> sleep(store::Transaction& transaction, OutboxRow row, Message message,
                   const Channel& channel) const;
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
    std::optional<WorkerPool> workers_;
    std::thread thread_;
};

}  // namespace aplomb::runtime
