#include "net/http_response_writer.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

#include "net/event_stream.h"
#include "net/http_server.h"

namespace aplomb::net {
namespace {

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end);
}

// A value from outside must not be able to begin a header of its own.
void append_on_one_line(std::string& out, std::string_view text) {
    if (text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) {
        out += text;
        return;
    }
    for (const char c : text)
        out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void append_status_line(std::string& out, int status) {
    if (status == 200) {
        out += "HTTP/1.1 200 OK\r\n";
        return;
    }
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(status));
    out += ' ';
    out += reason_phrase(status);
    out += "\r\n";
}

void append_fields(std::string& out, const Headers& headers) {
    for (const auto& [name, value] : headers.fields) {
        if (equal_ignoring_case(name, "content-length") || equal_ignoring_case(name, "date") ||
            equal_ignoring_case(name, "connection") ||
            equal_ignoring_case(name, "transfer-encoding")) {
            continue;
        }
        append_on_one_line(out, name);
        out += ": ";
        append_on_one_line(out, value);
        out += "\r\n";
    }
}

}  // namespace

std::string http_date(Timestamp time) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 507:
            return "Insufficient Storage";
        default:
            return "";
    }
}

void write_response(std::string& out, const HttpResponse& response, std::string_view date,
                    BodyBytes body, AfterResponse after) {
    const bool never_has_body = response.status == 204 || response.status == 304;
    out.reserve(out.size() + 192 + response.headers.fields.size() * 64 + response.body.size());
    append_status_line(out, response.status);
    out += "Date: ";
    out += date;
    out += "\r\n";
    append_fields(out, response.headers);
    if (!never_has_body) {
        out += "Content-Length: ";
        append_number(out, response.body.size());
        out += "\r\n";
    }
    if (after == AfterResponse::Close) out += "Connection: close\r\n";
    out += "\r\n";
    if (!never_has_body && body == BodyBytes::Send) out += response.body;
}

void write_stream_header(std::string& out, const Headers& headers, std::string_view date) {
    append_status_line(out, 200);
    out += "Date: ";
    out += date;
    out += "\r\n";
    append_fields(out, headers);
    out +=
        "Content-Type: text/event-stream\r\n"
        "Cache-Control: no-store\r\n"
        "X-Accel-Buffering: no\r\n"
        "Connection: close\r\n\r\n";
}

HttpResponse problem(int status, std::string_view title, std::string_view detail) {
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/problem+json");
    response.body = R"({"type":"about:blank","title":)";
    const auto append_quoted = [&](std::string_view text) {
        response.body += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') response.body += '\\';
            response.body += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
        response.body += '"';
    };
    append_quoted(title);
    response.body += R"(,"status":)" + std::to_string(status) + R"(,"detail":)";
    append_quoted(detail);
    response.body += '}';
    return response;
}

std::string event_text(std::string_view id, std::string_view event, std::string_view data) {
    std::string out;
    out.reserve(id.size() + event.size() + data.size() + 32);
    if (!id.empty()) {
        out += "id: ";
        append_on_one_line(out, id);
        out += '\n';
    }
    if (!event.empty()) {
        out += "event: ";
        append_on_one_line(out, event);
        out += '\n';
    }
    std::size_t start = 0;
    while (true) {
        const auto end = data.find_first_of("\r\n", start);
        out += "data: ";
        out += data.substr(start, end == std::string_view::npos ? end : end - start);
        out += '\n';
        if (end == std::string_view::npos) break;
        start = end + (data.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    out += '\n';
    return out;
}

}  // namespace aplomb::net
