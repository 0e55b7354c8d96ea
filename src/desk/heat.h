// The fiasco index (rule E1: small error + slow response = colossal disaster): 0–100, and its
// parts.
//
//   index = severity + reach + spread + waiting, cut to 0–100
//   severity = 9.6 × (severity − 1)                 severity 1–5
//   reach    = 3.2 × log10(followers), 0 below ten  who may be reading
//   spread   = 6.4 × log2(1 + others an hour)       how fast people who are not the customer join
//   in waiting  = 40 + 1.6 × hours past the deadline   negative while it is far off
//
// A list of a million cases sorted by a figure that changes every second would have to be rewritten
// every second. So the index is built to keep its order as time passes: time enters it at the same
// rate for all, hence the order depends only on a key fixed at the case's last change, and the
// figure itself is computed at read from the case and now. The index grows with each of its parts.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "domain/case.h"

namespace aplomb::desk {

struct FiascoParts {
    double severity = 0;
    double reach = 0;
    double spread = 0;
    double waiting = 0;
};

// Smaller is hotter: a moment, moved earlier for every point of severity, reach and spread.
std::int64_t heat_key(const Case& value);
// 0–100. A case that waits for nobody is cold.
int heat(const Case& value, Timestamp now);
FiascoParts fiasco_parts(const Case& value, Timestamp now);
// What makes a case hot whatever the clock says: severity, reach and spread, 0–100.
int gravity(const Case& value);

}  // namespace aplomb::desk
