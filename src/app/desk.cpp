#include "app/desk.h"

#include <csignal>
#include <ctime>

#include "api/api.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "net/http_server.h"
#include "runtime/key_file.h"
#include "runtime/policy_file.h"

namespace aplomb::app {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds drain_patience = 10s;

std::unique_ptr<Clock> make_clock(const Config& config) {
    if (config.virtual_clock) return std::make_unique<VirtualClock>(*config.virtual_clock);
    return std::make_unique<SystemClock>();
}

}  // namespace

// In order of dependence: destroyed bottom up.
struct Desk::Parts {
    Config config;
    std::unique_ptr<Clock> clock;
    SecureRandom random;
    Metrics metrics;
    std::unique_ptr<runtime::PolicyFile> policy;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<runtime::DeskRuntime> runtime;
    std::unique_ptr<api::Api> api;
    std::unique_ptr<net::HttpServer> server;

    api::Services services();
};

api::Services Desk::Parts::services() {
    api::Settings settings;
    settings.public_url = config.public_url;
    settings.secure_cookies = config.public_url.starts_with("https://") || !config.tls_key.empty();
    settings.behind_proxy = config.behind_proxy;
    settings.undo_window = config.undo_window;
    api::Services out{*store,   *clock, random, metrics, *policy, runtime->admin(),
                      settings, {},     {},     {},      {}};
    out.wake_outbox = [this] { runtime->outbox().wake(); };
    out.wake_pipeline = [this] { runtime->pipeline().wake(); };
    out.receive_hook = [this](ChannelId id, const net::Request& request,
                              const net::Respond& respond) {
        runtime->intake().receive(id, request, respond);
    };
    if (auto* virtual_clock = dynamic_cast<VirtualClock*>(clock.get())) {
        out.advance_clock = [this, virtual_clock](Milliseconds by) {
            return runtime->advance(*virtual_clock, by);
        };
    }
    return out;
}

Desk::Desk(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Desk::~Desk() {
    stop();
}

Result<std::unique_ptr<Desk>> Desk::open(const Config& config, channels::Transport& transport) {
    auto parts = std::make_unique<Parts>();
    parts->config = config;
    parts->clock = make_clock(config);
    parts->policy = TRY(runtime::PolicyFile::open(config.policy_file));
    store::OpenOptions options;
    options.directory = config.data;
    parts->store = TRY(store::open_sqlite(options));
    std::string key = TRY(runtime::load_or_make_key(config.data, parts->random));
    parts->runtime = std::make_unique<runtime::DeskRuntime>(runtime::DeskRuntime::Surroundings{
        *parts->store, *parts->clock, parts->random, parts->metrics, *parts->policy, transport,
        std::move(key)});
    parts->api = std::make_unique<api::Api>(parts->services());
    net::HttpServer::Options server;
    if (!config.tls_key.empty()) server.tls = net::TlsFiles{config.tls_certificate, config.tls_key};
    parts->server = std::make_unique<net::HttpServer>(parts->api->handler(), std::move(server));
    return std::unique_ptr<Desk>(new Desk(std::move(parts)));
}

Result<> Desk::start() {
    TRY(parts_->runtime->start());
    return parts_->server->start(parts_->config.listen);
}

void Desk::stop() {
    if (!parts_) return;
    parts_->server->drain(drain_patience);
    parts_->api->stop();
    parts_->runtime->stop();
}

std::string Desk::address() const {
    if (!parts_->config.public_url.empty()) return parts_->config.public_url;
    const std::string& listen = parts_->config.listen;
    const std::string host = listen.substr(0, listen.rfind(':'));
    return (parts_->config.tls_key.empty() ? "http://" : "https://") + host + ":" +
           std::to_string(parts_->server->port());
}

store::Store& Desk::store() {
    return *parts_->store;
}
runtime::DeskRuntime& Desk::runtime() {
    return *parts_->runtime;
}
void Desk::follow_policy() {
    runtime::follow_policy(*parts_->policy, *parts_->store, parts_->clock->now());
}
Clock& Desk::clock() {
    return *parts_->clock;
}

namespace {

sigset_t awaited_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    return signals;
}

}  // namespace

void block_signals() {
    const sigset_t signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    // A client that went away must not take the desk with it.
    std::signal(SIGPIPE, SIG_IGN);
}

void wait_for_signal(const Waiting& waiting) {
    const sigset_t signals = awaited_signals();
    constexpr timespec quarter{0, 250'000'000};
    for (;;) {
        int signal = 0;
        if (waiting.every) {
            signal = sigtimedwait(&signals, nullptr, &quarter);
        } else {
            sigwait(&signals, &signal);
        }
        if (signal == SIGHUP && waiting.hung_up) {
            waiting.hung_up();
        } else if (signal > 0) {
            return;
        }
        if (waiting.every && !waiting.every()) return;
    }
}

}  // namespace aplomb::app
