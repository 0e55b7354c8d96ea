#include "sim/trial/desk_process.h"

#include <stdexcept>

#include "api/access.h"

namespace aplomb::sim {
namespace {

class ShippedPolicy final : public desk::PolicySource {
  public:
    [[nodiscard]] std::shared_ptr<const etiquette::Policy> current() const override {
        return policy_;
    }

  private:
    std::shared_ptr<const etiquette::Policy> policy_ = std::make_shared<const etiquette::Policy>();
};

// Draws anew at every moment, so that what the desk does now is not decided by how much it had to
// decide before.
class MomentaryRandom final : public Random {
  public:
    MomentaryRandom(std::uint64_t seed, const Clock& clock) : seed_(seed), clock_(clock) {}
    void fill(std::span<unsigned char> bytes) override {
        if (const Timestamp now = clock_.now(); now != moment_) {
            moment_ = now;
            stream_ = SeededRandom(
                seed_ ^ SeededRandom(static_cast<std::uint64_t>(to_ms(now))).below(~0ULL));
        }
        stream_.fill(bytes);
    }

  private:
    std::uint64_t seed_;
    const Clock& clock_;
    Timestamp moment_;
    SeededRandom stream_{0};
};

class StatusOf final : public net::Exchange {
  public:
    explicit StatusOf(std::function<void(int)> told) : told_(std::move(told)) {}
    void answer(HttpResponse response) override { told_(response.status); }
    void stream(std::shared_ptr<net::EventStream>, std::string, Headers) override {}

  private:
    std::function<void(int)> told_;
};

const std::string sealing_key(32, 's');
constexpr std::string_view csrf = "one-for-all";

}  // namespace

// In order of dependence: destroyed bottom up.
struct DeskProcess::Parts {
    Parts(std::uint64_t seed, const Clock& clock) : random(seed, clock) {}

    MomentaryRandom random;
    Metrics metrics;
    ShippedPolicy policy;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<runtime::DeskRuntime> runtime;
    std::unique_ptr<api::Api> api;
};

DeskProcess::DeskProcess(VirtualClock& clock, channels::Transport& transport, std::uint64_t seed,
                         std::function<void(store::CommitPoint)> at_commit)
    : clock_(clock), transport_(transport), seed_(seed) {
    stepping_.in_memory = true;
    stepping_.at = [this, moment = std::move(at_commit)](store::CommitPoint point) {
        if (point == store::CommitPoint::Committed) ++commits_;
        moment(point);
    };
}

DeskProcess::~DeskProcess() {
    kill();
}

void DeskProcess::start() {
    if (running()) throw std::logic_error("the desk is started while it runs");
    ++life_;
    stepping_.abandoned = false;
    parts_ = std::make_unique<Parts>(seed_, clock_);
    store::OpenOptions options;
    options.readers = 1;
    options.stepping = &stepping_;
    auto opened = store::open_sqlite(options);
    if (!opened) throw std::runtime_error("the desk does not start: " + opened.error().what);
    parts_->store = std::move(*opened);
    parts_->runtime = std::make_unique<runtime::DeskRuntime>(
        runtime::DeskRuntime::Surroundings{*parts_->store, clock_, parts_->random, parts_->metrics,
                                           parts_->policy, transport_, sealing_key});
    api::Settings settings;
    settings.workers = 0;
    settings.reading = triage::Tier::Fast;
    api::Services services{*parts_->store,
                           clock_,
                           parts_->random,
                           parts_->metrics,
                           parts_->policy,
                           parts_->runtime->admin(),
                           settings,
                           {},
                           {},
                           {},
                           {}};
    services.wake_outbox = [this] { parts_->runtime->outbox().wake(); };
    services.wake_pipeline = [this] { parts_->runtime->pipeline().wake(); };
    parts_->api = std::make_unique<api::Api>(std::move(services));
    if (const auto begun = parts_->runtime->begin(); !begun) {
        throw std::runtime_error("the desk does not begin: " + begun.error().what);
    }
}

void DeskProcess::kill() {
    stepping_.abandoned = true;
    owes_commit_ = false;
    parts_.reset();
}

store::Store& DeskProcess::store() {
    return *parts_->store;
}

runtime::DeskRuntime& DeskProcess::runtime() {
    return *parts_->runtime;
}

HttpResponse DeskProcess::request(const std::string& token, std::string_view method,
                                  std::string_view target, const json::value& body,
                                  const std::string& key) {
    net::Request request;
    request.http.method = method;
    request.http.url = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    request.remote_address = "127.0.0.1";
    request.http.headers.set("Cookie", "aplomb_session=" + token);
    request.http.headers.set("X-CSRF-Token", std::string(csrf));
    if (!key.empty()) request.http.headers.set("Idempotency-Key", key);
    if (!body.is_null()) {
        request.http.headers.set("Content-Type", "application/json");
        request.http.body = json::serialize(body);
    }
    return parts_->api->answer(request);
}

void DeskProcess::push(ChannelId channel, const HttpRequest& http,
                       std::function<void(int)> answered) {
    net::Request request;
    request.http = http;
    owes_commit_ = true;
    parts_->runtime->intake().receive(
        channel, request, net::Respond(std::make_shared<StatusOf>(std::move(answered))));
}

void DeskProcess::commit() {
    owes_commit_ = false;
    parts_->store->write([](store::Transaction&) -> Result<> { return {}; });
}

Session lasting_session(const std::string& token, UserId user, Timestamp now) {
    Session session;
    session.token_hash = api::token_hash(token);
    session.user_id = user;
    session.csrf = csrf;
    session.created_at = now;
    session.expires_at = now + std::chrono::hours{24 * 1'000};
    return session;
}

}  // namespace aplomb::sim
