// The only way to know the time. Deciding code never sees a Clock: it is told `now`.
//
// SystemClock is the wall clock. VirtualClock stands still until advance_to() moves it, so that a
// test or a simulation owns time; threads waiting on it wake when their moment comes.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "base/time.h"

namespace aplomb {

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;

    // Waits on `wake` until `ready()`, or until this clock reads `deadline`. True when ready.
    // `lock` holds the mutex that guards what `ready` reads.
    virtual bool wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                            Timestamp deadline, const std::function<bool()>& ready) = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override;
    bool wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                    Timestamp deadline, const std::function<bool()>& ready) override;
};

class VirtualClock final : public Clock {
  public:
    explicit VirtualClock(Timestamp start) : now_(start) {}

    [[nodiscard]] Timestamp now() const override;
    bool wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                    Timestamp deadline, const std::function<bool()>& ready) override;

    // Never moves backwards.
    void advance_to(Timestamp time);

  private:
    struct Waiter {
        std::mutex* mutex;
        std::condition_variable* wake;
    };

    mutable std::mutex mutex_;
    Timestamp now_;
    std::vector<Waiter> waiters_;
};

}  // namespace aplomb
