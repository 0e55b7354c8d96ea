#include "net/http_server.h"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "base/log.h"
#include "net/asio/http_connection.h"
#include "net/listen_address.h"

namespace aplomb::net {
namespace {

constexpr int backlog = 4096;
// Connections over the limit that are told so before they are closed; beyond these, silence.
constexpr std::size_t refusals_under_way_max = 256;
constexpr Milliseconds accept_pause{100};
constexpr Milliseconds tick_longest{500};
constexpr Milliseconds tick_shortest{5};

// Often enough for the shortest limit to be kept to within a quarter.
Milliseconds tick_for(const HttpLimits& limits) {
    const Milliseconds shortest =
        std::min({limits.header_time, limits.body_time, limits.idle_time, limits.write_stall,
                  limits.stream_stall, limits.heartbeat});
    return std::clamp(shortest / 4, tick_shortest, tick_longest);
}

Result<std::unique_ptr<asio::ssl::context>> tls_context(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    error_code error;
    context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                             asio::ssl::context::no_tlsv1_1,
                         error);
    context->use_certificate_chain_file(files.certificate_chain, error);
    if (error) {
        return fail(ErrorKind::Invalid, "The TLS certificate " + files.certificate_chain +
                                            " cannot be used: " + error.message() + ".");
    }
    context->use_private_key_file(files.private_key, asio::ssl::context::pem, error);
    if (error) {
        return fail(ErrorKind::Invalid, "The TLS key " + files.private_key +
                                            " cannot be used: " + error.message() + ".");
    }
    return context;
}

}  // namespace

struct HttpServer::Impl {
    std::shared_ptr<HttpShared> shared;
    std::vector<std::shared_ptr<EventLoop>> loops;
    std::unique_ptr<asio::ssl::context> tls;
    std::unique_ptr<Acceptor> acceptor;
    std::size_t next_loop = 0;
    std::uint16_t port = 0;
    bool started = false;

    Result<> open(std::string_view listen);
    Awaitable<void> accept_all();
    void take(EventLoop& loop, Socket socket);
    void close_acceptor();
    bool wait_until_empty(SteadyTime deadline) const;
    void stop();
};

Result<> HttpServer::Impl::open(std::string_view listen) {
    const ListenAddress address = TRY(parse_listen_address(listen));
    asio::io_context& context = loops.front()->context();
    error_code error;
    asio::ip::tcp::resolver resolver(context);
    const auto found =
        resolver.resolve(address.host, std::to_string(address.port), tcp::resolver::passive, error);
    if (error || found.empty()) {
        return fail(ErrorKind::Invalid, "The address to listen on, " + std::string(listen) +
                                            ", is not an address of this machine.");
    }
    const tcp::endpoint endpoint = found.begin()->endpoint();
    auto opened = std::make_unique<Acceptor>(context.get_executor());
    opened->open(endpoint.protocol(), error);
    if (!error) opened->set_option(Acceptor::reuse_address(true), error);
    if (!error) opened->bind(endpoint, error);
    if (!error) opened->listen(backlog, error);
    if (error == asio::error::address_in_use) {
        return fail(ErrorKind::Conflict,
                    "Port " + std::to_string(address.port) + " on " + address.host +
                        " is in use by another program; stop it or listen elsewhere.");
    }
    if (error) {
        return fail(ErrorKind::Unavailable,
                    "Cannot listen on " + std::string(listen) + ": " + error.message() + ".");
    }
    port = opened->local_endpoint(error).port();
    acceptor = std::move(opened);
    return {};
}

Awaitable<void> HttpServer::Impl::accept_all() {
    SteadyTimer pause(acceptor->get_executor());
    error_code ignored;
    while (acceptor->is_open()) {
        const std::shared_ptr<EventLoop> loop = loops[next_loop++ % loops.size()];
        auto socket = std::make_shared<Socket>(loop->context().get_executor());
        error_code error;
        co_await acceptor->async_accept(*socket, asio::redirect_error(awaited, error));
        if (!error) {
            if (loop->is_current()) {
                take(*loop, std::move(*socket));
            } else {
                loop->deliver(
                    [this, loop = loop.get(), socket] { take(*loop, std::move(*socket)); });
            }
        } else if (acceptor->is_open() && error != asio::error::connection_aborted) {
            // Mostly "too many open files": connections must close before one can be accepted.
            log::warning("net", "cannot accept a connection", {{"error", error.message()}});
            pause.expires_after(accept_pause);
            co_await pause.async_wait(asio::redirect_error(awaited, ignored));
        }
    }
}

void HttpServer::Impl::take(EventLoop& loop, Socket socket) {
    const std::size_t open = shared->connections;
    const std::size_t most = shared->options.limits.connections_max;
    if (shared->draining || open >= most + refusals_under_way_max) return;
    const auto welcome =
        open < most ? HttpConnection::Welcome::Serve : HttpConnection::Welcome::TooMany;
    // The refusal is not worth a handshake: over TLS the connection just closes.
    if (welcome == HttpConnection::Welcome::TooMany && tls) return;
    auto stream = tls ? tls_stream(std::move(socket), *tls) : plain_stream(std::move(socket));
    HttpConnection::begin(loop, shared, std::move(stream), welcome);
}

void HttpServer::Impl::close_acceptor() {
    loops.front()->deliver([this] {
        error_code ignored;
        if (acceptor) acceptor->close(ignored);
    });
}

bool HttpServer::Impl::wait_until_empty(SteadyTime deadline) const {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    while (shared->connections > 0) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        // Draining happens once in a process's life; looking every few milliseconds is simplest.
        never.wait_for(lock, Milliseconds{2});
    }
    return true;
}

void HttpServer::Impl::stop() {
    for (const auto& loop : loops)
        loop->stop();
    // The acceptor belongs to the first loop's context and goes before it.
    acceptor.reset();
    loops.clear();
}

HttpServer::HttpServer(Handler handler) : HttpServer(std::move(handler), Options()) {}

HttpServer::HttpServer(Handler handler, Options options) : impl_(std::make_unique<Impl>()) {
    impl_->shared = std::make_shared<HttpShared>();
    impl_->shared->handler = std::move(handler);
    impl_->shared->options = std::move(options);
}

HttpServer::~HttpServer() {
    drain(Milliseconds{0});
}

Result<> HttpServer::start(std::string_view listen) {
    const Options& options = impl_->shared->options;
    if (options.tls) impl_->tls = TRY(tls_context(*options.tls));
    for (std::size_t i = 0; i < std::max<std::size_t>(options.io_threads, 1); ++i) {
        impl_->loops.push_back(std::make_shared<EventLoop>(tick_for(options.limits)));
    }
    if (auto opened = impl_->open(listen); !opened) {
        impl_->loops.clear();
        return opened;
    }
    impl_->started = true;
    asio::co_spawn(impl_->loops.front()->context(), impl_->accept_all(), asio::detached);
    for (const auto& loop : impl_->loops)
        loop->start();
    return {};
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

HttpServer::Counts HttpServer::counts() const {
    const HttpShared& shared = *impl_->shared;
    return {shared.connections, shared.streams, shared.in_flight};
}

void HttpServer::drain(Milliseconds patience) {
    if (!std::exchange(impl_->started, false)) return;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    impl_->shared->draining = true;
    impl_->close_acceptor();
    for (const auto& loop : impl_->loops) {
        loop->deliver([loop = loop.get()] { loop->drain_all(); });
    }
    while (!impl_->wait_until_empty(deadline)) {
        for (const auto& loop : impl_->loops) {
            loop->deliver([loop = loop.get()] { loop->abort_all(); });
        }
        if (impl_->wait_until_empty(std::chrono::steady_clock::now() + tick_longest)) break;
    }
    impl_->stop();
}

Handler on_workers(WorkerPool& pool, std::function<HttpResponse(const Request&)> answer) {
    return [&pool, answer = std::move(answer)](Request request, Respond respond) {
        auto shared = std::make_shared<Request>(std::move(request));
        if (!pool.try_run([answer, shared, respond] { respond(answer(*shared)); })) {
            HttpResponse busy = problem(503, "Too busy",
                                        "More requests are waiting than can be served; try again "
                                        "shortly.");
            busy.headers.add("Retry-After", "1");
            respond(std::move(busy));
        }
    };
}

}  // namespace aplomb::net
