#include "api/problem.h"

#include "base/log.h"

namespace aplomb::api {
namespace {

std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 401:
            return "Not signed in";
        case 403:
            return "Not allowed";
        case 404:
            return "Not found";
        case 405:
            return "Method not allowed";
        case 409:
            return "Conflict";
        case 413:
            return "Too large";
        case 415:
            return "Unsupported media type";
        case 422:
            return "Cannot be done as asked";
        case 429:
            return "Too many requests";
        case 502:
            return "The platform answered wrongly";
        case 503:
            return "Not available now";
        case 504:
            return "No answer in time";
        default:
            return "Something went wrong on our side";
    }
}

// "/text" and "text" alike become "#/text", a JSON pointer in fragment form.
std::string pointer_of(const std::string& field) {
    return field.empty() || field.front() == '/' ? "#" + field : "#/" + field;
}

}  // namespace

HttpResponse json_response(const json::value& body, int status) {
    HttpResponse response;
    response.status = status;
    response.headers.set("Content-Type", "application/json");
    response.body = json::serialize(body);
    return response;
}

HttpResponse no_content() {
    HttpResponse response;
    response.status = 204;
    return response;
}

int status_of(const Error& error) {
    switch (error.kind) {
        case ErrorKind::Invalid:
            // What was sent reads well but says something we cannot take.
            return error.field.empty() ? 400 : 422;
        case ErrorKind::Unauthorized:
            return 401;
        case ErrorKind::Forbidden:
            return 403;
        case ErrorKind::NotFound:
            return 404;
        case ErrorKind::Conflict:
            return 409;
        case ErrorKind::TooLarge:
            return 413;
        case ErrorKind::RateLimited:
            return 429;
        case ErrorKind::Upstream:
            return 502;
        case ErrorKind::Unavailable:
            return 503;
        case ErrorKind::Timeout:
            return 504;
        case ErrorKind::Corrupt:
            return 500;
    }
    return 500;
}

HttpResponse problem(const Error& error) {
    const int status = status_of(error);
    if (status == 500) {
        log::error("api", error.what, {{"field", error.field}});
        return problem(500, "Something went wrong on our side; the log says more.");
    }
    json::object more;
    if (!error.field.empty()) {
        more["errors"] =
            json::array{json::object{{"detail", error.what}, {"pointer", pointer_of(error.field)}}};
    }
    HttpResponse response = problem(status, error.what, std::move(more));
    if (status == 401) response.headers.set("WWW-Authenticate", "Bearer");
    if (status == 429 || status == 503) response.headers.set("Retry-After", "10");
    return response;
}

HttpResponse problem(int status, std::string_view detail, json::object more,
                     std::string_view type) {
    json::object body{
        {"type", type}, {"title", title_of(status)}, {"status", status}, {"detail", detail}};
    for (auto& member : more) {
        body[member.key()] = std::move(member.value());
    }
    HttpResponse response = json_response(body, status);
    response.headers.set("Content-Type", "application/problem+json");
    return response;
}

HttpResponse come_back_in(int status, std::string_view detail, std::int64_t seconds) {
    HttpResponse response = problem(status, detail);
    response.headers.set("Retry-After", std::to_string(seconds));
    return response;
}

}  // namespace aplomb::api
