// What one coroutine waits on and anything else on its loop raises: an answer has come, a waker
// rang, time is up. Raised while nobody waits, it is remembered; several raises are one.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <optional>
#include <utility>

#include "net/asio/types.h"

namespace aplomb::net {

class Signal {
  public:
    explicit Signal(Executor executor) : executor_(std::move(executor)) {}

    void raise() {
        raised_ = true;
        if (!waiter_) return;
        Waiter waiter = std::move(*waiter_);
        waiter_.reset();
        resume(std::move(waiter));
    }

    Awaitable<void> wait() {
        return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
            [this](Waiter waiter) {
                if (raised_) {
                    resume(std::move(waiter));
                } else {
                    waiter_.emplace(std::move(waiter));
                }
            },
            awaited);
    }

  private:
    // Named, not erased: Boost 1.81's any_completion_handler copies itself without end when posted.
    using Waiter = asio::async_result<asio::use_awaitable_t<Executor>, void()>::handler_type;

    void resume(Waiter waiter) {
        raised_ = false;
        asio::post(executor_, std::move(waiter));
    }

    Executor executor_;
    bool raised_ = false;
    std::optional<Waiter> waiter_;
};

}  // namespace aplomb::net
