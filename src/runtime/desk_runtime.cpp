#include "runtime/desk_runtime.h"

#include "base/log.h"
#include "casework/clocks.h"
#include "casework/people.h"
#include "desk/steering.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/journal.h"
#include "store/outbox.h"
#include "store/receipts.h"
#include "store/timers.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds tick_every = 2s;
constexpr Milliseconds tidy_every = 10min;
constexpr Milliseconds keep_answers_for = 24h;
constexpr std::int64_t keep_events_max = 100'000;
// Shorter absences are covered by the platforms' own retries and the polls' overlap.
constexpr Milliseconds absence_noted_from = 2min;
constexpr std::size_t snoozed_at_once = 100;

}  // namespace

DeskRuntime::DeskRuntime(Surroundings surroundings)
    : around_(std::move(surroundings)),
      directory_(around_.store, around_.key, around_.random),
      pipeline_(around_.store, directory_, around_.policy, around_.clock, around_.metrics),
      intake_(around_.store, directory_, pipeline_, around_.clock, around_.metrics),
      outbox_(around_.store, directory_, around_.transport, around_.policy, around_.clock,
              around_.random, around_.metrics, OutboxSender::Options{}),
      scheduler_(around_.store, around_.clock),
      admin_(around_.store, directory_, around_.transport, around_.clock, around_.random) {}

DeskRuntime::~DeskRuntime() {
    stop();
}

Result<> DeskRuntime::begin() {
    TRY(directory_.refresh());
    TRY(note_absence());
    if (const auto freed = outbox_.take_up(); !freed) {
        log::warning("runtime", "leases stay", {{"why", freed.error().what}});
    }
    return scheduler_.take_up();
}

void DeskRuntime::mind() {
    match_listeners();
    tick();
}

std::vector<Listener*> DeskRuntime::listeners() const {
    std::vector<Listener*> out;
    for (const auto& [id, listener] : listeners_)
        out.push_back(listener.get());
    return out;
}

Result<> DeskRuntime::start() {
    TRY(begin());
    started_ = true;
    around_.store.on_foreign_commit([this] {
        {
            const std::scoped_lock lock(mutex_);
            look_again_ = true;
        }
        wake_.notify_all();
    });
    pipeline_.start();
    outbox_.start();
    scheduler_.start();
    supervisor_ = std::thread([this] { supervise(); });
    return {};
}

void DeskRuntime::stop() {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return;
        stopping_ = true;
    }
    around_.store.on_foreign_commit({});
    wake_.notify_all();
    if (supervisor_.joinable()) supervisor_.join();
    listeners_.clear();
    pipeline_.stop();
    scheduler_.stop();
    outbox_.stop();
}

// The wall clock paces this thread even under a virtual clock: it minds connections and the disk.
void DeskRuntime::supervise() {
    for (;;) {
        mind();
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, tick_every, [&] { return stopping_ || look_again_; });
        if (stopping_) return;
        if (look_again_) {
            look_again_ = false;
            lock.unlock();
            if (const auto refreshed = directory_.refresh(); !refreshed) {
                log::warning("runtime", "channels not read", {{"why", refreshed.error().what}});
            }
            outbox_.wake();
            pipeline_.wake();
            scheduler_.wake();
        }
    }
}

// One listener for every channel that wants one, none for the others.
void DeskRuntime::match_listeners() {
    std::map<ChannelId, LiveChannelPtr> wanted;
    for (const LiveChannelPtr& channel : directory_.all()) {
        const bool listening = channel->channel.state == ChannelState::Active ||
                               channel->channel.state == ChannelState::NeedsAttention;
        if (listening && needs_listener(channel->connector))
            wanted.emplace(channel->channel.id, channel);
    }
    std::erase_if(listeners_, [&](const auto& entry) {
        const auto still = wanted.find(entry.first);
        return still == wanted.end() || still->second != entry.second->channel();
    });
    for (const auto& [id, channel] : wanted) {
        if (listeners_.contains(id)) continue;
        const auto added = listeners_.emplace(
            id, std::make_unique<Listener>(channel, intake_, directory_, around_.transport,
                                           around_.clock, around_.random));
        if (started_) added.first->second->start();
    }
}

void DeskRuntime::tick() {
    const bool writable = around_.store.health().writable;
    if (writable && !was_writable_) {
        log::info("runtime", "the store takes writes again");
        pipeline_.wake();
        outbox_.wake();
        scheduler_.wake();
    }
    was_writable_ = writable;
    if (!writable) return;
    if (const auto woken = wake_snoozed(); !woken) {
        log::warning("runtime", "snoozed cases not looked at", {{"why", woken.error().what}});
    }
    const Timestamp now = around_.clock.now();
    if (now < next_tidy_) return;
    next_tidy_ = now + tidy_every;
    if (const auto tidied = tidy(); !tidied) {
        log::warning("runtime", "old records not tidied", {{"why", tidied.error().what}});
    }
}

Result<> DeskRuntime::wake_snoozed() {
    const Timestamp now = around_.clock.now();
    const auto due =
        TRY(around_.store.read_for<std::vector<CaseId>>([&](const store::Transaction& transaction) {
            return transaction.cases().snoozed_until(now, snoozed_at_once);
        }));
    if (due.empty()) return {};
    return around_.store.write([&](store::Transaction& transaction) -> Result<> {
        auto office = TRY(casework::Office::load(transaction, now));
        for (const CaseId id : due) {
            auto value = TRY(transaction.cases().find(id));
            if (!value || value->status != CaseStatus::Snoozed) continue;
            const auto channel = TRY(transaction.channels().find(value->channel_id));
            if (!channel) return fail(ErrorKind::Corrupt, "a case's channel is missing");
            TRY(desk::set_status(*value, CaseStatus::Open, {}, *channel, now));
            TRY(casework::save(transaction, office, *value, now));
            TRY(casework::see_that_it_is_had(transaction, office, id, now));
            TRY(transaction.journal().append(
                ScreenEvent{{}, now, ScreenEventKind::CaseUpdated, id, {}, {}}));
        }
        return {};
    });
}

// While we were away nobody could be heard: the ledger says from when to when.
Result<> DeskRuntime::note_absence() {
    const Timestamp now = around_.clock.now();
    return around_.store.write([&](store::Transaction& transaction) -> Result<> {
        const std::string seen = TRY(transaction.journal().fact("last_seen_at"));
        const auto last = seen.empty() ? Result<Timestamp>(now) : parse_rfc3339(seen);
        if (last && now - *last > absence_noted_from) {
            for (const LiveChannelPtr& channel : directory_.all()) {
                TRY(transaction.receipts().note_gap(channel->channel.id, *last, now,
                                                    "the desk was not running"));
            }
        }
        return transaction.journal().set_fact("last_seen_at", to_rfc3339(now));
    });
}

Result<> DeskRuntime::tidy() {
    const Timestamp now = around_.clock.now();
    return around_.store.write([&](store::Transaction& transaction) -> Result<> {
        TRY(transaction.accounts().remove_expired_sessions(now));
        TRY(transaction.journal().forget_answers(now - keep_answers_for));
        const EventId newest = TRY(transaction.journal().newest_event());
        if (newest.value > keep_events_max) {
            TRY(transaction.journal().trim_events(EventId{newest.value - keep_events_max}));
        }
        return transaction.journal().set_fact("last_seen_at", to_rfc3339(now));
    });
}

Result<std::optional<Timestamp>> DeskRuntime::next_timer(Timestamp until) const {
    return around_.store.read_for<std::optional<Timestamp>>(
        [&](const store::Transaction& transaction) -> Result<std::optional<Timestamp>> {
            std::optional<Timestamp> next = TRY(transaction.outbox().next_due());
            const auto timer = TRY(transaction.timers().next_due());
            if (timer && (!next || *timer < *next)) next = timer;
            for (const CaseId id : TRY(transaction.cases().snoozed_until(until, 1))) {
                const auto value = TRY(transaction.cases().find(id));
                if (value && value->snooze_until && (!next || *value->snooze_until < *next)) {
                    next = value->snooze_until;
                }
            }
            return next;
        });
}

Result<> DeskRuntime::advance(VirtualClock& clock, Milliseconds by) {
    if (by < Milliseconds{0})
        return fail(ErrorKind::Invalid, "time only moves forward", "/advance");
    const Timestamp target = clock.now() + by;
    constexpr int timers_max = 100'000;
    for (int i = 0; i < timers_max; ++i) {
        pipeline_.settle();
        outbox_.settle();
        TRY(scheduler_.fire_due());
        const auto next = TRY(next_timer(target));
        if (!next || *next > target) break;
        // What is still due now was looked at and put off; step past it.
        clock.advance_to(std::max(*next, clock.now() + 1ms));
        TRY(wake_snoozed());
    }
    clock.advance_to(target);
    TRY(wake_snoozed());
    pipeline_.settle();
    outbox_.settle();
    return scheduler_.fire_due();
}

}  // namespace aplomb::runtime
