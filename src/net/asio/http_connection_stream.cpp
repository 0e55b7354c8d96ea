// The event-stream part of a connection's life (event_stream.h explains the scheme).
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "base/log.h"
#include "net/asio/http_connection.h"

namespace aplomb::net {
namespace {

// How long a browser waits before it reconnects after an end it did not ask for.
constexpr std::string_view reconnect_advice = "retry: 2000\n\n";
constexpr std::string_view heartbeat_comment = ": still here\n\n";

}  // namespace

void HttpConnection::answer_with_stream(std::uint64_t request_number,
                                        std::shared_ptr<EventStream> source, std::string after_id,
                                        Headers headers) {
    if (request_number != request_number_ || !in_flight_ || answer_ || source_) return;
    source_ = std::move(source);
    after_id_ = std::move(after_id);
    stream_headers_ = std::move(headers);
    signal_.raise();
}

Awaitable<void> HttpConnection::serve_stream() {
    ++shared_->streams;
    // From here on nothing is read but the end, so the request's memory goes.
    input_.release();
    reader_.reset();
    loop_.listen(*source_->waker(), number_);
    const bool begun = co_await write_stream_beginning();
    if (begun) {
        asio::co_spawn(loop_.context(), watch_for_hang_up(shared_from_this()), asio::detached);
        ask_again_ = true;
        bool alive = true;
        while (alive && !over())
            alive = co_await write_stream_news();
    }
    loop_.unlisten(*source_->waker(), number_);
    next_heartbeat_ = SteadyTime::max();
    --shared_->streams;
    if (hung_up_ || aborted_ || expired_) co_return;
    set_deadline(Milliseconds{500});
    co_await stream_->finish_writing();
}

Awaitable<bool> HttpConnection::write_stream_beginning() {
    output_.clear();
    write_stream_header(output_, std::exchange(stream_headers_, {}), loop_.date());
    if (body_bytes_ == BodyBytes::Send) output_ += reconnect_advice;
    const bool written = co_await write(output_, shared_->options.limits.stream_stall);
    output_ = {};
    next_heartbeat_ = std::chrono::steady_clock::now() + shared_->options.limits.heartbeat;
    co_return written&& body_bytes_ == BodyBytes::Send;
}

// One step: write what has come, or ask for more, or say that we are alive, or wait.
Awaitable<bool> HttpConnection::write_stream_news() {
    const HttpLimits& limits = shared_->options.limits;
    if (chunk_) {
        EventStream::Chunk chunk = std::move(*chunk_);
        chunk_.reset();
        if (!chunk.last_id.empty()) after_id_ = std::move(chunk.last_id);
        bool written = true;
        if (!chunk.bytes.empty()) {
            ask_again_ = true;
            written = co_await write(chunk.bytes, limits.stream_stall);
            next_heartbeat_ = std::chrono::steady_clock::now() + limits.heartbeat;
        }
        co_return written && !chunk.end;
    }
    if (ask_again_ && !asked_) {
        request_source();
        co_return true;
    }
    if (std::exchange(heartbeat_due_, false)) {
        const bool written = co_await write(heartbeat_comment, limits.stream_stall);
        next_heartbeat_ = std::chrono::steady_clock::now() + limits.heartbeat;
        co_return written;
    }
    co_await signal_.wait();
    co_return true;
}

void HttpConnection::request_source() {
    ask_again_ = false;
    asked_ = true;
    // The source may deliver twice by mistake or from another thread: only the first counts.
    auto delivered = std::make_shared<std::atomic<bool>>(false);
    auto loop = loop_.shared_from_this();
    auto deliver = [loop, number = number_, delivered](EventStream::Chunk chunk) {
        if (delivered->exchange(true)) return;
        auto job = [loop = loop.get(), number, chunk = std::move(chunk)]() mutable {
            auto* found = static_cast<HttpConnection*>(loop->find(number));
            if (found != nullptr) found->chunk_came(std::move(chunk));
        };
        if (loop->is_current()) {
            job();
        } else {
            loop->deliver(std::move(job));
        }
    };
    try {
        source_->pull(after_id_, shared_->options.limits.stream_chunk_bytes_max,
                      std::move(deliver));
    } catch (const std::exception& error) {
        log::error("net", "an event stream's source failed", {{"error", error.what()}});
        EventStream::Chunk last;
        last.end = true;
        chunk_came(std::move(last));
    }
}

void HttpConnection::chunk_came(EventStream::Chunk chunk) {
    asked_ = false;
    chunk_ = std::move(chunk);
    signal_.raise();
}

void HttpConnection::ring() {
    ask_again_ = true;
    signal_.raise();
}

// An event-stream client says nothing more; what can be read is that it left.
Awaitable<void> HttpConnection::watch_for_hang_up(std::shared_ptr<HttpConnection> self) {
    std::array<char, 64> ignored{};
    error_code error;
    while (!error) {
        co_await self->stream_->read_some(asio::buffer(ignored), error);
        // A deadline that passed cancels reads and writes alike; the writer knows why.
        if (error == asio::error::operation_aborted && !self->aborted_ && !self->expired_)
            error = {};
    }
    self->hung_up_ = true;
    self->signal_.raise();
}

}  // namespace aplomb::net
