// A blocking client socket for tests that care about single bytes on the wire.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace aplomb::net::testing {

class LoopbackSocket {
  public:
    explicit LoopbackSocket(std::uint16_t port, int receive_buffer_bytes = 0)
        : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer_bytes > 0) {
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof(int));
        }
        // A test that would wait for ever fails instead.
        const timeval patience{20, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        const int yes = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    }
    ~LoopbackSocket() { close(); }
    LoopbackSocket(LoopbackSocket&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)),
          connected_(other.connected_),
          rest_(std::move(other.rest_)) {}
    LoopbackSocket& operator=(LoopbackSocket&&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Everything up to and including `end`; what came before the connection ended if it never did.
    std::string read_until(std::string_view end) {
        while (true) {
            const auto at = rest_.find(end);
            if (at != std::string::npos) return take(at + end.size());
            if (!read_some()) return take(rest_.size());
        }
    }

    std::string read_exactly(std::size_t count) {
        while (rest_.size() < count && read_some()) {
        }
        return take(std::min(count, rest_.size()));
    }

    std::string read_to_end() {
        while (read_some()) {
        }
        return take(rest_.size());
    }

    // Header and body by Content-Length.
    std::string read_response() {
        std::string head = read_until("\r\n\r\n");
        const auto at = head.find("Content-Length: ");
        if (at == std::string::npos) return head;
        return head + read_exactly(std::stoul(head.substr(at + 16)));
    }

  private:
    bool read_some() {
        char buffer[16 * 1024];
        const auto count = ::recv(fd_, buffer, sizeof(buffer), 0);
        if (count <= 0) return false;
        rest_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }
    std::string take(std::size_t count) {
        std::string taken = rest_.substr(0, count);
        rest_.erase(0, count);
        return taken;
    }

    int fd_;
    bool connected_ = false;
    std::string rest_;
};

}  // namespace aplomb::net::testing
