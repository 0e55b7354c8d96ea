// Bluesky, by the AT protocol (connectors/bluesky.md).
#include <fmt/format.h>

#include "channels/account_settings.h"
#include "channels/bluesky/events.h"
#include "channels/bluesky/poll.h"
#include "channels/bluesky/sending.h"
#include "channels/bluesky/session.h"
#include "channels/bluesky/words.h"
#include "channels/connector.h"
#include "channels/http_answers.h"
#include "channels/json_fields.h"

namespace aplomb::channels {
namespace {

constexpr Setting settings[] = {
    {.name = "identifier", .required = true, .help = "the handle, such as shop.example.org"},
    {.name = "password",
     .required = true,
     .secret = true,
     .help = "an app password with access to direct messages, made in Bluesky's settings"},
    {.name = "service",
     .help = "the address of the account's server",
     .fallback = "https://bsky.social"},
    {.name = "dms", .help = "on or off: whether direct messages are read", .fallback = "on"},
    {.name = "keywords",
     .help =
         "up to five words or phrases to watch for in posts that do not mention us, with commas"},
};

Result<> configure(json::object& given, json::object& secrets) {
    std::string identifier = text_in(given, "identifier");
    if (identifier.starts_with('@')) identifier.erase(0, 1);
    if (identifier.empty()) {
        return fail(ErrorKind::Invalid, "identifier is missing: the account's handle",
                    "identifier");
    }
    given["identifier"] = identifier;
    if (text_in(secrets, "password").empty()) {
        return fail(ErrorKind::Invalid, "password is missing: an app password", "password");
    }
    if (const std::string service = text_in(given, "service"); !service.empty()) {
        given["service"] = TRY(checked_http_url("service", service));
    }
    return {};
}

class Trial final : public Dialogue<TestOutcome> {
  public:
    explicit Trial(const Account& account)
        : session_(account), state_(account.state), dms_(flag_in(account.settings, "dms", true)) {}

    Step begin(Timestamp) override {
        return session_.start(session_.query("com.atproto.server.getSession", {}));
    }

    Step hear(const Answer& answer, Timestamp now) override {
        auto next = session_.hear(answer, now);
        if (auto* ask = std::get_if<Ask>(&next)) return std::move(*ask);
        if (auto* trouble = std::get_if<Trouble>(&next)) return end(false, trouble->what);
        const Answer& got = std::get<Answer>(next);
        const auto* response = std::get_if<HttpResponse>(&got);
        const bool good = response != nullptr && succeeded(*response);
        if (asked_chat_) {
            return end(true, signed_in() + (good ? ", posts and messages"
                                                 : "; messages cannot be read with this app "
                                                   "password or on this server"));
        }
        if (!good) return end(false, atproto::trouble_of_query(got, now).what);
        if (!dms_) return end(true, signed_in());
        asked_chat_ = true;
        HttpRequest request = session_.query("chat.bsky.convo.getLog", {});
        request.headers.set("atproto-proxy", std::string(atproto::chat_service));
        return session_.start(std::move(request));
    }

  private:
    [[nodiscard]] std::string signed_in() const {
        return fmt::format("signed in as @{}", session_.handle());
    }
    Step end(bool ok, std::string detail) {
        TestOutcome outcome{ok, std::move(detail), {}};
        if (session_.changed()) {
            state_["session"] = session_.state();
            outcome.state = state_;
        }
        return outcome;
    }

    atproto::Session session_;
    json::object state_;
    bool dms_;
    bool asked_chat_ = false;
};

std::unique_ptr<Dialogue<TestOutcome>> test(const Account& account) {
    return std::make_unique<Trial>(account);
}

std::unique_ptr<Dialogue<SendOutcome>> send(const Account& account, const OutboundReply& reply) {
    return reply.visibility == Visibility::Private ? atproto::make_chat_message(account, reply)
                                                   : atproto::make_post(account, reply);
}

std::unique_ptr<Dialogue<LookUpOutcome>> look_up(const Account& account,
                                                 const OutboundReply& reply) {
    return reply.visibility == Visibility::Private ? atproto::make_chat_look_up(account, reply)
                                                   : atproto::make_post_look_up(account, reply);
}

std::string make_key(const Account&, Timestamp now, Random& random) {
    return atproto::make_record_key(now, random);
}

}  // namespace

extern const Connector bluesky;
const Connector bluesky{
    .kind = "bluesky",
    .title = "Bluesky",
    .settings = settings,
    .configure = configure,
    .parse = atproto::parse_event,
    .poll = atproto::make_poll,
    .poll_every = Milliseconds{20'000},
    .send = send,
    .look_up = look_up,
    .test = test,
    .make_key = make_key,
    // 5,000 points an hour, 3 for a post: a little below that, with room for a busy minute.
    .sends_per_second = 0.4,
    .send_burst = 30,
};

}  // namespace aplomb::channels
