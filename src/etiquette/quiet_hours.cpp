#include "etiquette/quiet_hours.h"

#include <algorithm>

#include "base/time_zone.h"

namespace aplomb::etiquette {

std::optional<Timestamp> quiet_until(Timestamp now, std::string_view time_zone,
                                     const Policy& policy) {
    if (policy.quiet_start == policy.quiet_end) return {};
    const auto wall = local_time(now, time_zone);
    if (!wall) return {};
    const auto day = std::chrono::floor<std::chrono::days>(*wall);
    const auto since_midnight = *wall - day;
    const bool over_midnight = policy.quiet_start > policy.quiet_end;
    const bool after_start = since_midnight >= policy.quiet_start;
    const bool before_end = since_midnight < policy.quiet_end;
    const bool quiet = over_midnight ? after_start || before_end : after_start && before_end;
    if (!quiet) return {};
    const bool ends_tomorrow = over_midnight && after_start;
    const LocalTime end = day + policy.quiet_end + std::chrono::days{ends_tomorrow ? 1 : 0};
    return instant_of(end, time_zone);
}

bool is_live_exchange(std::optional<Timestamp> last_from_customer, Timestamp now) {
    return last_from_customer && now - *last_from_customer <= live_exchange_max;
}

bool is_live_exchange(const Draft& draft) {
    const auto last = std::find_if(draft.thread.rbegin(), draft.thread.rend(),
                                   [](const Turn& turn) { return turn.from == Speaker::Customer; });
    return last != draft.thread.rend() && draft.now && is_live_exchange(last->at, *draft.now);
}

bool disturbs(std::string_view channel_kind) {
    return channel_kind != "email";
}

}  // namespace aplomb::etiquette
