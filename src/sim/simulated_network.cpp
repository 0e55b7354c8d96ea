#include "sim/simulated_network.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "sim/dice.h"

namespace aplomb::sim {
namespace {

// Real time, because nothing here is decided by it: how soon a stopped stream notices.
constexpr std::chrono::milliseconds look_again{100};
constexpr std::size_t trace_max = 10'000;

const channels::NoAnswer silence{true, "no answer in time"};

HttpResponse turned_away() {
    HttpResponse response = refusal(429, "RateLimitExceeded", "Too many requests");
    response.headers.set("retry-after", "7");
    return response;
}

// A mail server's words for the same misfortunes.
channels::Answer failure_of(const channels::Ask& question, int status) {
    if (std::holds_alternative<HttpRequest>(question)) {
        return status == 429 ? turned_away() : refusal(500, "InternalServerError", "Out of order");
    }
    if (std::holds_alternative<channels::MailSubmission>(question)) {
        return channels::MailSubmitted{451, "4.3.0 try again later"};
    }
    return channels::NoAnswer{false, "the mail server is not answering"};
}

std::string describe(const channels::Ask& question) {
    if (const auto* request = std::get_if<HttpRequest>(&question)) {
        return fmt::format("{} {} {}", request->method, request->url,
                           crypto::to_hex(crypto::sha256(request->body)).substr(0, 8));
    }
    if (const auto* mail = std::get_if<channels::MailSubmission>(&question)) {
        return fmt::format("MAIL {} {}", fmt::join(mail->recipients, ","),
                           crypto::to_hex(crypto::sha256(mail->data)).substr(0, 8));
    }
    const auto& search = std::get<channels::MailboxSearch>(question);
    return fmt::format("SEARCH {} {}", search.mailbox, search.message_id);
}

std::string describe(const channels::Answer& answer) {
    if (const auto* response = std::get_if<HttpResponse>(&answer)) {
        return fmt::format("{} {}", response->status,
                           crypto::to_hex(crypto::sha256(response->body)).substr(0, 8));
    }
    if (const auto* mail = std::get_if<channels::MailSubmitted>(&answer)) {
        return std::to_string(mail->code);
    }
    if (const auto* search = std::get_if<channels::MailboxSearched>(&answer)) {
        return search->found ? "found" : "not found";
    }
    return "silence";
}

}  // namespace

void SimulatedNetwork::connect(std::string host, Platform& platform) {
    const std::scoped_lock lock(mutex_);
    hosts_[std::move(host)] = &platform;
}

void SimulatedNetwork::set_faults(Faults faults) {
    const std::scoped_lock lock(mutex_);
    faults_ = faults;
}

std::vector<std::string> SimulatedNetwork::trace() const {
    const std::scoped_lock lock(mutex_);
    return {trace_.begin(), trace_.end()};
}

channels::Answer SimulatedNetwork::ask(const channels::Account&, const channels::Connector&,
                                       const channels::Ask& question) {
    const std::scoped_lock lock(mutex_);
    const auto wake = Wake{news_};
    const Timestamp now = clock_.now();
    deliver_late(now);
    if (catch_up_) catch_up_(now);
    channels::Answer answer = through_faults(question, now);
    trace_.push_back(
        fmt::format("{} {} -> {}", to_rfc3339(now), describe(question), describe(answer)));
    if (trace_.size() > trace_max) trace_.pop_front();
    return answer;
}

channels::Answer SimulatedNetwork::through_faults(const channels::Ask& question, Timestamp now) {
    if (happens(random_, faults_.lost_question)) return silence;
    if (happens(random_, faults_.late_question)) {
        late_.push_back({now + between(random_, Milliseconds{1}, faults_.late_by), question});
        return silence;
    }
    if (happens(random_, faults_.turned_away)) return failure_of(question, 429);
    if (happens(random_, faults_.failing)) return failure_of(question, 500);
    channels::Answer answer = deliver(question, now);
    if (happens(random_, faults_.lost_answer)) return silence;
    if (happens(random_, faults_.failing_after) && std::holds_alternative<HttpRequest>(question)) {
        return failure_of(question, 500);
    }
    return answer;
}

channels::Answer SimulatedNetwork::deliver(const channels::Ask& question, Timestamp now) {
    if (const auto* request = std::get_if<HttpRequest>(&question)) {
        const auto platform = hosts_.find(target_of(request->url).host);
        if (platform == hosts_.end()) {
            return channels::NoAnswer{false, "there is no such host in this simulation"};
        }
        return platform->second->answer(*request, now);
    }
    if (mail_ == nullptr) return channels::NoAnswer{false, "there is no mail server here"};
    if (const auto* mail = std::get_if<channels::MailSubmission>(&question)) {
        return mail_->submit(*mail, now);
    }
    return mail_->search(std::get<channels::MailboxSearch>(question));
}

void SimulatedNetwork::deliver_late(Timestamp now) {
    const auto waiting = std::stable_partition(
        late_.begin(), late_.end(), [&](const auto& late) { return late.arrives <= now; });
    const std::vector<LateQuestion> due(late_.begin(), waiting);
    late_.erase(late_.begin(), waiting);
    for (const LateQuestion& late : due)
        deliver(late.question, late.arrives);
}

void SimulatedNetwork::await_news(std::unique_lock<std::mutex>& lock) {
    news_.wait_for(lock, look_again);
}

Result<> SimulatedNetwork::stream(const channels::Account&, const HttpRequest& request,
                                  const std::function<void(std::string_view)>& on_bytes,
                                  const std::atomic<bool>& stop) {
    std::size_t position = stream_begins;
    while (!stop) {
        std::optional<std::string> bytes;
        {
            std::unique_lock lock(mutex_);
            const auto platform = hosts_.find(target_of(request.url).host);
            if (platform == hosts_.end()) return fail(ErrorKind::Unavailable, "no such host");
            if (catch_up_) catch_up_(clock_.now());
            bytes = platform->second->stream_after(request, position);
            if (!bytes) return fail(ErrorKind::Unavailable, "this platform has no such stream");
            if (bytes->empty()) await_news(lock);
        }
        if (!bytes->empty()) on_bytes(*bytes);
    }
    return {};
}

Result<> SimulatedNetwork::watch_mailbox(
    const channels::MailServers& servers, std::optional<channels::MailCursor> from, Timestamp since,
    const std::function<Result<>(const channels::ArrivedMail&)>& on_mail,
    const std::atomic<bool>& stop) {
    while (!stop) {
        std::optional<channels::ArrivedMail> mail;
        {
            std::unique_lock lock(mutex_);
            if (mail_ == nullptr) return fail(ErrorKind::Unavailable, "no mail server here");
            if (catch_up_) catch_up_(clock_.now());
            mail = TRY(mail_->next_mail(servers, from, since));
            if (!mail) await_news(lock);
        }
        if (!mail) continue;
        from = mail->at;
        TRY(on_mail(*mail));
    }
    return {};
}

}  // namespace aplomb::sim
