// Receipts become cases. One thread takes receipts in the order they came, in batches: the
// connector reads the bytes and triage assesses them outside any transaction, then one write
// applies the batch, settles its receipts and tells the screens, together.
//
// Crash anywhere and nothing is lost or doubled: a receipt stays pending until the transaction that
// carries its effects commits, and at start whatever is pending is taken up again. A receipt that
// cannot be understood, or whose changes the store refuses, becomes a dead letter with its reason,
// alone: its companions in the batch go through.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/metrics.h"
#include "desk/ports.h"
#include "domain/inbound.h"
#include "domain/receipt.h"
#include "runtime/directory.h"
#include "runtime/ingest.h"
#include "store/store.h"

namespace aplomb::runtime {

class Pipeline {
  public:
    Pipeline(store::Store& store, ChannelDirectory& directory, desk::PolicySource& policy,
             const Clock& clock, Metrics& metrics);
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    // Takes up what an earlier run left pending, then what is handed over.
    void start();
    void stop();
    // Durable receipts, to be processed. Too many at once are left for the store to remember.
    void hand_over(std::vector<Receipt> receipts);
    // Something may be pending that nobody handed over (a replayed dead letter).
    void wake();
    // Blocks until everything handed over so far has ended in a state.
    void settle();

    // For a simulation, which never calls start(): one batch on the caller's thread, if there is
    // anything to do, read no more closely than that.
    void step(triage::Tier closest = triage::Tier::Deep);
    [[nodiscard]] bool has_work() const;

  private:
    struct Understood {
        const Receipt* receipt = nullptr;
        LiveChannelPtr channel;
        std::vector<InboundEvent> events;
        std::vector<triage::Assessment> assessments;
        std::string dead_because;
    };

    void work();
    std::vector<Receipt> take_batch();
    void process(const std::vector<Receipt>& batch, triage::Tier closest);
    Understood understand(const Receipt& receipt, triage::Tier tier) const;
    Result<> apply(store::Transaction& transaction, const Understood& item,
                   casework::Office& office) const;
    Result<> apply_early(Ingest& ingest, store::Transaction& transaction, const Understood& item,
                         const InboundEvent& event) const;
    void bury(const Receipt& receipt, const std::string& reason);

    store::Store& store_;
    ChannelDirectory& directory_;
    desk::PolicySource& policy_;
    const Clock& clock_;
    Metrics::Counter& processed_;
    Metrics::Counter& dead_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable idle_;
    std::deque<Receipt> handed_over_;
    bool look_in_store_ = true;
    bool busy_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace aplomb::runtime
