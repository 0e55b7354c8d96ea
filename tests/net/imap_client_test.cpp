#include "net/imap_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "tests/net/scripted_peer.h"

namespace aplomb::net {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::PeerConnection;
using testing::ScriptedPeer;
using ::testing::StartsWith;

MailServer at(const ScriptedPeer& peer) {
    MailServer server;
    server.host = "127.0.0.1";
    server.port = peer.port();
    server.tls = MailTls::None;
    return server;
}

// Waits for a command that says `expected` and answers it, with the command's own tag behind.
void answer(PeerConnection& connection, std::string_view expected, std::string_view untagged,
            std::string_view tagged = "OK done") {
    const std::string line = connection.read_line();
    EXPECT_THAT(line, HasSubstr(std::string(expected)));
    connection.send(std::string(untagged) + line.substr(0, line.find(' ')) + " " +
                    std::string(tagged) + "\r\n");
}

void begin(PeerConnection& connection, std::string_view capabilities = "IMAP4rev1 IDLE") {
    connection.send("* OK peer\r\n");
    answer(connection, "CAPABILITY", "* CAPABILITY " + std::string(capabilities) + "\r\n");
}

TEST(ImapClient, LogsInWithTheBestWayOffered) {
    std::promise<std::string> seen;
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        begin(connection, "IMAP4rev1 AUTH=PLAIN SASL-IR");
        const std::string line = connection.read_line();
        seen.set_value(line);
        connection.send(line.substr(0, line.find(' ')) + " OK in\r\n");
        answer(connection, "CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE\r\n");
        connection.wait_for_end();
    }});
    MailServer server = at(peer);
    server.username = "jo";
    server.password = "pw";
    const auto client = ImapClient::connect(server);
    ASSERT_TRUE(client) << client.error().what;
    EXPECT_TRUE(client->can("IDLE"));
    EXPECT_FALSE(client->can("SASL-IR"));
    EXPECT_THAT(seen.get_future().get(), EndsWith("AUTHENTICATE PLAIN AGpvAHB3\r\n"));
}

TEST(ImapClient, QuotesWhatLoginCannotCarryBare) {
    std::promise<std::string> seen;
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        begin(connection, "IMAP4rev1");
        const std::string line = connection.read_line();
        seen.set_value(line);
        connection.send(line.substr(0, line.find(' ')) + " NO [AUTHENTICATIONFAILED] wrong\r\n");
        connection.wait_for_end();
    }});
    MailServer server = at(peer);
    server.username = "jo";
    server.password = "a\"b\\c d";
    const auto client = ImapClient::connect(server);
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().kind, ErrorKind::Unauthorized);
    EXPECT_THAT(seen.get_future().get(), EndsWith("LOGIN \"jo\" \"a\\\"b\\\\c d\"\r\n"));
}

TEST(ImapClient, HearsOutARefusedToken) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection, "IMAP4rev1 AUTH=XOAUTH2");
        const std::string line = connection.read_line();
        EXPECT_THAT(line, EndsWith("AUTHENTICATE XOAUTH2\r\n"));
        connection.send("+ \r\n");
        EXPECT_EQ(connection.read_line(), "dXNlcj1qbwFhdXRoPUJlYXJlciB0b2sBAQ==\r\n");
        connection.send("+ eyJzdGF0dXMiOiI0MDEifQ==\r\n");
        EXPECT_EQ(connection.read_line(), "\r\n");
        connection.send(line.substr(0, line.find(' ')) + " NO expired\r\n");
        connection.wait_for_end();
    }});
    MailServer server = at(peer);
    server.username = "jo";
    server.access_token = "tok";
    const auto client = ImapClient::connect(server);
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().kind, ErrorKind::Unauthorized);
    EXPECT_THAT(client.error().what, HasSubstr("expired"));
}

TEST(ImapClient, TakesOnlyWhatIsNew) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection);
        answer(connection, "SELECT \"INBOX\"",
               "* 3 EXISTS\r\n* OK [UIDVALIDITY 99] ok\r\n* OK [UIDNEXT 12] ok\r\n"
               "* OK [HIGHESTMODSEQ 715194045007] ok\r\n");
        // The last mail comes even when it is older than what was asked for.
        answer(connection, "UID FETCH 8:* (UID FLAGS INTERNALDATE RFC822.SIZE)",
               "* 3 FETCH (UID 11 RFC822.SIZE 30 INTERNALDATE \"22-Nov-2026 10:00:00 +0000\" FLAGS "
               "(\\Seen))\r\n* 1 FETCH (UID 7 RFC822.SIZE 1)\r\n"
               "* 2 FETCH (UID 9 RFC822.SIZE 99999999 FLAGS ())\r\n");
        answer(connection, "UID FETCH 9 (UID BODY.PEEK[]<0.4>)",
               "* 2 FETCH (UID 9 BODY[]<0> {4}\r\nSubj)\r\n");
        answer(connection, "UID FETCH 11 (UID BODY.PEEK[])",
               "* 4 EXISTS\r\n* 3 FETCH (UID 11 BODY[] {12}\r\nSubject: a\r\n)\r\n");
        answer(connection, "UID FETCH 12 (UID BODY.PEEK[])", "");
        connection.wait_for_end();
    }});
    ImapClient::Options options;
    options.truncated_bytes = 4;
    auto client = ImapClient::connect(at(peer), options);
    ASSERT_TRUE(client);
    const auto mailbox = client->select("INBOX");
    ASSERT_TRUE(mailbox);
    EXPECT_EQ(mailbox->uid_validity, 99U);
    EXPECT_EQ(mailbox->uid_next, 12U);
    EXPECT_EQ(mailbox->messages, 3U);
    EXPECT_EQ(mailbox->highest_modseq, 715194045007U);

    const auto mails = client->summaries_after(7);
    ASSERT_TRUE(mails);
    ASSERT_EQ(mails->size(), 2U);
    EXPECT_EQ((*mails)[0].uid, 9U);
    EXPECT_EQ((*mails)[1].uid, 11U);
    EXPECT_THAT((*mails)[1].flags, ElementsAre("\\Seen"));
    EXPECT_EQ(to_rfc3339(*(*mails)[1].arrived_at), "2026-11-22T10:00:00Z");

    const auto large = client->fetch((*mails)[0]);
    ASSERT_TRUE(large);
    EXPECT_TRUE(large->truncated);
    EXPECT_EQ(large->raw, "Subj");
    const auto small = client->fetch((*mails)[1]);
    ASSERT_TRUE(small);
    EXPECT_FALSE(small->truncated);
    EXPECT_EQ(small->raw, "Subject: a\r\n");
    MailSummary gone;
    gone.uid = 12;
    EXPECT_EQ(client->fetch(gone).error().kind, ErrorKind::NotFound);
}

TEST(ImapClient, SearchesStoresAndAppends) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection);
        answer(connection, "UID SEARCH HEADER Message-ID \"<a@b>\"", "* SEARCH 5 3\r\n");
        answer(connection, "UID SEARCH SINCE 2-Nov-2026", "* SEARCH\r\n");
        answer(connection, "UID STORE 5 +FLAGS.SILENT ($Desk)", "");
        const std::string line = connection.read_line();
        EXPECT_THAT(line, HasSubstr("APPEND \"Sent\" (\\Seen) {10}"));
        connection.send("+ go on\r\n");
        EXPECT_EQ(connection.read_until("\r\n\r\n"), "Subject:\r\n\r\n");
        connection.send(line.substr(0, line.find(' ')) + " OK [APPENDUID 38505 3955] done\r\n");
        answer(connection, "LOGOUT", "* BYE\r\n");
        connection.wait_for_end();
    }});
    auto client = ImapClient::connect(at(peer));
    ASSERT_TRUE(client);
    EXPECT_THAT(*client->find_message_id("<a@b>"), ElementsAre(3, 5));
    EXPECT_THAT(*client->find_since(*parse_rfc3339("2026-11-02T12:00:00Z")), ElementsAre());
    EXPECT_TRUE(client->add_keyword(5, "$Desk"));
    EXPECT_EQ(client->add_keyword(5, "\\Seen").error().kind, ErrorKind::Invalid);
    const auto uid = client->append("Sent", "Subject:\r\n");
    ASSERT_TRUE(uid) << uid.error().what;
    EXPECT_EQ(*uid, 3955U);
    client->log_out();
}

TEST(ImapClient, WakesFromIdleWhenMailComes) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection);
        const std::string line = connection.read_line();
        EXPECT_THAT(line, HasSubstr("IDLE"));
        connection.send("+ idling\r\n");
        connection.send("* OK still here\r\n* 4 EXISTS\r\n");
        EXPECT_EQ(connection.read_line(), "DONE\r\n");
        connection.send(line.substr(0, line.find(' ')) + " OK idled\r\n");
        answer(connection, "NOOP", "");
        connection.wait_for_end();
    }});
    auto client = ImapClient::connect(at(peer));
    ASSERT_TRUE(client);
    const auto end = client->idle([] { return false; });
    ASSERT_TRUE(end) << end.error().what;
    EXPECT_EQ(*end, ImapClient::IdleEnd::News);
    EXPECT_TRUE(client->noop());
}

TEST(ImapClient, DoesNotSleepOverMailThatCameDuringAnotherCommand) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection);
        answer(connection, "UID FETCH 8:*", "* 1 FETCH (UID 8 RFC822.SIZE 2)\r\n");
        answer(connection, "UID FETCH 8 ", "* 1 FETCH (UID 8 BODY[] {2}\r\na\n)\r\n* 2 EXISTS\r\n");
        answer(connection, "UID FETCH 9:*", "* 2 FETCH (UID 9 RFC822.SIZE 2)\r\n");
        connection.wait_for_end();
    }});
    auto client = ImapClient::connect(at(peer));
    ASSERT_TRUE(client);
    const auto mails = client->summaries_after(7);
    ASSERT_TRUE(mails);
    ASSERT_TRUE(client->fetch(mails->at(0)));
    EXPECT_EQ(*client->idle([] { return false; }), ImapClient::IdleEnd::News);
    EXPECT_EQ(client->summaries_after(8)->size(), 1U);
}

TEST(ImapClient, WakesFromIdleWhenAnotherThreadSaysSoAndRenewsInTime) {
    std::promise<void> idling;
    const auto idle_once = [](PeerConnection& connection) {
        const std::string line = connection.read_line();
        connection.send("+ idling\r\n");
        connection.read_line();
        connection.send(line.substr(0, line.find(' ')) + " OK idled\r\n");
    };
    const ScriptedPeer peer({[&](PeerConnection& connection) {
        begin(connection);
        idling.set_value();
        idle_once(connection);
        idle_once(connection);
        idle_once(connection);
        connection.wait_for_end();
    }});
    ImapClient::Options options;
    options.idle_renewal = Milliseconds{1};
    auto client = ImapClient::connect(at(peer), options);
    ASSERT_TRUE(client);
    EXPECT_EQ(*client->idle([] { return false; }), ImapClient::IdleEnd::Renewed);
    EXPECT_EQ(*client->idle([] { return true; }), ImapClient::IdleEnd::Stopped);
    idling.get_future().wait();
    std::thread waker([&] { client->wake(); });
    waker.join();
    EXPECT_EQ(*client->idle([] { return false; }), ImapClient::IdleEnd::Woken);
}

TEST(ImapClient, TellsABrokenConnectionFromASilentOne) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
                                 begin(connection);
                                 connection.read_line();
                             },
                             [](PeerConnection& connection) {
                                 begin(connection);
                                 connection.wait_for_end();
                             },
                             [](PeerConnection& connection) {
                                 begin(connection);
                                 connection.send("* 1 FETCH (BODY[] {99999999999}\r\n");
                                 connection.wait_for_end();
                             }});
    ImapClient::Options options;
    auto broken = ImapClient::connect(at(peer), options);
    ASSERT_TRUE(broken);
    EXPECT_EQ(broken->noop().error().kind, ErrorKind::Unavailable);
    options.command_time = Milliseconds{50};
    auto silent = ImapClient::connect(at(peer), options);
    ASSERT_TRUE(silent);
    EXPECT_EQ(silent->noop().error().kind, ErrorKind::Timeout);
    options.command_time = Milliseconds{5'000};
    auto absurd = ImapClient::connect(at(peer), options);
    ASSERT_TRUE(absurd);
    EXPECT_EQ(absurd->noop().error().kind, ErrorKind::Invalid);
}

TEST(ImapClient, WillNotLogInBeforeTlsWhenTlsIsAskedFor) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        begin(connection, "IMAP4rev1 AUTH=PLAIN");
        EXPECT_EQ(connection.read_line(), "");
    }});
    MailServer server = at(peer);
    server.tls = MailTls::StartTls;
    server.username = "jo";
    server.password = "pw";
    const auto client = ImapClient::connect(server);
    ASSERT_FALSE(client);
    EXPECT_THAT(client.error().what, HasSubstr("STARTTLS"));
}

TEST(ImapClient, SaysWhenNobodyIsThere) {
    std::uint16_t port = 0;
    {
        const ScriptedPeer gone({});
        port = gone.port();
    }
    MailServer server;
    server.host = "127.0.0.1";
    server.port = port;
    EXPECT_EQ(ImapClient::connect(server).error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace aplomb::net
