// Mastodon and the servers that speak its interface (connectors/mastodon.md).
#include <fmt/format.h>

#include "channels/account_settings.h"
#include "channels/connector.h"
#include "channels/json_fields.h"
#include "channels/mastodon/instance.h"
#include "channels/mastodon/listening.h"
#include "channels/mastodon/sending.h"
#include "channels/mastodon/statuses.h"

namespace aplomb::channels {
namespace {

constexpr Setting settings[] = {
    {.name = "instance", .required = true, .help = "the server, such as https://social.example"},
    {.name = "access_token",
     .required = true,
     .secret = true,
     .help = "made there under Preferences, Development, with the rights read and write"},
};

Result<> configure(json::object& given, json::object& secrets) {
    std::string instance = text_in(given, "instance");
    if (!instance.empty() && instance.find("://") == std::string::npos) {
        instance = "https://" + instance;
    }
    given["instance"] = TRY(checked_http_url("instance", instance));
    if (text_in(secrets, "access_token").empty()) {
        return fail(ErrorKind::Invalid, "access_token is missing", "access_token");
    }
    return {};
}

class Trial final : public Dialogue<TestOutcome> {
  public:
    explicit Trial(Account account) : account_(std::move(account)) {}

    Step begin(Timestamp) override {
        return Ask{fediverse::call(account_, "/api/v1/accounts/verify_credentials")};
    }

    Step hear(const Answer& answer, Timestamp now) override {
        const auto body = fediverse::body_in(answer);
        if (!body) return TestOutcome{false, fediverse::trouble_of_query(answer, now).what, {}};
        return TestOutcome{true, fmt::format("signed in as @{}", text_at(*body, {"acct"})), {}};
    }

  private:
    Account account_;
};

std::unique_ptr<Dialogue<TestOutcome>> test(const Account& account) {
    return std::make_unique<Trial>(account);
}

}  // namespace

extern const Connector mastodon;
const Connector mastodon{
    .kind = "mastodon",
    .title = "Mastodon",
    .settings = settings,
    .configure = configure,
    .parse = fediverse::parse_status,
    .poll = fediverse::make_poll,
    .poll_every = Milliseconds{30'000},
    .stream = fediverse::stream_request,
    .decode_stream = fediverse::make_decoder,
    .send = fediverse::make_send,
    .look_up = fediverse::make_look_up,
    .test = test,
    // 300 statuses in 3 hours.
    .sends_per_second = 0.028,
    .send_burst = 30,
};

}  // namespace aplomb::channels
