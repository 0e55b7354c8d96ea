// Requests to other servers: blocking, thread safe, over libcurl. Connections are kept and used
// again, HTTP/2 is taken where offered, compressed answers are unpacked.
//
// Errors tell apart what a sender must know before it tries again:
//   Unavailable  nothing was sent: the name did not resolve, nobody listens, the certificate is
//   wrong Timeout      the request may have arrived: no answer in time, or the connection broke
//   TooLarge     it was answered, with more than the limit
//   Forbidden    Reach::PublicOnly and the address is not public; nothing was sent
//   Invalid      the URL or the request itself cannot be sent
//   Upstream     the answer is not HTTP, or redirects too often
//
// libcurl repeats a request by itself when a kept connection turns out to be dead. That would send
// a POST twice, so what is not repeatable by its method always gets a fresh connection.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/result.h"
#include "net/address_guard.h"

namespace aplomb::net {

// May the request be repeated without harm on a kept connection that was dead?
enum class Repeat { ByMethod, Allowed, Never };

struct SendOptions {
    Reach reach = Reach::Anywhere;
    Repeat repeat = Repeat::ByMethod;
    int redirects_max = 0;
    std::size_t response_bytes_max = 8 * 1024 * 1024;
};

struct StreamOptions {
    Reach reach = Reach::Anywhere;
    // Nothing at all for this long means the line is dead.
    Milliseconds stall{60'000};
    // For the body of an answer that is not 2xx.
    std::size_t refusal_bytes_max = 64 * 1024;
};

class HttpClient {
  public:
    struct Options {
        Milliseconds connect_time{10'000};
        std::string user_agent = "Aplomb/" APLOMB_VERSION;
        // A file of certificate authorities in PEM instead of the system's.
        std::string certificate_authorities;
        // Connections kept while nobody uses them.
        std::size_t idle_max = 64;
    };

    HttpClient();
    explicit HttpClient(Options options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Any HTTP status is a success here. `request.timeout` spans connecting to the last byte.
    Result<HttpResponse> send(const HttpRequest& request, const SendOptions& options = {});

    // Reads a response that does not end by itself, such as server-sent events, handing over bytes
    // as they come. Returns the status and headers when the server ends it or `should_stop` says so
    // (asked a few times a second); of an answer that is not 2xx the body is collected and
    // `on_bytes` is not called. `request.timeout` does not count here.
    Result<HttpResponse> stream(const HttpRequest& request, const StreamOptions& options,
                                const std::function<void(std::string_view)>& on_bytes,
                                const std::function<bool()>& should_stop);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace aplomb::net
