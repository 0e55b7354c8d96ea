// One connection of the HTTP server, from accept to close. It lives on its loop's thread; only the
// answers to its requests come from elsewhere, by number, through EventLoop::deliver.
//
// run() is the whole life: handshake, then read a request, hand it out, wait for the answer, write
// it, again; or, when the answer is an event stream, that until it ends. Time is kept by tick():
// whatever is being waited for on the socket has a deadline, and when it passes the wait is
// cancelled and run() sees `expired_`.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "net/asio/event_loop.h"
#include "net/asio/input_buffer.h"
#include "net/asio/signal.h"
#include "net/asio/stream.h"
#include "net/http_request_reader.h"
#include "net/http_response_writer.h"
#include "net/http_server.h"

namespace aplomb::net {

// What all connections of one server share.
struct HttpShared {
    Handler handler;
    HttpServer::Options options;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> streams = 0;
    std::atomic<std::size_t> in_flight = 0;
    std::atomic<bool> draining = false;
};

class HttpConnection final : public LoopMember,
                             public std::enable_shared_from_this<HttpConnection> {
  public:
    enum class Welcome { Serve, TooMany };

    // Registers with the loop and starts. On the loop's thread.
    static void begin(EventLoop& loop, std::shared_ptr<HttpShared> shared,
                      std::unique_ptr<Stream> stream, Welcome welcome);

    HttpConnection(EventLoop& loop, std::shared_ptr<HttpShared> shared,
                   std::unique_ptr<Stream> stream);
    ~HttpConnection() override;

    void tick(SteadyTime now) override;
    void ring() override;
    void drain() override;
    void abort() override;

    // Ignored when they come late: for a request that is no longer the current one.
    void answer(std::uint64_t request_number, HttpResponse response);
    void answer_with_stream(std::uint64_t request_number, std::shared_ptr<EventStream> source,
                            std::string after_id, Headers headers);
    void chunk_came(EventStream::Chunk chunk);

  private:
    enum class Reading { Ready, Gone, Refused };

    static Awaitable<void> run(std::shared_ptr<HttpConnection> self, Welcome welcome);
    static Awaitable<void> watch_for_hang_up(std::shared_ptr<HttpConnection> self);
    Awaitable<void> serve();
    Awaitable<Reading> read_request();
    Awaitable<bool> read_more();
    Awaitable<bool> write(std::string_view bytes, Milliseconds stall);
    Awaitable<bool> write_answer();
    Awaitable<void> refuse(int status, std::string_view sentence);
    Awaitable<void> linger();
    Awaitable<void> serve_stream();
    Awaitable<bool> write_stream_beginning();
    Awaitable<bool> write_stream_news();

    // Feeds what was read; true when a "100 Continue" is owed before more comes.
    bool feed();
    void hand_out();
    void request_source();
    void set_deadline(Milliseconds from_now);
    void clear_deadline() { deadline_ = SteadyTime::max(); }
    [[nodiscard]] bool over() const { return aborted_ || hung_up_ || shared_->draining; }

    EventLoop& loop_;
    std::shared_ptr<HttpShared> shared_;
    std::unique_ptr<Stream> stream_;
    const EventLoop::MemberNumber number_;
    std::string remote_address_;
    Signal signal_;

    InputBuffer input_;
    std::optional<HttpRequestReader> reader_;
    std::string output_;
    SteadyTime deadline_ = SteadyTime::max();
    SteadyTime body_began_;
    bool idle_ = false;
    bool expired_ = false;
    bool aborted_ = false;

    std::uint64_t request_number_ = 0;
    bool in_flight_ = false;
    bool keep_alive_ = false;
    BodyBytes body_bytes_ = BodyBytes::Send;
    std::optional<HttpResponse> answer_;

    std::shared_ptr<EventStream> source_;
    std::string after_id_;
    Headers stream_headers_;
    std::optional<EventStream::Chunk> chunk_;
    SteadyTime next_heartbeat_ = SteadyTime::max();
    bool asked_ = false;
    bool ask_again_ = false;
    bool heartbeat_due_ = false;
    bool hung_up_ = false;
};

}  // namespace aplomb::net
