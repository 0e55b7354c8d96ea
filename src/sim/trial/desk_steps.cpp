#include "sim/trial/desk_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/dice.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;

// The supervisor looks every two seconds; in between nothing depends on it but timers.
constexpr Milliseconds mind_within = 2s;
constexpr Milliseconds mind_at_least_every = 4h;
constexpr Milliseconds poll_within = 20s;
constexpr Milliseconds poll_at_least_every = 7h;

}  // namespace

// Something under way between the desk and a platform: a reply, or a page of a poll.
struct DeskSteps::Errand {
    std::unique_ptr<runtime::OutboxSender::Attempt> attempt;
    bool polls = false;
    runtime::Listener* listener = nullptr;  // of the page being read
    runtime::LiveChannelPtr channel;
    bool alone = false;  // on its channel

    std::optional<channels::Ask> begin() {
        return attempt ? attempt->begin() : listener->begin_page();
    }
    std::optional<channels::Ask> hear(const channels::Answer& answer) {
        return attempt ? attempt->hear(answer) : listener->hear(answer);
    }
};

DeskSteps::~DeskSteps() = default;

void DeskSteps::begin() {
    soon(mind_within, "the desk minds its timers", &DeskSteps::mind_everything);
    // What was said while it was away is read first of all.
    for (const runtime::LiveChannelPtr& channel : process_.runtime().directory().all()) {
        if (runtime::needs_listener(channel->connector)) {
            plan_poll(channel->channel.id,
                      mind_within + pace("first look at " + channel->channel.name, 1ms, 5s));
        }
    }
}

void DeskSteps::forget() {
    errands_.clear();
    busy_.clear();
    waiting_.clear();
    polls_.clear();
    pipeline_planned_ = false;
    commit_planned_ = false;
    timers_planned_.reset();
}

// How long it is until what was set off now.
Milliseconds DeskSteps::pace(std::string_view of, Milliseconds least, Milliseconds most) const {
    SeededRandom dice = stage_.fate.dice(fmt::format("pace of {} at {}", of, to_ms(stage_.now())));
    return between(dice, least, most);
}

// Steps of an earlier life are not taken any more.
void DeskSteps::soon(Milliseconds most, std::string what, void (DeskSteps::*step)()) {
    const Milliseconds delay = pace(what.empty() ? "a commit" : what, 1ms, most);
    stage_.after(delay, std::move(what), [this, step, life = process_.life()] {
        if (process_.running() && process_.life() == life) (this->*step)();
    });
}

void DeskSteps::plan() {
    if (!process_.running()) return;
    if (!commit_planned_ && process_.owes_commit()) {
        commit_planned_ = true;
        soon(4ms, {}, &DeskSteps::commit);
    }
    if (!pipeline_planned_ && process_.runtime().pipeline().has_work()) {
        pipeline_planned_ = true;
        soon(40ms, "the pipeline takes a batch", &DeskSteps::step_pipeline);
    }
    if (process_.commits() != commits_seen_ || outbox_freed_) {
        commits_seen_ = process_.commits();
        outbox_freed_ = false;
        plan_timers();
    }
}

void DeskSteps::commit() {
    commit_planned_ = false;
    process_.commit();
}

void DeskSteps::step_pipeline() {
    pipeline_planned_ = false;
    // What a message is said to be is not what is tried here, and reading closely takes time.
    process_.runtime().pipeline().step(triage::Tier::Fast);
}

void DeskSteps::plan_timers() {
    const Timestamp now = stage_.now();
    const auto due = process_.runtime().next_timer(now + mind_at_least_every);
    const Timestamp soonest = now + 20ms;
    Timestamp next = now + mind_at_least_every;
    if (due && *due) next = std::min(next, std::max(**due, soonest));
    if (timers_planned_ && *timers_planned_ <= next && *timers_planned_ > now) return;
    timers_planned_ = next;
    // By when they are due: when that was seen depends on who else was at the desk.
    SeededRandom dice = stage_.fate.dice(fmt::format("timers due at {}", to_ms(next)));
    const Timestamp when = next + between(dice, 0ms, 15ms);
    stage_.agenda.at(when, {}, [this, next, life = process_.life()] {
        if (!process_.running() || process_.life() != life || timers_planned_ != next) return;
        timers_planned_.reset();
        outbox_freed_ = true;
        mind_everything();
    });
}

void DeskSteps::mind_everything() {
    process_.runtime().mind();
    if (const auto fired = process_.runtime().scheduler().fire_due(); !fired) {
        stage_.note("timers cannot be fired: " + fired.error().what);
    }
    send_due();
}

void DeskSteps::send_due() {
    auto attempts = process_.runtime().outbox().claim_due();
    if (!attempts) {
        stage_.note("nothing can be claimed: " + attempts.error().what);
        return;
    }
    for (auto& attempt : *attempts) {
        const auto errand = std::make_shared<Errand>();
        errand->attempt = std::move(attempt);
        if (!errand->attempt->open()) continue;
        errand->channel = errand->attempt->channel();
        errand->alone = errand->channel->connector.one_exchange_at_a_time;
        set_out(errand);
    }
}

void DeskSteps::news(ChannelId channel) {
    if (process_.running())
        plan_poll(channel, pace("news on " + channel.text(), 100ms, poll_within));
}

// Of several plans for a channel the newest stands.
void DeskSteps::plan_poll(ChannelId channel, Milliseconds after) {
    const std::uint64_t number = ++next_poll_;
    polls_[channel] = number;
    stage_.after(after, {}, [this, channel, number, life = process_.life()] {
        if (!process_.running() || process_.life() != life || polls_[channel] != number) return;
        poll(channel);
    });
}

void DeskSteps::poll(ChannelId channel) {
    for (runtime::Listener* listener : process_.runtime().listeners()) {
        if (listener->channel()->channel.id != channel) continue;
        if (listener->channel()->connector.poll == nullptr) {
            const Milliseconds pause = listener->visit_mailbox();
            plan_poll(channel, wires_.mailbox_read_through() ? poll_at_least_every : pause);
            return;
        }
        const auto errand = std::make_shared<Errand>();
        errand->channel = listener->channel();
        errand->alone = true;
        errand->polls = true;
        set_out(errand);
        return;
    }
}

void DeskSteps::set_out(const ErrandPtr& errand) {
    const ChannelId id = errand->channel->channel.id;
    if (errand->alone && !busy_.insert(id).second) {
        waiting_[id].push_back(errand);
        return;
    }
    if (errand->polls) {
        // The channel may have been given a new listener while this one waited.
        for (runtime::Listener* listener : process_.runtime().listeners()) {
            if (listener->channel()->channel.id != id) continue;
            errand->listener = listener;
            errand->channel = listener->channel();
        }
        if (errand->listener == nullptr) return come_home(errand);
    }
    errands_.insert(errand);
    go_on(errand, errand->begin());
}

void DeskSteps::go_on(const ErrandPtr& errand, const std::optional<channels::Ask>& ask) {
    if (!ask) return come_home(errand);
    wires_.ask(*ask, [this, errand = std::weak_ptr(errand),
                      life = process_.life()](const channels::Answer& answer) {
        if (!process_.running() || process_.life() != life) return;
        const auto alive = errand.lock();
        if (!alive) return;
        if (alive->polls && !still_listens(*alive)) {
            alive->listener = nullptr;
            plan_poll(alive->channel->channel.id, mind_within);
            return come_home(alive);
        }
        go_on(alive, alive->hear(answer));
    });
}

// A channel that was stopped or set up anew has another listener, or none; who listened before is
// gone, and what it was in the middle of with it.
bool DeskSteps::still_listens(const Errand& errand) const {
    const auto listeners = process_.runtime().listeners();
    return std::any_of(listeners.begin(), listeners.end(), [&](const auto* listener) {
        return listener == errand.listener && listener->channel() == errand.channel;
    });
}

void DeskSteps::come_home(const ErrandPtr& errand) {
    const ChannelId id = errand->channel->channel.id;
    errands_.erase(errand);
    if (errand->listener != nullptr) {
        // An ordinary pause says that there was no more; any other is trouble, or a next page.
        const Milliseconds pause = errand->listener->pause_after_page();
        const bool read_all = pause == errand->channel->connector.poll_every;
        plan_poll(id, read_all ? poll_at_least_every : std::max(pause, 1ms));
    }
    errand->attempt.reset();
    outbox_freed_ = true;
    if (!errand->alone) return;
    busy_.erase(id);
    auto& queue = waiting_[id];
    if (queue.empty()) return;
    const ErrandPtr next = queue.front();
    queue.pop_front();
    set_out(next);
}

}  // namespace aplomb::sim
