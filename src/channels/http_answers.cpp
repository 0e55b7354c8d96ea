#include "channels/http_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace aplomb::channels {
namespace {

constexpr std::size_t reason_bytes_max = 200;
constexpr Milliseconds limit_max{24 * 3600 * 1000};

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || text.empty()) return {};
    if (end != text.data() + text.size() && *end != '.') return {};
    return number;
}

// "Sun, 22 Nov 2026 15:04:05 GMT" (RFC 9110 §5.6.7, the one form that may be sent today).
std::optional<Timestamp> http_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || !text.ends_with(" GMT")) return {};
    const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
    if (month == months.end()) return {};
    const auto parsed =
        parse_rfc3339(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month - months.begin() + 1,
                                  text.substr(5, 2), text.substr(17, 8)));
    if (!parsed) return {};
    return *parsed;
}

std::optional<Timestamp> moment_in(std::string_view value, Timestamp now) {
    constexpr std::int64_t year_2001 = 1'000'000'000;
    if (const auto number = whole(value)) {
        if (*number < 0 || *number > 100 * year_2001) return {};
        const Milliseconds span{*number * 1000};
        return *number < year_2001 ? now + span : Timestamp{span};
    }
    if (const auto date = http_date(value)) return date;
    const auto time = parse_rfc3339(value);
    if (time) return *time;
    return {};
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, reason_bytes_max))
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    // A character cut in two is left out whole.
    if (text.size() > reason_bytes_max) {
        while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80)
            line.pop_back();
        if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0x80) line.pop_back();
    }
    return line;
}

TroubleKind kind_of(int status, bool has_time) {
    if (status == 429 || (status == 503 && has_time)) return TroubleKind::Wait;
    if (status == 401) return TroubleKind::ReAuth;
    if (status == 408 || status == 409 || status == 425) return TroubleKind::Retry;
    if (status >= 500 && status != 501) return TroubleKind::Retry;
    return TroubleKind::Permanent;
}

}  // namespace

std::optional<Timestamp> limit_ends(const Headers& headers, Timestamp now) {
    for (const std::string_view name : {"Retry-After", "RateLimit-Reset", "X-RateLimit-Reset"}) {
        const auto value = headers.find(name);
        if (!value) continue;
        if (const auto moment = moment_in(*value, now)) {
            return std::clamp(*moment, now, now + limit_max);
        }
    }
    return {};
}

std::string reason_in(const HttpResponse& response) {
    const auto body = parse_json(response.body);
    if (!body || !body->is_object()) return {};
    const json::object& object = body->get_object();
    for (const std::string_view key :
         {"detail", "message", "error_description", "error", "title", "reason"}) {
        const json::value* value = object.if_contains(key);
        if (value == nullptr) continue;
        if (const json::string* text = value->if_string(); text != nullptr && !text->empty()) {
            return one_line(*text);
        }
    }
    return {};
}

Trouble trouble_of(const HttpResponse& response, std::string_view platform, Timestamp now) {
    Trouble trouble;
    const auto until = limit_ends(response.headers, now);
    trouble.kind = kind_of(response.status, until.has_value());
    if (trouble.kind == TroubleKind::Wait)
        trouble.until = until.value_or(now + Milliseconds{60'000});
    trouble.may_have_arrived = trouble.kind == TroubleKind::Retry && response.status >= 500;
    std::string reason = reason_in(response);
    if (!reason.empty()) reason = ": " + reason;
    switch (trouble.kind) {
        case TroubleKind::Wait:
            trouble.what = fmt::format("{} asks us to slow down (status {}){}", platform,
                                       response.status, reason);
            break;
        case TroubleKind::ReAuth:
            trouble.what = fmt::format("{} no longer lets us in (status {}){}", platform,
                                       response.status, reason);
            break;
        case TroubleKind::Retry:
            trouble.what =
                fmt::format("{} had a problem (status {}){}", platform, response.status, reason);
            break;
        default:
            trouble.what =
                response.status >= 300 && response.status < 400
                    ? fmt::format(
                          "{} answers from another address (status {}); set "
                          "that address instead",
                          platform, response.status)
                    : fmt::format("{} refused it (status {}){}", platform, response.status, reason);
    }
    return trouble;
}

Trouble trouble_of(const NoAnswer& answer, std::string_view platform) {
    return {answer.may_have_arrived ? TroubleKind::Unknown : TroubleKind::Retry,
            fmt::format("{} did not answer: {}", platform, one_line(answer.what)),
            {}};
}

Trouble trouble_of_reading(const Answer& answer, std::string_view platform, Timestamp now) {
    if (const auto* response = std::get_if<HttpResponse>(&answer)) {
        return trouble_of(*response, platform, now);
    }
    Trouble trouble;
    if (const auto* none = std::get_if<NoAnswer>(&answer)) {
        trouble = trouble_of(*none, platform);
    } else {
        trouble.what = fmt::format("{} answered something we did not ask", platform);
    }
    trouble.kind = TroubleKind::Retry;
    return trouble;
}

}  // namespace aplomb::channels
