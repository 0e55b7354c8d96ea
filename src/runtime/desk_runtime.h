// The running desk: intake, pipeline, outbox, listeners and timers, started and stopped together.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/metrics.h"
#include "base/random.h"
#include "channels/transport.h"
#include "desk/ports.h"
#include "runtime/channel_admin.h"
#include "runtime/intake.h"
#include "runtime/listener.h"
#include "runtime/outbox_sender.h"
#include "runtime/pipeline.h"
#include "runtime/scheduler.h"
#include "store/store.h"

namespace aplomb::runtime {

class DeskRuntime {
  public:
    // All of them outlive the runtime. `key` seals the channels' secrets (key_file.h).
    struct Surroundings {
        store::Store& store;
        Clock& clock;
        Random& random;
        Metrics& metrics;
        desk::PolicySource& policy;
        channels::Transport& transport;
        std::string key;
    };

    explicit DeskRuntime(Surroundings surroundings);
    ~DeskRuntime();
    DeskRuntime(const DeskRuntime&) = delete;
    DeskRuntime& operator=(const DeskRuntime&) = delete;

    Result<> start();
    // Stops listening first and sending last; what is pending waits in the store.
    void stop();

    Intake& intake() { return intake_; }
    Pipeline& pipeline() { return pipeline_; }
    OutboxSender& outbox() { return outbox_; }
    Scheduler& scheduler() { return scheduler_; }
    ConnectorAdmin& admin() { return admin_; }
    ChannelDirectory& directory() { return directory_; }

    // Moves a virtual clock, stopping at every timer due on the way, in order, and waiting there
    // until all it set off has been done.
    Result<> advance(VirtualClock& clock, Milliseconds by);

    // For a simulation, which never calls start() but takes the steps of its threads in turn:
    // begin() once, then mind() now and then, at the latest at next_timer(), and what intake(),
    // pipeline(), outbox() and the listeners have for it.
    Result<> begin();
    void mind();
    Result<std::optional<Timestamp>> next_timer(Timestamp until) const;
    [[nodiscard]] std::vector<Listener*> listeners() const;

  private:
    void supervise();
    void match_listeners();
    void tick();
    Result<> wake_snoozed();
    Result<> note_absence();
    Result<> tidy();

    Surroundings around_;
    ChannelDirectory directory_;
    Pipeline pipeline_;
    Intake intake_;
    OutboxSender outbox_;
    Scheduler scheduler_;
    ConnectorAdmin admin_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool started_ = false;
    bool look_again_ = false;
    bool stopping_ = false;
    bool was_writable_ = true;
    Timestamp next_tidy_{};
    std::map<ChannelId, std::unique_ptr<Listener>> listeners_;
    std::thread supervisor_;
};

}  // namespace aplomb::runtime
