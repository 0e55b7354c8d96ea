// One I/O thread: its io_context, the connections it owns, and the only door by which other threads
// reach them.
//
// Other threads never hold a connection, only the loop and the connection's number: deliver()
// queues a job under a mutex and wakes the loop once per batch, the job looks the number up, and
// what is gone by then is simply not found. So an answer may come years after its client hung up,
// or after the server itself ended, and nothing dangles.
//
// There are no timers per connection. The loop looks at all its connections a few times a second
// and tells each the time; each knows its own deadline. Ten thousand silent event streams cost ten
// thousand comparisons per look.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/time.h"
#include "net/asio/types.h"
#include "net/event_stream.h"

namespace aplomb::net {

// What a loop asks of what it keeps. All calls on the loop's thread.
class LoopMember {
  public:
    virtual ~LoopMember() = default;
    virtual void tick(SteadyTime now) = 0;
    // The waker this member listens to has rung.
    virtual void ring() = 0;
    virtual void drain() = 0;
    // End now, whatever is under way.
    virtual void abort() = 0;
};

class EventLoop : public std::enable_shared_from_this<EventLoop> {
  public:
    using MemberNumber = std::uint64_t;

    explicit EventLoop(Milliseconds tick);
    void start();
    // Lets what is queued run out and joins. Members must be gone (abort_all).
    void stop();

    // From any thread; dropped once the loop has stopped. Jobs run in order on the loop's thread.
    void deliver(std::function<void()> job);
    void deliver_ring(const Waker* waker);
    [[nodiscard]] bool is_current() const;

    // From here on only on the loop's thread (or before start).
    asio::io_context& context() { return context_; }
    MemberNumber next_number() { return ++last_number_; }
    void add(MemberNumber number, std::shared_ptr<LoopMember> member);
    void remove(MemberNumber number);
    LoopMember* find(MemberNumber number);
    void listen(Waker& waker, MemberNumber number);
    void unlisten(const Waker& waker, MemberNumber number);
    void drain_all();
    void abort_all();
    // The Date header's text, made once a second.
    const std::string& date();

  private:
    void run_inbox();
    void ring_some();
    void schedule_tick();
    void tick_all();

    asio::io_context context_{1};
    asio::executor_work_guard<Executor> work_;
    SteadyTimer timer_;
    const Milliseconds tick_;
    std::thread thread_;
    std::atomic<std::thread::id> thread_id_{};

    std::mutex mutex_;
    std::vector<std::function<void()>> inbox_;
    std::vector<const Waker*> rung_;
    bool inbox_scheduled_ = false;
    bool stopped_ = false;

    MemberNumber last_number_ = 0;
    std::unordered_map<MemberNumber, std::shared_ptr<LoopMember>> members_;
    std::unordered_map<const Waker*, std::unordered_set<MemberNumber>> listeners_;
    std::deque<MemberNumber> to_ring_;
    std::vector<const Waker*> next_to_ring_;
    bool stopping_ = false;
    std::int64_t date_second_ = -1;
    std::string date_;
};

}  // namespace aplomb::net
