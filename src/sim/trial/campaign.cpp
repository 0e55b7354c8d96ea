#include "sim/trial/campaign.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "base/worker_pool.h"

namespace aplomb::sim {
namespace {

void add(TrialFigures& sum, const TrialFigures& one) {
    sum.steps += one.steps;
    sum.customers += one.customers;
    sum.words_in += one.words_in;
    sum.words_out += one.words_out;
    sum.requests += one.requests;
    sum.crashes += one.crashes;
    for (const auto& [fault, times] : one.faults)
        sum.faults[fault] += times;
}

}  // namespace

CampaignOutcome run_campaign(const TrialOptions& options, std::uint64_t count,
                             const std::function<void(std::uint64_t, const TrialOutcome&)>& done) {
    CampaignOutcome outcome;
    const auto began = std::chrono::steady_clock::now();
    std::mutex mutex;
    const std::uint64_t hands =
        std::clamp<std::uint64_t>(std::thread::hardware_concurrency(), 1, count);
    WorkerPool pool("trials", hands, hands);
    for (std::uint64_t i = 0; i < count; ++i) {
        pool.run([&, seed = options.seed + i] {
            TrialOptions one = options;
            one.seed = seed;
            TrialOutcome result = run_trial(one);
            const std::scoped_lock lock(mutex);
            ++outcome.trials;
            add(outcome.sum, result.figures);
            if (done) done(seed, result);
            if (result.breach) outcome.broken.emplace(seed, std::move(result));
        });
    }
    pool.stop();
    outcome.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return outcome;
}

}  // namespace aplomb::sim
