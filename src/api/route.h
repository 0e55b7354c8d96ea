// One line per route. What a route says of itself here is all there is: the dispatcher checks
// rights and query parameters by it, and the OpenAPI document and docs/api.md are made from it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/http.h"
#include "base/result.h"

namespace aplomb::api {

struct Call;

// Ordered: each may do what those before it may.
enum class Permission { Anyone, Agent, Senior, Manager, Executive, Admin };

std::string_view name_of(Permission permission);  // "anyone", "agent" …

enum class RunOn {
    Worker,
    // A small pool of its own: a password check takes 64 MiB and a tenth of a second on purpose,
    // and must not keep the desk waiting.
    PasswordWorker,
    InPlace,  // on the I/O thread: answers from memory
    Stream,   // becomes a server-sent event stream
    Hook,     // handed to the intake
};

using Handle = Result<HttpResponse> (*)(Call&);

struct Route {
    std::string_view method;
    std::string_view path;  // "/api/v1/cases/{id}"
    Permission permission = Permission::Agent;
    Handle handle = nullptr;
    std::string_view operation;  // OpenAPI operationId
    std::string_view summary;
    std::string_view query{};   // names of its parameters, by blanks; schemas/ describes them
    std::string_view body{};    // schema of the request; empty: none
    std::string_view answer{};  // schema of the success; empty: none
    int status = 200;           // of the success
    RunOn run_on = RunOn::Worker;
    std::string_view media = "application/json";  // of the success
};

std::span<const Route> routes();

struct RouteMatch {
    const Route* route = nullptr;
    std::vector<std::string> arguments;  // what stands for {…}, decoded, in order
    std::string allow;                   // when only other methods match: for the Allow header
};
// HEAD is answered by GET's route.
RouteMatch find_route(std::string_view method, std::string_view path);

}  // namespace aplomb::api
