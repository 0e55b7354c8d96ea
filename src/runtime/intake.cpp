#include "runtime/intake.h"

#include <fmt/format.h>

#include "base/log.h"
#include "store/receipts.h"

namespace aplomb::runtime {
namespace {

HttpResponse refusal(const Error& error) {
    switch (error.kind) {
        case ErrorKind::Unauthorized:
            return net::problem(401, "Not signed by this channel", error.what);
        case ErrorKind::TooLarge:
            return net::problem(413, "Too large", error.what);
        case ErrorKind::Unavailable: {
            HttpResponse busy = net::problem(503, "Cannot keep it now", error.what);
            busy.headers.set("Retry-After", "5");
            return busy;
        }
        default:
            return net::problem(400, "Not an event we understand",
                                error.field.empty() ? error.what : error.field + ": " + error.what);
    }
}

// Appends and gathers what is new; the rest was here before and changes nothing.
Result<> append_all(store::Transaction& transaction, ChannelId channel,
                    const std::vector<RawEvent>& events, Timestamp now,
                    std::vector<Receipt>& fresh) {
    fresh.clear();
    for (const RawEvent& event : events) {
        if (const auto id = TRY(transaction.receipts().append(channel, event, now))) {
            fresh.push_back({*id, channel, event, now, ReceiptState::Pending, {}, {}, {}});
        }
    }
    return {};
}

}  // namespace

Intake::Intake(store::Store& store, ChannelDirectory& directory, Pipeline& pipeline,
               const Clock& clock, Metrics& metrics)
    : store_(store),
      directory_(directory),
      pipeline_(pipeline),
      clock_(clock),
      received_(metrics.counter("aplomb_events_received_total", "Events kept, repeats included")),
      refused_(metrics.counter("aplomb_pushes_refused_total", "Pushes turned away")) {}

// The channel's own `limit` setting: events a minute, in bursts of as many.
std::optional<Timestamp> Intake::over_limit(const LiveChannel& channel, std::size_t events) {
    const json::value* limit = channel.channel.settings.if_contains("limit");
    if (limit == nullptr || !limit->is_int64() || limit->get_int64() <= 0) return {};
    const std::int64_t per_minute = limit->get_int64();
    const auto burst = static_cast<double>(per_minute);
    const std::scoped_lock lock(mutex_);
    const Meter fresh{per_minute, TokenBucket(burst / 60, burst)};
    Meter& meter = meters_.try_emplace(channel.channel.id, fresh).first->second;
    if (meter.per_minute != per_minute) meter = fresh;
    return meter.bucket.take(clock_.now(), static_cast<double>(events));
}

void Intake::receive(ChannelId id, const net::Request& request, const net::Respond& respond) {
    const LiveChannelPtr channel = directory_.find(id);
    if (!channel || channel->connector.receive == nullptr) {
        return respond(
            net::problem(404, "No such channel", "There is no channel here that takes pushes."));
    }
    const Timestamp now = clock_.now();
    auto events = channel->connector.receive(channel->account(), request.http, now);
    if (!events) {
        refused_.add();
        return respond(refusal(events.error()));
    }
    if (const auto until = over_limit(*channel, events->size())) {
        refused_.add();
        HttpResponse wait = net::problem(
            429, "Over this channel's limit",
            "More events arrived than this channel is set to take; send this one again later.");
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*until - now).count();
        wait.headers.set("Retry-After", std::to_string(std::max<std::int64_t>(seconds, 1)));
        return respond(std::move(wait));
    }
    if (channel->channel.state == ChannelState::Paused) {
        return respond(
            refusal({ErrorKind::Unavailable, "This channel is paused; send it again later.", {}}));
    }
    struct Arrival {
        std::vector<RawEvent> events;
        std::vector<Receipt> fresh;
    };
    const auto arrival = std::make_shared<Arrival>(Arrival{std::move(*events), {}});
    store_.write_async(
        [arrival, id, now](store::Transaction& transaction) {
            return append_all(transaction, id, arrival->events, now, arrival->fresh);
        },
        [this, arrival, respond](const Result<>& committed) {
            if (!committed) return respond(refusal(committed.error()));
            received_.add(static_cast<double>(arrival->events.size()));
            if (!arrival->fresh.empty()) pipeline_.hand_over(std::move(arrival->fresh));
            HttpResponse kept;
            kept.status = 202;
            kept.headers.set("Content-Type", "application/json");
            kept.body = fmt::format(R"({{"received":{}}})", arrival->events.size());
            respond(std::move(kept));
        });
}

Result<> Intake::keep(LiveChannel& channel, const std::vector<RawEvent>& events,
                      const std::optional<json::object>& state) {
    const Timestamp now = clock_.now();
    std::vector<Receipt> fresh;
    TRY(store_.write([&](store::Transaction& transaction) -> Result<> {
        TRY(append_all(transaction, channel.channel.id, events, now, fresh));
        if (state) {
            TRY(directory_.store_state(transaction, channel.channel.id, *state, now));
        }
        return {};
    }));
    if (state) channel.set_state(*state);
    received_.add(static_cast<double>(events.size()));
    if (!fresh.empty()) pipeline_.hand_over(std::move(fresh));
    return {};
}

}  // namespace aplomb::runtime
