// Posts and chat messages as inbound events.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "channels/bluesky/events.h"
#include "tests/channels/bluesky/bluesky_account.h"
#include "tests/shared_data.h"

namespace aplomb::channels {
namespace {

using namespace testing;

InboundEvent parsed(const json::object& view) {
    const auto raw = atproto::raw_post(view);
    EXPECT_TRUE(raw);
    const auto events = bluesky.parse(bluesky_account(), *raw);
    EXPECT_TRUE(events) << (events ? "" : events.error().what);
    return events->at(0);
}

TEST(BlueskyPost, BecomesAMessageOfItsThread) {
    json::object view = post_view("at://did:plc:ana/app.bsky.feed.post/q", "2026-11-22T14:00:00Z",
                                  "My shoes fell apart");
    view["record"].as_object()["reply"] = {{"root", {{"uri", "at://root"}, {"cid", "cr"}}},
                                           {"parent", {{"uri", "at://parent"}, {"cid", "cp"}}}};
    const InboundEvent event = parsed(view);
    EXPECT_EQ(event.kind, InboundKind::MessageCreated);
    EXPECT_EQ(event.thread_id, "at://root");
    EXPECT_EQ(event.parents, std::vector<std::string>{"at://parent"});
    EXPECT_EQ(event.visibility, Visibility::Public);
    EXPECT_EQ(event.author.id, "did:plc:ana");
    EXPECT_EQ(event.author.handle, "@ana.test");
    EXPECT_EQ(event.author.name, "Ana");
    EXPECT_EQ(event.language, "en");
    EXPECT_FALSE(event.from_us);
    const auto ref = atproto::read_post_ref(event.platform_ref);
    ASSERT_TRUE(ref);
    EXPECT_EQ(ref->root_cid, "cr");
    EXPECT_EQ(ref->cid, "cid-at://did:plc:ana/app.bsky.feed.post/q");
}

TEST(BlueskyPost, IsItsOwnRootWhenItAnswersNothing) {
    const InboundEvent event = parsed(post_view("at://q", "2026-11-22T14:00:00Z"));
    EXPECT_EQ(event.thread_id, "at://q");
    EXPECT_TRUE(event.parents.empty());
    EXPECT_EQ(atproto::read_post_ref(event.platform_ref)->root_uri, "at://q");
}

TEST(BlueskyPost, OfOursCarriesItsKey) {
    const InboundEvent event = parsed(
        post_view("at://did:plc:us/app.bsky.feed.post/3mz", "2026-11-22T14:00:00Z", "x", us));
    EXPECT_TRUE(event.from_us);
    EXPECT_EQ(event.send_key, "3mz");
}

TEST(BlueskyPost, BelievesTheEarlierOfTheTwoTimes) {
    json::object view = post_view("at://q", "2026-11-22T14:00:00Z");
    view["record"].as_object()["createdAt"] = "2031-01-01T00:00:00Z";
    EXPECT_EQ(parsed(view).at, at("2026-11-22T14:00:00Z"));
    view["record"].as_object()["createdAt"] = "2026-11-22T13:00:00Z";
    EXPECT_EQ(parsed(view).at, at("2026-11-22T13:00:00Z"));
}

TEST(BlueskyPost, ShowsWholeAddressesAndCards) {
    json::object view = post_view("at://q", "2026-11-22T14:00:00Z", "See shop.test/ord... please");
    view["record"].as_object()["facets"] =
        json::array{{{"index", {{"byteStart", 4}, {"byteEnd", 20}}},
                     {"features", json::array{{{"uri", "https://shop.test/order/12345"}}}}},
                    {{"index", {{"byteStart", 900}, {"byteEnd", 990}}},
                     {"features", json::array{{{"uri", "https://evil.test"}}}}}};
    view["record"].as_object()["embed"] = {{"external", {{"uri", "https://news.test/1"}}}};
    EXPECT_EQ(parsed(view).text, "See https://shop.test/order/12345 please\nhttps://news.test/1");
}

TEST(BlueskyPost, CarriesItsPictures) {
    json::object view = post_view("at://q", "2026-11-22T14:00:00Z");
    view["record"].as_object()["embed"] = {
        {"images",
         json::array{{{"alt", "a torn sole"},
                      {"image", {{"ref", {{"$link", "bafy"}}}, {"mimeType", "image/png"}}}}}}};
    const InboundEvent raw = parsed(view);
    ASSERT_EQ(raw.attachments.size(), 1u);
    EXPECT_EQ(raw.attachments[0].url,
              "http://pds.test/xrpc/com.atproto.sync.getBlob?did=did%3Aplc%3Aana&cid=bafy");
    EXPECT_EQ(raw.attachments[0].type, "image/png");
    view["embed"] = {{"images", json::array{{{"fullsize", "https://cdn.test/1"}, {"alt", "x"}}}}};
    EXPECT_EQ(parsed(view).attachments[0].url, "https://cdn.test/1");
}

TEST(BlueskyPost, LikesAndFollowsAreNothingToAnswer) {
    json::object view = post_view("at://q", "2026-11-22T14:00:00Z");
    view["reason"] = "like";
    EXPECT_FALSE(parsed(view).ignore_because.empty());
}

TEST(BlueskyChatLog, TellsWrittenFromDeleted) {
    const json::value entry = parse_json(
                                  R"({"$type":"chat.bsky.convo.defs#logDeleteMessage","convoId":"c",
        "message":{"id":"m","sender":{"did":"did:plc:ana"},"sentAt":"2026-11-22T14:00:00Z"}})")
                                  .value();
    const auto raw = atproto::raw_chat_message(entry, {});
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->kind, "message.deleted");
    EXPECT_EQ(bluesky.parse(bluesky_account(), *raw)->at(0).kind, InboundKind::MessageDeleted);
    const json::value reaction =
        parse_json(R"({"$type":"chat.bsky.convo.defs#logAddReaction","convoId":"c"})").value();
    EXPECT_FALSE(atproto::raw_chat_message(reaction, {}));
}

TEST(BlueskyEvents, RefusesWhatNamesNobody) {
    for (const char* body :
         {"{}", "[]", "5", R"({"uri":"at://x"})", R"({"uri":"at://x","author":{},"record":{}})",
          R"({"uri":"at://x","author":{"did":"d"}})", R"({"convoId":"c"})"}) {
        const auto events = bluesky.parse(bluesky_account(), {"x", "message.created", "", body});
        ASSERT_FALSE(events) << body;
        EXPECT_EQ(events.error().kind, ErrorKind::Invalid);
    }
}

TEST(BlueskyEvents, UnderstandsRecordedNotifications) {
    const auto content = test::read_shared("data/api/bluesky/appview_snapshot_notifications.json");
    SKIP_WITHOUT_SHARED(content, "data/api/bluesky");
    const json::value snapshots = parse_json(*content).value();
    int posts = 0;
    int ignored = 0;
    for (const auto& [name, value] : snapshots.as_object()) {
        const json::array* items = value.if_array();
        for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
            const auto raw = atproto::raw_post((*items)[i]);
            if (!raw) continue;
            const auto events = bluesky.parse(bluesky_account(), *raw);
            ASSERT_TRUE(events) << events.error().what;
            (events->at(0).ignore_because.empty() ? posts : ignored) += 1;
        }
    }
    EXPECT_GT(posts, 5);
    EXPECT_GT(ignored, 5);
}

RC_GTEST_PROP(BlueskyEvents, AnyBytesAreReadOrRefused, (const std::string& body)) {
    const auto events = bluesky.parse(bluesky_account(), {"x", "message.created", "", body});
    RC_ASSERT(events.has_value() || events.error().kind == ErrorKind::Invalid);
}

}  // namespace
}  // namespace aplomb::channels
