#include "net/asio/event_loop.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "net/http_response_writer.h"

namespace aplomb::net {
namespace {

// Wakers with thousands of listeners are served in portions, so that requests get their turn; what
// rings meanwhile is served after them, once, however often it rang.
constexpr std::size_t rings_per_turn = 128;

}  // namespace

EventLoop::EventLoop(Milliseconds tick)
    : work_(asio::make_work_guard(context_)), timer_(context_.get_executor()), tick_(tick) {}

void EventLoop::start() {
    schedule_tick();
    thread_ = std::thread([this] {
        thread_id_ = std::this_thread::get_id();
        while (true) {
            try {
                context_.run();
                return;
            } catch (const std::exception& error) {
                log::error("net", "an event loop job failed", {{"error", error.what()}});
            }
        }
    });
}

void EventLoop::stop() {
    {
        const std::scoped_lock lock(mutex_);
        if (stopped_) return;
        stopped_ = true;
    }
    asio::post(context_, [this] {
        stopping_ = true;
        timer_.cancel();
        work_.reset();
    });
    if (thread_.joinable()) thread_.join();
    const std::scoped_lock lock(mutex_);
    inbox_.clear();
}

bool EventLoop::is_current() const {
    return thread_id_ == std::this_thread::get_id();
}

void EventLoop::deliver(std::function<void()> job) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopped_) return;
        inbox_.push_back(std::move(job));
        if (std::exchange(inbox_scheduled_, true)) return;
    }
    asio::post(context_, [this] { run_inbox(); });
}

void EventLoop::deliver_ring(const Waker* waker) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopped_) return;
        if (std::find(rung_.begin(), rung_.end(), waker) != rung_.end()) return;
        rung_.push_back(waker);
        if (std::exchange(inbox_scheduled_, true)) return;
    }
    asio::post(context_, [this] { run_inbox(); });
}

void EventLoop::run_inbox() {
    std::vector<std::function<void()>> jobs;
    std::vector<const Waker*> wakers;
    {
        const std::scoped_lock lock(mutex_);
        jobs.swap(inbox_);
        wakers.swap(rung_);
        inbox_scheduled_ = false;
    }
    for (auto& job : jobs)
        job();
    for (const Waker* waker : wakers) {
        if (std::find(next_to_ring_.begin(), next_to_ring_.end(), waker) == next_to_ring_.end()) {
            next_to_ring_.push_back(waker);
        }
    }
    if (to_ring_.empty() && !next_to_ring_.empty()) ring_some();
}

void EventLoop::ring_some() {
    if (to_ring_.empty()) {
        for (const Waker* waker : std::exchange(next_to_ring_, {})) {
            // The address is only a key: a waker that is gone has no listeners.
            const auto found = listeners_.find(waker);
            if (found == listeners_.end()) continue;
            to_ring_.insert(to_ring_.end(), found->second.begin(), found->second.end());
        }
    }
    for (std::size_t i = 0; i < rings_per_turn && !to_ring_.empty(); ++i) {
        if (LoopMember* member = find(to_ring_.front())) member->ring();
        to_ring_.pop_front();
    }
    if (!to_ring_.empty() || !next_to_ring_.empty()) {
        asio::post(context_, [this] { ring_some(); });
    }
}

void EventLoop::add(MemberNumber number, std::shared_ptr<LoopMember> member) {
    members_.emplace(number, std::move(member));
}

void EventLoop::remove(MemberNumber number) {
    members_.erase(number);
}

LoopMember* EventLoop::find(MemberNumber number) {
    const auto found = members_.find(number);
    return found == members_.end() ? nullptr : found->second.get();
}

void EventLoop::listen(Waker& waker, MemberNumber number) {
    listeners_[&waker].insert(number);
    waker.attach(shared_from_this());
}

void EventLoop::unlisten(const Waker& waker, MemberNumber number) {
    const auto found = listeners_.find(&waker);
    if (found == listeners_.end()) return;
    found->second.erase(number);
    if (found->second.empty()) listeners_.erase(found);
}

void EventLoop::drain_all() {
    for (auto& [number, member] : members_)
        member->drain();
}

void EventLoop::abort_all() {
    for (auto& [number, member] : members_)
        member->abort();
}

const std::string& EventLoop::date() {
    const Timestamp now = SystemClock().now();
    const std::int64_t second = to_ms(now) / 1000;
    if (second != date_second_) {
        date_second_ = second;
        date_ = http_date(now);
    }
    return date_;
}

void EventLoop::schedule_tick() {
    timer_.expires_after(tick_);
    timer_.async_wait([this](const error_code& error) {
        if (error || stopping_) return;
        tick_all();
        schedule_tick();
    });
}

void EventLoop::tick_all() {
    const SteadyTime now = std::chrono::steady_clock::now();
    for (auto& [number, member] : members_)
        member->tick(now);
}

void Waker::wake() {
    const std::scoped_lock lock(mutex_);
    for (const auto& weak : loops_) {
        if (const auto loop = weak.lock()) loop->deliver_ring(this);
    }
}

void Waker::attach(const std::shared_ptr<EventLoop>& loop) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(loops_, [](const auto& weak) { return weak.expired(); });
    const bool known = std::any_of(loops_.begin(), loops_.end(),
                                   [&](const auto& weak) { return weak.lock() == loop; });
    if (!known) loops_.push_back(loop);
}

}  // namespace aplomb::net
