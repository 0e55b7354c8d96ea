// From a request to its answer, in order: route, asker, rights, same origin and CSRF, parameters,
// Idempotency-Key, handler. And the headers every answer carries.
#pragma once

#include "api/call.h"
#include "api/state.h"

namespace aplomb::api {

// Everything up to the handler. `match.route` must be set.
struct Admitted {
    Call call;
    std::string extended_cookie;
};
Result<Admitted> admit(State& state, const net::Request& request, RouteMatch match);

// admit() and the handler, with every error turned into a problem document.
HttpResponse answer_route(State& state, const net::Request& request, RouteMatch match);

// What a request that matches no route is answered: the web application, 404, or 405.
HttpResponse answer_unrouted(const State& state, const net::Request& request,
                             const RouteMatch& match);

HttpResponse with_security_headers(const Settings& settings, HttpResponse response);
Headers security_headers(const Settings& settings);

}  // namespace aplomb::api
