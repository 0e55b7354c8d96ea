#include "sim/mail_server.h"

#include <gtest/gtest.h>

#include "sim/mail_text.h"
#include "sim/simulated_network.h"
#include "tests/sim/desk_stand_in.h"

namespace aplomb::sim {
namespace {

using namespace std::chrono_literals;
using testing::at;
using testing::DeskStandIn;

const Timestamp noon = at("2026-03-03T12:00:00Z");

struct Mail : ::testing::Test {
    SeededRandom random{3};
    VirtualClock clock{noon};
    SimulatedNetwork network{clock, random};
    MailServer server{"help@shop.example", "pass-word", noon};
    std::optional<DeskStandIn> desk;
    std::optional<channels::MailCursor> cursor;

    void SetUp() override {
        network.connect_mail(server);
        desk.emplace("email",
                     json::object{{"address", "help@shop.example"},
                                  {"password", "pass-word"},
                                  {"imap", "mail.shop.example"},
                                  {"smtp", "mail.shop.example"},
                                  {"name", "Shop"}},
                     network, clock);
    }
    std::string say(std::string subject, std::string text, std::string answers = {}) {
        Utterance utterance;
        utterance.by = {"mira@post.example", "Mira Öst", 0, {}};
        utterance.subject = std::move(subject);
        utterance.text = std::move(text);
        utterance.answers = std::move(answers);
        utterance.at = clock.now();
        return server.say(utterance);
    }
    // Everything new in the mailbox goes through the connector, as the listener would have it.
    void read_mailbox() {
        const auto servers = desk->connector().mail_servers(desk->account());
        ASSERT_TRUE(servers);
        for (;;) {
            const auto mail = server.next_mail(*servers, cursor, noon);
            ASSERT_TRUE(mail) << mail.error().what;
            if (!*mail) return;
            cursor = (*mail)->at;
            desk->take(desk->connector().receive_mail(desk->account(), (*mail)->raw,
                                                      cursor->uid_validity, cursor->uid));
        }
    }
    channels::OutboundReply reply_to(const InboundEvent& event, std::string text) {
        auto reply = desk->answer_to(event, std::move(text), random);
        reply.conversation_id = ConversationId{7};
        return reply;
    }
};

TEST_F(Mail, AMailBecomesAMessageWithItsWords) {
    const std::string id = say("Größe", "Guten Tag,\n\npasst das?");
    read_mailbox();
    ASSERT_EQ(desk->heard().size(), 1u);
    const InboundEvent& event = desk->heard().front();
    EXPECT_EQ(event.external_id, id);
    EXPECT_EQ(event.subject, "Größe");
    EXPECT_EQ(event.author.name, "Mira Öst");
    EXPECT_NE(event.text.find("passt das?"), std::string::npos);
    EXPECT_EQ(event.visibility, Visibility::Private);
}

TEST_F(Mail, OurAnswerReachesTheCustomerAndItsProofComesBackToUs) {
    const std::string id = say("A question", "Are you open?");
    read_mailbox();
    const auto reply = reply_to(desk->heard().front(), "Yes, until six – do come.");
    ASSERT_TRUE(desk->send(reply).accepted);
    ASSERT_EQ(server.arrivals().size(), 1u);
    EXPECT_EQ(server.arrivals().front().to, "mira@post.example");
    EXPECT_EQ(server.arrivals().front().answers, id);
    EXPECT_EQ(server.arrivals().front().text, "Yes, until six – do come.");
    EXPECT_EQ(desk->look_up(reply).answer, channels::LookUpAnswer::Found);
    read_mailbox();
    ASSERT_EQ(desk->heard().size(), 2u);
    EXPECT_TRUE(desk->heard()[1].from_us);
    EXPECT_EQ(desk->heard()[1].send_key, reply.key);
}

TEST_F(Mail, TheirAnswerComesBackIntoTheSameConversation) {
    say("A question", "Are you open?");
    read_mailbox();
    ASSERT_TRUE(desk->send(reply_to(desk->heard().front(), "Until six.")).accepted);
    say("ignored", "Thanks!", server.arrivals().front().id);
    read_mailbox();
    const InboundEvent& thanks = desk->heard().back();
    EXPECT_EQ(thanks.text, "Thanks!");
    EXPECT_FALSE(thanks.from_us);
    ASSERT_TRUE(thanks.conversation_hint);
    EXPECT_EQ(thanks.conversation_hint->value, 7);
    ASSERT_FALSE(thanks.parents.empty());
    EXPECT_EQ(thanks.parents.front(), server.arrivals().front().id);
}

TEST_F(Mail, AMailDeliveredTwiceIsHeardOnce) {
    server.repeat_deliveries(1.0, random);
    say("A question", "Are you open?");
    read_mailbox();
    EXPECT_EQ(cursor->uid, 2u);
    EXPECT_EQ(desk->heard().size(), 1u);
}

TEST_F(Mail, RenumberingBringsNothingTwice) {
    say("A question", "Are you open?");
    read_mailbox();
    server.renumber();
    read_mailbox();
    EXPECT_EQ(cursor->uid_validity, 2u);
    EXPECT_EQ(desk->heard().size(), 1u);
}

TEST_F(Mail, WhateverGoesWrongEveryAnswerArrivesExactlyOnce) {
    for (int i = 0; i < 30; ++i)
        say("Question " + std::to_string(i), "Are you open?");
    read_mailbox();
    ASSERT_EQ(desk->heard().size(), 30u);
    network.set_faults({.lost_question = 0.15, .failing = 0.1, .lost_answer = 0.2});
    std::map<std::string, int> wanted;
    for (std::size_t i = 0; i < 30; ++i) {
        const auto reply = reply_to(desk->heard()[i], "Until six.");
        wanted[reply.key] = 1;
        desk->send_until_there(reply);
    }
    std::map<std::string, int> arrived;
    for (const Arrival& arrival : server.arrivals())
        ++arrived[arrival.key];
    EXPECT_EQ(arrived, wanted);
}

TEST_F(Mail, AWrongPasswordIsTurnedAway) {
    auto servers = desk->connector().mail_servers(desk->account());
    servers->password = "guess";
    const auto mail = server.next_mail(*servers, {}, noon);
    ASSERT_FALSE(mail);
    EXPECT_EQ(mail.error().kind, ErrorKind::Unauthorized);
}

TEST(MailText, ReadsTheWordsOfEncodedMailWithoutTheQuotation) {
    EXPECT_EQ(mail_words("Content-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                         "Gr=C3=BC=\r\n=C3=9Fe\r\n> what you said\r\n-- \r\nShop\r\n"),
              "Grüße");
    EXPECT_EQ(mail_words("Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n"
                         "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n"
                         "\r\nSGVsbG8=\r\n--b--\r\n"),
              "Hello");
}

}  // namespace
}  // namespace aplomb::sim
