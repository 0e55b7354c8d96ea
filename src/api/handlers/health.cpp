#include "api/handlers/handlers.h"
#include "api/openapi.h"
#include "api/state.h"
#include "store/accounts.h"

namespace aplomb::api {

Result<HttpResponse> show_alive(Call&) {
    return json_response(json::object{{"status", "alive"}});
}

Result<HttpResponse> show_ready(Call& call) {
    const store::StoreHealth health = call.services.store.health();
    if (!health.writable) {
        return come_back_in(503, "Reading works, writing does not: " + health.trouble, 30);
    }
    // A read proves the database is there; the figure is of no matter.
    TRY(call.services.store.read_for<std::int64_t>([](const store::Transaction& transaction) {
        return transaction.accounts().count_users();
    }));
    return json_response(json::object{{"status", "ready"}});
}

Result<HttpResponse> show_metrics(Call& call) {
    HttpResponse response;
    response.status = 200;
    response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = call.services.metrics.exposition();
    return response;
}

Result<HttpResponse> show_openapi(Call&) {
    return json_response(openapi_document());
}

Result<HttpResponse> only_as_stream(Call&) {
    return fail(ErrorKind::Unavailable, "this address cannot be answered in one piece");
}

}  // namespace aplomb::api
