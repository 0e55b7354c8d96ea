// What happened, to every screen at once.
//
// Screens ask by the id of the last event they have. The hub renders each event once, for all of
// them, and keeps the newest in memory; a screen that is up to date is served from there on the
// I/O thread. One that comes back after a while is served from the journal on the hub's own thread.
// One that comes back too late, or with an id from another life of the database, is told `reset`:
// fetch everything again.
//
// An event only says that something changed; what is rendered is how it stands at that moment, so
// several changes of one case in one batch are one event, the last. Nobody listening: nothing is
// rendered.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "api/services.h"
#include "base/worker_pool.h"
#include "net/event_stream.h"

namespace aplomb::store {
class Transaction;
}

namespace aplomb::api {

class EventHub : public std::enable_shared_from_this<EventHub> {
  public:
    // Whether whoever opened the stream is still let in; asked on the hub's thread.
    using Welcome = std::function<bool()>;

    explicit EventHub(const Services& services);

    // The newest event's id, from Store::on_events: on the store's writer thread, returns at once.
    void committed(std::int64_t newest);
    // Somebody's rights ended: all streams ask again whether they are welcome.
    void recheck_rights();
    std::shared_ptr<net::EventStream> open(Welcome welcome);
    // Ends the hub's thread; streams still open stand still.
    void stop();

  private:
    friend class ScreenStream;
    struct Rendered {
        std::int64_t id = 0;
        std::string text;
    };

    void refresh();
    Result<> render_after(const store::Transaction& transaction, std::int64_t after,
                          std::deque<Rendered>& out, std::int64_t& last) const;
    void serve(std::int64_t after, std::size_t bytes_max, const net::EventStream::Deliver& deliver);
    net::EventStream::Chunk catch_up(std::int64_t after, std::size_t bytes_max);
    net::EventStream::Chunk reset_to(std::int64_t id) const;

    const Services& services_;
    std::shared_ptr<net::Waker> waker_ = std::make_shared<net::Waker>();
    std::atomic<std::int64_t> streams_{0};
    std::atomic<std::int64_t> rights_generation_{0};
    std::mutex mutex_;
    std::deque<Rendered> recent_;  // every event after recent_from_ up to recent_to_
    std::size_t recent_bytes_ = 0;
    std::int64_t recent_from_ = 0;
    std::int64_t recent_to_ = 0;
    std::int64_t newest_ = 0;
    bool refreshing_ = false;
    WorkerPool thread_;
};

}  // namespace aplomb::api
