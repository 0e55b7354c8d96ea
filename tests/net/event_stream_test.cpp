#include "net/event_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

#include "net/http_server.h"
#include "tests/net/loopback_socket.h"

namespace aplomb::net {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::LoopbackSocket;
using ::testing::StartsWith;

// Numbered events in memory, as a screen's feed would keep them.
class Feed {
  public:
    void append(std::string data) {
        {
            const std::scoped_lock lock(mutex_);
            events_.push_back(std::move(data));
        }
        waker->wake();
    }
    EventStream::Chunk after(const std::string& id, std::size_t bytes_max) {
        const std::scoped_lock lock(mutex_);
        EventStream::Chunk chunk;
        for (std::size_t i = id.empty() ? 0 : std::stoul(id);
             i < events_.size() && chunk.bytes.size() < bytes_max; ++i) {
            chunk.last_id = std::to_string(i + 1);
            chunk.bytes += event_text(chunk.last_id, "note", events_[i]);
            chunk.end = events_[i] == "end";
        }
        return chunk;
    }
    const std::shared_ptr<Waker> waker = std::make_shared<Waker>();

  private:
    std::mutex mutex_;
    std::vector<std::string> events_;
};

class FeedStream final : public EventStream {
  public:
    explicit FeedStream(Feed& feed) : EventStream(feed.waker), feed_(feed) {}
    void pull(std::string after_id, std::size_t bytes_max, Deliver deliver) override {
        deliver(feed_.after(after_id, bytes_max));
    }

  private:
    Feed& feed_;
};

// Answers from another thread each time.
class DistantFeedStream final : public EventStream {
  public:
    DistantFeedStream(Feed& feed, WorkerPool& pool)
        : EventStream(feed.waker), feed_(feed), pool_(pool) {}
    void pull(std::string after_id, std::size_t bytes_max, Deliver deliver) override {
        pool_.run(
            [this, after_id, bytes_max, deliver] { deliver(feed_.after(after_id, bytes_max)); });
    }

  private:
    Feed& feed_;
    WorkerPool& pool_;
};

Handler stream_of(Feed& feed) {
    return [&feed](Request request, Respond respond) {
        const auto last = request.http.headers.find("last-event-id");
        respond.stream(std::make_shared<FeedStream>(feed), std::string(last.value_or("")));
    };
}

std::unique_ptr<HttpServer> serve(Handler handler, HttpServer::Options options = {}) {
    auto server = std::make_unique<HttpServer>(std::move(handler), std::move(options));
    const auto started = server->start("127.0.0.1:0");
    EXPECT_TRUE(started) << started.error().what;
    return server;
}

LoopbackSocket subscribe(const HttpServer& server, std::string_view last_id = {}) {
    LoopbackSocket client(server.port());
    client.send("GET /events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: " + std::string(last_id) +
                "\r\n\r\n");
    return client;
}

TEST(EventText, SplitsDataIntoLines) {
    EXPECT_EQ(event_text("7", "note", "a\nb\r\nc\rd"),
              "id: 7\nevent: note\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
    EXPECT_EQ(event_text("", "", ""), "data: \n\n");
}

TEST(EventStream, SendsWhatIsThereAndThenWhatComes) {
    Feed feed;
    feed.append("first");
    const auto server = serve(stream_of(feed));
    LoopbackSocket client = subscribe(*server);
    const std::string head = client.read_until("\r\n\r\n");
    EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
    EXPECT_THAT(head, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(head, HasSubstr("X-Accel-Buffering: no\r\n"));
    EXPECT_THAT(client.read_until("first\n\n"), HasSubstr("id: 1\nevent: note\n"));
    feed.append("second");
    EXPECT_EQ(client.read_until("second\n\n"), "id: 2\nevent: note\ndata: second\n\n");
    EXPECT_EQ(server->counts().streams, 1U);
}

TEST(EventStream, ResumesAfterTheLastEventSeen) {
    Feed feed;
    for (const auto* event : {"one", "two", "three"})
        feed.append(event);
    const auto server = serve(stream_of(feed));
    LoopbackSocket client = subscribe(*server, "2");
    client.read_until("retry: 2000\n\n");
    EXPECT_EQ(client.read_until("\n\n"), "id: 3\nevent: note\ndata: three\n\n");
}

TEST(EventStream, TakesItsNewsFromAnotherThreadToo) {
    WorkerPool pool("feed", 2, 64);
    Feed feed;
    const auto server = serve([&](Request, Respond respond) {
        respond.stream(std::make_shared<DistantFeedStream>(feed, pool), "");
    });
    LoopbackSocket client = subscribe(*server);
    for (int i = 0; i < 50; ++i) {
        feed.append("news " + std::to_string(i));
        EXPECT_THAT(client.read_until("news " + std::to_string(i) + "\n\n"), HasSubstr("data"));
    }
    pool.stop();
}

TEST(EventStream, LosesNothingWhenEventsComeFasterThanTheyAreSent) {
    Feed feed;
    HttpServer::Options options;
    options.limits.stream_chunk_bytes_max = 200;
    const auto server = serve(stream_of(feed), options);
    LoopbackSocket client = subscribe(*server);
    std::thread writer([&] {
        for (int i = 0; i < 5'000; ++i)
            feed.append("x");
        feed.append("end");
    });
    const std::string all = client.read_to_end();
    writer.join();
    std::size_t at = 0;
    for (int i = 1; i <= 5'001; ++i) {
        at = all.find("id: " + std::to_string(i) + "\n", at);
        ASSERT_NE(at, std::string::npos) << i;
    }
}

TEST(EventStream, SaysThatItIsStillThere) {
    Feed feed;
    HttpServer::Options options;
    options.limits.heartbeat = Milliseconds{20};
    const auto server = serve(stream_of(feed), options);
    LoopbackSocket client = subscribe(*server);
    client.read_until("retry: 2000\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ": still here\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ": still here\n\n");
}

TEST(EventStream, LetsGoOfAReaderThatTakesNothing) {
    Feed feed;
    for (int i = 0; i < 2'000; ++i)
        feed.append(std::string(10'000, 'x'));
    HttpServer::Options options;
    options.limits.stream_stall = Milliseconds{40};
    const auto server = serve(stream_of(feed), options);
    LoopbackSocket client(server->port(), 4096);
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    client.read_until("\r\n\r\n");
    while (server->counts().connections > 0)
        std::this_thread::yield();
    EXPECT_EQ(server->counts().streams, 0U);
}

TEST(EventStream, NoticesWhenTheClientLeaves) {
    Feed feed;
    const auto server = serve(stream_of(feed));
    {
        LoopbackSocket client = subscribe(*server);
        client.read_until("retry: 2000\n\n");
    }
    while (server->counts().connections > 0)
        std::this_thread::yield();
    EXPECT_EQ(server->counts().streams, 0U);
}

TEST(EventStream, EndsCleanlyWhenTheServerDrains) {
    Feed feed;
    const auto server = serve(stream_of(feed));
    LoopbackSocket client = subscribe(*server);
    client.read_until("retry: 2000\n\n");
    server->drain(Milliseconds{10'000});
    EXPECT_EQ(client.read_to_end(), "");
    feed.append("after the end, and harmless");
}

TEST(EventStream, ServesManyScreensAtOnce) {
    Feed feed;
    HttpServer::Options options;
    options.io_threads = 2;
    const auto server = serve(stream_of(feed), options);
    std::vector<LoopbackSocket> clients;
    for (int i = 0; i < 1'000; ++i) {
        clients.push_back(subscribe(*server));
        ASSERT_TRUE(clients.back().connected());
    }
    for (auto& client : clients)
        client.read_until("retry: 2000\n\n");
    EXPECT_EQ(server->counts().streams, 1'000U);
    feed.append("to everybody");
    for (auto& client : clients) {
        EXPECT_EQ(client.read_until("\n\n"), "id: 1\nevent: note\ndata: to everybody\n\n");
    }
}

}  // namespace
}  // namespace aplomb::net
