#include "runtime/listener.h"

#include "base/log.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds back_off_max = 5min;
// A poll may bring pages; a platform that never runs out of them must not hold the thread.
constexpr int pages_max = 100;

}  // namespace

bool needs_listener(const channels::Connector& connector) {
    return connector.poll != nullptr || connector.mail_servers != nullptr;
}

Listener::Listener(LiveChannelPtr channel, Intake& intake, ChannelDirectory& directory,
                   channels::Transport& transport, Clock& clock, Random& random)
    : channel_(std::move(channel)),
      intake_(intake),
      directory_(directory),
      transport_(transport),
      clock_(clock),
      random_(random) {}

void Listener::start() {
    poller_ = std::thread([this] { listen(); });
    if (channel_->connector.stream != nullptr) {
        streamer_ = std::thread([this] { listen_to_stream(); });
    }
}

Listener::~Listener() {
    stop();
}

void Listener::wake() {
    {
        const std::scoped_lock lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void Listener::stop() {
    stopping_ = true;
    wake();
    if (poller_.joinable()) poller_.join();
    if (streamer_.joinable()) streamer_.join();
}

bool Listener::pause(Milliseconds duration) {
    std::unique_lock lock(mutex_);
    clock_.wait_until(lock, wake_, clock_.now() + duration, [&] { return stopping_ || woken_; });
    woken_ = false;
    return !stopping_;
}

Milliseconds Listener::back_off() {
    const int doublings = std::min(failures_in_row_++, 8);
    const auto base = std::min<Milliseconds>(1s * (1 << doublings), back_off_max);
    return base / 2 + Milliseconds{static_cast<std::int64_t>(
                          random_.below(static_cast<std::uint64_t>(base.count() / 2 + 1)))};
}

void Listener::listen() {
    const bool mailbox = channel_->connector.mail_servers != nullptr;
    do {
        if (stopping_) return;
    } while (pause(mailbox ? visit_mailbox() : poll_page()));
}

Milliseconds Listener::after_trouble(const channels::Trouble& trouble) {
    log::warning("listener", "a channel cannot be heard",
                 {{"channel", channel_->channel.name}, {"why", trouble.what}});
    if (trouble.kind == channels::TroubleKind::ReAuth) {
        const auto marked = directory_.set_trouble(
            channel_->channel.id, ChannelState::NeedsAttention, trouble.what, clock_.now());
        if (!marked) log::error("listener", "trouble not kept", {{"why", marked.error().what}});
        return back_off_max;
    }
    if (trouble.until) return std::max(*trouble.until - clock_.now(), Milliseconds{1'000});
    return back_off();
}

Milliseconds Listener::poll_page() {
    const std::scoped_lock exchange(channel_->exchange);
    for (auto ask = begin_page(); ask;) {
        ask = hear(transport_.ask(account_, channel_->connector, *ask));
    }
    return pause_;
}

std::optional<channels::Ask> Listener::begin_page() {
    account_ = channel_->account();
    channels::PollOutcome endless;
    endless.trouble = channels::Trouble{channels::TroubleKind::Retry, "the poll did not end", {}};
    page_.emplace(channel_->connector.poll(account_), std::move(endless));
    auto ask = page_->begin(clock_.now());
    if (!ask) pause_ = end_page();
    return ask;
}

std::optional<channels::Ask> Listener::hear(const channels::Answer& answer) {
    auto ask = page_->hear(answer, clock_.now());
    if (!ask) pause_ = end_page();
    return ask;
}

// Keeps what the page brought; answers how long to pause.
Milliseconds Listener::end_page() {
    const channels::PollOutcome& outcome = page_->outcome();
    const Result<> kept = intake_.keep(*channel_, outcome.events, outcome.state);
    if (!kept) {
        log::warning("listener", "events wait on the platform", {{"why", kept.error().what}});
        return back_off();
    }
    if (outcome.trouble) return after_trouble(*outcome.trouble);
    failures_in_row_ = 0;
    if (channel_->channel.state == ChannelState::NeedsAttention) {
        const auto well =
            directory_.set_trouble(channel_->channel.id, ChannelState::Active, {}, clock_.now());
        if (!well) log::error("listener", "recovery not kept", {{"why", well.error().what}});
    }
    if (outcome.more && ++pages_in_row_ < pages_max) return Milliseconds{0};
    pages_in_row_ = 0;
    return channel_->connector.poll_every;
}

Result<> Listener::keep_mail(const channels::ArrivedMail& mail) {
    const RawEvent event = channel_->connector.receive_mail(channel_->account(), mail.raw,
                                                            mail.at.uid_validity, mail.at.uid);
    json::object state = channel_->account().state;
    state["uid_validity"] = mail.at.uid_validity;
    state["uid"] = mail.at.uid;
    failures_in_row_ = 0;
    return intake_.keep(*channel_, {event}, state);
}

Milliseconds Listener::visit_mailbox() {
    const auto servers = channel_->connector.mail_servers(channel_->account());
    if (!servers) return back_off_max;
    const json::object state = channel_->account().state;
    std::optional<channels::MailCursor> from;
    if (state.contains("uid")) {
        from = channels::MailCursor{
            static_cast<std::uint32_t>(state.at("uid_validity").to_number<std::int64_t>()),
            static_cast<std::uint32_t>(state.at("uid").to_number<std::int64_t>())};
    }
    const Result<> watched = transport_.watch_mailbox(
        *servers, from, channel_->channel.created_at,
        [&](const channels::ArrivedMail& mail) { return keep_mail(mail); }, stopping_);
    if (stopping_) return Milliseconds{0};
    channels::Trouble trouble{channels::TroubleKind::Retry, "the mailbox connection ended", {}};
    if (!watched) {
        trouble.what = watched.error().what;
        if (watched.error().kind == ErrorKind::Unauthorized)
            trouble.kind = channels::TroubleKind::ReAuth;
    }
    return after_trouble(trouble);
}

void Listener::listen_to_stream() {
    int failures = 0;
    while (!stopping_) {
        const channels::Account account = channel_->account();
        const auto request = channel_->connector.stream(account);
        if (request) {
            const auto decoder = channel_->connector.decode_stream(account);
            // No replay on reconnect: what happened meanwhile comes by polling.
            wake();
            const Timestamp began = clock_.now();
            const auto ended = transport_.stream(
                account, *request,
                [&](std::string_view bytes) {
                    const auto output = decoder->feed(bytes);
                    if (!output.events.empty()) {
                        const Result<> kept = intake_.keep(*channel_, output.events, std::nullopt);
                        if (!kept) wake();
                    }
                    if (output.poll_now) wake();
                },
                stopping_);
            if (stopping_) return;
            failures = clock_.now() - began > 60s ? 0 : failures + 1;
            log::debug("listener", "a stream ended",
                       {{"channel", channel_->channel.name},
                        {"why", ended ? "closed" : ended.error().what}});
        }
        // Polling goes on meanwhile, so this wait may be long.
        std::unique_lock lock(mutex_);
        const auto wait = std::min<Milliseconds>(1s * (1 << std::min(failures, 6)), 60s);
        clock_.wait_until(lock, wake_, clock_.now() + wait, [&] { return stopping_.load(); });
    }
}

}  // namespace aplomb::runtime
