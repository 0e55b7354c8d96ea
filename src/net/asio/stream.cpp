#include "net/asio/stream.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace aplomb::net {
namespace {

class PlainStream final : public Stream {
  public:
    explicit PlainStream(Socket socket) : socket_(std::move(socket)) {}

    Awaitable<void> accept_handshake(error_code& error) override {
        error = {};
        co_return;
    }
    Awaitable<std::size_t> read_some(asio::mutable_buffer buffer, error_code& error) override {
        return socket_.async_read_some(buffer, asio::redirect_error(awaited, error));
    }
    Awaitable<std::size_t> write_all(asio::const_buffer buffer, error_code& error) override {
        return asio::async_write(socket_, buffer, asio::redirect_error(awaited, error));
    }
    std::size_t write_now(asio::const_buffer buffer, error_code& error) override {
        const std::size_t written = socket_.write_some(buffer, error);
        if (error == asio::error::would_block || error == asio::error::try_again) error = {};
        return written;
    }
    Awaitable<void> finish_writing() override {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        co_return;
    }
    Socket& socket() override { return socket_; }

  private:
    Socket socket_;
};

class TlsStream final : public Stream {
  public:
    TlsStream(Socket socket, asio::ssl::context& context) : tls_(std::move(socket), context) {}

    Awaitable<void> accept_handshake(error_code& error) override {
        return tls_.async_handshake(asio::ssl::stream_base::server,
                                    asio::redirect_error(awaited, error));
    }
    Awaitable<std::size_t> read_some(asio::mutable_buffer buffer, error_code& error) override {
        return tls_.async_read_some(buffer, asio::redirect_error(awaited, error));
    }
    Awaitable<std::size_t> write_all(asio::const_buffer buffer, error_code& error) override {
        return asio::async_write(tls_, buffer, asio::redirect_error(awaited, error));
    }
    std::size_t write_now(asio::const_buffer, error_code& error) override {
        error = {};
        return 0;
    }
    Awaitable<void> finish_writing() override {
        // async_shutdown would wait for the peer's close_notify; ours is in the socket by the time
        // it suspends, and waiting on a peer that never answers is the deadline's to end.
        error_code ignored;
        co_await tls_.async_shutdown(asio::redirect_error(awaited, ignored));
        socket().shutdown(Socket::shutdown_send, ignored);
    }
    Socket& socket() override { return tls_.next_layer(); }

  private:
    asio::ssl::stream<Socket> tls_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Socket socket) {
    return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context) {
    return std::make_unique<TlsStream>(std::move(socket), context);
}

}  // namespace aplomb::net
