#include "api/api.h"

#include "api/access.h"
#include "api/dispatch.h"

namespace aplomb::api {
namespace {

constexpr std::size_t password_workers = 2;
constexpr std::size_t password_queue_max = 64;
constexpr std::int64_t busy_seconds = 1;

HttpResponse busy(const Settings& settings) {
    return with_security_headers(
        settings, come_back_in(503, "The desk has too much to do just now.", busy_seconds));
}

// "/hooks/7" to 7.
std::optional<ChannelId> hook_channel(const RouteMatch& match) {
    return match.arguments.empty() ? std::nullopt : ChannelId::parse(match.arguments.front());
}

void open_stream(State& state, const net::Request& request, RouteMatch match,
                 const net::Respond& respond) {
    auto admitted = admit(state, request, std::move(match));
    if (!admitted) {
        respond(with_security_headers(state.services.settings, problem(admitted.error())));
        return;
    }
    // The stream outlives the request: it asks again with the same credentials.
    const auto welcome = [&services = state.services, headers = request.http.headers] {
        net::Request again;
        again.http.headers = headers;
        const auto who = identify(services, again);
        return who && who->asker.known();
    };
    const auto last = request.http.headers.find("Last-Event-ID");
    Headers headers = security_headers(state.services.settings);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Accel-Buffering", "no");
    respond.stream(state.events->open(welcome), std::string(last.value_or("")), std::move(headers));
}

}  // namespace

struct Api::Pools {
    explicit Pools(const Settings& settings)
        : workers("api", settings.workers, settings.worker_queue_max),
          passwords("passwords", password_workers, password_queue_max) {}

    WorkerPool workers;
    WorkerPool passwords;
};

Api::Api(Services services) : state_(std::make_unique<State>(std::move(services))) {
    pools_ = std::make_unique<Pools>(state_->services.settings);
    state_->services.store.on_events(
        [hub = std::weak_ptr<EventHub>(state_->events)](std::int64_t newest) {
            if (const auto alive = hub.lock()) alive->committed(newest);
        });
}

Api::~Api() {
    stop();
}

void Api::stop() {
    pools_->workers.stop();
    pools_->passwords.stop();
    state_->events->stop();
}

HttpResponse Api::answer(const net::Request& request) {
    RouteMatch match = find_route(request.http.method, request.path);
    HttpResponse response = match.route == nullptr
                                ? answer_unrouted(*state_, request, match)
                                : answer_route(*state_, request, std::move(match));
    return with_security_headers(state_->services.settings, std::move(response));
}

net::Handler Api::handler() {
    return [this](net::Request request, net::Respond respond) {
        handle(std::move(request), std::move(respond));
    };
}

void Api::handle(net::Request request, net::Respond respond) {
    RouteMatch match = find_route(request.http.method, request.path);
    const RunOn run_on = match.route == nullptr ? RunOn::InPlace : match.route->run_on;
    if (run_on == RunOn::InPlace) {
        respond(answer(request));
        return;
    }
    if (run_on == RunOn::Hook) {
        const auto channel = hook_channel(match);
        if (channel && state_->services.receive_hook) {
            state_->services.receive_hook(*channel, std::move(request), std::move(respond));
        } else {
            respond(with_security_headers(state_->services.settings,
                                          problem(404, "There is no channel at this address.")));
        }
        return;
    }
    state_->composers.arrived(request.http.headers);
    WorkerPool& pool = run_on == RunOn::PasswordWorker ? pools_->passwords : pools_->workers;
    const bool queued = pool.try_run([this, request = std::move(request), respond, run_on]() {
        if (run_on == RunOn::Stream) {
            open_stream(*state_, request, find_route(request.http.method, request.path), respond);
        } else {
            respond(answer(request));
        }
    });
    if (!queued) respond(busy(state_->services.settings));
}

}  // namespace aplomb::api
