#include "net/http_request_reader.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <limits>
#include <utility>

namespace aplomb::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr std::size_t header_fields_max = 100;
// What is reserved for a body on the word of its Content-Length alone.
constexpr std::size_t body_reserve_bytes_max = 64 * 1024;

std::string to_string(Text text) {
    return {text.data(), text.size()};
}

// RFC 9112 §3.2: origin form; absolute form is reduced to it, and '*' stays. Empty: not acceptable.
std::string origin_form(Text target) {
    std::string_view text(target.data(), target.size());
    if (text.starts_with('/') || text == "*") return std::string(text);
    const auto scheme = text.find("://");
    if (scheme == std::string_view::npos) return {};
    const auto path = text.find_first_of("/?", scheme + 3);
    if (path == std::string_view::npos) return "/";
    if (text[path] == '?') return "/" + std::string(text.substr(path));
    return std::string(text.substr(path));
}

}  // namespace

class HttpRequestReader::Parser final : public http::basic_parser<true> {
  public:
    explicit Parser(std::size_t header_bytes_max) : header_bytes_max_(header_bytes_max) {
        header_limit(static_cast<std::uint32_t>(
            std::min<std::size_t>(header_bytes_max, std::numeric_limits<std::uint32_t>::max())));
        // Judged in accept_body, when the path is known.
        body_limit(boost::none);
    }

    void refuse(int status, std::string sentence) {
        stage = Stage::Refused;
        refusal = Refusal{status, std::move(sentence)};
    }

    std::size_t feed(std::string_view bytes) {
        if (stage == Stage::Header) {
            eager(false);
        } else if (stage == Stage::Body) {
            eager(true);
        } else {
            return 0;
        }
        error_code error;
        const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        if (error && error != http::error::need_more) {
            refuse(error);
            return used;
        }
        if (stage == Stage::Header) {
            header_bytes_ += used;
            if (header_bytes_ > header_bytes_max_) {
                refuse(http::error::header_limit);
            } else if (is_header_done()) {
                finish_header();
            }
        } else if (is_done()) {
            stage = Stage::Complete;
        }
        return used;
    }

    void accept_body(std::size_t body_bytes_max) {
        const auto announced = content_length();
        if (announced && *announced > body_bytes_max) return refuse(http::error::body_limit);
        if (is_done()) {
            stage = Stage::Complete;
            return;
        }
        body_limit(body_bytes_max);
        if (announced) {
            request.body.reserve(std::min<std::size_t>(*announced, body_reserve_bytes_max));
        }
        stage = Stage::Body;
    }

    Stage stage = Stage::Header;
    Refusal refusal;
    HttpRequest request;
    bool expects_continue = false;

  private:
    void refuse(error_code error) {
        if (stage == Stage::Refused) return;  // A callback below has already said why.
        if (error == http::error::header_limit) {
            refuse(431, "The request header is too large.");
        } else if (error == http::error::body_limit) {
            refuse(413, "The request body is too large.");
        } else {
            refuse(400, "This is not well-formed HTTP (" + error.message() + ").");
        }
    }

    void finish_header() {
        if (request.url.empty()) return refuse(400, "The request target is not a path.");
        if (hosts_ != 1 && is_http11_) return refuse(400, "Exactly one Host header is needed.");
        stage = Stage::Paused;
    }

    void on_request_impl(http::verb, Text method, Text target, int version,
                         error_code& error) override {
        request.method = to_string(method);
        request.url = origin_form(target);
        is_http11_ = version >= 11;
        error = {};
    }

    void on_field_impl(http::field name, Text name_text, Text value, error_code& error) override {
        error = {};
        // Trailers of a chunked body mean nothing to us and must not pass for headers.
        if (stage != Stage::Header) return;
        if (request.headers.fields.size() >= header_fields_max) {
            error = http::error::header_limit;
            return;
        }
        if (name == http::field::transfer_encoding && !boost::beast::iequals(value, "chunked")) {
            refuse(501, "The only transfer encoding understood here is chunked.");
            error = http::error::bad_transfer_encoding;
            return;
        }
        if (name == http::field::host) ++hosts_;
        if (name == http::field::expect) {
            expects_continue = boost::beast::iequals(value, "100-continue");
        }
        request.headers.fields.emplace_back(to_string(name_text), to_string(value));
    }

    std::size_t append(Text body, error_code& error) {
        request.body.append(body.data(), body.size());
        error = {};
        return body.size();
    }

    std::size_t on_body_impl(Text body, error_code& error) override { return append(body, error); }
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code& error) override {
        return append(body, error);
    }

    void on_response_impl(int, Text, int, error_code& error) override { error = {}; }
    void on_header_impl(error_code& error) override { error = {}; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code& error) override {
        error = {};
    }
    void on_chunk_header_impl(std::uint64_t, Text, error_code& error) override { error = {}; }
    void on_finish_impl(error_code& error) override { error = {}; }

    std::size_t header_bytes_max_;
    std::size_t header_bytes_ = 0;
    std::size_t hosts_ = 0;
    bool is_http11_ = false;
};

HttpRequestReader::HttpRequestReader(std::size_t header_bytes_max)
    : parser_(std::make_unique<Parser>(header_bytes_max)) {}
HttpRequestReader::~HttpRequestReader() = default;
HttpRequestReader::HttpRequestReader(HttpRequestReader&&) noexcept = default;
HttpRequestReader& HttpRequestReader::operator=(HttpRequestReader&&) noexcept = default;

std::size_t HttpRequestReader::feed(std::string_view bytes) {
    return parser_->feed(bytes);
}
void HttpRequestReader::accept_body(std::size_t body_bytes_max) {
    parser_->accept_body(body_bytes_max);
}
HttpRequestReader::Stage HttpRequestReader::stage() const {
    return parser_->stage;
}
const HttpRequestReader::Refusal& HttpRequestReader::refusal() const {
    return parser_->refusal;
}
bool HttpRequestReader::keep_alive() const {
    return parser_->keep_alive();
}
bool HttpRequestReader::expects_continue() const {
    return parser_->expects_continue;
}
std::size_t HttpRequestReader::body_bytes() const {
    return parser_->request.body.size();
}
HttpRequest& HttpRequestReader::request() {
    return parser_->request;
}

}  // namespace aplomb::net
