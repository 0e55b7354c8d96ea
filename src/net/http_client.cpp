#include "net/http_client.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "net/curl_handle.h"

namespace aplomb::net {
namespace {

constexpr Milliseconds stop_poll{200};
constexpr std::size_t response_header_bytes_max = 256 * 1024;

// One exchange under way: what libcurl's callbacks fill.
struct Transfer {
    HttpResponse response;
    GuardState guard;
    std::size_t bytes_max = 0;
    std::size_t header_bytes = 0;
    bool too_large = false;
    const std::function<void(std::string_view)>* on_bytes = nullptr;
    std::chrono::steady_clock::time_point last_bytes = std::chrono::steady_clock::now();
    CURL* handle = nullptr;
    std::array<char, CURL_ERROR_SIZE> reason{};
};

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t length = size * count;
    std::string_view line(data, length);
    transfer.header_bytes += length;
    if (transfer.header_bytes > response_header_bytes_max) {
        transfer.too_large = true;
        return 0;
    }
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    // A new status line begins another response: after "100 Continue", or a redirect.
    if (line.starts_with("HTTP/")) transfer.response.headers.fields.clear();
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && !line.starts_with("HTTP/")) {
        std::string_view value = line.substr(colon + 1);
        while (value.starts_with(' ') || value.starts_with('\t'))
            value.remove_prefix(1);
        transfer.response.headers.add(line.substr(0, colon), std::string(value));
    }
    return length;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t length = size * count;
    transfer.last_bytes = std::chrono::steady_clock::now();
    if (transfer.on_bytes != nullptr) {
        long status = 0;
        curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
        if (status / 100 == 2) {
            (*transfer.on_bytes)(std::string_view(data, length));
            return length;
        }
    }
    if (transfer.response.body.size() + length > transfer.bytes_max) {
        transfer.too_large = true;
        return 0;
    }
    transfer.response.body.append(data, length);
    return length;
}

bool repeatable(const HttpRequest& request, Repeat repeat) {
    if (repeat != Repeat::ByMethod) return repeat == Repeat::Allowed;
    constexpr std::array<std::string_view, 5> safe{"GET", "HEAD", "OPTIONS", "PUT", "DELETE"};
    return std::find(safe.begin(), safe.end(), request.method) != safe.end();
}

std::string origin_of(const std::string& url) {
    const auto scheme = url.find("://");
    if (scheme == std::string::npos) return url;
    return url.substr(0, url.find_first_of("/?#", scheme + 3));
}

void set_body(CURL* handle, const HttpRequest& request) {
    const bool bodiless = request.method == "GET" || request.method == "HEAD";
    if (!request.body.empty() || !bodiless) {
        set_option(handle, CURLOPT_POSTFIELDS, request.body.data());
        set_option(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request.body.size()));
    }
    if (request.method == "HEAD") {
        set_option(handle, CURLOPT_NOBODY, 1L);
    } else {
        set_option(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
}

CurlList header_list(const HttpRequest& request) {
    CurlList list;
    for (const auto& [name, value] : request.headers.fields) {
        // libcurl sends a header without a value only when it ends in a semicolon.
        append(list, value.empty() ? name + ";" : name + ": " + value);
    }
    // No pause for "100 Continue", and no content type of libcurl's own choosing.
    append(list, "Expect:");
    if (!request.headers.find("content-type")) append(list, "Content-Type:");
    return list;
}

Result<> check_headers(const HttpRequest& request) {
    for (const auto& [name, value] : request.headers.fields) {
        if (name.find_first_of("\r\n:") != std::string::npos ||
            value.find_first_of("\r\n") != std::string::npos) {
            return fail(ErrorKind::Invalid, "A request header may not hold a line break.", name);
        }
    }
    return {};
}

Error error_of(const Transfer& transfer, CURLcode code) {
    const std::string reason =
        transfer.reason.front() != '\0' ? transfer.reason.data() : curl_easy_strerror(code);
    if (transfer.guard.refused) {
        return {ErrorKind::Forbidden, "The address is not on the public internet.", {}};
    }
    if (transfer.too_large) {
        return {ErrorKind::TooLarge, "The answer is larger than the limit.", {}};
    }
    switch (code) {
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {ErrorKind::Invalid, "This address cannot be asked: " + reason + ".", {}};
        case CURLE_TOO_MANY_REDIRECTS:
            return {ErrorKind::Upstream, "The server redirects without end.", {}};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return {ErrorKind::Upstream, "The answer is not HTTP: " + reason + ".", {}};
        default:
            break;
    }
    if (nothing_was_sent(transfer.handle, code)) {
        return {ErrorKind::Unavailable, "Could not connect: " + reason + ".", {}};
    }
    return {
        ErrorKind::Timeout, "No answer, though the request may have arrived: " + reason + ".", {}};
}

}  // namespace

struct HttpClient::Impl {
    struct Idle {
        std::string origin;
        CurlHandle handle;
    };

    Options options;
    std::mutex mutex;
    // Most recently used last.
    std::vector<Idle> idle;

    CurlHandle borrow(const std::string& origin);
    void give_back(std::string origin, CurlHandle handle);
    void prepare(Transfer& transfer, const HttpRequest& request) const;
};

CurlHandle HttpClient::Impl::borrow(const std::string& origin) {
    const std::scoped_lock lock(mutex);
    const auto found = std::find_if(idle.rbegin(), idle.rend(),
                                    [&](const Idle& one) { return one.origin == origin; });
    if (found == idle.rend()) return make_curl_handle();
    CurlHandle handle = std::move(found->handle);
    idle.erase(std::next(found).base());
    return handle;
}

void HttpClient::Impl::give_back(std::string origin, CurlHandle handle) {
    // Forgets the request and keeps the connection.
    curl_easy_reset(handle.get());
    CurlHandle oldest;  // closed outside the lock
    const std::scoped_lock lock(mutex);
    idle.push_back({std::move(origin), std::move(handle)});
    if (idle.size() <= options.idle_max) return;
    oldest = std::move(idle.front().handle);
    idle.erase(idle.begin());
}

void HttpClient::Impl::prepare(Transfer& transfer, const HttpRequest& request) const {
    CURL* handle = transfer.handle;
    set_option(handle, CURLOPT_URL, request.url.c_str());
    set_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set_option(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set_option(handle, CURLOPT_NOSIGNAL, 1L);
    set_option(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set_option(handle, CURLOPT_ACCEPT_ENCODING, "");
    set_option(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
    set_option(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    set_duration(handle, CURLOPT_CONNECTTIMEOUT_MS, options.connect_time);
    if (!options.certificate_authorities.empty()) {
        set_option(handle, CURLOPT_CAINFO, options.certificate_authorities.c_str());
    }
    set_option(handle, CURLOPT_ERRORBUFFER, transfer.reason.data());
    set_option(handle, CURLOPT_HEADERFUNCTION, &take_header);
    set_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set_option(handle, CURLOPT_WRITEFUNCTION, &take_body);
    set_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set_guard(handle, transfer.guard);
    set_body(handle, request);
}

HttpClient::HttpClient() : HttpClient(Options()) {}
HttpClient::HttpClient(Options options) : impl_(std::make_unique<Impl>()) {
    impl_->options = std::move(options);
}
HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const SendOptions& options) {
    TRY(check_headers(request));
    std::string origin = origin_of(request.url);
    // A kept connection was judged when it was opened, perhaps under another rule.
    if (options.reach == Reach::PublicOnly) origin += " public";
    CurlHandle handle = impl_->borrow(origin);
    Transfer transfer;
    transfer.handle = handle.get();
    transfer.bytes_max = options.response_bytes_max;
    transfer.guard.reach = options.reach;
    const CurlList headers = header_list(request);
    impl_->prepare(transfer, request);
    set_option(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    set_duration(handle.get(), CURLOPT_TIMEOUT_MS, request.timeout);
    if (!repeatable(request, options.repeat)) set_option(handle.get(), CURLOPT_FRESH_CONNECT, 1L);
    if (options.redirects_max > 0) {
        set_option(handle.get(), CURLOPT_FOLLOWLOCATION, 1L);
        set_option(handle.get(), CURLOPT_MAXREDIRS, static_cast<long>(options.redirects_max));
    }

    const CURLcode code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) return tl::unexpected<Error>(error_of(transfer, code));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    impl_->give_back(std::move(origin), std::move(handle));
    return std::move(transfer.response);
}

namespace {

struct MultiDeleter {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

enum class StreamEnd { Finished, Stopped, Stalled };

// Runs the transfer until it ends, is to stop, or nothing has come for `stall`.
StreamEnd run_stream(const Transfer& transfer, Milliseconds stall,
                     const std::function<bool()>& should_stop, CURLcode& code) {
    const std::unique_ptr<CURLM, MultiDeleter> multi(curl_multi_init());
    curl_multi_add_handle(multi.get(), transfer.handle);
    const int poll_ms = static_cast<int>(std::min(stop_poll, stall).count());
    StreamEnd end = StreamEnd::Stopped;
    while (!should_stop()) {
        int running = 0;
        int left = 0;
        curl_multi_perform(multi.get(), &running);
        if (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
            code = message->data.result;
            end = StreamEnd::Finished;
            break;
        }
        if (std::chrono::steady_clock::now() - transfer.last_bytes >= stall) {
            end = StreamEnd::Stalled;
            break;
        }
        if (should_stop()) break;
        curl_multi_poll(multi.get(), nullptr, 0, poll_ms, nullptr);
    }
    curl_multi_remove_handle(multi.get(), transfer.handle);
    return end;
}

}  // namespace

Result<HttpResponse> HttpClient::stream(const HttpRequest& request, const StreamOptions& options,
                                        const std::function<void(std::string_view)>& on_bytes,
                                        const std::function<bool()>& should_stop) {
    TRY(check_headers(request));
    const CurlHandle handle = make_curl_handle();
    Transfer transfer;
    transfer.handle = handle.get();
    transfer.bytes_max = options.refusal_bytes_max;
    transfer.guard.reach = options.reach;
    transfer.on_bytes = &on_bytes;
    const CurlList headers = header_list(request);
    impl_->prepare(transfer, request);
    set_option(handle.get(), CURLOPT_HTTPHEADER, headers.get());

    CURLcode code = CURLE_OK;
    const StreamEnd end = run_stream(transfer, options.stall, should_stop, code);
    if (end == StreamEnd::Stalled) {
        return fail(ErrorKind::Timeout, "The stream has been silent for too long.");
    }
    if (code != CURLE_OK) return tl::unexpected<Error>(error_of(transfer, code));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    return std::move(transfer.response);
}

}  // namespace aplomb::net
