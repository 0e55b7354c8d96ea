// Durable ingest, measured from outside: signed single-event webhooks over HTTP keep-alive, to the
// 202 and on to "visible through GET /messages".
//
//   ingest HOST PORT PATH SECRET COUNT CONNECTIONS [RATE TOKEN CHANNEL]
//
// One thread, one epoll, CONNECTIONS sockets with one request under way each; all requests are
// built and signed before the clock starts, so the generator takes as little of the two cores as it
// can. Without RATE it goes as fast as answers come. With RATE it sends that many a second, and
// follows one event in fifty until the API shows it. The same program drives the echo server: what
// it sends is the same.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/crypto.h"

namespace {

using Steady = std::chrono::steady_clock;

double ms_since(Steady::time_point start) {
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

struct Target {
    std::string host;
    std::string port;
    std::string path;
    std::string key;
};

std::string signed_request(const Target& target, const std::string& run, std::size_t number) {
    const std::string id = "bench-" + run + "-" + std::to_string(number);
    const std::string author = "u" + std::to_string(number % 5'000);
    const std::string body =
        R"({"type":"message.created","id":")" + id + R"(","thread_id":"t-)" + id +
        R"(","visibility":"public","at":"2026-11-22T15:04:00Z","author":{"id":")" + author +
        R"(","handle":"@)" + author + R"(","name":"Customer )" + author +
        R"(","followers":120},"text":"The parcel with order )" +
        std::to_string(number * 7919 % 1'000'003) +
        R"( did not arrive on Monday as promised, and nobody answers the telephone. )"
        R"(Where is it, and when will I have it?"})";
    const std::string stamp = std::to_string(std::time(nullptr));
    const std::string signature = aplomb::crypto::to_base64(
        aplomb::crypto::hmac_sha256(target.key, id + "." + stamp + "." + body));
    return "POST " + target.path + " HTTP/1.1\r\nHost: " + target.host +
           "\r\nContent-Type: application/json\r\nwebhook-id: " + id +
           "\r\nwebhook-timestamp: " + stamp + "\r\nwebhook-signature: v1," + signature +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

int connect_to(const Target& target) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(target.port)));
    inet_pton(AF_INET, target.host.c_str(), &address.sin_addr);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        std::perror("connect");
        std::exit(2);
    }
    const int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

struct Line {
    int fd = -1;
    std::string read;
    Steady::time_point sent;
    std::size_t number = 0;
    bool busy = false;
};

// Status of the first whole response in `buffer`, which it removes; 0 while incomplete.
int take_response(std::string& buffer, std::string* body_out = nullptr) {
    const std::size_t head = buffer.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    std::size_t length = 0;
    const std::size_t field = buffer.find("Content-Length: ");
    if (field < head) length = std::strtoul(buffer.c_str() + field + 16, nullptr, 10);
    if (buffer.size() < head + 4 + length) return 0;
    const int status = std::atoi(buffer.c_str() + 9);
    if (body_out != nullptr) *body_out = buffer.substr(head + 4, length);
    buffer.erase(0, head + 4 + length);
    return status;
}

double percentile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void send_all(int fd, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::send(fd, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (count <= 0) {
            std::perror("send");
            std::exit(2);
        }
        done += static_cast<std::size_t>(count);
    }
}

constexpr std::size_t watchers = 8;

}  // namespace

int main(int argc, char** argv) {
    if (argc != 7 && argc != 10) {
        std::fprintf(
            stderr, "usage: ingest HOST PORT PATH SECRET COUNT CONNECTIONS [RATE TOKEN CHANNEL]\n");
        return 2;
    }
    const std::string secret = argv[4];
    const Target target{
        argv[1], argv[2], argv[3],
        aplomb::crypto::from_base64(secret.substr(secret.find('_') + 1)).value_or("")};
    const std::size_t count = std::strtoul(argv[5], nullptr, 10);
    const std::size_t connections = std::strtoul(argv[6], nullptr, 10);
    const double rate = argc == 10 ? std::atof(argv[7]) : 0;
    const std::string token = argc == 10 ? argv[8] : "";
    const std::string channel = argc == 10 ? argv[9] : "";
    const std::string run = std::to_string(::getpid());

    std::vector<std::string> requests;
    requests.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        requests.push_back(signed_request(target, run, i));

    const int poller = epoll_create1(0);
    std::vector<Line> lines(connections + (rate > 0 ? watchers : 0));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].fd = connect_to(target);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        epoll_ctl(poller, EPOLL_CTL_ADD, lines[i].fd, &event);
    }
    // Events whose appearance is watched, each by a line of its own, so that a slow one does not
    // make the next look slow too.
    struct Followed {
        std::size_t number;
        Steady::time_point sent;
    };
    std::deque<Followed> to_follow;
    std::map<Line*, Followed> watched;
    std::vector<double> answered;
    std::vector<double> visible;
    std::size_t next = 0;
    std::size_t done = 0;
    std::size_t refused = 0;
    std::size_t turn = 0;
    const auto start = Steady::now();

    const auto ask_for_followed = [&] {
        for (std::size_t i = 0; i < lines.size() - connections; ++i) {
            Line& watcher = lines[connections + (turn + i) % (lines.size() - connections)];
            if (watcher.busy) continue;
            if (!watched.contains(&watcher)) {
                if (to_follow.empty()) return;
                watched[&watcher] = to_follow.front();
                to_follow.pop_front();
            }
            const std::string id = "bench-" + run + "-" + std::to_string(watched[&watcher].number);
            send_all(watcher.fd,
                     "GET /api/v1/messages?channel_id=" + channel + "&external_id=" + id +
                         " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            watcher.busy = true;
        }
    };
    const auto feed = [&](Line& line) {
        if (line.busy || next >= count) return;
        if (rate > 0 && static_cast<double>(next) / rate * 1'000 > ms_since(start)) return;
        line.number = next;
        line.sent = Steady::now();
        line.busy = true;
        send_all(line.fd, requests[next]);
        if (rate > 0 && next % 50 == 0) to_follow.push_back({next, line.sent});
        ++next;
    };
    std::vector<epoll_event> events(lines.size());
    std::vector<char> buffer(65'536);
    while (done < count || !to_follow.empty() || !watched.empty()) {
        // In turns, so that none is idle long enough for the server to give it up.
        ++turn;
        for (std::size_t i = 0; i < connections; ++i)
            feed(lines[(turn + i) % connections]);
        ask_for_followed();
        const int ready =
            epoll_wait(poller, events.data(), static_cast<int>(events.size()), rate > 0 ? 1 : 100);
        for (int i = 0; i < ready; ++i) {
            Line& line = lines[events[static_cast<std::size_t>(i)].data.u64];
            const ssize_t got = ::recv(line.fd, buffer.data(), buffer.size(), 0);
            if (got <= 0) {
                std::fprintf(stderr, "the server closed a connection it owed an answer\n");
                return 1;
            }
            line.read.append(buffer.data(), static_cast<std::size_t>(got));
            std::string body;
            const int status = take_response(line.read, &body);
            if (status == 0) continue;
            line.busy = false;
            if (const auto followed = watched.find(&line); followed != watched.end()) {
                if (body.find("\"external_id\"") != std::string::npos) {
                    visible.push_back(ms_since(followed->second.sent));
                    watched.erase(followed);
                }
                continue;
            }
            answered.push_back(ms_since(line.sent));
            refused += status / 100 != 2;
            ++done;
            feed(line);
        }
    }
    const double seconds = ms_since(start) / 1'000;
    std::printf("%zu events, %zu refused, %.0f events/s, answered p50 %.2f ms p99 %.2f ms", count,
                refused, static_cast<double>(count) / seconds, percentile(answered, 0.5),
                percentile(answered, 0.99));
    if (rate > 0) {
        std::printf(", visible p50 %.2f ms p99 %.2f ms", percentile(visible, 0.5),
                    percentile(visible, 0.99));
    }
    std::printf("\n");
    return refused == 0 ? 0 : 1;
}
