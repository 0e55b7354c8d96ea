// The API over a real store in a directory of its own, a clock that stands still, and channels that
// exist in name only. Requests are values; no socket is involved.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/api.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/metrics.h"
#include "base/random.h"
#include "desk/ports.h"
#include "domain/message.h"
#include "domain/user.h"
#include "etiquette/policy.h"
#include "store/store.h"

namespace aplomb::api {

class FixedPolicy final : public desk::PolicySource {
  public:
    [[nodiscard]] std::shared_ptr<const etiquette::Policy> current() const override {
        return policy;
    }
    std::shared_ptr<const etiquette::Policy> policy = std::make_shared<etiquette::Policy>();
};

// Channels as rows, without platforms.
class PaperChannels final : public desk::ChannelAdmin {
  public:
    explicit PaperChannels(store::Store& store) : store_(store) {}

    [[nodiscard]] std::vector<KindInfo> kinds() const override;
    Result<Channel> add(const std::string& kind, const std::string& name,
                        const json::object& given) override;
    Result<Channel> configure(ChannelId id, const json::object& given) override;
    Result<Channel> set_state(ChannelId id, ChannelState state) override;
    Result<Health> test(ChannelId) override { return Health{true, "signed in"}; }
    [[nodiscard]] Health health(const Channel&) const override { return {true, ""}; }
    [[nodiscard]] Limit limit(const Channel&, Visibility) const override {
        return {280, "characters"};
    }
    [[nodiscard]] std::optional<std::string> cannot_answer(const Channel&,
                                                           Visibility) const override {
        return why_not;
    }
    Result<std::string> make_send_key(const Channel&) override {
        return "key-" + std::to_string(++keys_);
    }

    std::optional<std::string> why_not;

  private:
    store::Store& store_;
    int keys_ = 0;
};

class ApiTest : public ::testing::Test {
  protected:
    ApiTest();
    ~ApiTest() override;

    struct Answer {
        int status = 0;
        Headers headers;
        std::string text;
        json::value body;

        [[nodiscard]] std::string at(std::string_view pointer) const;
        [[nodiscard]] std::string header(std::string_view name) const;
    };
    struct Ask {
        std::string method = "GET";
        std::string target;
        std::string body{};
        std::vector<std::pair<std::string, std::string>> headers{};
        std::string address = "192.0.2.1";
    };
    Answer send(const Ask& ask);
    // With a token of that role.
    Answer as(Role role, const std::string& method, const std::string& target,
              const std::string& body = {},
              std::vector<std::pair<std::string, std::string>> headers = {});
    std::string token(Role role);

    // A customer wrote in public on a webhook channel, two hours ago by the clock.
    struct Seeded {
        ChannelId channel;
        CustomerId customer;
        CaseId case_id;
        ConversationId conversation;
        MessageId message;
    };
    Seeded seed(const std::string& text = "My parcel has not come. Where is it?");
    MessageId hear(const Seeded& seeded, const std::string& text);
    UserId add_user(const std::string& email, Role role, const std::string& password = {});
    // A roster that says they are away, from yesterday on for months.
    void put_away(UserId id);
    // Logs in; the cookie and CSRF header to send.
    std::vector<std::pair<std::string, std::string>> logged_in(const std::string& email,
                                                               const std::string& password);

    void advance(Milliseconds by) { clock_.advance_to(clock_.now() + by); }
    template<class T>
    T read(std::function<Result<T>(const store::Transaction&)> job) {
        auto result = store_->read_for<T>(std::move(job));
        EXPECT_TRUE(result) << result.error().what;
        return result ? std::move(*result) : T{};
    }
    void write(store::WriteJob job) {
        const auto written = store_->write(std::move(job));
        EXPECT_TRUE(written) << written.error().what;
    }

    std::string directory_;
    VirtualClock clock_{from_ms(1'790'000'000'000)};
    SecureRandom random_;
    Metrics metrics_;
    FixedPolicy policy_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<PaperChannels> channels_;
    std::unique_ptr<Api> api_;
    int outbox_woken_ = 0;
    int pipeline_woken_ = 0;
    Milliseconds advanced_{0};

  private:
    std::map<Role, std::string> tokens_;
    int external_ = 0;
};

inline constexpr std::array<Role, 5> every_role{Role::Agent, Role::Senior, Role::Manager,
                                                Role::Executive, Role::Admin};

}  // namespace aplomb::api
