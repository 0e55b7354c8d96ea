#include "sim/bluesky_site.h"

#include <gtest/gtest.h>

#include "sim/simulated_network.h"
#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;
using testing::DeskStandIn;

const Timestamp noon = at("2026-03-03T12:00:00Z");
const Author mira{"mira.example", "Mira", 40, {}};

struct BlueskyWorld : ::testing::Test {
    SeededRandom random{3};
    VirtualClock clock{noon};
    SimulatedNetwork network{clock, random};
    BlueskySite site{{"shop.example", "Shop", "pass-word"}};
    std::optional<DeskStandIn> desk;

    void SetUp() override {
        network.connect("pds.example", site);
        desk.emplace("bluesky",
                     json::object{{"identifier", "shop.example"},
                                  {"password", "pass-word"},
                                  {"service", "https://pds.example"},
                                  {"keywords", "Shopwell"}},
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

TEST_F(BlueskyWorld, AMentionIsHeardAndTheAnswerStandsUnderItOnce) {
    const std::string asked = say("@shop.example are you open today?");
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 1u);
    const InboundEvent question = desk->heard().front();
    EXPECT_EQ(question.external_id, asked);
    EXPECT_EQ(question.author.handle, "@mira.example");
    EXPECT_EQ(question.text, "@shop.example are you open today?");

    const auto reply = desk->answer_to(question, "Until six today.", random);
    const auto sent = desk->send(reply);
    ASSERT_TRUE(sent.accepted) << sent.trouble->what;
    ASSERT_EQ(site.arrivals().size(), 1u);
    EXPECT_EQ(site.arrivals().front().answers, asked);
    EXPECT_EQ(site.arrivals().front().to, "mira.example");
    EXPECT_EQ(site.arrivals().front().text, "Until six today.");

    pass(20s);
    const std::string thanked = say("Great, thanks!", Visibility::Public, sent.external_id);
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 3u);  // the question, our echo, the thanks
    EXPECT_TRUE(desk->heard()[1].from_us);
    EXPECT_EQ(desk->heard()[1].send_key, reply.key);
    EXPECT_EQ(desk->heard()[2].external_id, thanked);
    EXPECT_EQ(desk->heard()[2].thread_id, asked);
}

TEST_F(BlueskyWorld, SendingTheSameKeyTwiceLeavesOnePost) {
    say("@shop.example hello?");
    desk->listen();
    const auto reply = desk->answer_to(desk->heard().front(), "Hello!", random);
    const auto first = desk->send(reply);
    const auto second = desk->send(reply);
    EXPECT_TRUE(first.accepted);
    EXPECT_TRUE(second.accepted);
    EXPECT_EQ(first.external_id, second.external_id);
    EXPECT_EQ(site.arrivals().size(), 1u);
}

TEST_F(BlueskyWorld, AnAnswerLostOnTheWayBackIsFoundByLookingUp) {
    say("@shop.example hello?");
    desk->listen();
    const auto reply = desk->answer_to(desk->heard().front(), "Hello!", random);
    network.set_faults({.lost_answer = 1.0});
    const auto sent = desk->send(reply);
    EXPECT_FALSE(sent.accepted);
    ASSERT_TRUE(sent.trouble);
    EXPECT_EQ(sent.trouble->kind, channels::TroubleKind::Unknown);
    network.set_faults({});
    const auto found = desk->look_up(reply);
    EXPECT_EQ(found.answer, channels::LookUpAnswer::Found);
    EXPECT_EQ(found.external_id, site.arrivals().front().id);
}

TEST_F(BlueskyWorld, APostNobodyAddressedToUsIsFoundBySearch) {
    say("never buying at shopwell again");
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 1u);
    EXPECT_EQ(desk->heard().front().text, "never buying at shopwell again");
}

TEST_F(BlueskyWorld, APrivateMessageIsHeardAndAnsweredInItsConversation) {
    desk->listen();  // the chat log begins here
    say("may I ask you something?", Visibility::Private);
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 1u);
    EXPECT_EQ(desk->heard().front().visibility, Visibility::Private);
    EXPECT_EQ(desk->heard().front().author.name, "Mira");
    const auto sent =
        desk->send(desk->answer_to(desk->heard().front(), "Of course, go ahead.", random));
    ASSERT_TRUE(sent.accepted) << sent.trouble->what;
    ASSERT_EQ(site.arrivals().size(), 1u);
    EXPECT_EQ(site.arrivals().front().visibility, Visibility::Private);
    EXPECT_EQ(site.arrivals().front().to, "mira.example");
}

TEST_F(BlueskyWorld, AnExpiredSessionIsRefreshedWithoutAnotherLogin) {
    site.set_access_lasts(1min);
    say("@shop.example one");
    desk->listen();
    pass(10min);
    say("@shop.example two");
    desk->listen();
    EXPECT_EQ(desk->heard().size(), 2u);
    EXPECT_EQ(site.logins(), 1);
}

TEST_F(BlueskyWorld, PagesBackThroughMoreThanOnePageOfNotifications) {
    say("@shop.example the first");
    desk->listen();
    for (int i = 0; i < 230; ++i) {
        pass(1s);
        say("@shop.example number " + std::to_string(i));
    }
    for (int round = 0; round < 3; ++round)
        desk->listen();
    EXPECT_EQ(desk->heard().size(), 231u);
}

TEST_F(BlueskyWorld, WhateverGoesWrongEveryReplyArrivesExactlyOnce) {
    for (int i = 0; i < 40; ++i) {
        pass(1s);
        say("@shop.example question " + std::to_string(i));
    }
    desk->listen();
    ASSERT_EQ(desk->heard().size(), 40u);
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
    desk->listen();  // whatever was still on its way has arrived
    std::map<std::string, int> arrived;
    for (const Arrival& arrival : site.arrivals())
        ++arrived[arrival.key];
    EXPECT_EQ(arrived, wanted);
}

TEST_F(BlueskyWorld, TheSameSeedMakesTheSameTrace) {
    const auto run = [](std::uint64_t seed) {
        SeededRandom dice(seed);
        VirtualClock time(noon);
        SimulatedNetwork net(time, dice);
        BlueskySite bluesky({"shop.example", "Shop", "pass-word"});
        net.connect("pds.example", bluesky);
        DeskStandIn stand_in("bluesky",
                             json::object{{"identifier", "shop.example"},
                                          {"password", "pass-word"},
                                          {"service", "https://pds.example"}},
                             net, time);
        Utterance utterance;
        utterance.by = mira;
        utterance.text = "@shop.example hello";
        utterance.at = time.now();
        bluesky.say(utterance);
        stand_in.listen();
        net.set_faults({.lost_question = 0.2, .late_question = 0.2, .lost_answer = 0.2});
        for (int i = 0; i < 10; ++i) {
            stand_in.send_until_there(
                stand_in.answer_to(stand_in.heard().front(), "Hello to you.", dice));
        }
        return net.trace();
    };
    EXPECT_EQ(run(5), run(5));
    EXPECT_NE(run(5), run(6));
    EXPECT_GT(run(5).size(), 20u);
}

}  // namespace
}  // namespace aplomb::sim
