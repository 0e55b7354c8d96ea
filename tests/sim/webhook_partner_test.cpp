#include "sim/webhook_partner.h"

#include <gtest/gtest.h>

#include "sim/simulated_network.h"
#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;
using testing::DeskStandIn;

const Timestamp noon = at("2026-03-03T12:00:00Z");
const std::string secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

struct Partner : ::testing::Test {
    SeededRandom random{3};
    VirtualClock clock{noon};
    SimulatedNetwork network{clock, random};
    WebhookPartner partner{secret, "app"};
    std::optional<DeskStandIn> desk;

    void SetUp() override {
        network.connect("app.example", partner);
        desk.emplace("webhook",
                     json::object{{"secret", secret}, {"callback", "https://app.example/in"}},
                     network, clock);
    }
    std::string say(std::string text, std::string answers = {}) {
        Utterance utterance;
        utterance.by = {"@mira", "Mira", 40, "Europe/Lisbon"};
        utterance.text = std::move(text);
        utterance.visibility = Visibility::Private;
        utterance.answers = std::move(answers);
        utterance.at = clock.now();
        return partner.say(utterance);
    }
    // Pushes what is due into the connector, as the intake would.
    std::size_t deliver() {
        std::size_t delivered = 0;
        for (const auto& push : partner.take_due(clock.now())) {
            const auto events =
                desk->connector().receive(desk->account(), push.request, clock.now());
            EXPECT_TRUE(events) << events.error().what;
            for (const RawEvent& raw : *events)
                desk->take(raw);
            ++delivered;
        }
        return delivered;
    }
};

TEST_F(Partner, PushesAreSignedSoThatTheConnectorTakesThem) {
    say("hello?");
    EXPECT_EQ(deliver(), 1u);
    ASSERT_EQ(desk->heard().size(), 1u);
    EXPECT_EQ(desk->heard().front().text, "hello?");
    EXPECT_EQ(desk->heard().front().author.time_zone, "Europe/Lisbon");
    EXPECT_EQ(deliver(), 0u);
}

TEST_F(Partner, WhatWasNotTakenComesAgainUnderTheSameId) {
    say("hello?");
    auto pushes = partner.take_due(clock.now());
    ASSERT_EQ(pushes.size(), 1u);
    partner.give_back(pushes.front(), clock.now() + 5s);
    EXPECT_TRUE(partner.take_due(clock.now()).empty());
    EXPECT_EQ(partner.next_due(), clock.now() + 5s);
    // Signed anew: an hour later the first signature would be too old.
    clock.advance_to(clock.now() + 1h);
    const auto again = partner.take_due(clock.now());
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(again.front().id, pushes.front().id);
    EXPECT_TRUE(desk->connector().receive(desk->account(), again.front().request, clock.now()));
}

TEST_F(Partner, EditsAndDeletionsFollowTheMessage) {
    const std::string id = say("helo");
    partner.edit(id, "hello", clock.now());
    partner.take_back(id, clock.now());
    deliver();
    ASSERT_EQ(desk->heard().size(), 3u);
    EXPECT_EQ(desk->heard()[1].kind, InboundKind::MessageEdited);
    EXPECT_EQ(desk->heard()[1].text, "hello");
    EXPECT_EQ(desk->heard()[2].kind, InboundKind::MessageDeleted);
    EXPECT_EQ(desk->heard()[2].external_id, id);
}

TEST_F(Partner, ACarelessSenderDeliversTwice) {
    partner.repeat_deliveries(1.0, random);
    say("hello?");
    clock.advance_to(clock.now() + 10s);
    EXPECT_EQ(deliver(), 2u);
    EXPECT_EQ(desk->heard().size(), 1u);
}

TEST_F(Partner, AReplyRepeatedUnderItsKeyIsRecordedOnce) {
    const std::string asked = say("hello?");
    deliver();
    const auto reply = desk->answer_to(desk->heard().front(), "Hello, Mira.", random);
    network.set_faults({.lost_answer = 1.0});
    EXPECT_FALSE(desk->send(reply).accepted);
    network.set_faults({});
    EXPECT_EQ(desk->look_up(reply).answer, channels::LookUpAnswer::SafeToRepeat);
    const auto sent = desk->send(reply);
    ASSERT_TRUE(sent.accepted);
    ASSERT_EQ(partner.arrivals().size(), 1u);
    EXPECT_EQ(partner.arrivals().front().id, sent.external_id);
    EXPECT_EQ(partner.arrivals().front().answers, asked);
    EXPECT_EQ(partner.arrivals().front().to, "@mira");
    EXPECT_EQ(partner.repeats(), 1);
}

TEST_F(Partner, AWronglySignedReplyIsTurnedAway) {
    DeskStandIn stranger("webhook",
                         json::object{{"secret", "whsec_d3JvbmcgYnV0IGxvbmcgZW5vdWdoIGtleQ=="},
                                      {"callback", "https://app.example/in"}},
                         network, clock);
    say("hello?");
    deliver();
    const auto sent = stranger.send(desk->answer_to(desk->heard().front(), "Hi.", random));
    EXPECT_FALSE(sent.accepted);
    ASSERT_TRUE(sent.trouble);
    EXPECT_EQ(sent.trouble->kind, channels::TroubleKind::ReAuth);
    EXPECT_TRUE(partner.arrivals().empty());
}

}  // namespace
}  // namespace aplomb::sim
