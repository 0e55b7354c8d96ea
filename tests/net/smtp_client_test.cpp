#include "net/smtp_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "tests/net/scripted_peer.h"

namespace aplomb::net {
namespace {

using ::testing::HasSubstr;
using testing::PeerConnection;
using testing::ScriptedPeer;
using Kind = SubmissionOutcome::Kind;

MailServer at(const ScriptedPeer& peer) {
    MailServer server;
    server.host = "127.0.0.1";
    server.port = peer.port();
    server.tls = MailTls::None;
    return server;
}

Submission mail() {
    Submission submission;
    submission.envelope_from = "desk@shop.test";
    submission.recipients = {"ana@example.test", "bo@example.test"};
    submission.data = "Subject: hi\r\n\r\none\r\n.hidden dot\r\n";
    return submission;
}

void say_goodbye(PeerConnection& connection) {
    connection.read_until("QUIT\r\n");
    connection.send("221 bye\r\n");
    connection.wait_for_end();
}

// Everything up to the final reply to the message.
std::string take_mail(PeerConnection& connection) {
    connection.send("220 peer\r\n");
    connection.read_line();
    connection.send("250-peer\r\n250 8BITMIME\r\n");
    std::string seen = connection.read_line();
    connection.send("250 ok\r\n");
    for (int i = 0; i < 2; ++i) {
        seen += connection.read_line();
        connection.send("250 ok\r\n");
    }
    seen += connection.read_line();
    connection.send("354 go on\r\n");
    return seen + connection.read_until("\r\n.\r\n");
}

TEST(Submit, HandsOverTheWholeMail) {
    std::promise<std::string> seen;
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        seen.set_value(take_mail(connection));
        connection.send("250-Thank you\r\n250 queued as 42\r\n");
        say_goodbye(connection);
    }});
    const SubmissionOutcome outcome = submit(at(peer), mail());
    EXPECT_EQ(outcome.kind, Kind::Accepted) << outcome.text;
    EXPECT_EQ(outcome.code, 250);
    EXPECT_THAT(outcome.text, HasSubstr("queued as 42"));
    EXPECT_EQ(seen.get_future().get(),
              "MAIL FROM:<desk@shop.test>\r\nRCPT TO:<ana@example.test>\r\n"
              "RCPT TO:<bo@example.test>\r\nDATA\r\n"
              "Subject: hi\r\n\r\none\r\n..hidden dot\r\n.\r\n");
}

TEST(Submit, SendsFromTheNullSender) {
    std::promise<std::string> seen;
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        seen.set_value(take_mail(connection));
        connection.send("250 ok\r\n");
        say_goodbye(connection);
    }});
    Submission submission = mail();
    submission.envelope_from.clear();
    EXPECT_EQ(submit(at(peer), submission).kind, Kind::Accepted);
    EXPECT_THAT(seen.get_future().get(), HasSubstr("MAIL FROM:<>\r\n"));
}

TEST(Submit, LogsIn) {
    std::promise<std::string> seen;
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        connection.send("220 peer\r\n");
        connection.read_line();
        connection.send("250-peer\r\n250 AUTH PLAIN\r\n");
        seen.set_value(connection.read_line());
        connection.send("535 5.7.8 wrong\r\n");
        say_goodbye(connection);
    }});
    MailServer server = at(peer);
    server.username = "jo";
    server.password = "pw";
    const SubmissionOutcome outcome = submit(server, mail());
    EXPECT_EQ(outcome.kind, Kind::PermanentRefusal);
    EXPECT_EQ(outcome.code, 535);
    EXPECT_THAT(seen.get_future().get(), HasSubstr("AUTH PLAIN"));
}

TEST(Submit, TellsTemporaryFromPermanentRefusals) {
    for (const auto& [reply, kind] :
         {std::pair{"450 4.2.1 later please\r\n", Kind::TemporaryRefusal},
          std::pair{"550 5.1.1 nobody here\r\n", Kind::PermanentRefusal}}) {
        const ScriptedPeer peer({[line = reply](PeerConnection& connection) {
            take_mail(connection);
            connection.send(line);
            say_goodbye(connection);
        }});
        const SubmissionOutcome outcome = submit(at(peer), mail());
        EXPECT_EQ(outcome.kind, kind);
        EXPECT_THAT(std::string(reply), HasSubstr(outcome.text));
        EXPECT_FALSE(outcome.text.empty());
    }
}

TEST(Submit, ARefusedRecipientStopsTheMail) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.send("220 peer\r\n");
        connection.read_line();
        connection.send("250 peer\r\n");
        connection.read_line();
        connection.send("250 ok\r\n");
        connection.read_line();
        connection.send("550 5.1.1 no such user\r\n");
        say_goodbye(connection);
    }});
    const SubmissionOutcome outcome = submit(at(peer), mail());
    EXPECT_EQ(outcome.kind, Kind::PermanentRefusal);
    EXPECT_EQ(outcome.code, 550);
    EXPECT_THAT(outcome.text, HasSubstr("no such user"));
}

TEST(Submit, DoesNotKnowWhatBecameOfACompleteMailWithoutAReply) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        take_mail(connection);
        connection.reset();
    }});
    EXPECT_EQ(submit(at(peer), mail()).kind, Kind::Unknown);
}

TEST(Submit, KnowsThatNothingWasSentBefore) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.send("220 peer\r\n");
        connection.read_line();
        connection.reset();
    }});
    EXPECT_EQ(submit(at(peer), mail()).kind, Kind::NothingSent);
    MailServer nowhere = at(peer);
    nowhere.host = "no-such-host.invalid";
    EXPECT_EQ(submit(nowhere, mail()).kind, Kind::NothingSent);
}

TEST(Submit, RefusesAddressesThatWouldBreakTheDialogue) {
    MailServer server;
    Submission submission = mail();
    submission.recipients = {"a@b>\r\nRCPT TO:<c@d"};
    EXPECT_EQ(submit(server, submission).kind, Kind::PermanentRefusal);
    submission.recipients.clear();
    EXPECT_EQ(submit(server, submission).kind, Kind::PermanentRefusal);
}

TEST(CheckSubmissionServer, LooksWithoutSending) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.send("220 peer\r\n");
        connection.read_line();
        connection.send("250 peer\r\n");
        EXPECT_EQ(connection.read_line(), "NOOP\r\n");
        connection.send("250 ok\r\n");
        say_goodbye(connection);
    }});
    EXPECT_EQ(check_submission_server(at(peer), Milliseconds{5'000}).kind, Kind::Accepted);
}

}  // namespace
}  // namespace aplomb::net
