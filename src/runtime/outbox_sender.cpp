#include "runtime/outbox_sender.h"

#include "base/log.h"
#include "desk/reply.h"
#include "store/outbox.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

constexpr int breaker_opens_after = 10;
constexpr Milliseconds breaker_pause_max = 60s;

}  // namespace

OutboxSender::OutboxSender(store::Store& store, ChannelDirectory& directory,
                           channels::Transport& transport, desk::PolicySource& policy, Clock& clock,
                           Random& random, Metrics& metrics, Options options)
    : store_(store),
      directory_(directory),
      transport_(transport),
      policy_(policy),
      clock_(clock),
      random_(random),
      options_(options),
      sent_(metrics.counter("aplomb_replies_accepted_total", "Replies a platform took")),
      unknown_(metrics.counter("aplomb_replies_unknown_total", "Sends that got no answer")),
      given_back_(
          metrics.counter("aplomb_replies_given_back_total", "Replies returned to their author")) {}

OutboxSender::~OutboxSender() {
    stop();
}

void OutboxSender::start() {
    workers_.emplace("outbox", options_.workers, options_.workers * 2);
    thread_ = std::thread([this] { work(); });
}

Result<> OutboxSender::take_up() {
    return store_.write(
        [](store::Transaction& transaction) { return transaction.outbox().release_leases(); });
}

void OutboxSender::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    idle_.notify_all();
    if (thread_.joinable()) thread_.join();
    if (workers_) workers_->stop();
}

void OutboxSender::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void OutboxSender::settle() {
    std::unique_lock lock(mutex_);
    woken_ = true;
    wake_.notify_all();
    idle_.wait(lock, [&] { return stopping_ || (!woken_ && in_flight_ == 0); });
}

void OutboxSender::work() {
    for (;;) {
        const auto dispatched = dispatch_due();
        const auto next = store_.read_for<std::optional<Timestamp>>(
            [](const store::Transaction& transaction) { return transaction.outbox().next_due(); });
        const Timestamp now = clock_.now();
        Timestamp until = now + 30s;
        if (next && *next) until = std::min(until, std::max(**next, now + 20ms));
        if (!dispatched) until = now + 1s;

        std::unique_lock lock(mutex_);
        if (dispatched && *dispatched == 0) {
            woken_ = false;
            idle_.notify_all();
        }
        if (dispatched && *dispatched > 0 && in_flight_ < options_.workers) continue;
        clock_.wait_until(lock, wake_, until, [&] { return stopping_ || woken_; });
        if (stopping_) return;
        woken_ = true;
    }
}

Result<std::size_t> OutboxSender::dispatch_due() {
    auto attempts = TRY(claim_due());
    for (std::unique_ptr<Attempt>& each : attempts) {
        workers_->run(
            [this, attempt = std::shared_ptr<Attempt>(std::move(each))] { carry_out(*attempt); });
    }
    return attempts.size();
}

Result<std::vector<std::unique_ptr<OutboxSender::Attempt>>> OutboxSender::claim_due() {
    std::vector<std::unique_ptr<Attempt>> attempts;
    std::size_t room = 0;
    {
        const std::scoped_lock lock(mutex_);
        room = options_.workers - std::min(options_.workers, in_flight_);
    }
    if (room == 0) return attempts;
    const Timestamp now = clock_.now();
    const auto next = TRY(store_.read_for<std::optional<Timestamp>>(
        [](const store::Transaction& transaction) { return transaction.outbox().next_due(); }));
    if (!next || *next > now) return attempts;
    auto rows = TRY(store_.write_for<std::vector<OutboxRow>>([&](store::Transaction& transaction) {
        return transaction.outbox().claim(now, now + options_.lease, room,
                                          options_.per_channel_max);
    }));
    for (OutboxRow& row : rows) {
        const LiveChannelPtr channel = directory_.find(row.channel_id);
        if (channel) {
            if (const auto later = enter_lane(*channel, now)) {
                TRY(postpone(row, *later));
                continue;
            }
        }
        {
            const std::scoped_lock lock(mutex_);
            ++in_flight_;
        }
        attempts.push_back(std::make_unique<Attempt>(*this, std::move(row), channel != nullptr));
    }
    return attempts;
}

std::optional<Timestamp> OutboxSender::enter_lane(const LiveChannel& channel, Timestamp now) {
    const std::scoped_lock lock(mutex_);
    const channels::Connector& connector = channel.connector;
    Lane& lane = lanes_
                     .try_emplace(channel.channel.id,
                                  Lane{TokenBucket(connector.sends_per_second,
                                                   static_cast<double>(connector.send_burst)),
                                       0,
                                       0,
                                       {}})
                     .first->second;
    if (lane.closed_until > now) return lane.closed_until;
    const std::size_t most = connector.one_exchange_at_a_time ? 1 : options_.per_channel_max;
    if (lane.in_flight >= most) return now + 50ms;
    if (const auto later = lane.bucket.take(now)) return later;
    ++lane.in_flight;
    return {};
}

void OutboxSender::leave(ChannelId channel, bool laned) {
    {
        const std::scoped_lock lock(mutex_);
        const auto found = lanes_.find(channel);
        if (laned && found != lanes_.end()) --found->second.in_flight;
        --in_flight_;
        woken_ = true;
    }
    wake_.notify_all();
    idle_.notify_all();
}

void OutboxSender::note(ChannelId channel, bool well) {
    const std::scoped_lock lock(mutex_);
    const auto found = lanes_.find(channel);
    if (found == lanes_.end()) return;
    Lane& lane = found->second;
    if (well) {
        lane.failures_in_row = 0;
        return;
    }
    if (++lane.failures_in_row < breaker_opens_after) return;
    const int doublings = std::min(lane.failures_in_row - breaker_opens_after, 5);
    lane.closed_until =
        clock_.now() + std::min<Milliseconds>(2s * (1 << doublings), breaker_pause_max);
    log::warning("outbox", "an account keeps failing and rests a moment",
                 {{"channel", channel.text()}, {"until", to_rfc3339(lane.closed_until)}});
}

void OutboxSender::carry_out(Attempt& attempt) {
    if (!attempt.open()) return;
    // One conversation with the platform at a time where a log-in session is shared.
    std::unique_lock<std::mutex> exchange(attempt.channel()->exchange, std::defer_lock);
    if (attempt.channel()->connector.one_exchange_at_a_time) exchange.lock();
    for (auto ask = attempt.begin(); ask;) {
        ask = attempt.hear(transport_.ask(attempt.account(), attempt.channel()->connector, *ask));
    }
}

Milliseconds OutboxSender::back_off(int attempts) {
    const int doublings = std::min(std::max(attempts - 1, 0), 10);
    const auto base = std::min<Milliseconds>(Milliseconds{1'000} * (1 << doublings), 15min);
    // Anywhere between half and the whole, so that rows that failed together part.
    const std::scoped_lock lock(mutex_);
    return base / 2 + Milliseconds{static_cast<std::int64_t>(
                          random_.below(static_cast<std::uint64_t>(base.count() / 2 + 1)))};
}

}  // namespace aplomb::runtime
