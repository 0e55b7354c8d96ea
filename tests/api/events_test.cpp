// The event stream as screens see it: pulled by hand here, over a real socket in the last test.
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "api/event_hub.h"
#include "api/services.h"
#include "net/http_server.h"
#include "store/journal.h"
#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class Events : public ApiTest {
  protected:
    Events() {
        hub_ = std::make_shared<EventHub>(services_);
        store_->on_events([this](std::int64_t newest) { hub_->committed(newest); });
    }
    ~Events() override {
        store_->on_events({});
        hub_->stop();
    }

    net::EventStream::Chunk pull(net::EventStream& stream, const std::string& after) {
        std::promise<net::EventStream::Chunk> delivered;
        stream.pull(after, 64 * 1024,
                    [&](net::EventStream::Chunk chunk) { delivered.set_value(std::move(chunk)); });
        return delivered.get_future().get();
    }
    // Until there is something: the hub renders on its own thread.
    net::EventStream::Chunk next(net::EventStream& stream, const std::string& after) {
        for (;;) {
            auto chunk = pull(stream, after);
            if (!chunk.bytes.empty() || chunk.end) return chunk;
            std::this_thread::yield();
        }
    }

    Services services_{*store_, clock_, random_, metrics_, policy_, *channels_, {}, {}, {}, {}, {}};
    std::shared_ptr<EventHub> hub_;
};

TEST_F(Events, BeginNowAndBringWhatComes) {
    const Seeded seeded = seed();
    const auto stream = hub_->open([] { return true; });
    const auto begin = pull(*stream, "");
    EXPECT_EQ(begin.bytes, "");
    hear(seeded, "Hello?");
    const auto chunk = next(*stream, begin.last_id);
    EXPECT_NE(chunk.bytes.find("event: message.created\n"), std::string::npos);
    EXPECT_NE(chunk.bytes.find("Hello?"), std::string::npos);
    EXPECT_GT(std::stoll(chunk.last_id), std::stoll(begin.last_id));
    EXPECT_EQ(pull(*stream, chunk.last_id).bytes, "");
}

TEST_F(Events, ResumeAfterTheLastOneSeenFromTheJournal) {
    const Seeded seeded = seed();
    const auto begin = pull(*hub_->open([] { return true; }), "");
    // Nobody listens while this happens.
    hear(seeded, "One");
    hear(seeded, "Two");
    const auto stream = hub_->open([] { return true; });
    const auto chunk = next(*stream, begin.last_id);
    EXPECT_NE(chunk.bytes.find("One"), std::string::npos);
    EXPECT_NE(chunk.bytes.find("Two"), std::string::npos);
}

TEST_F(Events, SayResetToAnIdTheyCannotContinueFrom) {
    const Seeded seeded = seed();
    hear(seeded, "One");
    hear(seeded, "Two");
    hear(seeded, "Three");
    const auto stream = hub_->open([] { return true; });
    EXPECT_NE(pull(*stream, "999999").bytes.find("event: reset\n"), std::string::npos);
    EXPECT_NE(pull(*stream, "rubbish").bytes.find("event: reset\n"), std::string::npos);
    const auto newest = read<EventId>(
        [](const store::Transaction& transaction) { return transaction.journal().newest_event(); });
    write(
        [&](store::Transaction& transaction) { return transaction.journal().trim_events(newest); });
    hub_->stop();
    hub_ = std::make_shared<EventHub>(services_);
    const auto late = hub_->open([] { return true; });
    EXPECT_NE(next(*late, "1").bytes.find("event: reset\n"), std::string::npos);
}

TEST_F(Events, EndForWhoIsNoLongerWelcome) {
    bool welcome = true;
    const auto stream = hub_->open([&] { return welcome; });
    const auto begin = pull(*stream, "");
    EXPECT_FALSE(begin.end);
    welcome = false;
    EXPECT_FALSE(pull(*stream, begin.last_id).end);
    hub_->recheck_rights();
    EXPECT_TRUE(pull(*stream, begin.last_id).end);
}

class Line {
  public:
    explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // Only so that a failing test ends; no verdict depends on it.
        const timeval patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Line() { ::close(socket_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }
    void say(const std::string& text) { ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL); }
    // Everything read so far, once it holds `wanted` or the line ends.
    const std::string& hear_until(const std::string& wanted) {
        std::array<char, 4096> buffer{};
        while (heard_.find(wanted) == std::string::npos) {
            const auto got = ::recv(socket_, buffer.data(), buffer.size(), 0);
            if (got <= 0) break;
            heard_.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return heard_;
    }

  private:
    int socket_;
    bool connected_ = false;
    std::string heard_;
};

using Wire = ApiTest;

TEST_F(Wire, ARealConnectionAsksWritesAndHearsOfIt) {
    const Seeded seeded = seed();
    net::HttpServer server(api_->handler());
    const auto started = server.start("127.0.0.1:0");
    ASSERT_TRUE(started) << started.error().what;
    const std::string credentials = "Authorization: Bearer " + token(Role::Agent) + "\r\n";

    Line screen(server.port());
    ASSERT_TRUE(screen.connected());
    screen.say("GET /api/v1/events HTTP/1.1\r\nHost: desk\r\n" + credentials + "\r\n");
    EXPECT_NE(screen.hear_until("text/event-stream").find("200 OK"), std::string::npos);

    const std::string body = R"({"severity":5})";
    Line line(server.port());
    line.say("PATCH /api/v1/cases/" + seeded.case_id.text() + " HTTP/1.1\r\nHost: desk\r\n" +
             credentials + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_NE(line.hear_until("\"severity\":5").find("200 OK"), std::string::npos);
    EXPECT_NE(screen.hear_until("event: case.updated").find("event: case.updated"),
              std::string::npos);
    EXPECT_NE(screen.hear_until("\"severity\":5").find("\"severity\":5"), std::string::npos);

    Line stranger(server.port());
    stranger.say("GET /api/v1/events HTTP/1.1\r\nHost: desk\r\n\r\n");
    EXPECT_NE(stranger.hear_until("\r\n\r\n").find("401"), std::string::npos);
    server.drain(Milliseconds{5'000});
}

}  // namespace
}  // namespace aplomb::api
