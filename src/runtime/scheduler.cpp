#include "runtime/scheduler.h"

#include <algorithm>

#include "base/log.h"
#include "casework/office.h"
#include "casework/people.h"
#include "casework/timers.h"
#include "store/timers.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t timers_at_once = 64;
// A timer whose firing failed is tried again rather than lost.
constexpr Milliseconds failed_timer_pause = 1min;
// Another process may set a timer that we are not told of.
constexpr Milliseconds look_every = 15s;

}  // namespace

Scheduler::~Scheduler() {
    stop();
}

Result<> Scheduler::take_up() {
    return store_.write([&](store::Transaction& transaction) -> Result<> {
        const Timestamp now = clock_.now();
        casework::Office office = TRY(casework::Office::load(transaction, now));
        TRY(casework::rehome(transaction, office, now));
        return casework::plan_shifts(transaction, office, now);
    });
}

void Scheduler::start() {
    thread_ = std::thread([this] { work(); });
}

void Scheduler::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Scheduler::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void Scheduler::work() {
    for (;;) {
        const auto fired = fire_due();
        if (!fired) log::warning("scheduler", "timers wait", {{"why", fired.error().what}});
        const auto next = store_.read_for<std::optional<Timestamp>>(
            [](const store::Transaction& transaction) { return transaction.timers().next_due(); });
        const Timestamp now = clock_.now();
        Timestamp until = now + look_every;
        if (fired && next && *next) until = std::min(until, std::max(**next, now + 20ms));
        std::unique_lock lock(mutex_);
        clock_.wait_until(lock, wake_, until, [&] { return stopping_ || woken_; });
        if (stopping_) return;
        woken_ = false;
    }
}

Result<> Scheduler::fire_due() {
    // The thread and whoever moves a virtual clock: one after the other, so that order holds.
    const std::scoped_lock one_at_a_time(firing_);
    for (;;) {
        const Timestamp now = clock_.now();
        const auto due =
            TRY(store_.read_for<std::vector<Timer>>([&](const store::Transaction& transaction) {
                return transaction.timers().due(now, timers_at_once);
            }));
        if (due.empty() || is_stopping()) return {};
        TRY(fire_together(due));
    }
}

bool Scheduler::is_stopping() const {
    const std::scoped_lock lock(mutex_);
    return stopping_;
}

// After a long sleep a hundred thousand may be due; one commit for each would take an hour.
Result<> Scheduler::fire_together(const std::vector<Timer>& due) {
    const Timestamp now = clock_.now();
    const auto fired = store_.write([&](store::Transaction& transaction) -> Result<> {
        for (const Timer& timer : due)
            TRY(casework::fire(transaction, timer, now));
        return {};
    });
    if (fired || fired.error().kind == ErrorKind::Unavailable) return fired;
    // One of them holds up the others, so each goes alone.
    for (const Timer& timer : due)
        TRY(fire_one(timer));
    return {};
}

Result<> Scheduler::fire_one(const Timer& timer) {
    const Timestamp now = clock_.now();
    const auto fired = store_.write(
        [&](store::Transaction& transaction) { return casework::fire(transaction, timer, now); });
    if (fired || fired.error().kind == ErrorKind::Unavailable) return fired;
    log::error("scheduler", "a timer could not do its work; it is tried again",
               {{"kind", timer.kind}, {"subject", timer.subject}, {"why", fired.error().what}});
    return store_.write([&](store::Transaction& transaction) {
        return transaction.timers().set(timer.kind, timer.subject, now + failed_timer_pause);
    });
}

}  // namespace aplomb::runtime
