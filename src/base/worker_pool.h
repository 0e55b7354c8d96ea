// Threads that run plain functions, taken from a bounded queue. An exception from a job is a bug:
// it is logged and the worker goes on.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"

namespace aplomb {

class WorkerPool {
  public:
    WorkerPool(std::string name, std::size_t threads, std::size_t queue_max);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full or the pool is stopping: answer "busy" and move on.
    bool try_run(std::function<void()> job);
    // Waits for room; false only when the pool is stopping.
    bool run(std::function<void()> job);
    // Runs what is queued, then joins. Idempotent.
    void stop();
    [[nodiscard]] std::size_t queued() const { return jobs_.size(); }

  private:
    void work();

    std::string name_;
    BoundedQueue<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
};

}  // namespace aplomb
