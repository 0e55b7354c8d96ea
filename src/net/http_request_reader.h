// Bytes of a connection become one HTTP/1 request, without any I/O: Beast's parser behind an
// interface that knows our limits and says every refusal as a status and a sentence.
//
// Reading pauses after the header, so that the caller can choose the body limit by path and answer
// "Expect: 100-continue" before the body is sent:
//
//     while (reader.stage() == Stage::Header) … reader.feed(bytes) …
//     reader.accept_body(limit)
//     while (reader.stage() == Stage::Body) … reader.feed(bytes) …
//
// feed() says how much it took; what it did not take must be offered again with more behind it.
// Stricter than Beast where two readings of one request would differ between us and a proxy:
// Transfer-Encoding other than exactly "chunked" is refused, and so is HTTP/1.1 without one Host.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/http.h"

namespace aplomb::net {

class HttpRequestReader {
  public:
    enum class Stage { Header, Paused, Body, Complete, Refused };
    struct Refusal {
        int status = 400;
        std::string sentence;
    };

    explicit HttpRequestReader(std::size_t header_bytes_max);
    ~HttpRequestReader();
    HttpRequestReader(HttpRequestReader&&) noexcept;
    HttpRequestReader& operator=(HttpRequestReader&&) noexcept;

    std::size_t feed(std::string_view bytes);
    // From Paused to Body, Complete, or Refused when the body is announced larger than this.
    void accept_body(std::size_t body_bytes_max);

    [[nodiscard]] Stage stage() const;
    [[nodiscard]] const Refusal& refusal() const;
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool expects_continue() const;
    // Body bytes so far.
    [[nodiscard]] std::size_t body_bytes() const;
    // Whole from Paused on, but for the body. Moved out by the caller when Complete.
    HttpRequest& request();

  private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace aplomb::net
