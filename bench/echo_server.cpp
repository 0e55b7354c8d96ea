// The yardstick of durable ingest: the same HTTP stack, doing nothing but saying the body back.
//
//   echo_server HOST:PORT [IO_THREADS]
//
// Runs until SIGTERM or SIGINT.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "net/http_server.h"

int main(int argc, char** argv) {
    using namespace aplomb;
    if (argc < 2) {
        std::fprintf(stderr, "usage: echo_server HOST:PORT [IO_THREADS]\n");
        return 2;
    }
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    // Blocked before the server's threads begin, so that the wait below gets them.
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);

    net::HttpServer::Options options;
    if (argc > 2) options.io_threads = static_cast<std::size_t>(std::atoi(argv[2]));
    net::HttpServer server(
        [](net::Request request, net::Respond respond) {
            HttpResponse response;
            response.status = 202;
            response.headers.add("Content-Type", "application/json");
            response.body = std::move(request.http.body);
            respond(std::move(response));
        },
        std::move(options));
    if (const auto started = server.start(argv[1]); !started) {
        std::fprintf(stderr, "%s\n", started.error().what.c_str());
        return 2;
    }
    std::printf("listening on port %u\n", unsigned{server.port()});
    std::fflush(stdout);
    int signal = 0;
    sigwait(&stop, &signal);
    server.drain(Milliseconds{2'000});
    return 0;
}
