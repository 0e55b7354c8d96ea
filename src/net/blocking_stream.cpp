#include "net/blocking_stream.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

namespace aplomb::net {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Deadline = SteadyClock::time_point;

class FileDescriptor {
  public:
    explicit FileDescriptor(int fd = -1) : fd_(fd) {}
    ~FileDescriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    [[nodiscard]] int get() const { return fd_; }

  private:
    int fd_;
};

struct AddressListDeleter {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
struct TlsContextDeleter {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct TlsDeleter {
    void operator()(SSL* tls) const { SSL_free(tls); }
};

enum class Ready { Socket, Woken, TimedOut };

// Waits for the socket, and for the wake-up when `wake_fd` is one.
Ready wait_for(int fd, short events, int wake_fd, Deadline deadline) {
    while (true) {
        const auto left = std::chrono::ceil<Milliseconds>(deadline - SteadyClock::now());
        std::array<pollfd, 2> watched{pollfd{fd, events, 0}, pollfd{wake_fd, POLLIN, 0}};
        const int count = ::poll(watched.data(), watched.size(),
                                 static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Ready::TimedOut;
        return watched[1].revents != 0 ? Ready::Woken : Ready::Socket;
    }
}

std::string tls_reason() {
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) return "the connection ended";
    const char* reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : "unknown TLS trouble";
}

tl::unexpected<Error> gone(const std::string& reason) {
    return fail(ErrorKind::Unavailable, "The connection broke: " + reason + ".");
}

Result<FileDescriptor> connect_to(const addrinfo& address, Deadline deadline) {
    FileDescriptor fd(::socket(address.ai_family,
                               address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                               address.ai_protocol));
    if (::connect(fd.get(), address.ai_addr, address.ai_addrlen) == 0) return fd;
    if (errno != EINPROGRESS) return fail(ErrorKind::Unavailable, std::strerror(errno));
    if (wait_for(fd.get(), POLLOUT, -1, deadline) != Ready::Socket) {
        return fail(ErrorKind::Unavailable, "no answer in time");
    }
    int error = 0;
    socklen_t size = sizeof(error);
    ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return fail(ErrorKind::Unavailable, std::strerror(error));
    return fd;
}

}  // namespace

void ignore_broken_pipes() {
    static const auto previous = std::signal(SIGPIPE, SIG_IGN);
    (void)previous;
}

struct BlockingStream::Impl {
    FileDescriptor socket;
    FileDescriptor wake{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::unique_ptr<SSL_CTX, TlsContextDeleter> context;
    std::unique_ptr<SSL, TlsDeleter> tls;

    // Runs one OpenSSL call until it succeeds, fails or the time is up; nothing when it is up.
    template<class Call>
    Result<std::optional<int>> until_done(Call call, int wake_fd, Deadline deadline,
                                          bool* woken = nullptr);
};

template<class Call>
Result<std::optional<int>> BlockingStream::Impl::until_done(Call call, int wake_fd,
                                                            Deadline deadline, bool* woken) {
    while (true) {
        ERR_clear_error();
        const int result = call();
        if (result > 0) return std::optional<int>(result);
        const int error = SSL_get_error(tls.get(), result);
        if (error == SSL_ERROR_ZERO_RETURN) return std::optional<int>(0);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
            return gone(tls_reason());
        }
        const short events = error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        const Ready ready = wait_for(socket.get(), events, wake_fd, deadline);
        if (ready == Ready::Woken && woken != nullptr) *woken = true;
        if (ready != Ready::Socket) return std::optional<int>();
    }
}

BlockingStream::BlockingStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BlockingStream::~BlockingStream() = default;
BlockingStream::BlockingStream(BlockingStream&&) noexcept = default;
BlockingStream& BlockingStream::operator=(BlockingStream&&) noexcept = default;

Result<BlockingStream> BlockingStream::connect(const std::string& host, std::uint16_t port,
                                               Milliseconds limit) {
    ignore_broken_pipes();
    const Deadline deadline = SteadyClock::now() + limit;
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const std::string service = std::to_string(port);
    const int resolved = ::getaddrinfo(host.c_str(), service.c_str(), &wanted, &list);
    const std::unique_ptr<addrinfo, AddressListDeleter> addresses(list);
    if (resolved != 0) {
        return fail(ErrorKind::Unavailable,
                    "The name " + host + " cannot be found: " + ::gai_strerror(resolved) + ".");
    }
    std::string reason = "no address";
    for (const addrinfo* address = list; address != nullptr; address = address->ai_next) {
        auto connected = connect_to(*address, deadline);
        if (connected) {
            auto impl = std::make_unique<Impl>();
            impl->socket = std::move(*connected);
            const int yes = 1;
            ::setsockopt(impl->socket.get(), SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof(yes));
            ::setsockopt(impl->socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
            return BlockingStream(std::move(impl));
        }
        reason = connected.error().what;
    }
    return fail(ErrorKind::Unavailable,
                "Could not connect to " + host + ":" + service + ": " + reason + ".");
}

Result<> BlockingStream::start_tls(const std::string& host,
                                   const std::string& certificate_authorities, Milliseconds limit) {
    impl_->context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* context = impl_->context.get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    const int trusted = certificate_authorities.empty()
                            ? SSL_CTX_set_default_verify_paths(context)
                            : SSL_CTX_load_verify_file(context, certificate_authorities.c_str());
    if (trusted != 1) {
        return fail(ErrorKind::Invalid, "The certificate authorities in " +
                                            certificate_authorities + " cannot be read.");
    }
    impl_->tls.reset(SSL_new(context));
    SSL* tls = impl_->tls.get();
    // A certificate may name an address instead of a host.
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()) != 1) {
        SSL_set1_host(tls, host.c_str());
        SSL_set_tlsext_host_name(tls, host.c_str());
    }
    ERR_clear_error();
    SSL_set_fd(tls, impl_->socket.get());
    const auto done =
        impl_->until_done([tls] { return SSL_connect(tls); }, -1, SteadyClock::now() + limit);
    if (!done) {
        return fail(ErrorKind::Unavailable, "No TLS with " + host + ": " + done.error().what);
    }
    if (!*done) return fail(ErrorKind::Unavailable, "No TLS with " + host + " in time.");
    return {};
}

Result<> BlockingStream::write(std::string_view bytes, Milliseconds limit) {
    const Deadline deadline = SteadyClock::now() + limit;
    while (!bytes.empty()) {
        std::size_t written = 0;
        if (impl_->tls) {
            const int count = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20));
            const std::optional<int> done = TRY(impl_->until_done(
                [&] { return SSL_write(impl_->tls.get(), bytes.data(), count); }, -1, deadline));
            if (!done) return fail(ErrorKind::Timeout, "The server stopped listening.");
            written = static_cast<std::size_t>(*done);
        } else {
            const auto count =
                ::send(impl_->socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count < 0 && errno != EAGAIN && errno != EINTR) return gone(std::strerror(errno));
            if (count < 0 &&
                wait_for(impl_->socket.get(), POLLOUT, -1, deadline) != Ready::Socket) {
                return fail(ErrorKind::Timeout, "The server stopped listening.");
            }
            written = count < 0 ? 0 : static_cast<std::size_t>(count);
        }
        bytes.remove_prefix(written);
    }
    return {};
}

Result<BlockingStream::Arrival> BlockingStream::read(std::string& bytes, Milliseconds limit) {
    const Deadline deadline = SteadyClock::now() + limit;
    std::array<char, 16 * 1024> buffer;
    const auto note_wake = [&] {
        eventfd_t ignored = 0;
        ::eventfd_read(impl_->wake.get(), &ignored);
        return Arrival::Woken;
    };
    if (impl_->tls) {
        bool woken = false;
        const std::optional<int> done = TRY(impl_->until_done(
            [&] {
                return SSL_read(impl_->tls.get(), buffer.data(), static_cast<int>(buffer.size()));
            },
            impl_->wake.get(), deadline, &woken));
        if (woken) return note_wake();
        if (!done) return Arrival::TimedOut;
        bytes.append(buffer.data(), static_cast<std::size_t>(*done));
        return *done == 0 ? Arrival::End : Arrival::Bytes;
    }
    while (true) {
        const Ready ready = wait_for(impl_->socket.get(), POLLIN, impl_->wake.get(), deadline);
        if (ready == Ready::Woken) return note_wake();
        if (ready == Ready::TimedOut) return Arrival::TimedOut;
        const auto count = ::recv(impl_->socket.get(), buffer.data(), buffer.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count < 0) return gone(std::strerror(errno));
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        return count == 0 ? Arrival::End : Arrival::Bytes;
    }
}

void BlockingStream::wake() {
    ::eventfd_write(impl_->wake.get(), 1);
}

}  // namespace aplomb::net
