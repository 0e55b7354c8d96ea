#include "sim/demo_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;
using testing::DeskStandIn;

const Timestamp start = at("2026-03-03T12:00:00Z");

// Every channel of the plan, listened to as the desk would, for the first minutes.
struct Desk {
    explicit Desk(std::uint64_t seed) : random(seed), clock(start), world(clock, random, start) {
        for (const ChannelPlan& plan : world.channels()) {
            channels.try_emplace(plan.name, plan.kind, plan.settings, world.transport(), clock);
        }
    }
    void take_pushes() {
        for (const auto& push : world.due(clock.now())) {
            DeskStandIn& desk = channels.at(push.channel);
            const auto events = desk.connector().receive(desk.account(), push.request, clock.now());
            ASSERT_TRUE(events) << events.error().what;
            for (const RawEvent& raw : *events)
                desk.take(raw);
        }
    }
    void listen() {
        for (auto& [name, desk] : channels) {
            if (desk.connector().poll != nullptr) desk.listen();
            if (desk.connector().mail_servers == nullptr) continue;
            const auto servers = desk.connector().mail_servers(desk.account());
            for (;;) {
                const auto mail = world.mail().next_mail(*servers, cursor, start);
                ASSERT_TRUE(mail) << mail.error().what;
                if (!*mail) break;
                cursor = (*mail)->at;
                desk.take(desk.connector().receive_mail(desk.account(), (*mail)->raw,
                                                        cursor->uid_validity, cursor->uid));
            }
        }
    }
    void live_until(Timestamp end) {
        while (clock.now() < end) {
            clock.advance_to(std::min(clock.now() + Milliseconds{5'000}, end));
            take_pushes();
            listen();
        }
    }

    SeededRandom random;
    VirtualClock clock;
    DemoWorld world;
    std::map<std::string, DeskStandIn> channels;
    std::optional<channels::MailCursor> cursor;
};

TEST(DemoWorld, EveryConnectorSignsIn) {
    Desk desk(1);
    ASSERT_GE(desk.channels.size(), 4u);
    for (auto& [name, channel] : desk.channels) {
        const auto tested = channel.test();
        EXPECT_TRUE(tested.ok) << name << ": " << tested.detail;
    }
}

// Everything said to us is heard, once, on the channel it was said on.
TEST(DemoWorld, EverythingCustomersSayIsHeardThroughTheRealConnectors) {
    Desk desk(2);
    desk.take_pushes();
    desk.listen();
    desk.live_until(start + 6min);
    std::set<std::string> heard;
    for (const auto& [name, channel] : desk.channels) {
        for (const InboundEvent& event : channel.heard())
            if (!event.from_us) heard.insert(event.text);
    }
    const bool mastodon = channels::find_connector("mastodon") != nullptr;
    std::size_t expected = 0;
    for (const Told& one : desk.world.told()) {
        if (one.outlet == "mastodon" && !mastodon) continue;
        if (one.outlet == "email") continue;  // its words are folded anew on the way
        ++expected;
        EXPECT_TRUE(heard.contains(one.text)) << one.outlet << ": " << one.text;
    }
    EXPECT_GT(expected, 40u);
    EXPECT_GT(desk.channels.at("Help mailbox").heard().size(), 10u);
}

TEST(DemoWorld, WhatTheCompanySaidYesterdayIsKnownAsItsOwn) {
    Desk desk(3);
    desk.take_pushes();
    desk.listen();
    std::size_t ours = 0;
    for (const auto& [name, channel] : desk.channels) {
        for (const InboundEvent& event : channel.heard()) {
            ours += event.from_us ? 1 : 0;
            EXPECT_NE(event.author.name.find_first_not_of(' '), std::string::npos) << event.text;
            if (!event.from_us) {
                EXPECT_NE(event.author.id, desk.world.company().mail) << event.text;
            }
        }
    }
    EXPECT_GE(ours, 8u);
}

TEST(DemoWorld, CustomersAnswerWhatTheDeskSends) {
    Desk desk(4);
    desk.take_pushes();
    desk.listen();
    desk.live_until(start + 30s);
    DeskStandIn& app = desk.channels.at("Pellwick app");
    const std::vector<InboundEvent> before = app.heard();
    std::size_t answered = 0;
    for (const InboundEvent& event : before) {
        if (event.from_us || event.kind != InboundKind::MessageCreated || event.at < start)
            continue;
        const auto sent = app.send(app.answer_to(
            event, "Thank you for telling us, and I'm sorry. Which booking is it?", desk.random));
        ASSERT_TRUE(sent.accepted);
        ++answered;
    }
    ASSERT_GE(answered, 2u);
    desk.live_until(start + 10min);
    std::size_t replies = 0;
    for (std::size_t i = before.size(); i < app.heard().size(); ++i)
        replies += app.heard()[i].parents.empty() ? 0 : 1;
    EXPECT_GE(replies, answered / 2);
}

// Nobody in the story exists, and nobody's trade mark is in it.
TEST(DemoWorld, NamesNoRealBrandHostOrTelephoneNumber) {
    std::vector<std::string> texts;
    for (const Scene& scene : all_scenes()) {
        for (const std::string& text : {scene.text, scene.subject, scene.detail, scene.follow_up,
                                        scene.end, scene.answer, scene.edit}) {
            texts.push_back(text);
        }
    }
    for (const Reaction& reaction : all_reactions())
        texts.push_back(reaction.text);
    for (std::string text : texts) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        for (const std::string_view brand :
             {"google", "facebook",  "twitter",    "instagram", "whatsapp", "amazon", "microsoft",
              "paypal", "samsung",   "iphone",     "android",   "tesla",    "uber",   "ryanair",
              "stena",  "lufthansa", "mastercard", "bluesky",   "mastodon", "http",   "www."}) {
            EXPECT_EQ(text.find(brand), std::string::npos) << brand << " in: " << text;
        }
        for (auto at = text.find(".com"); at != std::string::npos; at = text.find(".com", at + 1))
            ADD_FAILURE() << text;
        for (auto at = text.find("555-"); at != std::string::npos; at = text.find("555-", at + 1))
            EXPECT_EQ(text.substr(at, 6), "555-01") << text;
    }
    std::set<std::string> names;
    for (const Customer& customer : all_customers()) {
        EXPECT_TRUE(names.insert(customer.name).second) << customer.name;
        EXPECT_TRUE(names.insert(customer.login).second) << customer.login;
        EXPECT_FALSE(customer.outlets.empty());
    }
    EXPECT_GE(all_customers().size(), 40u);
    EXPECT_LE(all_customers().size(), 60u);
}

TEST(DemoWorld, EveryCustomerHasAZoneThatExistsAndEverySceneSomebodyToPlayIt) {
    SeededRandom random(1);
    Casting casting(random, "Europe/London");
    for (const Customer& customer : all_customers()) {
        const std::string zone = customer.zone.empty() ? "Europe/London" : customer.zone;
        EXPECT_NO_THROW(hour_in(zone, start)) << zone;
    }
    for (const Scene& scene : all_scenes())
        EXPECT_TRUE(casting.cast(scene, start)) << scene.id;
}

TEST(DemoWorld, GivesEveryConnectorOnlySettingsItHas) {
    const VirtualClock clock(parse_rfc3339("2026-11-23T10:00:00Z").value());
    SeededRandom random(3);
    const DemoWorld world(clock, random, clock.now());
    for (const ChannelPlan& plan : world.channels()) {
        const channels::Connector* connector = channels::find_connector(plan.kind);
        ASSERT_NE(connector, nullptr) << plan.kind;
        for (const auto& given : plan.settings) {
            const std::string key(given.key());
            const bool known =
                std::any_of(connector->settings.begin(), connector->settings.end(),
                            [&](const channels::Setting& setting) { return setting.name == key; });
            EXPECT_TRUE(known) << plan.kind << " has no setting " << key;
        }
    }
}

}  // namespace
}  // namespace aplomb::sim
