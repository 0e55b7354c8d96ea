#include "net/http_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "net/http_server.h"
#include "tests/net/scripted_peer.h"

namespace aplomb::net {
namespace {

using ::testing::HasSubstr;
using testing::PeerConnection;
using testing::ScriptedPeer;

HttpRequest ask(std::uint16_t port, std::string method = "GET", std::string body = {}) {
    HttpRequest request;
    request.method = std::move(method);
    request.url = "http://127.0.0.1:" + std::to_string(port) + "/path?a=b";
    request.body = std::move(body);
    return request;
}

// A real server that says back method, target and body, and in a header what headers it was sent.
class HttpClientAndServer : public ::testing::Test {
  protected:
    HttpClientAndServer()
        : server_([this](Request request, Respond respond) {
              ++requests_;
              HttpResponse response;
              response.status = request.path == "/moved" ? 302 : 200;
              if (request.path == "/moved") response.headers.add("Location", "/there");
              if (request.path == "/large") response.body = std::string(100'000, 'x');
              response.headers.add("X-Token",
                                   std::string(request.http.headers.find("x-token").value_or("")));
              response.body +=
                  request.http.method + " " + request.http.url + " " + request.http.body;
              respond(std::move(response));
          }) {
        EXPECT_TRUE(server_.start("127.0.0.1:0"));
    }
    HttpRequest to(std::string path, std::string method = "GET", std::string body = {}) {
        HttpRequest request = ask(server_.port(), std::move(method), std::move(body));
        request.url = "http://localhost:" + std::to_string(server_.port()) + path;
        return request;
    }

    std::atomic<int> requests_ = 0;
    HttpServer server_;
    HttpClient client_;
};

TEST_F(HttpClientAndServer, CarryRequestsAndAnswers) {
    for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
        HttpRequest request = to("/p?q=1", method, method == "GET" ? "" : "the body");
        request.headers.add("X-Token", "secret");
        const auto answer = client_.send(request);
        ASSERT_TRUE(answer) << answer.error().what;
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, method + " /p?q=1 " + request.body);
        EXPECT_EQ(answer->headers.find("x-token"), "secret");
    }
    const auto head = client_.send(to("/h", "HEAD"));
    ASSERT_TRUE(head);
    EXPECT_EQ(head->body, "");
}

TEST_F(HttpClientAndServer, KeepTheirConnection) {
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(client_.send(to("/again")));
    EXPECT_EQ(server_.counts().connections, 1U);
}

TEST_F(HttpClientAndServer, ServeManyThreads) {
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 20; ++j) {
                const auto answer = client_.send(to("/t", "POST", std::to_string(j)));
                if (answer && answer->body == "POST /t " + std::to_string(j)) ++good;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(good, 160);
}

TEST_F(HttpClientAndServer, FollowRedirectsOnlyWhenAsked) {
    const auto stayed = client_.send(to("/moved"));
    ASSERT_TRUE(stayed);
    EXPECT_EQ(stayed->status, 302);
    SendOptions options;
    options.redirects_max = 3;
    const auto followed = client_.send(to("/moved"), options);
    ASSERT_TRUE(followed);
    EXPECT_EQ(followed->body, "GET /there ");
}

TEST_F(HttpClientAndServer, LimitTheAnswer) {
    SendOptions options;
    options.response_bytes_max = 50'000;
    const auto answer = client_.send(to("/large"), options);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::TooLarge);
}

TEST_F(HttpClientAndServer, KeepStrangersAddressesOutOfTheHouse) {
    SendOptions options;
    options.reach = Reach::PublicOnly;
    ASSERT_TRUE(client_.send(to("/warm")));
    for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "0.0.0.0"}) {
        HttpRequest request = to("/");
        request.url = "http://" + host + ":" + std::to_string(server_.port()) + "/inside";
        const auto answer = client_.send(request, options);
        ASSERT_FALSE(answer) << host;
        EXPECT_EQ(answer.error().kind, ErrorKind::Forbidden) << host;
    }
    EXPECT_EQ(requests_, 1);
}

TEST(HttpClient, SaysThatNothingWasSentWhenNobodyListens) {
    std::uint16_t port = 0;
    {
        const ScriptedPeer gone({});
        port = gone.port();
    }
    HttpClient client;
    const auto answer = client.send(ask(port, "POST", "x"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Unavailable);

    HttpRequest nowhere = ask(1);
    nowhere.url = "http://no-such-host.invalid/";
    EXPECT_EQ(client.send(nowhere).error().kind, ErrorKind::Unavailable);
}

TEST(HttpClient, SaysThatTheOutcomeIsUnknownWhenTheConnectionBreaksAfterSending) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.read_until("the effect");
        connection.reset();
    }});
    HttpClient client;
    const auto answer = client.send(ask(peer.port(), "POST", "the effect"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Timeout);
    EXPECT_THAT(answer.error().what, HasSubstr("may have arrived"));
}

TEST(HttpClient, SaysThatTheOutcomeIsUnknownWhenNoAnswerComesInTime) {
    const ScriptedPeer peer({[](PeerConnection& connection) { connection.wait_for_end(); }});
    HttpClient client;
    HttpRequest request = ask(peer.port(), "POST", "x");
    request.timeout = Milliseconds{50};
    const auto answer = client.send(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Timeout);
}

TEST(HttpClient, NeverSendsAPostTwiceWhenAKeptConnectionTurnsOutDead) {
    std::atomic<int> posts = 0;
    // The effect happens and the connection breaks before the answer.
    const auto swallow = [&](PeerConnection& connection) {
        if (connection.read_until("effect").ends_with("effect")) ++posts;
        connection.reset();
    };
    const auto answer_first = [&](PeerConnection& connection) {
        connection.read_until("\r\n\r\n");
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        swallow(connection);
    };
    const ScriptedPeer peer({answer_first, swallow, swallow});
    HttpClient client;
    ASSERT_TRUE(client.send(ask(peer.port())));
    const auto answer = client.send(ask(peer.port(), "POST", "effect"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Timeout);
    EXPECT_EQ(posts, 1);
}

TEST(HttpClient, RefusesHeadersThatWouldBreakTheRequest) {
    HttpClient client;
    HttpRequest request = ask(1);
    request.headers.add("X-Name", "a\r\nX-Other: b");
    EXPECT_EQ(client.send(request).error().kind, ErrorKind::Invalid);
    request = ask(1);
    request.url = "file:///etc/passwd";
    EXPECT_EQ(client.send(request).error().kind, ErrorKind::Invalid);
}

TEST(HttpClient, StreamsUntilItIsToldToStop) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.read_until("\r\n\r\n");
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        connection.send("data: 1\n\n");
        connection.send("data: 2\n\n");
        connection.wait_for_end();
    }});
    HttpClient client;
    std::string seen;
    const auto ended = client.stream(
        ask(peer.port()), {}, [&](std::string_view bytes) { seen += bytes; },
        [&] { return seen.ends_with("data: 2\n\n"); });
    ASSERT_TRUE(ended) << ended.error().what;
    EXPECT_EQ(ended->status, 200);
    EXPECT_EQ(seen, "data: 1\n\ndata: 2\n\n");
}

TEST(HttpClient, NoticesAStalledStream) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.read_until("\r\n\r\n");
        connection.send("HTTP/1.1 200 OK\r\n\r\n: hello\n\n");
        connection.wait_for_end();
    }});
    HttpClient client;
    StreamOptions options;
    options.stall = Milliseconds{50};
    const auto ended = client.stream(
        ask(peer.port()), options, [](std::string_view) {}, [] { return false; });
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().kind, ErrorKind::Timeout);
}

TEST(HttpClient, HandsOverARefusedStreamsBody) {
    const ScriptedPeer peer({[](PeerConnection& connection) {
        connection.read_until("\r\n\r\n");
        connection.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\nwho?");
    }});
    HttpClient client;
    bool called = false;
    const auto ended = client.stream(
        ask(peer.port()), {}, [&](std::string_view) { called = true; }, [] { return false; });
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->status, 401);
    EXPECT_EQ(ended->body, "who?");
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace aplomb::net
