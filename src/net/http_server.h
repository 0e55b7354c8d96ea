// The HTTP/1.1 server: connections, parsing, limits and time, and nothing about what is served.
//
// A Handler gets every complete request on an I/O thread and must not block there: it answers at
// once, or hands the work to a WorkerPool (on_workers) and answers from that thread later. Answers
// go through Respond, a value that may be copied and called from any thread; the first call counts,
// later ones are ignored, and a Respond dropped un-called answers 500.
//
// What the server refuses by itself it refuses as application/problem+json (RFC 9457): 400 bad
// syntax, 408 too slow, 413 body over the limit (answered without reading it), 431 header over the
// limit, 503 too many connections or requests. Pipelined requests are answered in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/result.h"
#include "base/worker_pool.h"
#include "net/event_stream.h"

namespace aplomb::net {

struct Request {
    // `http.url` is the origin-form target as it was sent.
    HttpRequest http;
    // The target up to the first '?', percent escapes untouched; and what follows it.
    std::string path;
    std::string query;
    // The address at the other end of the socket, without the port.
    std::string remote_address;
};

// Where an answer goes. The server has one per request; tests make their own.
class Exchange {
  public:
    virtual ~Exchange() = default;
    virtual void answer(HttpResponse response) = 0;
    virtual void stream(std::shared_ptr<EventStream> source, std::string after_id,
                        Headers headers) = 0;
};

class Respond {
  public:
    explicit Respond(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}

    // Content-Length, Date and Connection are the server's to set.
    void operator()(HttpResponse response) const { exchange_->answer(std::move(response)); }

    // The request becomes a text/event-stream fed by `source`, beginning after `after_id` (usually
    // the request's Last-Event-ID). `headers` are added to the server's own.
    void stream(std::shared_ptr<EventStream> source, std::string after_id,
                Headers headers = {}) const {
        exchange_->stream(std::move(source), std::move(after_id), std::move(headers));
    }

  private:
    std::shared_ptr<Exchange> exchange_;
};

using Handler = std::function<void(Request, Respond)>;

// Runs `answer` on the pool; when the pool is full the client is told 503 and when to come back.
// The pool must outlive the handler's use.
Handler on_workers(WorkerPool& pool, std::function<HttpResponse(const Request&)> answer);

// An application/problem+json response: `title` is the kind of trouble, `detail` one plain
// sentence.
HttpResponse problem(int status, std::string_view title, std::string_view detail);

struct HttpLimits {
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 1024 * 1024;
    std::size_t connections_max = 10'000;
    // Requests handed to the handler and not answered yet.
    std::size_t in_flight_max = 4'096;
    // From the first byte of a request to the end of its header.
    Milliseconds header_time{10'000};
    // From there to the end of the body; a second more for every 64 KiB that arrived.
    Milliseconds body_time{30'000};
    // Between requests.
    Milliseconds idle_time{75'000};
    // A client that takes nothing for this long while we write a response is gone.
    Milliseconds write_stall{30'000};
    Milliseconds stream_stall{30'000};
    // A comment line keeps a silent event stream alive through proxies.
    Milliseconds heartbeat{15'000};
    // What an event stream asks its source for at a time.
    std::size_t stream_chunk_bytes_max = 64 * 1024;
};

// PEM files; TLS 1.2 or newer.
struct TlsFiles {
    std::string certificate_chain;
    std::string private_key;
};

class HttpServer {
  public:
    struct Options {
        HttpLimits limits;
        std::optional<TlsFiles> tls;
        std::size_t io_threads = 1;
        // Body limit by method and path where it differs from limits.body_bytes_max.
        std::function<std::size_t(std::string_view method, std::string_view path)> body_bytes_max;
    };
    struct Counts {
        std::size_t connections = 0;
        std::size_t streams = 0;
        std::size_t in_flight = 0;
    };

    explicit HttpServer(Handler handler);
    HttpServer(Handler handler, Options options);
    // Closes what is still open.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // "127.0.0.1:8080", "[::1]:8080", "localhost:0"; port 0 takes any free one. Once.
    Result<> start(std::string_view listen);
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] Counts counts() const;

    // Stops accepting, lets requests in flight finish, ends event streams, and returns when all
    // connections are gone; those that are not after `patience` are cut. Idempotent.
    void drain(Milliseconds patience);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace aplomb::net
