#include "api/case_story.h"

#include <cmath>

#include "api/render.h"
#include "api/render_dealings.h"
#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/office.h"
#include "desk/heat.h"
#include "store/approvals.h"
#include "store/clocks.h"
#include "store/grants.h"
#include "store/habits.h"
#include "store/phone.h"
#include "store/promises.h"

namespace aplomb::api {
namespace {

template<class T>
json::array rendered(const std::vector<T>& things) {
    json::array out;
    for (const T& each : things)
        out.push_back(render(each));
    return out;
}

double tenths(double value) {
    return std::round(value * 10) / 10;
}

json::object fiasco_json(const Case& value, Timestamp now) {
    const desk::FiascoParts parts = desk::fiasco_parts(value, now);
    return {{"severity", tenths(parts.severity)},
            {"reach", tenths(parts.reach)},
            {"spread", tenths(parts.spread)},
            {"waiting", tenths(parts.waiting)}};
}

json::value rhythm_json(const std::optional<desk::Rhythm>& rhythm, const Case& value) {
    if (!rhythm) return {};
    const auto hours = [](Milliseconds time) {
        return tenths(static_cast<double>(time.count()) / 3'600'000.0);
    };
    json::value expected;
    const bool ours_was_last =
        value.last_out_at && (!value.last_in_at || *value.last_in_at < *value.last_out_at);
    if (ours_was_last) {
        expected =
            json::value(to_rfc3339(desk::nothing_expected_before(*rhythm, *value.last_out_at)));
    }
    return json::object{{"answers_in_hours", hours(rhythm->median)},
                        {"spread_hours", hours(rhythm->spread)},
                        {"answers", rhythm->answers},
                        {"nothing_expected_before", expected}};
}

Result<> add_customer_story(const store::Transaction& transaction, const Call& call,
                            const casework::Office& office, const Case& value,
                            const Customer& customer, json::object& out) {
    const auto zone = TRY(casework::zone_of(transaction, office, customer));
    const auto rhythm =
        TRY(casework::rhythm_of(transaction, customer.id, value.channel_id, call.now));
    const auto permission =
        TRY(casework::permission_for(transaction, customer, value.id, call.now));
    json::object& known = out["customer"].as_object();
    known["zone"] = zone.zone.empty()
                        ? json::value()
                        : json::value(json::object{
                              {"name", zone.zone}, {"source", zone.source}, {"why", zone.why}});
    known["rhythm"] = rhythm_json(rhythm, value);
    known["may_be_called"] =
        permission ? json::value(render(*permission, call.now)) : json::value();
    known["tier"] = text_or_null(customer.tier);
    known["phone"] = text_or_null(customer.phone);
    return {};
}

}  // namespace

Result<> add_case_story(const Call& call, const Case& value, const Customer& customer,
                        json::object& out) {
    return call.services.store.read([&](const store::Transaction& transaction) -> Result<> {
        const auto office = TRY(casework::Office::load(transaction, call.now));
        out["at_fault"] = value.at_fault ? json::value(*value.at_fault) : json::value();
        out["no_offer_reason"] = text_or_null(value.no_offer_reason);
        out["fiasco_parts"] = fiasco_json(value, call.now);
        out["clocks"] = rendered(TRY(transaction.clocks().of_case(value.id)));
        out["why_due"] = rendered(TRY(casework::readings_of(transaction, office, value)));
        out["promises"] = rendered(TRY(transaction.promises().of_case(value.id)));
        out["offers"] = rendered(TRY(transaction.grants().of_case(value.id)));
        out["calls"] = rendered(TRY(transaction.phone().calls_of(value.id)));
        out["approvals"] = rendered(TRY(transaction.approvals().waiting_of(value.id)));
        const auto recovery = TRY(transaction.habits().find_recovery(value.id));
        out["recovery"] = recovery ? json::value(render(*recovery)) : json::value();
        return add_customer_story(transaction, call, office, value, customer, out);
    });
}

}  // namespace aplomb::api
