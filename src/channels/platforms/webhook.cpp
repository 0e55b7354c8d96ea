// The webhook channel: bring your own platform (spec: contracts, "The webhook channel").
//
// The other side pushes signed events to /hooks/{channel} and, when it gave a callback, is handed
// our replies the same way. Both directions carry a `webhook-id`; ours is the reply's key, the same
// on every try, and the receiver drops repeats of it. That is what makes sending again safe, so
// nothing ever has to be looked up over there.
#include <fmt/format.h>

#include "channels/account_settings.h"
#include "channels/connector.h"
#include "channels/http_answers.h"
#include "channels/standard_webhooks.h"
#include "channels/webhook_events.h"

namespace aplomb::channels {
namespace {

constexpr std::string_view who = "The callback";

constexpr Setting settings[] = {
    {.name = "secret",
     .required = true,
     .secret = true,
     .help = "whsec_ and base64 of 24 to 64 random bytes; two with a space between while changing"},
    {.name = "callback", .help = "the address our replies are sent to; without it we only read"},
    {.name = "limit", .help = "events accepted per minute; no limit when it is not given"},
};

Result<> configure(json::object& settings_given, json::object& secrets) {
    if (const auto keys = webhook_keys(text_in(secrets, "secret")); !keys) {
        return fail(ErrorKind::Invalid, keys.error().what, "secret");
    }
    if (const std::string callback = text_in(settings_given, "callback"); !callback.empty()) {
        settings_given["callback"] = TRY(checked_http_url("callback", callback));
    }
    if (settings_given.contains("limit")) {
        const auto limit = whole_in(settings_given, "limit");
        if (!limit || *limit < 1 || *limit > 10'000'000) {
            return fail(ErrorKind::Invalid, "limit must be a whole number of events per minute",
                        "limit");
        }
        settings_given["limit"] = *limit;
    }
    return {};
}

Result<std::vector<RawEvent>> receive(const Account& account, const HttpRequest& request,
                                      Timestamp now) {
    const auto keys = webhook_keys(secret(account, "secret"));
    if (!keys) return fail(ErrorKind::Corrupt, "this channel's secret cannot be read");
    TRY(verify_webhook(*keys, request, now));
    return cut_webhook_body(request.body);
}

Result<std::vector<InboundEvent>> parse(const Account&, const RawEvent& raw) {
    const json::value document = TRY(parse_json(raw.body));
    std::vector<InboundEvent> events;
    events.push_back(TRY(read_webhook_event(document)));
    return events;
}

HttpRequest signed_post(const Account& account, std::string_view id, const json::object& body,
                        Timestamp now) {
    HttpRequest request;
    request.method = "POST";
    request.url = setting(account, "callback");
    request.body = json::serialize(body);
    request.headers.set("content-type", "application/json");
    sign_webhook(request,
                 webhook_keys(secret(account, "secret")).value_or(std::vector<std::string>{}), id,
                 now);
    return request;
}

// 410 is the receiver's word for "never again" (Standard Webhooks), 401 and 403 mean that our
// signature is not believed: all three need a person at the channel, not at the reply.
Trouble callback_trouble(const HttpResponse& response, Timestamp now) {
    Trouble trouble = trouble_of(response, who, now);
    if (response.status == 410 || response.status == 403) trouble.kind = TroubleKind::ReAuth;
    if (trouble.kind == TroubleKind::ReAuth) {
        trouble.what += "; check the callback address and the secret";
    }
    return trouble;
}

std::string id_in(const HttpResponse& response) {
    const auto body = parse_json(response.body);
    if (!body || !body->is_object()) return {};
    std::string id = text_in(body->get_object(), "id");
    if (id.size() > 500 || id.find('\0') != std::string::npos) return {};
    return id;
}

class Reply final : public Dialogue<SendOutcome> {
  public:
    Reply(Account account, OutboundReply reply)
        : account_(std::move(account)), reply_(std::move(reply)) {}

    Step begin(Timestamp now) override {
        const json::object body{{"type", "reply.create"},
                                {"id", reply_.key},
                                {"thread_id", reply_.thread_id},
                                {"in_reply_to", reply_.in_reply_to},
                                {"visibility", name_of(reply_.visibility)},
                                {"text", reply_.text}};
        return Ask{signed_post(account_, reply_.key, body, now)};
    }

    Step hear(const Answer& answer, Timestamp now) override {
        SendOutcome outcome;
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr) {
            const auto* none = std::get_if<NoAnswer>(&answer);
            outcome.trouble =
                none != nullptr ? trouble_of(*none, who) : trouble_of_reading(answer, who, now);
        } else if (succeeded(*response)) {
            outcome.accepted = true;
            outcome.external_id = id_in(*response);
        } else {
            outcome.trouble = callback_trouble(*response, now);
        }
        return outcome;
    }

  private:
    Account account_;
    OutboundReply reply_;
};

std::unique_ptr<Dialogue<SendOutcome>> send(const Account& account, const OutboundReply& reply) {
    if (setting(account, "callback").empty()) {
        SendOutcome outcome;
        outcome.trouble = Trouble{TroubleKind::Permanent,
                                  "This channel has no callback address, so it can only receive.",
                                  {}};
        return settled(std::move(outcome));
    }
    return std::make_unique<Reply>(account, reply);
}

std::unique_ptr<Dialogue<LookUpOutcome>> look_up(const Account&, const OutboundReply&) {
    LookUpOutcome outcome;
    outcome.answer = LookUpAnswer::SafeToRepeat;
    return settled(std::move(outcome));
}

class Trial final : public Dialogue<TestOutcome> {
  public:
    explicit Trial(Account account) : account_(std::move(account)) {}

    Step begin(Timestamp now) override {
        const std::string id = fmt::format("test-{}", to_ms(now));
        return Ask{signed_post(account_, id, {{"type", "channel.test"}, {"id", id}}, now)};
    }

    Step hear(const Answer& answer, Timestamp now) override {
        const auto* response = std::get_if<HttpResponse>(&answer);
        if (response == nullptr)
            return TestOutcome{false, trouble_of_reading(answer, who, now).what, {}};
        if (succeeded(*response)) return TestOutcome{true, "the callback answers", {}};
        return TestOutcome{false, callback_trouble(*response, now).what, {}};
    }

  private:
    Account account_;
};

std::unique_ptr<Dialogue<TestOutcome>> test(const Account& account) {
    if (!webhook_keys(secret(account, "secret"))) {
        return settled(TestOutcome{false, "the secret cannot be read; set it again", {}});
    }
    if (setting(account, "callback").empty()) {
        return settled(TestOutcome{true, "ready to receive; no callback, so no replies", {}});
    }
    return std::make_unique<Trial>(account);
}

}  // namespace

extern const Connector webhook;
const Connector webhook{
    .kind = "webhook",
    .title = "Webhook",
    .settings = settings,
    .configure = configure,
    .receive = receive,
    .parse = parse,
    .send = send,
    .look_up = look_up,
    .test = test,
    .one_exchange_at_a_time = false,
    .sends_per_second = 50.0,
    .send_burst = 100,
};

}  // namespace aplomb::channels
