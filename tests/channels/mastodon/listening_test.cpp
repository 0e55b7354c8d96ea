// Hearing from Mastodon: rounds without gaps, streams cut anywhere, statuses as events.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "channels/event_stream.h"
#include "channels/mastodon/statuses.h"
#include "tests/channels/mastodon/mastodon_account.h"
#include "tests/shared_data.h"

namespace aplomb::channels {
namespace {

using namespace testing;

const Timestamp now = at("2026-11-22T15:00:00Z");

Script<PollOutcome> polling(const Account& account) {
    return {mastodon.poll(account), now};
}

std::string notifications(std::initializer_list<std::pair<std::string_view, json::object>> items) {
    json::array list;
    for (const auto& [id, status] : items)
        list.push_back({{"id", id}, {"type", "mention"}, {"status", status}});
    return json::serialize(list);
}

TEST(MastodonPoll, FirstLearnsWhoWeAreAndWhatIsAllowed) {
    auto script = polling(mastodon_account(false));
    EXPECT_EQ(script.request().url, "https://social.test/api/v1/accounts/verify_credentials");
    EXPECT_EQ(script.request().headers.find("authorization"), "Bearer T");
    script.answer(200, R"({"id":"1","acct":"shop"})");
    EXPECT_EQ(script.request().url, "https://social.test/api/v2/instance");
    script.answer(200, R"({"configuration":{"statuses":{"max_characters":1000},
                           "urls":{"streaming":"wss://stream.test"}}})");
    EXPECT_EQ(script.request().url.find("min_id"), std::string::npos);
    script.answer(200, notifications({{"100", status_of("40")}, {"99", status_of("39")}}));
    script.answer(200, "[]").answer(200, "[]");
    const PollOutcome& outcome = script.outcome();
    EXPECT_EQ(outcome.events.size(), 2u);
    EXPECT_EQ(outcome.state->at("notification"), "100");
    EXPECT_EQ(outcome.state->at("limits").at("characters"), 1000);
    EXPECT_EQ(outcome.state->at("limits").at("streaming"), "https://stream.test");
    Account account = mastodon_account(false);
    account.state = *outcome.state;
    EXPECT_EQ(mastodon.stream(account)->url, "https://stream.test/api/v1/streaming/user");
    EXPECT_FALSE(mastodon.stream(mastodon_account(false)));
}

TEST(MastodonPoll, WalksForwardUntilThereIsNothingNewer) {
    Account account = mastodon_account();
    account.state["notification"] = "99";
    auto script = polling(account);
    EXPECT_NE(script.request().url.find("min_id=99"), std::string::npos);
    script.answer(200, notifications({{"101", status_of("41")}, {"100", status_of("40")}}));
    EXPECT_NE(script.request().url.find("min_id=101"), std::string::npos);
    script.answer(200, "[]");
    EXPECT_NE(script.request().url.find("/api/v1/conversations"), std::string::npos);
    script.answer(200, "[]").answer(200, "[]");
    EXPECT_EQ(script.outcome().events.size(), 2u);
    EXPECT_EQ(script.outcome().state->at("notification"), "101");
    EXPECT_FALSE(script.outcome().more);
}

TEST(MastodonPoll, ComesBackAtOnceAfterFivePages) {
    Account account = mastodon_account();
    account.state["notification"] = "9";
    auto script = polling(account);
    for (int i = 10; i < 15; ++i)
        script.answer(200, notifications({{std::to_string(i), status_of(std::to_string(i))}}));
    script.answer(200, "[]").answer(200, "[]");
    EXPECT_TRUE(script.outcome().more);
    EXPECT_EQ(script.outcome().state->at("notification"), "14");
}

TEST(MastodonPoll, FindsPrivateWordsTheNotificationsHide) {
    auto script = polling(mastodon_account());
    script.answer(200, "[]");
    json::object hidden = status_of("50");
    hidden["visibility"] = "direct";
    script.answer(200, json::serialize(json::array{{{"id", "c"}, {"last_status", hidden}}}));
    script.answer(200, "[]");
    ASSERT_EQ(script.outcome().events.size(), 1u);
    EXPECT_EQ(script.outcome().state->at("conversation_status"), "50");
}

TEST(MastodonPoll, BringsAnswersWeGaveElsewhereOnce) {
    json::object answer = status_of("60", "sorry", "1");
    answer["in_reply_to_id"] = "40";
    const std::string own = json::serialize(json::array{answer, status_of("61", "news", "1")});
    auto script = polling(mastodon_account());
    script.answer(200, "[]").answer(200, "[]").answer(200, own);
    ASSERT_EQ(script.outcome().events.size(), 1u);
    Account account = mastodon_account();
    account.state = *script.outcome().state;
    auto again = polling(account);
    again.answer(200, "[]").answer(200, "[]").answer(200, own);
    EXPECT_TRUE(again.outcome().events.empty());
}

TEST(MastodonPoll, SortsTroubleAndToleratesTheLesserParts) {
    EXPECT_EQ(polling(mastodon_account()).answer(401).outcome().trouble->kind, TroubleKind::ReAuth);
    EXPECT_EQ(polling(mastodon_account())
                  .answer(429, "", {{"X-RateLimit-Reset", "2026-11-22T15:05:00.223862Z"}})
                  .outcome()
                  .trouble->until,
              at("2026-11-22T15:05:00.223Z"));
    EXPECT_EQ(polling(mastodon_account()).answer(NoAnswer{true, "t"}).outcome().trouble->kind,
              TroubleKind::Retry);
    auto script = polling(mastodon_account());
    script.answer(200, "[]").answer(500).answer(403);
    EXPECT_FALSE(script.outcome().trouble);
}

InboundEvent parsed(const json::object& status, std::string kind = "message.created") {
    const auto events =
        mastodon.parse(mastodon_account(), {"1", std::move(kind), "", json::serialize(status)});
    EXPECT_TRUE(events);
    return events->at(0);
}

TEST(MastodonStatus, BecomesAMessage) {
    json::object status = status_of("40", "My <b>bag</b><br>is lost &amp; gone");
    status["spoiler_text"] = "rant";
    const InboundEvent event = parsed(status);
    EXPECT_EQ(event.external_id, "40");
    EXPECT_EQ(event.thread_id, "40");
    EXPECT_EQ(event.text, "rant\n\nMy bag\nis lost & gone");
    EXPECT_EQ(event.author.handle, "@ana@far.test");
    EXPECT_EQ(event.author.followers, 7);
    EXPECT_EQ(event.visibility, Visibility::Public);
    EXPECT_FALSE(event.from_us);
    EXPECT_EQ(fediverse::read_status_ref(event.platform_ref).visibility, "public");
}

TEST(MastodonStatus, KeepsVisibilityParentsAndEdits) {
    json::object status = status_of("41", "x", "1");
    status["in_reply_to_id"] = "40";
    status["edited_at"] = "2026-11-22T14:55:00Z";
    for (const auto& [word, wanted] : {std::pair{"public", Visibility::Public},
                                       {"unlisted", Visibility::Public},
                                       {"private", Visibility::Private},
                                       {"direct", Visibility::Private},
                                       {"someday", Visibility::Private}}) {
        status["visibility"] = word;
        EXPECT_EQ(parsed(status).visibility, wanted) << word;
    }
    EXPECT_EQ(parsed(status).parents, std::vector<std::string>{"40"});
    EXPECT_EQ(parsed(status).thread_id, "");
    EXPECT_TRUE(parsed(status).from_us);
    const InboundEvent edit = parsed(status, "message.edited");
    EXPECT_EQ(edit.kind, InboundKind::MessageEdited);
    EXPECT_EQ(edit.at, at("2026-11-22T14:55:00Z"));
    const auto raw = fediverse::raw_status(status);
    ASSERT_EQ(raw.size(), 2u);
    EXPECT_EQ(raw[1].revision, "2026-11-22T14:55:00Z");
    EXPECT_EQ(parsed({{"id", "41"}}, "message.deleted").kind, InboundKind::MessageDeleted);
}

std::vector<RawEvent> through_the_decoder(std::string_view bytes, std::size_t piece,
                                          const Account& account = mastodon_account()) {
    const auto decoder = mastodon.decode_stream(account);
    std::vector<RawEvent> out;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
        auto output = decoder->feed(bytes.substr(i, piece));
        EXPECT_EQ(output.poll_now, i == 0);
        for (RawEvent& event : output.events)
            out.push_back(std::move(event));
    }
    return out;
}

std::string stream_text() {
    const std::string mention = json::serialize(status_of("40"));
    json::object passing = status_of("42");
    passing["mentions"] = json::array{};
    return ":)\n\nevent: update\ndata: " + mention +
           "\n\n:thump\n\nevent: update\r\ndata: " + json::serialize(passing) +
           "\r\n\r\nevent: notification\rdata: {\"type\":\"mention\","
           "\"status\":" +
           json::serialize(status_of("43")) +
           "}\r\revent: notification\ndata: {\"type\":\"favourite\",\"status\":" + mention +
           "}\n\nevent: delete\ndata: 40\n\nevent: status.update\ndata: not json\n\n"
           "event: filters_changed\ndata: undefined\n\nevent: update\ndata: {\"id\":\"unfinished";
}

TEST(MastodonStream, TakesWhatIsForUs) {
    const auto events = through_the_decoder(stream_text(), 1 << 20);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].external_id, "40");
    EXPECT_EQ(events[1].external_id, "43");
    EXPECT_EQ(events[2].kind, "message.deleted");
    EXPECT_EQ(events[2].external_id, "40");
}

RC_GTEST_PROP(MastodonStream, GivesTheSameHoweverItIsCut, ()) {
    const auto piece = *rc::gen::inRange<std::size_t>(1, 200);
    const auto whole = through_the_decoder(stream_text(), 1 << 20);
    const auto cut = through_the_decoder(stream_text(), piece);
    RC_ASSERT(cut.size() == whole.size());
    for (std::size_t i = 0; i < cut.size(); ++i) {
        RC_ASSERT(cut[i].external_id == whole[i].external_id);
        RC_ASSERT(cut[i].body == whole[i].body);
    }
}

TEST(MastodonStream, ReadsRecordedStreams) {
    const auto content = test::read_shared("data/api/mastodon/stream_user_direct_12.sse.txt");
    SKIP_WITHOUT_SHARED(content, "data/api/mastodon");
    EventStreamReader reader;
    const auto events = reader.feed(*content);
    ASSERT_FALSE(events.empty());
    int statuses = 0;
    for (const ServerSentEvent& event : events) {
        if (event.name != "update") continue;
        const auto status = parse_json(event.data);
        ASSERT_TRUE(status);
        for (const RawEvent& raw : fediverse::raw_status(*status)) {
            const auto read = mastodon.parse(mastodon_account(), raw);
            ASSERT_TRUE(read);
            EXPECT_FALSE(read->at(0).text.empty());
            ++statuses;
        }
    }
    EXPECT_GT(statuses, 0);
}

TEST(EventStream, JoinsLinesAndForgetsWhatIsTooLong) {
    EventStreamReader reader;
    EXPECT_EQ(reader.feed("\xEF\xBB\xBF"
                          "data: a\ndata:b\n\n"),
              (std::vector<ServerSentEvent>{{"message", "a\nb"}}));
    EXPECT_TRUE(reader.feed("data: " + std::string(2'000'000, 'x') + "\n\n").empty());
    EXPECT_EQ(reader.feed("event: e\ndata\n\n"), (std::vector<ServerSentEvent>{{"e", ""}}));
}

RC_GTEST_PROP(MastodonStatus, AnyBytesAreReadOrRefused, (const std::string& body)) {
    const auto events = mastodon.parse(mastodon_account(), {"1", "message.created", "", body});
    RC_ASSERT(events.has_value() || events.error().kind == ErrorKind::Invalid);
}

}  // namespace
}  // namespace aplomb::channels
