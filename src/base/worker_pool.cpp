#include "base/worker_pool.h"

#include <exception>

#include "base/log.h"

namespace aplomb {

WorkerPool::WorkerPool(std::string name, std::size_t threads, std::size_t queue_max)
    : name_(std::move(name)), jobs_(queue_max) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

WorkerPool::~WorkerPool() {
    stop();
}

bool WorkerPool::try_run(std::function<void()> job) {
    return jobs_.try_push(std::move(job));
}

bool WorkerPool::run(std::function<void()> job) {
    return jobs_.push(std::move(job));
}

void WorkerPool::stop() {
    jobs_.close();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void WorkerPool::work() {
    while (auto job = jobs_.pop()) {
        try {
            (*job)();
        } catch (const std::exception& bug) {
            log::error(name_, "a job threw", {{"what", bug.what()}});
        }
    }
}

}  // namespace aplomb
