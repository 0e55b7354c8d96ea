// What the desk's threads would do next, as entries of the agenda: a batch of the pipeline, the
// replies that are due, a page of a poll, a look at the timers. The steps are the runtime's own
// (runtime/desk_runtime.h); only who takes them, and when, is decided here.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "sim/trial/desk_process.h"
#include "sim/trial/wires.h"

namespace aplomb::sim {

class DeskSteps {
  public:
    DeskSteps(Stage& stage, Wires& wires, DeskProcess& process)
        : stage_(stage), wires_(wires), process_(process) {}
    ~DeskSteps();
    DeskSteps(const DeskSteps&) = delete;
    DeskSteps& operator=(const DeskSteps&) = delete;

    // The process has started.
    void begin();
    // It is about to go, and whatever it had in hand with it.
    void forget();
    // After every step: plans what there is to do now.
    void plan();
    // Something new is to be read on that channel. A running desk would look every few seconds all
    // day long; looks that find nothing change nothing, so only the one that finds it is taken.
    void news(ChannelId channel);

  private:
    struct Errand;
    using ErrandPtr = std::shared_ptr<Errand>;

    [[nodiscard]] Milliseconds pace(std::string_view of, Milliseconds least,
                                    Milliseconds most) const;
    void soon(Milliseconds most, std::string what, void (DeskSteps::*step)());
    void commit();
    void step_pipeline();
    void mind_everything();
    void send_due();
    void plan_timers();
    void plan_poll(ChannelId channel, Milliseconds after);
    void poll(ChannelId channel);
    void set_out(const ErrandPtr& errand);
    void go_on(const ErrandPtr& errand, const std::optional<channels::Ask>& ask);
    [[nodiscard]] bool still_listens(const Errand& errand) const;
    void come_home(const ErrandPtr& errand);

    Stage& stage_;
    Wires& wires_;
    DeskProcess& process_;
    bool pipeline_planned_ = false;
    bool commit_planned_ = false;
    bool outbox_freed_ = false;
    std::uint64_t commits_seen_ = 0;
    std::optional<Timestamp> timers_planned_;
    std::set<ErrandPtr> errands_;
    std::set<ChannelId> busy_;  // channels in the middle of an exchange
    std::map<ChannelId, std::deque<ErrandPtr>> waiting_;
    std::map<ChannelId, std::uint64_t> polls_;  // the newest plan to poll, by channel
    std::uint64_t next_poll_ = 0;
};

}  // namespace aplomb::sim
