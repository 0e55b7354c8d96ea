#include "api/event_hub.h"

#include <charconv>
#include <limits>
#include <set>
#include <tuple>
#include <vector>

#include "api/render.h"
#include "store/cases.h"
#include "store/journal.h"
#include "store/messages.h"

namespace aplomb::api {
namespace {

constexpr std::size_t batch_max = 200;
constexpr std::size_t recent_max = 2'000;
constexpr std::size_t recent_bytes_max = 8 * 1024 * 1024;
constexpr Milliseconds rights_checked_every{60'000};

// What an event is about: a later one about the same replaces it within a batch. A creation stays,
// as a screen may count on seeing it.
using About = std::tuple<ScreenEventKind, std::int64_t, std::int64_t, std::int64_t>;

About about(const ScreenEvent& event) {
    return {event.kind, event.case_id.value_or(CaseId{}).value,
            event.message_id.value_or(MessageId{}).value,
            event.channel_id.value_or(ChannelId{}).value};
}

Result<std::string> render_event(const store::Transaction& transaction, const ScreenEvent& event,
                                 Timestamp now) {
    json::value data;
    if (event.kind == ScreenEventKind::CaseCreated || event.kind == ScreenEventKind::CaseUpdated) {
        const auto row = TRY(transaction.cases().row(event.case_id.value_or(CaseId{})));
        if (!row) return std::string{};
        data = render(*row, now);
    } else if (event.kind == ScreenEventKind::ChannelUpdated) {
        data = json::object{{"id", event.channel_id.value_or(ChannelId{}).text()}};
    } else {
        const auto message =
            TRY(transaction.messages().find(event.message_id.value_or(MessageId{})));
        if (!message) return std::string{};
        data = json::object{{"case_id", message->case_id.text()}, {"message", render(*message)}};
    }
    return net::event_text(event.id.text(), name_of(event.kind), json::serialize(data));
}

}  // namespace

class ScreenStream final : public net::EventStream {
  public:
    ScreenStream(std::shared_ptr<EventHub> hub, EventHub::Welcome welcome)
        : EventStream(hub->waker_), hub_(std::move(hub)), welcome_(std::move(welcome)) {
        ++hub_->streams_;
        generation_ = hub_->rights_generation_;
        checked_at_ = hub_->services_.clock.now();
    }
    ~ScreenStream() override { --hub_->streams_; }
    ScreenStream(const ScreenStream&) = delete;
    ScreenStream& operator=(const ScreenStream&) = delete;

    void pull(std::string after_id, std::size_t bytes_max, Deliver deliver) override {
        std::int64_t after = -1;
        if (!after_id.empty()) {
            const char* end = after_id.data() + after_id.size();
            const auto read = std::from_chars(after_id.data(), end, after);
            // An id that is none of ours is from after everything: it gets a reset.
            if (read.ec != std::errc{} || read.ptr != end || after < 0) {
                after = std::numeric_limits<std::int64_t>::max();
            }
        }
        const Timestamp now = hub_->services_.clock.now();
        if (generation_ == hub_->rights_generation_ && now - checked_at_ < rights_checked_every) {
            hub_->serve(after, bytes_max, deliver);
            return;
        }
        generation_ = hub_->rights_generation_;
        checked_at_ = now;
        const bool queued =
            hub_->thread_.try_run([hub = hub_, welcome = welcome_, after, bytes_max, deliver] {
                if (welcome()) {
                    hub->serve(after, bytes_max, deliver);
                } else {
                    deliver({{}, {}, true});
                }
            });
        if (!queued) deliver({{}, {}, true});
    }

  private:
    std::shared_ptr<EventHub> hub_;
    EventHub::Welcome welcome_;
    std::int64_t generation_ = 0;
    Timestamp checked_at_;
};

EventHub::EventHub(const Services& services) : services_(services), thread_("screens", 1, 4'096) {
    const auto newest = services_.store.read_for<EventId>(
        [](const store::Transaction& transaction) { return transaction.journal().newest_event(); });
    if (newest) newest_ = newest->value;
    recent_from_ = recent_to_ = newest_;
}

std::shared_ptr<net::EventStream> EventHub::open(Welcome welcome) {
    return std::make_shared<ScreenStream>(shared_from_this(), std::move(welcome));
}

void EventHub::stop() {
    thread_.stop();
}

void EventHub::committed(std::int64_t newest) {
    const std::scoped_lock lock(mutex_);
    newest_ = std::max(newest_, newest);
    if (refreshing_) return;
    if (streams_ == 0) {
        // Nobody looks: whoever comes later starts here, or catches up from the journal.
        recent_.clear();
        recent_bytes_ = 0;
        recent_from_ = recent_to_ = newest_;
        return;
    }
    refreshing_ = thread_.try_run([self = shared_from_this()] { self->refresh(); });
}

void EventHub::recheck_rights() {
    ++rights_generation_;
    waker_->wake();
}

Result<> EventHub::render_after(const store::Transaction& transaction, std::int64_t after,
                                std::deque<Rendered>& out, std::int64_t& last) const {
    const std::vector<ScreenEvent> events =
        TRY(transaction.journal().events_after(EventId{after}, batch_max));
    last = events.empty() ? after : events.back().id.value;
    const Timestamp now = services_.clock.now();
    std::set<About> seen;
    // From the newest back, so that of several about one thing the last is kept.
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (!seen.insert(about(*event)).second) continue;
        std::string text = TRY(render_event(transaction, *event, now));
        if (!text.empty()) out.push_front({event->id.value, std::move(text)});
    }
    return {};
}

void EventHub::refresh() {
    for (;;) {
        std::int64_t after = 0;
        {
            const std::scoped_lock lock(mutex_);
            after = recent_to_;
        }
        std::deque<Rendered> fresh;
        std::int64_t last = after;
        const auto ran = services_.store.read([&](const store::Transaction& transaction) {
            fresh.clear();
            return render_after(transaction, after, fresh, last);
        });
        {
            const std::scoped_lock lock(mutex_);
            if (!ran || last == after) {
                refreshing_ = false;
                return;
            }
            for (Rendered& event : fresh) {
                recent_bytes_ += event.text.size();
                recent_.push_back(std::move(event));
            }
            recent_to_ = last;
            // A commit can be read before its announcement arrives.
            newest_ = std::max(newest_, last);
            while (recent_.size() > recent_max || recent_bytes_ > recent_bytes_max) {
                recent_from_ = recent_.front().id;
                recent_bytes_ -= recent_.front().text.size();
                recent_.pop_front();
            }
        }
        waker_->wake();
    }
}

void EventHub::serve(std::int64_t after, std::size_t bytes_max,
                     const net::EventStream::Deliver& deliver) {
    net::EventStream::Chunk chunk;
    {
        const std::scoped_lock lock(mutex_);
        if (after < 0) {
            chunk.last_id = std::to_string(newest_);
        } else if (after > newest_) {
            chunk = reset_to(newest_);
        } else if (after >= recent_from_) {
            std::int64_t last = std::max(after, recent_to_);
            for (const Rendered& event : recent_) {
                if (event.id <= after) continue;
                if (chunk.bytes.size() + event.text.size() > bytes_max && !chunk.bytes.empty()) {
                    break;
                }
                chunk.bytes += event.text;
                last = event.id;
            }
            chunk.last_id = std::to_string(last);
        }
    }
    if (!chunk.last_id.empty()) {
        deliver(std::move(chunk));
        return;
    }
    const bool queued = thread_.try_run([self = shared_from_this(), after, bytes_max, deliver] {
        deliver(self->catch_up(after, bytes_max));
    });
    // Too many at once: it comes back with the same id.
    if (!queued) deliver({{}, {}, true});
}

net::EventStream::Chunk EventHub::catch_up(std::int64_t after, std::size_t bytes_max) {
    std::deque<Rendered> events;
    std::int64_t last = after;
    bool lost = false;
    const auto ran = services_.store.read([&](const store::Transaction& transaction) -> Result<> {
        const EventId oldest = TRY(transaction.journal().oldest_event());
        lost = oldest.value > after + 1;
        // A batch may be all about things that are gone: go on until there is something to say.
        for (std::int64_t from = -1; !lost && events.empty() && from != last;) {
            from = last;
            TRY(render_after(transaction, from, events, last));
        }
        return {};
    });
    if (!ran) return {{}, {}, true};
    const std::scoped_lock lock(mutex_);
    newest_ = std::max(newest_, last);
    if (lost) return reset_to(newest_);
    net::EventStream::Chunk chunk;
    chunk.last_id = std::to_string(last);
    for (const Rendered& event : events) {
        if (chunk.bytes.size() + event.text.size() > bytes_max && !chunk.bytes.empty()) break;
        chunk.bytes += event.text;
        chunk.last_id = std::to_string(event.id);
    }
    return chunk;
}

net::EventStream::Chunk EventHub::reset_to(std::int64_t id) const {
    return {net::event_text(std::to_string(id), "reset", "{}"), std::to_string(id), false};
}

}  // namespace aplomb::api
