// For tests only: a desk started with --virtual-clock moves on when it is told to.
#include "api/handlers/handlers.h"
#include "store/journal.h"

namespace aplomb::api {
namespace {

constexpr Milliseconds advance_max{std::chrono::hours{24 * 366}};

HttpResponse time_now(const Call& call) {
    return json_response(json::object{{"now", to_rfc3339(call.services.clock.now())},
                                      {"virtual", static_cast<bool>(call.services.advance_clock)}});
}

}  // namespace

Result<HttpResponse> show_clock(Call& call) {
    return time_now(call);
}

Result<HttpResponse> advance_clock(Call& call) {
    if (!call.services.advance_clock) {
        return fail(ErrorKind::Forbidden,
                    "this desk runs on the real clock, which nobody moves; start it with "
                    "--virtual-clock to test");
    }
    const json::value body = TRY(call.body());
    ObjectReader reader(body);
    const std::string advance = reader.required_text("advance");
    TRY(reader.done(UnknownKeys::Refuse));
    const auto duration = parse_duration(advance);
    if (!duration) return fail(ErrorKind::Invalid, duration.error().what, "/advance");
    if (duration->count() < 0 || *duration > advance_max) {
        return fail(ErrorKind::Invalid, "the clock moves forward, at most a year at a time",
                    "/advance");
    }
    TRY(call.services.advance_clock(*duration));
    return time_now(call);
}

}  // namespace aplomb::api
