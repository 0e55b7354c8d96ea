#include "net/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <vector>

#include "tests/net/loopback_socket.h"

namespace aplomb::net {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::LoopbackSocket;
using ::testing::Not;
using ::testing::StartsWith;

HttpResponse text(std::string body, int status = 200) {
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "text/plain");
    response.body = std::move(body);
    return response;
}

// Says back what it was asked.
void echo(Request request, Respond respond) {
    respond(text(request.http.method + " " + request.path + "?" + request.query + " " +
                 request.http.body));
}

std::unique_ptr<HttpServer> serve(Handler handler, HttpServer::Options options = {}) {
    auto server = std::make_unique<HttpServer>(std::move(handler), std::move(options));
    const auto started = server->start("127.0.0.1:0");
    EXPECT_TRUE(started) << started.error().what;
    return server;
}

TEST(HttpServer, AnswersAPlainRequest) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    client.send("GET /a/b?c=d HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = client.read_response();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_THAT(answer, HasSubstr(" GMT\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\nGET /a/b?c=d "));
    EXPECT_THAT(answer, Not(HasSubstr("Connection: close")));
}

TEST(HttpServer, ReadsARequestThatArrivesByteByByte) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    for (const char c :
         std::string("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")) {
        client.send(std::string(1, c));
    }
    EXPECT_THAT(client.read_response(), EndsWith("POST /p? hello"));
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    client.send(
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
        "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi\r\n"
        "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(client.read_response(), EndsWith("GET /1? "));
    EXPECT_THAT(client.read_response(), EndsWith("POST /2? hi"));
    const std::string last = client.read_to_end();
    EXPECT_THAT(last, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(last, EndsWith("GET /3? "));
}

TEST(HttpServer, ReadsChunkedBodiesAndIgnoresTrailers) {
    std::promise<Headers> seen;
    const auto server = serve([&](Request request, Respond respond) {
        seen.set_value(request.http.headers);
        echo(std::move(request), std::move(respond));
    });
    LoopbackSocket client(server->port());
    client.send(
        "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n6;extension=1\r\n world\r\n0\r\nX-Admin: yes\r\n\r\n");
    EXPECT_THAT(client.read_response(), EndsWith("hello world"));
    EXPECT_FALSE(seen.get_future().get().find("x-admin"));
}

TEST(HttpServer, InvitesABodyThatWaitsForContinue) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    client.send("PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_THAT(client.read_response(), EndsWith("PUT /e? abc"));
}

TEST(HttpServer, RefusesAnAnnouncedLargeBodyBeforeItIsSent) {
    HttpServer::Options options;
    options.limits.body_bytes_max = 100;
    options.body_bytes_max = [](std::string_view, std::string_view path) -> std::size_t {
        return path == "/upload" ? 1'000 : 100;
    };
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send("POST /small?x HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n");
    const std::string refused = client.read_response();
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(refused, HasSubstr("Content-Type: application/problem+json"));
    EXPECT_THAT(refused, HasSubstr("The request body is too large."));

    LoopbackSocket other(server->port());
    other.send("POST /upload?x HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" +
               std::string(101, 'u'));
    EXPECT_THAT(other.read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServer, RefusesAChunkedBodyOnceItGrowsTooLarge) {
    HttpServer::Options options;
    options.limits.body_bytes_max = 10;
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send(
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n");
    client.send("8\r\n12345678\r\n0\r\n\r\n");
    EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST(HttpServer, ARefusalReachesAClientThatIsStillSending) {
    HttpServer::Options options;
    options.limits.body_bytes_max = 100;
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
    client.send(std::string(2'000'000, 'z'));
    EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST(HttpServer, RefusesAnOversizeHeader) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(17'000, 'h') + "\r\n\r\n");
    EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 431 "));
}

TEST(HttpServer, RefusesWhatIsNotHttp) {
    const auto server = serve(echo);
    for (const std::string_view bad :
         {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: "
          "chunked\r\n\r\n"}) {
        LoopbackSocket client(server->port());
        client.send(bad);
        EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 400 ")) << bad;
    }
    LoopbackSocket client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n");
    EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 501 "));
}

TEST(HttpServer, GivesUpOnAClientThatSendsItsHeaderTooSlowly) {
    HttpServer::Options options;
    options.limits.header_time = Milliseconds{40};
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    const std::string answer = client.read_to_end();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 408 "));
    EXPECT_THAT(answer, HasSubstr("Connection: close"));
}

TEST(HttpServer, GivesUpOnAClientThatSendsItsBodyTooSlowly) {
    HttpServer::Options options;
    options.limits.body_time = Milliseconds{40};
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nslowly");
    EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 408 "));
}

TEST(HttpServer, ClosesAnIdleConnectionWithoutAWord) {
    HttpServer::Options options;
    options.limits.idle_time = Milliseconds{40};
    const auto server = serve(echo, options);
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_response();
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpServer, AnswersHeadWithoutABody) {
    const auto server = serve(echo);
    LoopbackSocket client(server->port());
    client.send("HEAD /h HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answer = client.read_to_end();
    EXPECT_THAT(answer, HasSubstr("Content-Length: 9\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST(HttpServer, KeepsLineBreaksOutOfItsHeaders) {
    const auto server = serve([](Request, Respond respond) {
        HttpResponse response = text("ok");
        response.headers.add("Location", "/a\r\nSet-Cookie: stolen=1");
        respond(std::move(response));
    });
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_response(), HasSubstr("Location: /a  Set-Cookie: stolen=1\r\n"));
}

TEST(HttpServer, AnswersFiveHundredWhenTheHandlerForgetsOrThrows) {
    const auto server = serve([](Request request, Respond) {
        if (request.path == "/throw") throw std::runtime_error("a bug");
    });
    LoopbackSocket client(server->port());
    for (const std::string_view path : {"/forget", "/throw"}) {
        client.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 500 ")) << path;
    }
}

TEST(HttpServer, OnlyTheFirstAnswerCounts) {
    const auto server = serve([](Request, Respond respond) {
        respond(text("first"));
        respond(text("second"));
    });
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_response(), EndsWith("first"));
    EXPECT_THAT(client.read_response(), EndsWith("first"));
}

TEST(HttpServer, AnswersFromWorkers) {
    WorkerPool pool("test", 2, 16);
    HttpServer::Options options;
    options.io_threads = 2;
    const auto server = serve(on_workers(pool,
                                         [](const Request& request) {
                                             return text(request.path + request.remote_address);
                                         }),
                              options);
    for (int i = 0; i < 8; ++i) {
        LoopbackSocket client(server->port());
        for (int j = 0; j < 4; ++j) {
            client.send("GET /w HTTP/1.1\r\nHost: x\r\n\r\n");
            EXPECT_THAT(client.read_response(), EndsWith("/w127.0.0.1"));
        }
    }
}

TEST(HttpServer, SaysItIsBusyWhenTheWorkersAre) {
    std::promise<void> release;
    auto released = release.get_future().share();
    WorkerPool pool("test", 1, 1);
    pool.try_run([released] { released.wait(); });
    while (pool.queued() > 0)
        std::this_thread::yield();
    pool.try_run([] {});
    const auto server = serve(on_workers(pool, [](const Request&) { return text("late"); }));
    LoopbackSocket client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = client.read_response();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(answer, HasSubstr("Retry-After: 1\r\n"));
    release.set_value();
    pool.stop();
}

TEST(HttpServer, RefusesConnectionsOverTheLimit) {
    HttpServer::Options options;
    options.limits.connections_max = 2;
    const auto server = serve(echo, options);
    LoopbackSocket first(server->port());
    LoopbackSocket second(server->port());
    for (auto* client : {&first, &second}) {
        client->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_THAT(client->read_response(), StartsWith("HTTP/1.1 200 "));
    }
    LoopbackSocket third(server->port());
    third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(third.read_response(), StartsWith("HTTP/1.1 503 "));
}

TEST(HttpServer, RefusesRequestsOverTheLimitInFlight) {
    HttpServer::Options options;
    options.limits.in_flight_max = 1;
    std::promise<Respond> held;
    const auto server = serve(
        [&](Request request, Respond respond) {
            if (request.path == "/hold") return held.set_value(respond);
            respond(text("ok"));
        },
        options);
    LoopbackSocket first(server->port());
    first.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
    const Respond respond = held.get_future().get();
    LoopbackSocket second(server->port());
    second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(second.read_response(), StartsWith("HTTP/1.1 503 "));
    respond(text("done"));
    EXPECT_THAT(first.read_response(), EndsWith("done"));
    second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(second.read_response(), StartsWith("HTTP/1.1 200 "));
}

TEST(HttpServer, FinishesRequestsInFlightWhenItDrains) {
    std::promise<Respond> held;
    auto server = serve([&](Request, Respond respond) { held.set_value(respond); });
    LoopbackSocket idle(server->port());
    LoopbackSocket busy(server->port());
    busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const Respond respond = held.get_future().get();
    std::thread drain([&] { server->drain(Milliseconds{10'000}); });
    EXPECT_EQ(idle.read_to_end(), "");
    respond(text("finished"));
    const std::string answer = busy.read_to_end();
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, EndsWith("finished"));
    busy.close();
    drain.join();
    EXPECT_FALSE(LoopbackSocket(server->port()).connected());
}

TEST(HttpServer, CutsWhatDoesNotFinishInTime) {
    std::promise<Respond> held;
    auto server = serve([&](Request, Respond respond) { held.set_value(respond); });
    LoopbackSocket busy(server->port());
    busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const Respond respond = held.get_future().get();
    server->drain(Milliseconds{10});
    EXPECT_EQ(busy.read_to_end(), "");
    server.reset();
    respond(text("too late, and harmless"));
}

TEST(HttpServer, SendsLargeAnswersToSlowReaders) {
    const std::string large(8'000'000, 'L');
    const auto server = serve([&](Request, Respond respond) { respond(text(large)); });
    LoopbackSocket client(server->port(), 4096);
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answer = client.read_to_end();
    EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, large.size());
}

TEST(HttpServer, DropsAReaderThatTakesNothing) {
    HttpServer::Options options;
    options.limits.write_stall = Milliseconds{40};
    const auto server = serve(
        [&](Request, Respond respond) { respond(text(std::string(30'000'000, 'L'))); }, options);
    LoopbackSocket client(server->port(), 4096);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("\r\n\r\n");
    while (server->counts().connections > 0)
        std::this_thread::yield();
    EXPECT_LT(client.read_to_end().size(), 30'000'000U);
}

TEST(HttpServer, SaysWhenItsPortIsTaken) {
    const auto server = serve(echo);
    HttpServer second(echo);
    const auto started = second.start("127.0.0.1:" + std::to_string(server->port()));
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(started.error().what, HasSubstr("in use by another program"));
}

TEST(HttpServer, SaysWhatAnAddressLooksLike) {
    for (const std::string_view bad : {"8080", "localhost", "1.2.3.4:99999", "::1:80", "a:b"}) {
        HttpServer server(echo);
        const auto started = server.start(bad);
        ASSERT_FALSE(started) << bad;
        EXPECT_EQ(started.error().kind, ErrorKind::Invalid);
    }
}

}  // namespace
}  // namespace aplomb::net
