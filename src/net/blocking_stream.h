// A TCP connection for a dialogue that one thread leads: connect, perhaps TLS at once or later
// (STARTTLS), write all, read some. Every call has a time limit, and another thread may wake a
// waiting read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace aplomb::net {

// OpenSSL and libcurl write with plain write(), which kills a process that has not said it does not
// want to hear of broken pipes. Once is enough.
void ignore_broken_pipes();

class BlockingStream {
  public:
    enum class Arrival { Bytes, End, Woken, TimedOut };

    // Unavailable, saying why, when nobody can be reached within `limit`.
    static Result<BlockingStream> connect(const std::string& host, std::uint16_t port,
                                          Milliseconds limit);
    ~BlockingStream();
    BlockingStream(BlockingStream&&) noexcept;
    BlockingStream& operator=(BlockingStream&&) noexcept;

    // TLS 1.2 or newer, with the certificate checked for `host` against the system's authorities or
    // those in the PEM file.
    Result<> start_tls(const std::string& host, const std::string& certificate_authorities,
                       Milliseconds limit);
    // Timeout when the other side stops taking bytes, Unavailable when it is gone.
    Result<> write(std::string_view bytes, Milliseconds limit);
    // Appends what there is to `bytes`, waiting for it at most `limit`.
    Result<Arrival> read(std::string& bytes, Milliseconds limit);
    // From any thread: the current or next read returns Woken.
    void wake();

  private:
    struct Impl;
    explicit BlockingStream(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace aplomb::net
