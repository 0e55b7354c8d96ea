// A server for tests that does with each accepted connection what the test says.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace aplomb::net::testing {

// One accepted connection, on the peer's side.
class PeerConnection {
  public:
    explicit PeerConnection(int fd) : fd_(fd) {
        const timeval patience{20, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    }
    ~PeerConnection() { ::close(fd_); }
    PeerConnection(const PeerConnection&) = delete;
    PeerConnection& operator=(const PeerConnection&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // Up to and including `end`; what there was when the connection ended.
    std::string read_until(std::string_view end) {
        while (rest_.find(end) == std::string::npos) {
            char buffer[4096];
            const auto count = ::recv(fd_, buffer, sizeof(buffer), 0);
            if (count <= 0) return std::exchange(rest_, {});
            rest_.append(buffer, static_cast<std::size_t>(count));
        }
        const std::size_t length = rest_.find(end) + end.size();
        std::string taken = rest_.substr(0, length);
        rest_.erase(0, length);
        return taken;
    }
    std::string read_line() { return read_until("\r\n"); }
    // The connection breaks instead of ending.
    void reset() {
        const linger hard{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    }
    // Until the other side closes.
    void wait_for_end() {
        char ignored[4096];
        while (::recv(fd_, ignored, sizeof(ignored), 0) > 0) {
        }
    }

  private:
    int fd_;
    std::string rest_;
};

class ScriptedPeer {
  public:
    using Script = std::function<void(PeerConnection&)>;

    // The n-th connection is treated by the n-th script, on a thread of its own.
    explicit ScriptedPeer(std::vector<Script> scripts) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), size);
        ::listen(fd_, 16);
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, scripts = std::move(scripts)] {
            for (const auto& script : scripts) {
                const int accepted = ::accept(fd_, nullptr, nullptr);
                if (accepted < 0) return;
                connections_.emplace_back([accepted, script] {
                    PeerConnection connection(accepted);
                    script(connection);
                });
            }
        });
    }
    ~ScriptedPeer() {
        ::shutdown(fd_, SHUT_RDWR);
        thread_.join();
        for (auto& connection : connections_)
            connection.join();
        ::close(fd_);
    }
    ScriptedPeer(const ScriptedPeer&) = delete;
    ScriptedPeer& operator=(const ScriptedPeer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    int fd_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> connections_;
    std::thread thread_;
};

}  // namespace aplomb::net::testing
