#include "net/asio/http_connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "base/log.h"

namespace aplomb::net {
namespace {

using Stage = HttpRequestReader::Stage;

constexpr std::size_t read_bytes = 8 * 1024;
constexpr std::size_t read_bytes_of_large_body = 64 * 1024;
// Parsed bytes leave the buffer; what may wait there unparsed besides a header is one chunk header.
constexpr std::size_t unparsed_slack_bytes = 64 * 1024;
constexpr Milliseconds linger_time{2'000};

// The way from any thread back to one request of one connection.
class HttpExchange final : public Exchange {
  public:
    HttpExchange(std::shared_ptr<EventLoop> loop, EventLoop::MemberNumber connection,
                 std::uint64_t request)
        : loop_(std::move(loop)), connection_(connection), request_(request) {}
    ~HttpExchange() override {
        if (!answered_) {
            answer(problem(500, "Internal error", "The request was not answered."));
        }
    }

    void answer(HttpResponse response) override {
        if (answered_.exchange(true)) return;
        if (loop_->is_current()) {
            if (auto* connection = find(*loop_, connection_)) {
                connection->answer(request_, std::move(response));
            }
            return;
        }
        loop_->deliver([loop = loop_.get(), connection = connection_, request = request_,
                        answer = std::move(response)]() mutable {
            if (auto* found = find(*loop, connection)) found->answer(request, std::move(answer));
        });
    }

    void stream(std::shared_ptr<EventStream> source, std::string after_id,
                Headers headers) override {
        if (answered_.exchange(true)) return;
        auto job = [loop = loop_.get(), connection = connection_, request = request_,
                    source = std::move(source), after_id = std::move(after_id),
                    headers = std::move(headers)]() mutable {
            if (auto* found = find(*loop, connection)) {
                found->answer_with_stream(request, std::move(source), std::move(after_id),
                                          std::move(headers));
            }
        };
        if (loop_->is_current()) {
            job();
        } else {
            loop_->deliver(std::move(job));
        }
    }

  private:
    static HttpConnection* find(EventLoop& loop, EventLoop::MemberNumber number) {
        // Numbers are given to connections only.
        return static_cast<HttpConnection*>(loop.find(number));
    }

    std::shared_ptr<EventLoop> loop_;
    EventLoop::MemberNumber connection_;
    std::uint64_t request_;
    std::atomic<bool> answered_ = false;
};

std::string address_of(const Socket& socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    return error ? std::string() : endpoint.address().to_string();
}

}  // namespace

HttpConnection::HttpConnection(EventLoop& loop, std::shared_ptr<HttpShared> shared,
                               std::unique_ptr<Stream> stream)
    : loop_(loop),
      shared_(std::move(shared)),
      stream_(std::move(stream)),
      number_(loop.next_number()),
      remote_address_(address_of(stream_->socket())),
      signal_(loop.context().get_executor()) {
    ++shared_->connections;
}

HttpConnection::~HttpConnection() {
    if (in_flight_) --shared_->in_flight;
    --shared_->connections;
}

void HttpConnection::begin(EventLoop& loop, std::shared_ptr<HttpShared> shared,
                           std::unique_ptr<Stream> stream, Welcome welcome) {
    auto connection = std::make_shared<HttpConnection>(loop, std::move(shared), std::move(stream));
    loop.add(connection->number_, connection);
    asio::co_spawn(loop.context(), run(connection, welcome), asio::detached);
}

Awaitable<void> HttpConnection::run(std::shared_ptr<HttpConnection> self, Welcome welcome) {
    error_code ignored;
    self->stream_->socket().non_blocking(true, ignored);
    self->stream_->socket().set_option(tcp::no_delay(true), ignored);
    try {
        if (welcome == Welcome::Serve) {
            co_await self->serve();
        } else {
            co_await self->refuse(503, "Too many connections are open; try again shortly.");
        }
    } catch (const std::exception& error) {
        log::error("net", "a connection failed", {{"error", error.what()}});
    }
    self->stream_->close();
    self->loop_.remove(self->number_);
}

Awaitable<void> HttpConnection::serve() {
    error_code error;
    set_deadline(shared_->options.limits.header_time);
    co_await stream_->accept_handshake(error);
    if (error) co_return;
    while (true) {
        const Reading reading = co_await read_request();
        if (reading == Reading::Gone) co_return;
        if (reading == Reading::Refused) {
            const HttpRequestReader::Refusal refusal = reader_->refusal();
            co_await refuse(refusal.status, refusal.sentence);
            co_return;
        }
        hand_out();
        while (!answer_ && !source_ && !aborted_)
            co_await signal_.wait();
        if (std::exchange(in_flight_, false)) --shared_->in_flight;
        if (aborted_) co_return;
        if (source_) {
            co_await serve_stream();
            co_return;
        }
        const bool go_on = co_await write_answer();
        if (!go_on) co_return;
    }
}

Awaitable<HttpConnection::Reading> HttpConnection::read_request() {
    const HttpLimits& limits = shared_->options.limits;
    reader_.emplace(limits.header_bytes_max);
    expired_ = false;
    idle_ = input_.empty();
    set_deadline(idle_ ? limits.idle_time : limits.header_time);
    while (true) {
        const bool owes_continue = feed();
        if (reader_->stage() == Stage::Complete) break;
        if (reader_->stage() == Stage::Refused) co_return Reading::Refused;
        if (owes_continue) {
            const bool written =
                co_await write("HTTP/1.1 100 Continue\r\n\r\n", limits.write_stall);
            if (!written) co_return Reading::Gone;
            set_deadline(limits.body_time);
        }
        if (idle_ && shared_->draining) co_return Reading::Gone;
        const bool was_idle = idle_;
        const bool more = co_await read_more();
        if (!more) {
            if (!expired_ || idle_ || aborted_) co_return Reading::Gone;
            co_await refuse(408, "The request took too long to arrive.");
            co_return Reading::Gone;
        }
        if (was_idle) set_deadline(limits.header_time);
    }
    clear_deadline();
    co_return Reading::Ready;
}

bool HttpConnection::feed() {
    bool owes_continue = false;
    if (reader_->stage() == Stage::Header && !input_.empty() && input_.bytes().front() <= '\r') {
        // RFC 9112 §2.2: line breaks before a request line are to be skipped.
        while (!input_.empty() &&
               (input_.bytes().front() == '\r' || input_.bytes().front() == '\n'))
            input_.consume(1);
    }
    while (!input_.empty()) {
        const std::size_t used = reader_->feed(input_.bytes());
        input_.consume(used);
        if (reader_->stage() == Stage::Paused) {
            const HttpRequest& request = reader_->request();
            const auto& limit_of = shared_->options.body_bytes_max;
            const std::string_view path =
                std::string_view(request.url).substr(0, request.url.find('?'));
            reader_->accept_body(limit_of ? limit_of(request.method, path)
                                          : shared_->options.limits.body_bytes_max);
            body_began_ = std::chrono::steady_clock::now();
            set_deadline(shared_->options.limits.body_time);
            owes_continue = reader_->stage() == Stage::Body && reader_->expects_continue();
        } else if (used == 0 || reader_->stage() == Stage::Complete ||
                   reader_->stage() == Stage::Refused) {
            break;
        }
    }
    return owes_continue && input_.empty();
}

Awaitable<bool> HttpConnection::read_more() {
    const HttpLimits& limits = shared_->options.limits;
    if (input_.bytes().size() > limits.header_bytes_max + unparsed_slack_bytes) co_return false;
    const bool large = reader_->body_bytes() >= read_bytes;
    const asio::mutable_buffer room =
        input_.prepare(large ? read_bytes_of_large_body : read_bytes / 2);
    error_code error;
    const std::size_t count = co_await stream_->read_some(room, error);
    if (error) co_return false;
    input_.commit(count);
    idle_ = false;
    if (reader_->stage() == Stage::Body) {
        deadline_ = body_began_ + limits.body_time +
                    std::chrono::seconds(reader_->body_bytes() / read_bytes_of_large_body);
    }
    co_return true;
}

void HttpConnection::hand_out() {
    answer_.reset();
    keep_alive_ = reader_->keep_alive() && !shared_->draining;
    ++request_number_;
    Request request;
    request.http = std::move(reader_->request());
    reader_.reset();
    const auto question = request.http.url.find('?');
    request.path = request.http.url.substr(0, question);
    if (question != std::string::npos) request.query = request.http.url.substr(question + 1);
    request.remote_address = remote_address_;
    body_bytes_ = request.http.method == "HEAD" ? BodyBytes::HeaderOnly : BodyBytes::Send;

    in_flight_ = true;
    if (++shared_->in_flight > shared_->options.limits.in_flight_max) {
        answer_ = problem(503, "Too busy", "Too many requests are under way; try again shortly.");
        answer_->headers.add("Retry-After", "1");
        return;
    }
    const Respond respond(
        std::make_shared<HttpExchange>(loop_.shared_from_this(), number_, request_number_));
    try {
        shared_->handler(std::move(request), respond);
    } catch (const std::exception& error) {
        log::error("net", "a request handler failed", {{"error", error.what()}});
        respond(problem(500, "Internal error", "Something went wrong here; it has been logged."));
    }
}

void HttpConnection::answer(std::uint64_t request_number, HttpResponse response) {
    if (request_number != request_number_ || !in_flight_ || answer_ || source_) return;
    answer_ = std::move(response);
    signal_.raise();
}

Awaitable<bool> HttpConnection::write_answer() {
    keep_alive_ = keep_alive_ && !shared_->draining;
    output_.clear();
    write_response(output_, *answer_, loop_.date(), body_bytes_,
                   keep_alive_ ? AfterResponse::KeepAlive : AfterResponse::Close);
    answer_.reset();
    const bool written = co_await write(output_, shared_->options.limits.write_stall);
    // A large answer's memory is not kept while the connection idles.
    if (output_.capacity() > read_bytes_of_large_body) output_ = {};
    if (written && !keep_alive_) co_await linger();
    co_return written&& keep_alive_;
}

Awaitable<bool> HttpConnection::write(std::string_view bytes, Milliseconds stall) {
    error_code error;
    const std::size_t at_once =
        stream_->write_now(asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error) co_return false;
    bytes.remove_prefix(at_once);
    while (!bytes.empty()) {
        // In portions, so that a client which takes something at all is not taken for gone.
        const std::string_view portion = bytes.substr(0, read_bytes_of_large_body);
        set_deadline(stall);
        co_await stream_->write_all(asio::const_buffer(portion.data(), portion.size()), error);
        if (error) co_return false;
        bytes.remove_prefix(portion.size());
    }
    clear_deadline();
    co_return !aborted_;
}

Awaitable<void> HttpConnection::refuse(int status, std::string_view sentence) {
    output_.clear();
    HttpResponse response = problem(status, reason_phrase(status), sentence);
    if (status == 503) response.headers.add("Retry-After", "1");
    write_response(output_, response, loop_.date(), BodyBytes::Send, AfterResponse::Close);
    const bool written = co_await write(output_, linger_time);
    if (written) co_await linger();
}

// Closing a socket with unread input resets the connection, and the reset overtakes our answer. So
// whatever still comes is thrown away until the client closes or its time is up.
Awaitable<void> HttpConnection::linger() {
    set_deadline(linger_time);
    co_await stream_->finish_writing();
    error_code error;
    while (!error && !aborted_) {
        input_.release();
        co_await stream_->read_some(input_.prepare(read_bytes), error);
    }
}

void HttpConnection::set_deadline(Milliseconds from_now) {
    deadline_ = std::chrono::steady_clock::now() + from_now;
}

void HttpConnection::tick(SteadyTime now) {
    if (now >= next_heartbeat_) {
        next_heartbeat_ = SteadyTime::max();
        heartbeat_due_ = true;
        signal_.raise();
    }
    if (now < deadline_) return;
    clear_deadline();
    expired_ = true;
    stream_->cancel();
}

void HttpConnection::drain() {
    signal_.raise();
    if (idle_) stream_->cancel();
}

void HttpConnection::abort() {
    aborted_ = true;
    stream_->close();
    signal_.raise();
}

}  // namespace aplomb::net
