// How hot a case is, from what is known of it and the clock: the forerunner of the fiasco index
// (rule E1), with its shape: heat grows with severity, with reach and with time unanswered against
// the standard.
//
// A list of a million cases sorted by a figure that changes every second would have to be rewritten
// every second. So the figure is built to keep its order as time passes: heat = gained + rate ×
// time with the same rate for all, hence the order depends only on a key fixed at the last change,
// and the figure itself is computed at read from that key and now.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "domain/case.h"

namespace aplomb::desk {

// Smaller is hotter: a moment, moved earlier for every point of severity and every tenfold of
// reach.
std::int64_t heat_key(const Case& value);
// 0–100. A case that waits for nobody is cold.
int heat(const Case& value, Timestamp now);

}  // namespace aplomb::desk
