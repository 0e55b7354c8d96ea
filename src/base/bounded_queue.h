// A blocking queue with a capacity and a close(). Producers feel back-pressure; consumers drain
// what is left after close() and then see the end.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace aplomb {

template<class T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    // False, and `item` is lost, once closed.
    bool push(T item) {
        std::unique_lock lock(mutex_);
        space_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
        if (closed_) return false;
        items_.push_back(std::move(item));
        lock.unlock();
        filled_.notify_one();
        return true;
    }

    // Never blocks; false when full or closed.
    bool try_push(T item) {
        {
            const std::scoped_lock lock(mutex_);
            if (closed_ || items_.size() >= capacity_) return false;
            items_.push_back(std::move(item));
        }
        filled_.notify_one();
        return true;
    }

    std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
        if (items_.empty()) return {};
        std::optional<T> item(std::move(items_.front()));
        items_.pop_front();
        lock.unlock();
        space_.notify_one();
        return item;
    }

    void close() {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        filled_.notify_all();
        space_.notify_all();
    }

    [[nodiscard]] std::size_t size() const {
        const std::scoped_lock lock(mutex_);
        return items_.size();
    }

  private:
    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::condition_variable space_;
    std::deque<T> items_;
    bool closed_ = false;
};

}  // namespace aplomb
