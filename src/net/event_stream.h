// Server-sent events (WHATWG HTML, "Server-sent events") as the caller sees them: a source that is
// asked for bytes, and a bell that says there may be new ones.
//
// The server pulls. A connection asks its source for what comes after the id it has sent last,
// writes that, and asks again until nothing comes; then it sleeps until its Waker rings. So a slow
// client costs one chunk of memory and no more: while its last chunk is not written its source is
// not asked, and when it stands still for HttpLimits::stream_stall it is disconnected and resumes
// later with Last-Event-ID. Nothing is ever queued per client.
//
// One Waker usually serves all screens: ringing it costs one message per I/O thread, however many
// connections listen and however often it rings before they have run.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aplomb::net {

class EventLoop;

class Waker {
  public:
    // From any thread.
    void wake();

  private:
    friend class EventLoop;
    // The loops that hold connections listening to this waker.
    void attach(const std::shared_ptr<EventLoop>& loop);

    std::mutex mutex_;
    std::vector<std::weak_ptr<EventLoop>> loops_;
};

class EventStream {
  public:
    struct Chunk {
        // Ready-made event-stream text (see event_text below); empty when there is nothing new.
        std::string bytes;
        // The id of the last event in `bytes`, or of the last one looked at and left out.
        std::string last_id;
        // Close the connection after these bytes (the session ended, for instance).
        bool end = false;
    };
    using Deliver = std::function<void(Chunk)>;

    explicit EventStream(std::shared_ptr<Waker> waker) : waker_(std::move(waker)) {}
    virtual ~EventStream() = default;
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    // Called on an I/O thread: answer from memory at once, or hand to a worker and deliver later
    // from any thread. The first call of `deliver` counts, and until then the connection is not
    // asked again. Aim for at most `bytes_max` bytes, unless a single event is larger.
    virtual void pull(std::string after_id, std::size_t bytes_max, Deliver deliver) = 0;

    [[nodiscard]] const std::shared_ptr<Waker>& waker() const { return waker_; }

  private:
    std::shared_ptr<Waker> waker_;
};

// One event in wire form. Line breaks in `data` become several data lines; `event` and `id` must
// not hold any.
std::string event_text(std::string_view id, std::string_view event, std::string_view data);

}  // namespace aplomb::net
