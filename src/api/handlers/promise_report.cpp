// How many of our promises we kept (rule E8).
#include "api/handlers/handlers.h"
#include "store/promises.h"

namespace aplomb::api {
namespace {

constexpr std::chrono::days usual_span{30};

Result<Timestamp> time_of(const Call& call, std::string_view name, Timestamp otherwise) {
    const auto text = call.query(std::string(name));
    if (!text) return otherwise;
    const auto time = parse_rfc3339(*text);
    if (time) return *time;
    return fail(ErrorKind::Invalid, std::string(name) + " is a time such as 2026-11-30T00:00:00Z");
}

}  // namespace

Result<HttpResponse> show_promise_report(Call& call) {
    const Timestamp to = TRY(time_of(call, "to", call.now));
    const Timestamp from = TRY(time_of(call, "from", to - usual_span));
    if (from > to) return fail(ErrorKind::Invalid, "from must not be after to");
    const auto counts = TRY(call.services.store.read_for<store::PromiseCounts>(
        [&](const store::Transaction& transaction) {
            return transaction.promises().counts(from, to);
        }));
    const auto of = [&](PromiseState state) {
        const auto found = counts.find(state);
        return found == counts.end() ? std::int64_t{0} : found->second;
    };
    const std::int64_t kept = of(PromiseState::Kept);
    const std::int64_t due = kept + of(PromiseState::KeptLate) + of(PromiseState::Broken);
    json::object out{{"from", to_rfc3339(from)}, {"to", to_rfc3339(to)}};
    std::int64_t made = 0;
    for (const PromiseState state :
         {PromiseState::Open, PromiseState::Kept, PromiseState::KeptLate, PromiseState::Extended,
          PromiseState::Withdrawn, PromiseState::Broken}) {
        out[name_of(state)] = of(state);
        made += of(state);
    }
    out["made"] = made;
    // Of those whose time came.
    out["kept_share"] = due == 0
                            ? json::value()
                            : json::value(static_cast<double>(kept) / static_cast<double>(due));
    return json_response(out);
}

}  // namespace aplomb::api
