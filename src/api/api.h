// The HTTP API and the web application, as one Handler for net's server.
//
//     api::Api api(std::move(services));
//     net::HttpServer server(api.handler(), …);
//
// A request is matched to its route, its asker identified, rights, CSRF and parameters checked, and
// then answered by the route's handler on a worker thread. Every answer, from here or a handler,
// leaves with the security headers. Destroy the server first, then the Api, then what it uses.
#pragma once

#include <memory>

#include "api/services.h"
#include "base/http.h"
#include "net/http_server.h"

namespace aplomb::api {

struct State;

class Api {
  public:
    explicit Api(Services services);
    ~Api();
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    [[nodiscard]] net::Handler handler();
    // The same on the caller's thread, for everything but event streams and webhooks.
    [[nodiscard]] HttpResponse answer(const net::Request& request);
    // Lets running requests finish; later ones are told 503. Idempotent.
    void stop();

  private:
    struct Pools;
    void handle(net::Request request, net::Respond respond);

    std::unique_ptr<State> state_;
    std::unique_ptr<Pools> pools_;
};

}  // namespace aplomb::api
