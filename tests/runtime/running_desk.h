// A desk without network: a real store in a temporary directory, the real pipeline and outbox, a
// virtual clock, and a transport the test answers for.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/metrics.h"
#include "base/random.h"
#include "channels/transport.h"
#include "etiquette/policy.h"
#include "runtime/desk_runtime.h"
#include "store/accounts.h"
#include "store/cases.h"
#include "store/messages.h"
#include "store/outbox.h"
#include "store/receipts.h"

namespace aplomb::runtime {

class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "aplomb-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Asks the test; remembers every question.
class ScriptedTransport final : public channels::Transport {
  public:
    std::function<channels::Answer(const channels::Ask&)> on_ask;

    channels::Answer ask(const channels::Account&, const channels::Connector&,
                         const channels::Ask& question) override {
        const std::scoped_lock lock(mutex_);
        asked_.push_back(question);
        return on_ask ? on_ask(question) : channels::Answer{channels::NoAnswer{false, "nobody"}};
    }
    Result<> stream(const channels::Account&, const HttpRequest&,
                    const std::function<void(std::string_view)>&,
                    const std::atomic<bool>&) override {
        return {};
    }
    Result<> watch_mailbox(const channels::MailServers&, std::optional<channels::MailCursor>,
                           Timestamp, const std::function<Result<>(const channels::ArrivedMail&)>&,
                           const std::atomic<bool>&) override {
        return {};
    }
    // As a platform that takes all we say: "platform-1", "platform-2" …
    void take_everything() {
        on_ask = [this](const channels::Ask&) -> channels::Answer {
            HttpResponse response;
            response.status = 200;
            response.body = R"({"id":"platform-)" + std::to_string(++taken_) + R"("})";
            return response;
        };
    }
    std::vector<channels::Ask> asked() {
        const std::scoped_lock lock(mutex_);
        return asked_;
    }

  private:
    std::mutex mutex_;
    std::vector<channels::Ask> asked_;
    int taken_ = 0;
};

class FixedPolicy final : public desk::PolicySource {
  public:
    [[nodiscard]] std::shared_ptr<const etiquette::Policy> current() const override {
        return policy_;
    }

  private:
    std::shared_ptr<const etiquette::Policy> policy_ = std::make_shared<etiquette::Policy>();
};

class RunningDesk {
  public:
    RunningDesk() {
        open();
        json::object settings;
        settings["secret"] = "whsec_" + crypto::to_base64(std::string(32, 'k'));
        settings["callback"] = "http://127.0.0.1:9/callback";
        channel_ = runtime_->admin().add("webhook", "shop", settings).value().id;
    }

    // As after kill -9: everything in memory is gone, the directory stays.
    void restart() {
        runtime_.reset();
        store_.reset();
        open();
    }

    Clock& clock() { return clock_; }
    store::Store& store() { return *store_; }
    DeskRuntime& runtime() { return *runtime_; }
    ScriptedTransport& transport() { return transport_; }
    [[nodiscard]] ChannelId channel() const { return channel_; }

    // Hands raw webhook events over as if pushed, and waits until they are processed.
    void receive(const std::vector<std::string>& bodies) {
        const LiveChannelPtr live = runtime_->directory().find(channel_);
        for (const std::string& body : bodies) {
            HttpRequest request;
            request.method = "POST";
            request.body = body;
            const std::string id = "msg_" + std::to_string(++pushes_);
            const std::string stamp = std::to_string(to_ms(clock_.now()) / 1'000);
            const std::string signature =
                crypto::hmac_sha256(std::string(32, 'k'), id + "." + stamp + "." + body);
            request.headers.set("webhook-id", id);
            request.headers.set("webhook-timestamp", stamp);
            request.headers.set("webhook-signature", "v1," + crypto::to_base64(signature));
            auto events = live->connector.receive(live->account(), request, clock_.now());
            ASSERT_TRUE(events) << events.error().what;
            ASSERT_TRUE(runtime_->intake().keep(*live, *events, std::nullopt));
        }
        runtime_->pipeline().settle();
    }

    template<class T>
    T read(const std::function<Result<T>(const store::Transaction&)>& job) {
        auto out = store_->read_for<T>(job);
        EXPECT_TRUE(out) << out.error().what;
        return out ? *out : T{};
    }
    template<class T>
    T write(const std::function<Result<T>(store::Transaction&)>& job) {
        auto out = store_->write_for<T>(job);
        EXPECT_TRUE(out) << out.error().what;
        return out ? *out : T{};
    }

    Message message(const std::string& external_id) {
        auto found = read<std::optional<Message>>([&](const store::Transaction& transaction) {
            return transaction.messages().find(channel_, external_id);
        });
        EXPECT_TRUE(found) << external_id << " is not here";
        return found.value_or(Message{});
    }
    Message message(MessageId id) {
        auto found = read<std::optional<Message>>(
            [&](const store::Transaction& transaction) { return transaction.messages().find(id); });
        return found.value_or(Message{});
    }
    Case case_of(const std::string& external_id) {
        const CaseId id = message(external_id).case_id;
        auto found = read<std::optional<Case>>(
            [&](const store::Transaction& transaction) { return transaction.cases().find(id); });
        return found.value_or(Case{});
    }
    store::LedgerLine ledger() {
        const auto lines =
            read<std::vector<store::LedgerLine>>([&](const store::Transaction& transaction) {
                return transaction.receipts().ledger(clock_.now());
            });
        return lines.empty() ? store::LedgerLine{} : lines.front();
    }

    // A reply that is due at once, as the API would leave it.
    MessageId reply_to(const std::string& external_id, const std::string& text) {
        const Message answered = message(external_id);
        return write<MessageId>([&](store::Transaction& transaction) -> Result<MessageId> {
            Message ours;
            ours.conversation_id = answered.conversation_id;
            ours.case_id = answered.case_id;
            ours.channel_id = answered.channel_id;
            ours.parent_external_id = answered.external_id;
            ours.direction = Direction::Out;
            ours.from = Speaker::Us;
            ours.visibility = answered.visibility;
            ours.text = text;
            ours.at = clock_.now();
            ours.received_at = clock_.now();
            ours.state = MessageState::Queued;
            ours.send_key = "msg_key_" + std::to_string(++replies_);
            ours.id = TRY(transaction.messages().insert(ours));
            OutboxRow row;
            row.message_id = ours.id;
            row.channel_id = ours.channel_id;
            row.key = ours.send_key;
            row.not_before = clock_.now();
            row.seen_message_id = answered.id;
            row.created_at = clock_.now();
            TRY(transaction.outbox().insert(row));
            return ours.id;
        });
    }
    void send_due() {
        runtime_->outbox().wake();
        runtime_->outbox().settle();
    }
    void advance(Milliseconds by) { ASSERT_TRUE(runtime_->advance(clock_, by)); }

  private:
    void open() {
        store::OpenOptions options;
        options.directory = directory_.path();
        store_ = std::move(store::open_sqlite(options).value());
        metrics_ = std::make_unique<Metrics>();
        runtime_ = std::make_unique<DeskRuntime>(DeskRuntime::Surroundings{
            *store_, clock_, random_, *metrics_, policy_, transport_, std::string(32, 's')});
        EXPECT_TRUE(runtime_->start());
    }

    TemporaryDirectory directory_;
    VirtualClock clock_{parse_rfc3339("2026-11-23T10:00:00Z").value()};
    SeededRandom random_{7};
    FixedPolicy policy_;
    ScriptedTransport transport_;
    std::unique_ptr<Metrics> metrics_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<DeskRuntime> runtime_;
    ChannelId channel_;
    int pushes_ = 0;
    int replies_ = 0;
};

}  // namespace aplomb::runtime
