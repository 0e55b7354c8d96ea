// A connected byte stream, plain or TLS, behind one type: what is written over it is compiled once.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "net/asio/types.h"

namespace aplomb::net {

class Stream {
  public:
    virtual ~Stream() = default;

    virtual Awaitable<void> accept_handshake(error_code& error) = 0;
    virtual Awaitable<std::size_t> read_some(asio::mutable_buffer buffer, error_code& error) = 0;
    virtual Awaitable<std::size_t> write_all(asio::const_buffer buffer, error_code& error) = 0;
    // What goes out without waiting, possibly nothing; the rest is for write_all.
    virtual std::size_t write_now(asio::const_buffer buffer, error_code& error) = 0;
    // Says that nothing more will be written; reading may go on.
    virtual Awaitable<void> finish_writing() = 0;

    virtual Socket& socket() = 0;
    // Reads and writes under way end with operation_aborted; the stream stays usable.
    void cancel() {
        error_code ignored;
        socket().cancel(ignored);
    }
    void close() {
        error_code ignored;
        socket().close(ignored);
    }
};

std::unique_ptr<Stream> plain_stream(Socket socket);
// `context` must outlive the stream.
std::unique_ptr<Stream> tls_stream(Socket socket, asio::ssl::context& context);

}  // namespace aplomb::net
