#include "base/clock.h"

#include <algorithm>

namespace aplomb {

Timestamp SystemClock::now() const {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

bool SystemClock::wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                             Timestamp deadline, const std::function<bool()>& ready) {
    // A steady wait, so that a step of the wall clock cannot hang a worker.
    const auto left = std::max(deadline - now(), Milliseconds{0});
    return wake.wait_for(lock, std::min(left, Milliseconds{3'600'000}), ready);
}

Timestamp VirtualClock::now() const {
    const std::scoped_lock guard(mutex_);
    return now_;
}

bool VirtualClock::wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                              Timestamp deadline, const std::function<bool()>& ready) {
    {
        const std::scoped_lock guard(mutex_);
        waiters_.push_back({lock.mutex(), &wake});
    }
    while (!ready() && now() < deadline) {
        wake.wait(lock);
    }
    const std::scoped_lock guard(mutex_);
    const auto mine = std::find_if(waiters_.begin(), waiters_.end(),
                                   [&](const Waiter& w) { return w.wake == &wake; });
    waiters_.erase(mine);
    return ready();
}

void VirtualClock::advance_to(Timestamp time) {
    std::vector<Waiter> waiters;
    {
        const std::scoped_lock guard(mutex_);
        now_ = std::max(now_, time);
        waiters = waiters_;
    }
    for (const Waiter& waiter : waiters) {
        // Taking the waiter's mutex first means it is either before its check or truly waiting.
        { const std::scoped_lock guard(*waiter.mutex); }
        waiter.wake->notify_all();
    }
}

}  // namespace aplomb
