// Answering on Mastodon: to whom it is shown, once only, and found again.
#include "tests/channels/mastodon/mastodon_account.h"

namespace aplomb::channels {
namespace {

using namespace testing;

const Timestamp now = at("2026-11-22T15:00:00Z");

OutboundReply status_reply(std::string_view parent_visibility = "public") {
    OutboundReply reply;
    reply.key = "k-1";
    reply.in_reply_to = "40";
    reply.in_reply_to_ref =
        json::serialize(json::object{{"acct", "ana@far.test"}, {"visibility", parent_visibility}});
    reply.text = "Sorry! It leaves today: https://shop.test/o/1";
    reply.language = "en";
    reply.written_at = at("2026-11-22T14:59:00Z");
    reply.tried_at = at("2026-11-22T14:59:30Z");
    return reply;
}

Script<SendOutcome> sending(const OutboundReply& reply) {
    return {mastodon.send(mastodon_account(), reply), now};
}

json::value sent_body(const OutboundReply& reply) {
    return parse_json(sending(reply).request().body).value();
}

TEST(MastodonSend, NamesThePersonAndCarriesTheKey) {
    auto script = sending(status_reply());
    EXPECT_EQ(script.request().method, "POST");
    EXPECT_EQ(script.request().headers.find("idempotency-key"), "k-1");
    const json::value body = parse_json(script.request().body).value();
    EXPECT_EQ(body.at("status"), "@ana@far.test Sorry! It leaves today: https://shop.test/o/1");
    EXPECT_EQ(body.at("in_reply_to_id"), "40");
    EXPECT_EQ(body.at("language"), "en");
    script.answer(200, json::serialize(status_of("70", "x", "1")));
    EXPECT_TRUE(script.outcome().accepted);
    EXPECT_EQ(script.outcome().external_id, "70");
    OutboundReply named = status_reply();
    named.text = "Hello @Ana@far.test!";
    EXPECT_EQ(sent_body(named).at("status"), "Hello @Ana@far.test!");
    named.text = "Hello @ana@far.testing";
    EXPECT_EQ(sent_body(named).at("status"), "@ana@far.test Hello @ana@far.testing");
}

TEST(MastodonSend, IsNeverSeenByMoreThanWhatItAnswers) {
    EXPECT_EQ(sent_body(status_reply("public")).at("visibility"), "public");
    EXPECT_EQ(sent_body(status_reply("unlisted")).at("visibility"), "unlisted");
    EXPECT_EQ(sent_body(status_reply("private")).at("visibility"), "direct");
    EXPECT_EQ(sent_body(status_reply("direct")).at("visibility"), "direct");
    OutboundReply aside = status_reply("public");
    aside.visibility = Visibility::Private;
    EXPECT_EQ(sent_body(aside).at("visibility"), "direct");
}

TEST(MastodonSend, RefusesWhatTheServerWouldRefuse) {
    OutboundReply reply = status_reply();
    reply.text = std::string(500, 'a');
    EXPECT_EQ(sending(reply).outcome().trouble->kind, TroubleKind::Permanent);
    Account roomy = mastodon_account();
    roomy.state["limits"].as_object()["characters"] = 1000;
    EXPECT_FALSE(Script<SendOutcome>(mastodon.send(roomy, reply), now).finished());
}

TEST(MastodonSend, TellsTheClassesOfTroubleApart) {
    const auto kind = [](int status, std::string body = "") {
        return sending(status_reply()).answer(status, std::move(body)).outcome().trouble->kind;
    };
    EXPECT_EQ(kind(401), TroubleKind::ReAuth);
    EXPECT_EQ(kind(403, R"({"error":"This action is outside the authorized scopes"})"),
              TroubleKind::ReAuth);
    EXPECT_EQ(kind(403, R"({"error":"This action is not allowed"})"), TroubleKind::Permanent);
    EXPECT_EQ(kind(404), TroubleKind::Permanent);
    EXPECT_EQ(kind(422, R"({"error":"Validation failed: Text too long"})"), TroubleKind::Permanent);
    EXPECT_EQ(kind(429), TroubleKind::Wait);
    EXPECT_EQ(kind(503), TroubleKind::Retry);
    EXPECT_EQ(kind(200, "{}"), TroubleKind::Unknown);
    EXPECT_EQ(sending(status_reply()).answer(NoAnswer{true, "t"}).outcome().trouble->kind,
              TroubleKind::Unknown);
}

TEST(MastodonLookUp, TrustsTheKeyForAnHourAndThenLooks) {
    const Script<LookUpOutcome> soon(mastodon.look_up(mastodon_account(), status_reply()), now);
    EXPECT_EQ(soon.outcome().answer, LookUpAnswer::SafeToRepeat);

    const auto late = [](const json::array& statuses) {
        Script<LookUpOutcome> script(mastodon.look_up(mastodon_account(), status_reply()),
                                     now + std::chrono::hours(2));
        EXPECT_NE(script.request().url.find("/api/v1/accounts/1/statuses"), std::string::npos);
        return LookUpOutcome(script.answer(200, json::serialize(statuses)).outcome());
    };
    json::object ours = status_of(
        "70",
        "<span>@ana</span> Sorry! It leaves today: <a href=\"https://shop.test/o/1\"><span "
        "class=\"invisible\">https://</span><span>shop.test/o/1</span></a>",
        "1");
    ours["in_reply_to_id"] = "40";
    ours["created_at"] = "2026-11-22T14:59:31Z";
    EXPECT_EQ(late({ours}).answer, LookUpAnswer::Found);
    EXPECT_EQ(late({ours}).external_id, "70");
    json::object elsewhere = ours;
    elsewhere["in_reply_to_id"] = "39";
    json::object long_ago = ours;
    long_ago["created_at"] = "2026-11-01T00:00:00Z";
    json::object other = ours;
    other["content"] = "<p>@ana Something else</p>";
    EXPECT_EQ(late({elsewhere, long_ago, other}).answer, LookUpAnswer::NotThere);
}

TEST(MastodonLookUp, FindsOutWhoWeAreWhenItMust) {
    Script<LookUpOutcome> script(mastodon.look_up(mastodon_account(false), status_reply()),
                                 now + std::chrono::hours(2));
    script.answer(200, R"({"id":"1"})").answer(200, "[]");
    EXPECT_EQ(script.outcome().answer, LookUpAnswer::NotThere);
    Script<LookUpOutcome> failing(mastodon.look_up(mastodon_account(), status_reply()),
                                  now + std::chrono::hours(2));
    EXPECT_EQ(failing.answer(NoAnswer{true, "t"}).outcome().trouble->kind, TroubleKind::Retry);
}

TEST(MastodonSettings, AreCheckedAndTidied) {
    json::object settings{{"instance", "social.test"}};
    json::object secrets{{"access_token", "T"}};
    ASSERT_TRUE(mastodon.configure(settings, secrets));
    EXPECT_EQ(settings.at("instance"), "https://social.test");
    json::object none;
    EXPECT_EQ(mastodon.configure(settings, none).error().field, "access_token");
    EXPECT_EQ(mastodon.configure(none, secrets).error().field, "instance");
    Script<TestOutcome> test(mastodon.test(mastodon_account()), now);
    EXPECT_EQ(test.answer(200, R"({"acct":"shop"})").outcome().detail, "signed in as @shop");
}

}  // namespace
}  // namespace aplomb::channels
