// The webhook channel against its contract.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/crypto.h"
#include "channels/standard_webhooks.h"
#include "channels/webhook_events.h"
#include "tests/channels/connector_harness.h"

namespace aplomb::channels {

extern const Connector webhook;

namespace {

using testing::at;
using testing::Script;

const Timestamp now = at("2026-11-22T15:00:00Z");
const std::string key_bytes(32, 'k');

Account account(std::string_view callback = "https://shop.test/desk") {
    Account account;
    account.id = ChannelId{7};
    account.kind = "webhook";
    account.settings["callback"] = callback;
    account.secrets["secret"] = "whsec_" + crypto::to_base64(key_bytes);
    return account;
}

HttpRequest delivery(std::string body) {
    HttpRequest request;
    request.method = "POST";
    request.url = "/hooks/7";
    request.body = std::move(body);
    sign_webhook(request, {key_bytes}, "d1", now);
    return request;
}

Result<std::vector<RawEvent>> receive(std::string body) {
    return webhook.receive(account(), delivery(std::move(body)), now);
}

InboundEvent only_event(std::string body) {
    const auto raw = receive(std::move(body));
    EXPECT_TRUE(raw) << (raw ? "" : raw.error().what);
    const auto events = webhook.parse(account(), raw->at(0));
    EXPECT_TRUE(events);
    return events->at(0);
}

constexpr std::string_view contract_example =
    R"({"type":"message.created","id":"ext-123","thread_id":"t-9","parent_id":"ext-120",
        "visibility":"public","at":"2026-11-22T14:50:00Z",
        "author":{"id":"u1","handle":"@ana","name":"Ana","followers":120},"text":"My bag is lost",
        "rating":null,"lang":"en","attachments":[{"url":"https://x.test/p.png","type":"image/png"}],
        "someday":{"unknown":true}})";

TEST(Webhook, UnderstandsTheContractsExample) {
    const InboundEvent event = only_event(std::string(contract_example));
    EXPECT_EQ(event.kind, InboundKind::MessageCreated);
    EXPECT_EQ(event.external_id, "ext-123");
    EXPECT_EQ(event.thread_id, "t-9");
    EXPECT_EQ(event.parents, std::vector<std::string>{"ext-120"});
    EXPECT_EQ(event.visibility, Visibility::Public);
    EXPECT_EQ(event.at, at("2026-11-22T14:50:00Z"));
    EXPECT_EQ(event.author.id, "u1");
    EXPECT_EQ(event.author.handle, "@ana");
    EXPECT_EQ(event.author.followers, 120);
    EXPECT_EQ(event.text, "My bag is lost");
    EXPECT_EQ(event.language, "en");
    EXPECT_FALSE(event.rating);
    EXPECT_FALSE(event.from_us);
    ASSERT_EQ(event.attachments.size(), 1u);
    EXPECT_EQ(event.attachments[0].type, "image/png");
}

TEST(Webhook, KeepsTheRawBytesOfASingleEvent) {
    const auto raw = receive(std::string(contract_example));
    ASSERT_TRUE(raw);
    ASSERT_EQ(raw->size(), 1u);
    EXPECT_EQ(raw->at(0).body, contract_example);
    EXPECT_EQ(raw->at(0).external_id, "ext-123");
    EXPECT_EQ(raw->at(0).kind, "message.created");
    EXPECT_EQ(raw->at(0).revision, "");
}

TEST(Webhook, CutsAListIntoReceiptsOfTheirOwn) {
    const auto raw = receive(R"([{"type":"message.created","id":"1","text":"a"},
                                 {"type":"message.deleted","id":"1"}])");
    ASSERT_TRUE(raw);
    ASSERT_EQ(raw->size(), 2u);
    EXPECT_EQ(raw->at(0).body, R"({"type":"message.created","id":"1","text":"a"})");
    EXPECT_EQ(raw->at(1).kind, "message.deleted");
    EXPECT_TRUE(receive("[]")->empty());
}

TEST(Webhook, TellsEditsApartByTimeAndWords) {
    const auto edit = [](std::string_view when, std::string_view text) {
        return receive(json::serialize(json::object{
                           {"type", "message.edited"}, {"id", "1"}, {"at", when}, {"text", text}}))
            ->at(0)
            .revision;
    };
    const std::string first = edit("2026-11-22T14:00:00Z", "one");
    EXPECT_EQ(first, edit("2026-11-22T14:00:00Z", "one"));
    EXPECT_NE(first, edit("2026-11-22T14:00:00Z", "two"));
    EXPECT_NE(first, edit("2026-11-22T14:00:01Z", "one"));
    EXPECT_FALSE(first.empty());
}

TEST(Webhook, TellsDeliveryReportsApartByTheirStatus) {
    const auto raw =
        receive(R"({"type":"delivery.updated","id":"m1","status":"failed","reason":"blocked us"})");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->at(0).revision, "failed");
    const InboundEvent event = webhook.parse(account(), raw->at(0))->at(0);
    EXPECT_EQ(event.kind, InboundKind::DeliveryUpdated);
    EXPECT_EQ(event.external_id, "m1");
    EXPECT_EQ(event.delivery, MessageState::Failed);
    EXPECT_EQ(event.delivery_detail, "blocked us");
    EXPECT_EQ(only_event(R"({"type":"delivery.updated","id":"m1","status":"read"})").delivery,
              MessageState::Delivered);
}

TEST(Webhook, TakesReviewsAsPublicAndMessagesAsPrivateUnlessTold) {
    EXPECT_EQ(only_event(R"({"type":"review.created","id":"r","rating":1})").visibility,
              Visibility::Public);
    EXPECT_EQ(only_event(R"({"type":"review.edited","id":"r","rating":5})").rating, 5);
    EXPECT_EQ(only_event(R"({"type":"message.created","id":"m"})").visibility, Visibility::Private);
}

TEST(Webhook, KnowsItsOwnEcho) {
    EXPECT_TRUE(only_event(R"({"type":"message.created","id":"1","from":"us"})").from_us);
    const InboundEvent echo = only_event(
        R"({"type":"message.created","id":"1","author":{"is_us":true},"reply_id":"k1"})");
    EXPECT_TRUE(echo.from_us);
    EXPECT_EQ(echo.send_key, "k1");
}

TEST(Webhook, GivesTheNamelessOneNamePerThread) {
    const auto id = [](std::string body) { return only_event(std::move(body)).author.id; };
    EXPECT_EQ(id(R"({"type":"message.created","id":"1","thread_id":"t"})"),
              id(R"({"type":"message.created","id":"2","thread_id":"t"})"));
    EXPECT_NE(id(R"({"type":"message.created","id":"1"})"),
              id(R"({"type":"message.created","id":"2"})"));
    EXPECT_EQ(id(R"({"type":"message.created","id":"1","author":{"handle":"@a"}})"), "@a");
}

struct Refusal {
    std::string body;
    std::string field;
};

TEST(Webhook, NamesThePlaceThatIsWrong) {
    const std::string many = R"({"type":"message.created","id":"1","attachments":[)" + [] {
        std::string list;
        for (int i = 0; i < 21; ++i)
            list += std::string(i == 0 ? "" : ",") + R"({"url":"https://a.test"})";
        return list;
    }() + "]}";
    const Refusal refusals[] = {
        {R"([])", "none"},
        {R"({"id":"1"})", "/type"},
        {R"({"type":"message.made","id":"1"})", "/type"},
        {R"({"type":"message.created"})", "/id"},
        {R"({"type":"message.created","id":""})", "/id"},
        {R"({"type":"message.created","id":5})", "/id"},
        {R"({"type":"message.created","id":"1","text":5})", "/text"},
        {R"({"type":"message.created","id":"1","at":"yesterday"})", "/at"},
        {R"({"type":"message.created","id":"1","visibility":"secret"})", "/visibility"},
        {R"({"type":"message.created","id":"1","author":"Ana"})", "/author"},
        {R"({"type":"message.created","id":"1","author":{"id":7}})", "/author/id"},
        {R"({"type":"review.created","id":"1","rating":6})", "/rating"},
        {R"({"type":"review.created","id":"1","rating":"5"})", "/rating"},
        {R"({"type":"delivery.updated","id":"1"})", "/status"},
        {R"({"type":"delivery.updated","id":"1","status":"lost"})", "/status"},
        {R"({"type":"message.created","id":"1","attachments":[{"type":"a"}]})",
         "/attachments/0/url"},
        {R"({"type":"message.created","id":"1","attachments":[{"url":"file:///etc/passwd"}]})",
         "/attachments/0/url"},
        {many, "/attachments"},
        {R"([{"type":"message.created","id":"1"},{"type":"message.created","id":"2","text":[]}])",
         "/1/text"},
        {R"([{"type":"message.created","id":"1"},7])", "/1"},
        {R"({"type":"message.created","id":"1","text":")" + std::string(300'000, 'a') + R"("})",
         "/text"},
    };
    for (const Refusal& refusal : refusals) {
        const auto result = receive(refusal.body);
        if (refusal.field == "none") {
            EXPECT_TRUE(result);
            continue;
        }
        ASSERT_FALSE(result) << refusal.body.substr(0, 100);
        EXPECT_EQ(result.error().kind, ErrorKind::Invalid);
        EXPECT_EQ(result.error().field, refusal.field) << result.error().what;
    }
}

TEST(Webhook, ChecksTheSignatureBeforeItLooksAtTheBody) {
    HttpRequest request = delivery("not json at all");
    EXPECT_EQ(webhook.receive(account(), request, now).error().kind, ErrorKind::Invalid);
    request.headers.set("webhook-signature", "v1,AAAA");
    EXPECT_EQ(webhook.receive(account(), request, now).error().kind, ErrorKind::Unauthorized);
    EXPECT_EQ(receive(std::string(1024 * 1024 + 1, ' ')).error().kind, ErrorKind::TooLarge);
}

OutboundReply reply() {
    OutboundReply reply;
    reply.key = "key-1";
    reply.thread_id = "t-9";
    reply.in_reply_to = "ext-123";
    reply.visibility = Visibility::Public;
    reply.text = "We found it.";
    return reply;
}

Script<SendOutcome> sending() {
    return {webhook.send(account(), reply()), now};
}

TEST(Webhook, SendsASignedReplyUnderTheReplysOwnKey) {
    auto script = sending();
    const HttpRequest& request = script.request();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://shop.test/desk");
    EXPECT_EQ(request.headers.find("webhook-id"), "key-1");
    EXPECT_TRUE(verify_webhook({key_bytes}, request, now));
    EXPECT_EQ(parse_json(request.body).value(),
              parse_json(R"({"type":"reply.create","id":"key-1","thread_id":"t-9",
                             "in_reply_to":"ext-123","visibility":"public","text":"We found it."})")
                  .value());
    script.answer(200, R"({"id":"p-77"})");
    EXPECT_TRUE(script.outcome().accepted);
    EXPECT_EQ(script.outcome().external_id, "p-77");
}

TEST(Webhook, TakesAYesWithoutAnIdForAYes) {
    EXPECT_TRUE(sending().answer(204).outcome().accepted);
    EXPECT_TRUE(sending().answer(200, "thanks").outcome().accepted);
    EXPECT_EQ(sending().answer(201, R"({"id":77})").outcome().external_id, "77");
}

TEST(Webhook, SortsRefusalsIntoTheFiveClasses) {
    const std::pair<int, TroubleKind> cases[] = {
        {301, TroubleKind::Permanent}, {400, TroubleKind::Permanent}, {401, TroubleKind::ReAuth},
        {403, TroubleKind::ReAuth},    {404, TroubleKind::Permanent}, {408, TroubleKind::Retry},
        {409, TroubleKind::Retry},     {410, TroubleKind::ReAuth},    {413, TroubleKind::Permanent},
        {429, TroubleKind::Wait},      {500, TroubleKind::Retry},     {502, TroubleKind::Retry},
        {503, TroubleKind::Retry},
    };
    for (const auto& [status, kind] : cases) {
        auto script = sending();
        script.answer(status);
        ASSERT_TRUE(script.outcome().trouble) << status;
        EXPECT_FALSE(script.outcome().accepted);
        EXPECT_EQ(script.outcome().trouble->kind, kind) << status;
    }
}

TEST(Webhook, WaitsAsLongAsItIsTold) {
    const auto until = [](std::string value) {
        return sending()
            .answer(429, "", {{"Retry-After", std::move(value)}})
            .outcome()
            .trouble->until;
    };
    EXPECT_EQ(until("120"), now + std::chrono::seconds(120));
    EXPECT_EQ(until("Sun, 22 Nov 2026 15:10:00 GMT"), at("2026-11-22T15:10:00Z"));
    EXPECT_EQ(until("Sun, 22 Nov 2026 14:10:00 GMT"), now);
    EXPECT_EQ(until("99999999"), now + std::chrono::hours(24));
    EXPECT_EQ(until("never"), now + std::chrono::minutes(1));
    EXPECT_EQ(sending().answer(503, "", {{"Retry-After", "9"}}).outcome().trouble->kind,
              TroubleKind::Wait);
}

TEST(Webhook, HandsOnTheReceiversReason) {
    const SendOutcome outcome =
        sending().answer(422, R"({"detail":"The thread is closed."})").outcome();
    EXPECT_NE(outcome.trouble->what.find("The thread is closed."), std::string::npos);
}

TEST(Webhook, ATimeOutIsUnknownAndSafeToRepeat) {
    EXPECT_EQ(sending().answer(NoAnswer{true, "time-out"}).outcome().trouble->kind,
              TroubleKind::Unknown);
    EXPECT_EQ(sending().answer(NoAnswer{false, "refused"}).outcome().trouble->kind,
              TroubleKind::Retry);
    const Script<LookUpOutcome> look(webhook.look_up(account(), reply()), now);
    EXPECT_EQ(look.outcome().answer, LookUpAnswer::SafeToRepeat);
}

TEST(Webhook, CannotAnswerWithoutACallback) {
    const Script<SendOutcome> script(webhook.send(account(""), reply()), now);
    ASSERT_TRUE(script.finished());
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Permanent);
}

TEST(Webhook, TriesItsCallbackWhenAsked) {
    Script<TestOutcome> good(webhook.test(account()), now);
    EXPECT_TRUE(verify_webhook({key_bytes}, good.request(), now));
    EXPECT_TRUE(good.answer(200).outcome().ok);
    EXPECT_FALSE(Script<TestOutcome>(webhook.test(account()), now).answer(401).outcome().ok);
    EXPECT_TRUE(Script<TestOutcome>(webhook.test(account("")), now).outcome().ok);
}

TEST(Webhook, RefusesSettingsThatCannotWork) {
    json::object secrets{{"secret", "whsec_" + crypto::to_base64(key_bytes)}};
    json::object good{{"callback", "http://localhost:9000/"}, {"limit", "600"}};
    ASSERT_TRUE(webhook.configure(good, secrets));
    EXPECT_EQ(good.at("callback"), "http://localhost:9000");
    EXPECT_EQ(good.at("limit"), 600);
    for (json::object bad :
         {json::object{{"callback", "shop.test"}}, json::object{{"callback", "ftp://shop.test"}},
          json::object{{"callback", "https://a:b@shop.test"}}, json::object{{"limit", "lots"}},
          json::object{{"limit", 0}}}) {
        const auto refused = webhook.configure(bad, secrets);
        ASSERT_FALSE(refused) << json::serialize(bad);
        EXPECT_FALSE(refused.error().field.empty());
    }
    json::object weak{{"secret", "whsec_YWJj"}};
    EXPECT_EQ(webhook.configure(good, weak).error().field, "secret");
}

RC_GTEST_PROP(Webhook, AnyBodyIsReadOrRefusedAsInvalid, (const std::string& body)) {
    const auto cut = cut_webhook_body(body);
    RC_ASSERT(cut.has_value() || cut.error().kind == ErrorKind::Invalid);
    const auto read = webhook.parse(account(), {"x", "message.created", "", body});
    RC_ASSERT(read.has_value() || read.error().kind == ErrorKind::Invalid);
}

}  // namespace
}  // namespace aplomb::channels
