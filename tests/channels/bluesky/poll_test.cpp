// Polling: the log-in, the pages, the overlap, and what may fail without harm.
#include "tests/channels/bluesky/bluesky_account.h"

namespace aplomb::channels {
namespace {

using namespace testing;

const Timestamp now = at("2026-11-22T15:00:00Z");

Script<PollOutcome> polling(const Account& account) {
    return {bluesky.poll(account), now};
}

std::string page(const json::array& items, std::string_view cursor = "") {
    json::object body{{"notifications", items}};
    if (!cursor.empty()) body["cursor"] = cursor;
    return json::serialize(body);
}

constexpr std::string_view empty_feed = R"({"feed":[]})";

TEST(BlueskyPoll, LogsInOnlyWhenThereIsNoSession) {
    auto script = polling(bluesky_account(false));
    EXPECT_TRUE(calls(script.request(), "com.atproto.server.createSession"));
    EXPECT_EQ(parse_json(script.request().body).value().at("identifier"), "shop.test");
    script.answer(200, tokens("A1", "R1"));
    EXPECT_TRUE(calls(script.request(), "app.bsky.notification.listNotifications"));
    EXPECT_EQ(bearer(script.request()), "Bearer A1");
    script.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_EQ(script.outcome().state->at("session").at("refresh"), "R1");

    auto again = polling(bluesky_account());
    EXPECT_TRUE(calls(again.request(), "app.bsky.notification.listNotifications"));
}

TEST(BlueskyPoll, RefreshesAnExpiredTokenAndKeepsBothNewOnes) {
    auto script = polling(bluesky_account());
    script.answer(400, std::string(expired));
    EXPECT_TRUE(calls(script.request(), "com.atproto.server.refreshSession"));
    EXPECT_EQ(bearer(script.request()), "Bearer R1");
    script.answer(200, tokens("A2", "R2"));
    EXPECT_EQ(bearer(script.request()), "Bearer A2");
    script.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_EQ(script.outcome().state->at("session").at("access"), "A2");
    EXPECT_EQ(script.outcome().state->at("session").at("refresh"), "R2");
}

TEST(BlueskyPoll, KeepsTheNewTokensEvenWhenTheRestFails) {
    auto script = polling(bluesky_account());
    script.answer(400, std::string(expired)).answer(200, tokens("A2", "R2")).answer(502);
    ASSERT_TRUE(script.finished());
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Retry);
    EXPECT_EQ(script.outcome().state->at("session").at("refresh"), "R2");
}

TEST(BlueskyPoll, LogsInAgainWhenTheRefreshTokenIsSpentToo) {
    auto script = polling(bluesky_account());
    script.answer(400, std::string(expired)).answer(400, std::string(expired));
    EXPECT_TRUE(calls(script.request(), "com.atproto.server.createSession"));
    script.answer(200, tokens("A3", "R3"));
    EXPECT_EQ(bearer(script.request()), "Bearer A3");
}

TEST(BlueskyPoll, AsksThePersonWhenThePasswordIsNoLongerAccepted) {
    auto script = polling(bluesky_account(false));
    script.answer(401, R"({"error":"AuthenticationRequired","message":"Invalid"})");
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::ReAuth);
    auto factor = polling(bluesky_account(false));
    factor.answer(401, R"({"error":"AuthFactorTokenRequired"})");
    EXPECT_NE(factor.outcome().trouble->what.find("app password"), std::string::npos);
}

TEST(BlueskyPoll, ALogInWithoutAnAnswerIsTriedAgainAndNeverUnknown) {
    auto script = polling(bluesky_account(false));
    script.answer(NoAnswer{true, "time-out"});
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Retry);
    auto empty = polling(bluesky_account(false));
    EXPECT_EQ(empty.answer(200, "{}").outcome().trouble->kind, TroubleKind::Retry);
}

TEST(BlueskyPoll, WaitsUntilTheLimitEnds) {
    auto script = polling(bluesky_account());
    script.answer(429, R"({"error":"RateLimitExceeded"})",
                  {{"RateLimit-Reset", std::to_string(to_ms(now) / 1000 + 90)}});
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Wait);
    EXPECT_EQ(script.outcome().trouble->until, now + std::chrono::seconds(90));
}

TEST(BlueskyPoll, GivesTheOldestFirstAndRemembersTheNewest) {
    auto script = polling(bluesky_account());
    EXPECT_NE(script.request().url.find("reasons=mention&reasons=reply&reasons=quote"),
              std::string::npos);
    script
        .answer(200, page({post_view("at://b", "2026-11-22T14:59:00Z"),
                           post_view("at://a", "2026-11-22T14:58:00Z")}))
        .answer(200, std::string(empty_feed));
    const PollOutcome& outcome = script.outcome();
    ASSERT_EQ(outcome.events.size(), 2u);
    EXPECT_EQ(outcome.events[0].external_id, "at://a");
    EXPECT_EQ(outcome.events[1].external_id, "at://b");
    EXPECT_EQ(outcome.state->at("mark"), "2026-11-22T14:59:00Z");
    EXPECT_FALSE(outcome.trouble);
}

TEST(BlueskyPoll, ReadsOnePageTheFirstTime) {
    auto script = polling(bluesky_account());
    script.answer(200, page({post_view("at://b", "2026-11-22T14:59:00Z")}, "older"));
    EXPECT_TRUE(calls(script.request(), "app.bsky.feed.getAuthorFeed"));
}

TEST(BlueskyPoll, PagesBackToFiveMinutesBeforeItsMark) {
    Account account = bluesky_account();
    account.state["mark"] = "2026-11-22T14:30:00Z";
    auto script = polling(account);
    script.answer(200, page({post_view("at://d", "2026-11-22T14:50:00Z")}, "c1"));
    EXPECT_NE(script.request().url.find("cursor=c1"), std::string::npos);
    script.answer(200, page({post_view("at://c", "2026-11-22T14:26:00Z"),
                             post_view("at://b", "2026-11-22T14:24:59Z"),
                             post_view("at://a", "2026-11-22T14:00:00Z")},
                            "c2"));
    script.answer(200, std::string(empty_feed));
    ASSERT_EQ(script.outcome().events.size(), 2u);
    EXPECT_EQ(script.outcome().events[0].external_id, "at://c");
    EXPECT_EQ(script.outcome().state->at("mark"), "2026-11-22T14:50:00Z");
    EXPECT_FALSE(script.outcome().more);
}

TEST(BlueskyPoll, GoesOnWhereALongWayBackWasCut) {
    Account account = bluesky_account();
    account.state["mark"] = "2026-11-20T00:00:00Z";
    auto script = polling(account);
    script.answer(200, page({post_view("at://5", "2026-11-22T14:50:00Z")}, "c1"))
        .answer(200, page({post_view("at://4", "2026-11-22T14:40:00Z")}, "c2"))
        .answer(200, page({post_view("at://3", "2026-11-22T14:30:00Z")}, "c3"));
    ASSERT_TRUE(script.finished());
    EXPECT_TRUE(script.outcome().more);
    EXPECT_EQ(script.outcome().events.size(), 3u);
    EXPECT_EQ(script.outcome().state->at("mark"), "2026-11-20T00:00:00Z");

    account.state = *script.outcome().state;
    auto rest = polling(account);
    EXPECT_NE(rest.request().url.find("cursor=c3"), std::string::npos);
    rest.answer(200, page({post_view("at://2", "2026-11-20T00:01:00Z"),
                           post_view("at://1", "2026-11-19T00:00:00Z")},
                          "c4"))
        .answer(200, std::string(empty_feed));
    EXPECT_EQ(rest.outcome().events.size(), 1u);
    EXPECT_FALSE(rest.outcome().more);
    EXPECT_EQ(rest.outcome().state->at("mark"), "2026-11-22T14:50:00Z");
    EXPECT_FALSE(rest.outcome().state->contains("catch_up"));
}

TEST(BlueskyPoll, KeepsItsPlaceWhenALaterPageFails) {
    Account account = bluesky_account();
    account.state["mark"] = "2026-11-22T14:30:00Z";
    auto script = polling(account);
    script.answer(200, page({post_view("at://d", "2026-11-22T14:50:00Z")}, "c1")).answer(500);
    EXPECT_EQ(script.outcome().events.size(), 1u);
    EXPECT_TRUE(script.outcome().trouble);
    EXPECT_EQ(script.outcome().state->at("mark"), "2026-11-22T14:30:00Z");
}

TEST(BlueskyPoll, BringsAnswersWeGaveElsewhereButNotWhatWeAnnounced) {
    json::object answer = post_view("at://ours", "2026-11-22T14:59:00Z", "Sorry!", us);
    answer["record"].as_object()["reply"] = {{"root", {{"uri", "at://r"}, {"cid", "c"}}},
                                             {"parent", {{"uri", "at://r"}, {"cid", "c"}}}};
    json::object news = post_view("at://news", "2026-11-22T14:59:30Z", "New shoes", us);
    auto script = polling(bluesky_account());
    script.answer(200, page({}));
    EXPECT_NE(script.request().url.find("actor=did%3Aplc%3Aus"), std::string::npos);
    script.answer(
        200, json::serialize(json::object{{"feed", json::array{json::object{{"post", answer}},
                                                               json::object{{"post", news}}}}}));
    ASSERT_EQ(script.outcome().events.size(), 1u);
    EXPECT_EQ(script.outcome().events[0].external_id, "at://ours");
}

TEST(BlueskyPoll, WatchesWordsAndDropsWhatWeWroteOrSawAlready) {
    Account account = bluesky_account();
    account.settings["keywords"] = "Acme shoes, acme-test";
    auto script = polling(account);
    script.answer(200, page({post_view("at://a", "2026-11-22T14:59:00Z")}))
        .answer(200, std::string(empty_feed));
    EXPECT_NE(script.request().url.find("q=acme-test"), std::string::npos);
    script.answer(501);
    EXPECT_NE(script.request().url.find("q=Acme%20shoes"), std::string::npos);
    script.answer(
        200, json::serialize(json::object{
                 {"posts", json::array{post_view("at://a", "2026-11-22T14:59:00Z"),
                                       post_view("at://s", "2026-11-22T14:59:01Z"),
                                       post_view("at://own", "2026-11-22T14:59:02Z", "x", us)}}}));
    ASSERT_EQ(script.outcome().events.size(), 2u);
    EXPECT_EQ(script.outcome().events[1].external_id, "at://s");
    EXPECT_FALSE(script.outcome().trouble);
}

Account with_messages() {
    Account account = bluesky_account();
    account.settings["dms"] = "on";
    return account;
}

TEST(BlueskyPoll, BeginsTheChatLogAtNow) {
    auto script = polling(with_messages());
    script.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_TRUE(calls(script.request(), "chat.bsky.convo.getLog"));
    EXPECT_EQ(script.request().headers.find("atproto-proxy"), "did:web:api.bsky.chat#bsky_chat");
    script.answer(200, R"({"cursor":"k1","logs":[{"$type":"chat.bsky.convo.defs#logCreateMessage",
        "convoId":"c","rev":"1","message":{"id":"m0","sender":{"did":"did:plc:ana"}}}]})");
    EXPECT_EQ(script.outcome().state->at("chat_cursor"), "k1");
    EXPECT_TRUE(script.outcome().events.empty());
}

TEST(BlueskyPoll, NamesWhoWroteAChatMessage) {
    Account account = with_messages();
    account.state["chat_cursor"] = "k1";
    auto script = polling(account);
    script.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_NE(script.request().url.find("cursor=k1"), std::string::npos);
    script.answer(200, R"({"cursor":"k2","logs":[
        {"$type":"chat.bsky.convo.defs#logReadConvo","convoId":"c9"},
        {"$type":"chat.bsky.convo.defs#logCreateMessage","convoId":"c1","rev":"1",
         "message":{"id":"m1","rev":"1","text":"Where is it?","sender":{"did":"did:plc:ana"},
                    "sentAt":"2026-11-22T14:58:00Z"}}]})");
    EXPECT_NE(script.request().url.find("getConvo?convoId=c1"), std::string::npos);
    script.answer(200, R"({"convo":{"id":"c1","members":[{"did":"did:plc:ana",
        "handle":"ana.test","displayName":"Ana"},{"did":"did:plc:us","handle":"shop.test"}]}})");
    ASSERT_EQ(script.outcome().events.size(), 1u);
    EXPECT_EQ(script.outcome().state->at("chat_cursor"), "k2");
    const InboundEvent event = bluesky.parse(account, script.outcome().events[0])->at(0);
    EXPECT_EQ(event.external_id, "c1/m1");
    EXPECT_EQ(event.thread_id, "c1");
    EXPECT_EQ(event.visibility, Visibility::Private);
    EXPECT_EQ(event.author.handle, "@ana.test");
    EXPECT_EQ(event.text, "Where is it?");
}

TEST(BlueskyPoll, LeavesAMissingChatServiceAloneForAnHour) {
    auto script = polling(with_messages());
    script.answer(200, page({post_view("at://a", "2026-11-22T14:59:00Z")}))
        .answer(200, std::string(empty_feed))
        .answer(501, R"({"error":"MethodNotImplemented"})");
    ASSERT_TRUE(script.finished());
    EXPECT_FALSE(script.outcome().trouble);
    EXPECT_EQ(script.outcome().events.size(), 1u);

    Account account = with_messages();
    account.state = *script.outcome().state;
    auto soon = polling(account);
    soon.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_TRUE(soon.finished());
    Script<PollOutcome> later(bluesky.poll(account), now + std::chrono::hours(2));
    later.answer(200, page({})).answer(200, std::string(empty_feed));
    EXPECT_TRUE(calls(later.request(), "chat.bsky.convo.getLog"));
}

TEST(BlueskyPoll, SaysWhenThePlatformAnswersNonsense) {
    auto script = polling(bluesky_account());
    script.answer(200, "<html>maintenance</html>");
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Retry);
}

}  // namespace
}  // namespace aplomb::channels
