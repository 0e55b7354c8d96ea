// Server and clients over TLS, with each other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/blocking_stream.h"
#include "net/http_client.h"
#include "net/http_server.h"
#include "tests/net/loopback_socket.h"
#include "tests/net/throwaway_certificate.h"

namespace aplomb::net {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Once final : public EventStream {
  public:
    Once() : EventStream(std::make_shared<Waker>()) {}
    void pull(std::string after_id, std::size_t, Deliver deliver) override {
        Chunk chunk;
        if (after_id.empty()) {
            chunk.last_id = "1";
            chunk.bytes = event_text("1", "", "only");
        }
        deliver(std::move(chunk));
    }
};

class Tls : public ::testing::Test {
  protected:
    Tls() : server_(&handle, options()) {
        const auto started = server_.start("127.0.0.1:0");
        EXPECT_TRUE(started) << started.error().what;
    }
    HttpServer::Options options() {
        HttpServer::Options options;
        options.tls = TlsFiles{certificate_.certificate_path(), certificate_.key_path()};
        return options;
    }
    static void handle(Request request, Respond respond) {
        if (request.path == "/events") return respond.stream(std::make_shared<Once>(), "");
        HttpResponse response;
        response.status = 200;
        response.body = request.path == "/large" ? std::string(3'000'000, 'L') : request.http.body;
        respond(std::move(response));
    }
    HttpRequest to(const std::string& host, const std::string& path) {
        HttpRequest request;
        request.url = "https://" + host + ":" + std::to_string(server_.port()) + path;
        return request;
    }
    HttpClient::Options trusting() {
        HttpClient::Options trust;
        trust.certificate_authorities = certificate_.certificate_path();
        return trust;
    }

    testing::ThrowawayCertificate certificate_;
    HttpServer server_;
};

TEST_F(Tls, CarriesRequestsOnOneConnection) {
    HttpClient client(trusting());
    for (int i = 0; i < 5; ++i) {
        HttpRequest request = to("localhost", "/echo");
        request.method = "PUT";
        request.body = std::string(200'000, static_cast<char>('a' + i));
        const auto answer = client.send(request);
        ASSERT_TRUE(answer) << answer.error().what;
        EXPECT_EQ(answer->body, request.body);
    }
    EXPECT_EQ(server_.counts().connections, 1U);
    const auto large = client.send(to("127.0.0.1", "/large"));
    ASSERT_TRUE(large) << large.error().what;
    EXPECT_EQ(large->body.size(), 3'000'000U);
}

TEST_F(Tls, StreamsEventsAndEndsThem) {
    HttpClient client(trusting());
    std::string seen;
    const auto ended = client.stream(
        to("localhost", "/events"), {}, [&](std::string_view bytes) { seen += bytes; },
        [&] { return seen.ends_with("data: only\n\n"); });
    ASSERT_TRUE(ended) << ended.error().what;
    EXPECT_THAT(seen, HasSubstr("id: 1\n"));
    server_.drain(Milliseconds{5'000});
    EXPECT_EQ(server_.counts().streams, 0U);
}

TEST_F(Tls, AStrangersCertificateIsNotTrusted) {
    HttpClient client;
    const auto answer = client.send(to("localhost", "/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Unavailable);
}

TEST_F(Tls, ADialogueGoesOverTlsAndChecksTheName) {
    const std::string authorities = certificate_.certificate_path();
    const Milliseconds limit{5'000};
    for (const std::string host : {"localhost", "127.0.0.1"}) {
        auto stream = BlockingStream::connect("127.0.0.1", server_.port(), limit);
        ASSERT_TRUE(stream);
        const auto secured = stream->start_tls(host, authorities, limit);
        ASSERT_TRUE(secured) << secured.error().what;
        ASSERT_TRUE(stream->write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", limit));
        std::string answer;
        while (*stream->read(answer, limit) == BlockingStream::Arrival::Bytes) {
        }
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
    }
    auto stream = BlockingStream::connect("127.0.0.1", server_.port(), limit);
    ASSERT_TRUE(stream);
    EXPECT_FALSE(stream->start_tls("mail.example", authorities, limit));
}

TEST_F(Tls, PlainSpeechGetsNoAnswer) {
    testing::LoopbackSocket client(server_.port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_to_end(), ::testing::Not(HasSubstr("HTTP/1.1")));
}

TEST(TlsFiles, ThatCannotBeUsedAreNamed) {
    HttpServer::Options options;
    options.tls = TlsFiles{"/nowhere/certificate.pem", "/nowhere/key.pem"};
    HttpServer server([](Request, Respond) {}, options);
    const auto started = server.start("127.0.0.1:0");
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().what, HasSubstr("/nowhere/certificate.pem"));
}

}  // namespace
}  // namespace aplomb::net
