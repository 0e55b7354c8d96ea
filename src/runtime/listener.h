// One listener per connected channel that must be listened to rather than pushed to: it polls,
// reads a stream, or watches a mailbox, on a thread of its own, until it is stopped.
//
// Whatever the way, events become receipts in the same transaction as the cursor they came with, so
// a crash repeats a stretch (receipts are unique) and never skips one. Trouble backs off with
// jitter; being turned away stops the listener and marks the channel for a person.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/random.h"
#include "channels/transport.h"
#include "runtime/intake.h"

namespace aplomb::runtime {

class Listener {
  public:
    Listener(LiveChannelPtr channel, Intake& intake, ChannelDirectory& directory,
             channels::Transport& transport, Clock& clock, Random& random);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    [[nodiscard]] const LiveChannelPtr& channel() const { return channel_; }
    void start();
    // Look now rather than when the pause is over.
    void wake();
    void stop();

    // A simulation never calls start() and takes the same steps itself: one page of a poll, as what
    // to ask next. Nothing to ask: the page has ended, and pause() says when the next is due. The
    // caller holds the channel's `exchange` from begin_page() to the end of the page.
    std::optional<channels::Ask> begin_page();
    std::optional<channels::Ask> hear(const channels::Answer& answer);
    [[nodiscard]] const channels::Account& account() const { return account_; }
    [[nodiscard]] Milliseconds pause_after_page() const { return pause_; }
    // Reads what lies in the mailbox, until the connection ends; answers how long to pause.
    Milliseconds visit_mailbox();

  private:
    void listen();
    void listen_to_stream();
    Result<> keep_mail(const channels::ArrivedMail& mail);
    Milliseconds poll_page();
    Milliseconds end_page();
    Milliseconds after_trouble(const channels::Trouble& trouble);
    Milliseconds back_off();
    // False when stopping.
    bool pause(Milliseconds duration);

    const LiveChannelPtr channel_;
    Intake& intake_;
    ChannelDirectory& directory_;
    channels::Transport& transport_;
    Clock& clock_;
    Random& random_;
    int failures_in_row_ = 0;
    // The page being read.
    channels::Account account_;
    std::optional<channels::Talk<channels::PollOutcome>> page_;
    int pages_in_row_ = 0;
    Milliseconds pause_{};

    std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = false;
    std::atomic<bool> stopping_{false};
    std::thread poller_;
    std::thread streamer_;
};

// True when there is anything to listen to.
bool needs_listener(const channels::Connector& connector);

}  // namespace aplomb::runtime
