// An HttpResponse becomes the bytes that go out, in one string.
#pragma once

#include <string>
#include <string_view>

#include "base/http.h"
#include "base/time.h"

namespace aplomb::net {

enum class BodyBytes { Send, HeaderOnly };
enum class AfterResponse { KeepAlive, Close };

// "Sun, 22 Nov 2026 15:04:00 GMT" (RFC 9110 §5.6.7).
std::string http_date(Timestamp time);
std::string_view reason_phrase(int status);

// Appends to `out`. Content-Length, Date and Connection come from here; fields of those names in
// the response are left out. Line breaks in header values become spaces.
void write_response(std::string& out, const HttpResponse& response, std::string_view date,
                    BodyBytes body, AfterResponse after);

// The header of a response whose body ends with the connection.
void write_stream_header(std::string& out, const Headers& headers, std::string_view date);

}  // namespace aplomb::net
