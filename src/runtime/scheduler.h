// Fires timers. It sleeps until the earliest is due; firing is a transaction that takes the timer
// by its generation and does what it is for, so that a timer fires once, however many look at it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/timer.h"
#include "store/store.h"

namespace aplomb::runtime {

class Scheduler {
  public:
    Scheduler(store::Store& store, Clock& clock) : store_(store), clock_(clock) {}
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    // Sees to the timers that follow from the roster, and to cases without an owner.
    Result<> take_up();
    void start();
    void stop();
    // A timer may be due earlier than before.
    void wake();
    // Fires what is due by the clock, in order, on the caller's thread; once stop() was called, no
    // more than what is under way.
    Result<> fire_due();

  private:
    void work();
    [[nodiscard]] bool is_stopping() const;
    Result<> fire_together(const std::vector<Timer>& due);
    Result<> fire_one(const Timer& timer);

    store::Store& store_;
    Clock& clock_;
    std::mutex firing_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace aplomb::runtime
