// Answering: what is asked of the server, and that no failure doubles or loses an answer.
#include "base/random.h"
#include "tests/channels/bluesky/bluesky_account.h"

namespace aplomb::channels {
namespace {

using namespace testing;

const Timestamp now = at("2026-11-22T15:00:00Z");

OutboundReply post_reply(std::string text = "Sorry about that, Ana.") {
    OutboundReply reply;
    reply.key = "3mzzzzzzzzz2a";
    reply.in_reply_to = "at://did:plc:ana/app.bsky.feed.post/q";
    reply.in_reply_to_ref = R"({"uri":"at://did:plc:ana/app.bsky.feed.post/q","cid":"cq",)"
                            R"("root":{"uri":"at://root","cid":"cr"}})";
    reply.thread_id = "at://root";
    reply.customer_id = "did:plc:ana";
    reply.customer_handle = "@ana.test";
    reply.language = "en";
    reply.text = std::move(text);
    reply.written_at = at("2026-11-22T14:59:30Z");
    return reply;
}

OutboundReply chat_reply() {
    OutboundReply reply = post_reply("We have sent it.");
    reply.visibility = Visibility::Private;
    return reply;
}

Script<SendOutcome> sending(const OutboundReply& reply, bool logged_in = true) {
    return {bluesky.send(bluesky_account(logged_in), reply), now};
}

Script<LookUpOutcome> looking(const OutboundReply& reply, Timestamp when = now) {
    return {bluesky.look_up(bluesky_account(), reply), when};
}

TEST(BlueskySend, CreatesTheRecordUnderTheReplysKey) {
    auto script = sending(post_reply());
    ASSERT_TRUE(calls(script.request(), "com.atproto.repo.createRecord"));
    const json::value body = parse_json(script.request().body).value();
    EXPECT_EQ(body.at("repo"), json::value(us));
    EXPECT_EQ(body.at("rkey"), "3mzzzzzzzzz2a");
    const json::value& record = body.at("record");
    EXPECT_EQ(record.at("reply").at("parent").at("cid"), "cq");
    EXPECT_EQ(record.at("reply").at("root").at("uri"), "at://root");
    EXPECT_EQ(record.at("createdAt"), "2026-11-22T14:59:30Z");
    EXPECT_EQ(record.at("langs").at(0), "en");
    EXPECT_EQ(record.as_object().if_contains("facets"), nullptr);
    script.answer(200, R"({"uri":"at://did:plc:us/app.bsky.feed.post/3mzzzzzzzzz2a","cid":"cn"})");
    EXPECT_TRUE(script.outcome().accepted);
    EXPECT_EQ(script.outcome().external_id, "at://did:plc:us/app.bsky.feed.post/3mzzzzzzzzz2a");
    const json::value ref = parse_json(script.outcome().platform_ref).value();
    EXPECT_EQ(ref.at("cid"), "cn");
    EXPECT_EQ(ref.at("root").at("cid"), "cr");
}

TEST(BlueskySend, FindsOutWhoWeAreBeforeTheFirstPost) {
    auto script = sending(post_reply(), false);
    EXPECT_TRUE(calls(script.request(), "com.atproto.server.createSession"));
    script.answer(200, tokens("A1", "R1"));
    EXPECT_TRUE(calls(script.request(), "com.atproto.server.getSession"));
    script.answer(200, R"({"did":"did:plc:us"})");
    EXPECT_EQ(parse_json(script.request().body).value().at("repo"), json::value(us));
    script.answer(200, R"({"uri":"at://x","cid":"c"})");
    EXPECT_TRUE(script.outcome().state);
}

TEST(BlueskySend, ResolvesMentionsAndLeavesUnknownOnesPlain) {
    auto script = sending(post_reply("@ana.test please ask @help.test or @gone.test"));
    EXPECT_NE(script.request().url.find("handle=gone.test"), std::string::npos);
    script.answer(400, R"({"error":"InvalidRequest","message":"Unable to resolve handle"})");
    EXPECT_NE(script.request().url.find("handle=help.test"), std::string::npos);
    script.answer(200, R"({"did":"did:plc:help"})");
    const json::value body = parse_json(script.request().body).value();
    const json::array& facets = body.at("record").at("facets").as_array();
    ASSERT_EQ(facets.size(), 2u);
    EXPECT_EQ(facets[0].at("features").at(0).at("did"), "did:plc:ana");
    EXPECT_EQ(facets[1].at("features").at(0).at("did"), "did:plc:help");
}

TEST(BlueskySend, FetchesTheParentWhenItIsNotKnown) {
    OutboundReply reply = post_reply();
    reply.in_reply_to_ref.clear();
    auto script = sending(reply);
    EXPECT_TRUE(calls(script.request(), "app.bsky.feed.getPosts"));
    script.answer(200, R"({"posts":[{"uri":"at://q","cid":"cq","record":{"reply":{"root":
        {"uri":"at://top","cid":"ct"}}}}]})");
    const json::value body = parse_json(script.request().body).value();
    EXPECT_EQ(body.at("record").at("reply").at("root").at("uri"), "at://top");
    EXPECT_EQ(sending(reply).answer(200, R"({"posts":[]})").outcome().trouble->kind,
              TroubleKind::Permanent);
    EXPECT_EQ(sending(reply).answer(NoAnswer{true, "x"}).outcome().trouble->kind,
              TroubleKind::Retry);
}

TEST(BlueskySend, RefusesWhatCannotFitBeforeAskingAnyone) {
    const auto refused = sending(post_reply(std::string(301, 'a')));
    ASSERT_TRUE(refused.finished());
    EXPECT_EQ(refused.outcome().trouble->kind, TroubleKind::Permanent);
    EXPECT_FALSE(sending(post_reply(std::string(300, 'a'))).finished());
    OutboundReply chat = chat_reply();
    chat.text = std::string(1001, 'a');
    EXPECT_TRUE(sending(chat).finished());
    OutboundReply nothing = post_reply();
    nothing.in_reply_to.clear();
    nothing.in_reply_to_ref.clear();
    EXPECT_EQ(sending(nothing).outcome().trouble->kind, TroubleKind::Permanent);
}

TEST(BlueskySend, LooksWhetherTheRecordIsThereWhenCreatingItFails) {
    auto there = sending(post_reply());
    there.answer(500, R"({"error":"InternalServerError"})");
    EXPECT_TRUE(calls(there.request(), "com.atproto.repo.getRecord"));
    EXPECT_NE(there.request().url.find("rkey=3mzzzzzzzzz2a"), std::string::npos);
    there.answer(200, R"({"uri":"at://did:plc:us/p/3mzzzzzzzzz2a","cid":"c","value":{}})");
    EXPECT_TRUE(there.outcome().accepted);

    auto not_there = sending(post_reply());
    not_there.answer(500).answer(400, R"({"error":"RecordNotFound"})");
    EXPECT_EQ(not_there.outcome().trouble->kind, TroubleKind::Retry);
    auto refused = sending(post_reply());
    refused.answer(400, R"({"error":"InvalidRequest","message":"bad parent"})")
        .answer(400, R"({"error":"RecordNotFound"})");
    EXPECT_EQ(refused.outcome().trouble->kind, TroubleKind::Permanent);
    EXPECT_NE(refused.outcome().trouble->what.find("bad parent"), std::string::npos);
}

TEST(BlueskySend, TellsTheClassesOfTroubleApart) {
    EXPECT_EQ(sending(post_reply()).answer(NoAnswer{true, "t"}).outcome().trouble->kind,
              TroubleKind::Unknown);
    EXPECT_EQ(sending(post_reply()).answer(NoAnswer{false, "t"}).outcome().trouble->kind,
              TroubleKind::Retry);
    EXPECT_EQ(sending(post_reply()).answer(429).outcome().trouble->kind, TroubleKind::Wait);
    EXPECT_EQ(
        sending(post_reply()).answer(403, R"({"error":"AccountTakedown"})").outcome().trouble->kind,
        TroubleKind::ReAuth);
}

TEST(BlueskySend, RefreshesOnceInTheMiddleOfSending) {
    auto script = sending(post_reply());
    script.answer(400, std::string(expired)).answer(200, tokens("A2", "R2"));
    EXPECT_EQ(bearer(script.request()), "Bearer A2");
    EXPECT_TRUE(calls(script.request(), "com.atproto.repo.createRecord"));
    script.answer(400, std::string(expired));
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::ReAuth);
    EXPECT_EQ(script.outcome().state->at("session").at("access"), "A2");
}

TEST(BlueskyLookUp, FindsThePostByItsKey) {
    auto found = looking(post_reply());
    found.answer(200, R"({"uri":"at://did:plc:us/p/k","cid":"c","value":{"reply":{"root":
        {"uri":"at://root","cid":"cr"}}}})");
    EXPECT_EQ(found.outcome().answer, LookUpAnswer::Found);
    EXPECT_EQ(found.outcome().external_id, "at://did:plc:us/p/k");
    EXPECT_NE(found.outcome().platform_ref.find("at://root"), std::string::npos);
    for (const char* body :
         {R"({"error":"RecordNotFound"})",
          R"({"error":"InvalidRequest","message":"Could not locate record: at://x"})"}) {
        EXPECT_EQ(looking(post_reply()).answer(400, body).outcome().answer, LookUpAnswer::NotThere);
    }
    EXPECT_TRUE(looking(post_reply()).answer(500).outcome().trouble);
    EXPECT_TRUE(
        looking(post_reply()).answer(400, R"({"error":"InvalidRequest"})").outcome().trouble);
}

TEST(BlueskyChat, OpensTheConversationAndSaysIt) {
    auto script = sending(chat_reply());
    EXPECT_NE(script.request().url.find("getConvoForMembers?members=did%3Aplc%3Aana"),
              std::string::npos);
    EXPECT_TRUE(script.request().headers.find("atproto-proxy"));
    script.answer(200, R"({"convo":{"id":"c1"}})");
    EXPECT_TRUE(calls(script.request(), "chat.bsky.convo.sendMessage"));
    script.answer(200, R"({"id":"m5","rev":"1","text":"We have sent it."})");
    EXPECT_EQ(script.outcome().external_id, "c1/m5");
    OutboundReply known = chat_reply();
    known.thread_id = "c7";
    EXPECT_TRUE(calls(sending(known).request(), "chat.bsky.convo.sendMessage"));
}

TEST(BlueskyChat, GivesThePlainReasonOfARefusal) {
    const auto why = [](int status, std::string body) {
        auto script = sending(chat_reply());
        return script.answer(status, std::move(body)).outcome().trouble.value();
    };
    EXPECT_EQ(why(400, R"({"error":"MessagesDisabled"})").what,
              "They do not take messages on Bluesky.");
    EXPECT_EQ(why(501, R"({"error":"MethodNotImplemented"})").kind, TroubleKind::Permanent);
    EXPECT_EQ(sending(chat_reply())
                  .answer(401, R"({"error":"InvalidToken"})")
                  .answer(200, tokens("A2", "R2"))
                  .answer(401, R"({"error":"InvalidToken"})")
                  .outcome()
                  .trouble->kind,
              TroubleKind::Permanent);
}

TEST(BlueskyChat, ASilenceIsUnknownOnlyOnceItWasSaid) {
    EXPECT_EQ(sending(chat_reply()).answer(NoAnswer{true, "t"}).outcome().trouble->kind,
              TroubleKind::Retry);
    EXPECT_EQ(sending(chat_reply())
                  .answer(200, R"({"convo":{"id":"c1"}})")
                  .answer(NoAnswer{true, "t"})
                  .outcome()
                  .trouble->kind,
              TroubleKind::Unknown);
}

// No key tells a message that went through from one that did not.
TEST(BlueskyChat, WhatMayHaveGoneThroughIsUnknown) {
    const auto said = [](int status, std::string body) {
        return sending(chat_reply())
            .answer(200, R"({"convo":{"id":"c1"}})")
            .answer(status, std::move(body))
            .outcome();
    };
    EXPECT_EQ(said(500, "{}").trouble->kind, TroubleKind::Unknown);
    const auto page = said(200, "<html>Welcome to Harbour Wifi</html>");
    EXPECT_FALSE(page.accepted);
    EXPECT_EQ(page.trouble->kind, TroubleKind::Unknown);
    // A list that is none says nothing of what is on it.
    const auto looked = looking(chat_reply(), now)
                            .answer(200, R"({"convo":{"id":"c1"}})")
                            .answer(200, "<html></html>")
                            .outcome();
    EXPECT_EQ(looked.trouble->kind, TroubleKind::Retry);
}

TEST(BlueskySend, CallsNothingRefusedWhileNobodyKnowsWhetherItIsThere) {
    auto script = sending(post_reply());
    script.answer(400, R"({"error":"InvalidRequest","message":"Record already exists"})");
    ASSERT_TRUE(calls(script.request(), "com.atproto.repo.getRecord"));
    script.answer(502, "");
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Unknown);
}

TEST(BlueskySend, BelievesNobodyWhoNamesNoPost) {
    auto script = sending(post_reply());
    script.answer(200, "<html>Welcome to Harbour Wifi</html>");
    EXPECT_TRUE(calls(script.request(), "com.atproto.repo.getRecord"));
    script.answer(404, R"({"error":"RecordNotFound"})");
    EXPECT_FALSE(script.outcome().accepted);
    EXPECT_EQ(script.outcome().trouble->kind, TroubleKind::Retry);
}

TEST(BlueskyChat, IsLookedUpByWordsAndTime) {
    const auto look = [](std::string messages, Timestamp when) {
        return looking(chat_reply(), when)
            .answer(200, R"({"convo":{"id":"c1"}})")
            .answer(200, R"({"messages":[)" + messages + "]}")
            .outcome();
    };
    const auto message = [](std::string_view did, std::string_view sent) {
        return json::serialize(json::object{{"id", "m5"},
                                            {"text", "We have sent it."},
                                            {"sender", {{"did", did}}},
                                            {"sentAt", sent}});
    };
    const std::string ours = message(us, "2026-11-22T14:59:40Z");
    EXPECT_EQ(look(ours, now).answer, LookUpAnswer::Found);
    EXPECT_EQ(look(ours, now).external_id, "c1/m5");
    const std::string theirs = message("did:plc:ana", "2026-11-22T14:59:40Z");
    const std::string long_ago = message(us, "2026-11-01T00:00:00Z");
    for (const std::string& other : {theirs, long_ago, std::string{}}) {
        EXPECT_EQ(look(other, now + std::chrono::minutes(1)).answer, LookUpAnswer::NotThere);
        EXPECT_EQ(look(other, at("2026-11-22T14:59:45Z")).answer, LookUpAnswer::NotYet);
    }
}

TEST(BlueskyKey, IsATimeStampedRecordKeyThatSortsByTime) {
    SeededRandom random(1);
    const std::string early = bluesky.make_key(bluesky_account(), now, random);
    const std::string late =
        bluesky.make_key(bluesky_account(), now + std::chrono::seconds(1), random);
    EXPECT_EQ(early.size(), 13u);
    EXPECT_EQ(early.find_first_not_of("234567abcdefghijklmnopqrstuvwxyz"), std::string::npos);
    EXPECT_LT(early[0], 'k');
    EXPECT_LT(early, late);
}

TEST(BlueskyTest, SaysWhoItSignedInAs) {
    Account account = bluesky_account();
    Script<TestOutcome> posts_only(bluesky.test(account), now);
    EXPECT_EQ(
        posts_only.answer(200, R"({"did":"did:plc:us","handle":"shop.test"})").outcome().detail,
        "signed in as @shop.test");
    account.settings["dms"] = "on";
    Script<TestOutcome> no_chat(bluesky.test(account), now);
    no_chat.answer(200, "{}").answer(501);
    EXPECT_TRUE(no_chat.outcome().ok);
    EXPECT_NE(no_chat.outcome().detail.find("messages cannot be read"), std::string::npos);
    Script<TestOutcome> bad(bluesky.test(bluesky_account(false)), now);
    EXPECT_FALSE(bad.answer(401, "{}").outcome().ok);
}

TEST(BlueskySettings, AreCheckedAndTidied) {
    json::object settings{{"identifier", "@shop.test"}, {"service", "https://pds.test/"}};
    json::object secrets{{"password", "x"}};
    ASSERT_TRUE(bluesky.configure(settings, secrets));
    EXPECT_EQ(settings.at("identifier"), "shop.test");
    EXPECT_EQ(settings.at("service"), "https://pds.test");
    json::object none;
    EXPECT_EQ(bluesky.configure(settings, none).error().field, "password");
    json::object bad{{"identifier", "shop.test"}, {"service", "pds.test"}};
    EXPECT_EQ(bluesky.configure(bad, secrets).error().field, "service");
}

}  // namespace
}  // namespace aplomb::channels
