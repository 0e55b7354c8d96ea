// When a customer's telephone should stay silent (rule A4): in their own time zone, by default from
// 22:00 to 07:00. Used by the rule, and by the desk to hold a reply until morning.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "domain/draft.h"
#include "etiquette/policy.h"

namespace aplomb::etiquette {

// A customer who wrote at most this long ago is sitting there: answering disturbs nobody.
constexpr std::chrono::minutes live_exchange_max{10};

// When the quiet time that `now` lies in ends; nothing when it is not quiet there, or the zone is
// not known. Across a change of clocks it ends when the wall clock shows that time.
std::optional<Timestamp> quiet_until(Timestamp now, std::string_view time_zone,
                                     const Policy& policy);

// Whether the customer's last message in this thread is so fresh that they are waiting.
bool is_live_exchange(const Draft& draft);
bool is_live_exchange(std::optional<Timestamp> last_from_customer, Timestamp now);

// Whether a message on that channel rings or lights up a telephone. E-mail does not.
bool disturbs(std::string_view channel_kind);

}  // namespace aplomb::etiquette
