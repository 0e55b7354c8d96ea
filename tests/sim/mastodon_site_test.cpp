#include "sim/mastodon_site.h"

#include <gtest/gtest.h>

#include "sim/simulated_network.h"
#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;
using testing::DeskStandIn;

const Timestamp noon = at("2026-03-03T12:00:00Z");
const Author mira{"mira@quay.example", "Mira", 40, {}};

struct MastodonWorld : ::testing::Test {
    SeededRandom random{3};
    VirtualClock clock{noon};
    SimulatedNetwork network{clock, random};
    MastodonSite site{{"shop", "Shop", "social.example", "a-token"}};
    std::optional<DeskStandIn> desk;

    void SetUp() override {
        network.connect("social.example", site);
        desk.emplace(
            "mastodon",
            json::object{{"instance", "https://social.example"}, {"access_token", "a-token"}},
            network, clock);
    }
    std::string say(std::string text, Visibility visibility = Visibility::Public,
                    std::string answers = {}) {
        Utterance utterance;
        utterance.by = mira;
        utterance.text = std::move(text);
        utterance.visibility = visibility;
        utterance.answers = std::move(answers);
        utterance.at = clock.now();
        return site.say(utterance);
    }
    void pass(Milliseconds span) { clock.advance_to(clock.now() + span); }
};

TEST_F(MastodonWorld, AMentionIsHeardAndTheAnswerStandsUnderItOnce) {
    const std::string asked = say("@shop are you open <today>?");
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 1u);
    const InboundEvent question = desk->heard().front();
    EXPECT_EQ(question.external_id, asked);
    EXPECT_EQ(question.author.handle, "@mira@quay.example");
    EXPECT_EQ(question.text, "@shop are you open <today>?");

    const auto reply = desk->answer_to(question, "Until six today.", random);
    const auto sent = desk->send(reply);
    ASSERT_TRUE(sent.accepted) << sent.trouble->what;
    ASSERT_EQ(site.arrivals().size(), 1u);
    EXPECT_EQ(site.arrivals().front().answers, asked);
    EXPECT_EQ(site.arrivals().front().to, "mira@quay.example");
    EXPECT_EQ(site.arrivals().front().key, reply.key);

    pass(20s);
    say("@shop thanks!", Visibility::Public, sent.external_id);
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 3u);  // the question, our echo, the thanks
    EXPECT_TRUE(desk->heard()[1].from_us);
    EXPECT_EQ(desk->heard()[2].parents, std::vector<std::string>{sent.external_id});
}

TEST_F(MastodonWorld, ADirectWordIsPrivateAndIsAnsweredInPrivate) {
    say("@shop a private matter", Visibility::Private);
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 1u);
    EXPECT_EQ(desk->heard().front().visibility, Visibility::Private);
    ASSERT_TRUE(desk->send(desk->answer_to(desk->heard().front(), "Of course.", random)).accepted);
    EXPECT_EQ(site.arrivals().front().visibility, Visibility::Private);
}

TEST_F(MastodonWorld, ARepeatUnderTheSameKeyMakesNoSecondStatus) {
    say("@shop hello?");
    desk->listen();
    const auto reply = desk->answer_to(desk->heard().front(), "Hello!", random);
    network.set_faults({.lost_answer = 1.0});
    EXPECT_FALSE(desk->send(reply).accepted);
    network.set_faults({});
    const auto again = desk->send(reply);
    ASSERT_TRUE(again.accepted);
    EXPECT_EQ(again.external_id, site.arrivals().front().id);
    EXPECT_EQ(site.arrivals().size(), 1u);
    EXPECT_EQ(site.repeats(), 1);
}

TEST_F(MastodonWorld, WalksForwardThroughMoreThanOnePage) {
    say("@shop the first");
    desk->listen();
    for (int i = 0; i < 200; ++i) {
        pass(1s);
        say("@shop number " + std::to_string(i));
    }
    for (int round = 0; round < 4; ++round)
        desk->listen();
    EXPECT_EQ(desk->heard().size(), 201u);
}

TEST_F(MastodonWorld, TheStreamTellsOfMentionsEditsAndDeletions) {
    desk->listen();
    const auto request = desk->connector().stream(desk->account());
    ASSERT_TRUE(request);
    const auto decoder = desk->connector().decode_stream(desk->account());
    std::size_t position = stream_begins;
    const auto greeting = site.stream_after(*request, position);
    ASSERT_TRUE(greeting);
    EXPECT_TRUE(decoder->feed(*greeting).poll_now);

    const std::string id = say("@shop helo");
    site.edit(id, "@shop hello", clock.now());
    site.take_back(id, clock.now());
    const auto bytes = site.stream_after(*request, position);
    ASSERT_TRUE(bytes);
    for (const RawEvent& raw : decoder->feed(*bytes).events)
        desk->take(raw);
    ASSERT_GE(desk->heard().size(), 3u);
    EXPECT_EQ(desk->heard().front().text, "@shop helo");
    EXPECT_EQ(desk->heard().back().kind, InboundKind::MessageDeleted);
    EXPECT_EQ(desk->heard().back().external_id, id);
}

TEST_F(MastodonWorld, WhateverGoesWrongEveryReplyArrivesExactlyOnce) {
    for (int i = 0; i < 30; ++i) {
        pass(1s);
        say("@shop question " + std::to_string(i));
    }
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 30u);
    network.set_faults({.lost_question = 0.1,
                        .late_question = 0.1,
                        .turned_away = 0.1,
                        .failing = 0.1,
                        .lost_answer = 0.15,
                        .failing_after = 0.1});
    std::map<std::string, int> wanted;
    for (const InboundEvent& question : desk->heard()) {
        const auto reply = desk->answer_to(question, "Answer to " + question.text, random);
        wanted[reply.key] = 1;
        desk->send_until_there(reply);
    }
    network.set_faults({});
    pass(5min);
    desk->listen();
    std::map<std::string, int> arrived;
    for (const Arrival& arrival : site.arrivals())
        ++arrived[arrival.key];
    EXPECT_EQ(arrived, wanted);
}

}  // namespace
}  // namespace aplomb::sim
