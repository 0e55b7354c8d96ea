// What people do to a case by hand: close it, open it again, put it off; and what a reply taken
// back leaves to see.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/case.h"
#include "domain/channel.h"
#include "domain/message.h"

namespace aplomb::desk {

// Invalid: a merged case, a snooze without a time to come.
Result<> set_status(Case& value, CaseStatus status, std::optional<Timestamp> snooze_until,
                    const Channel& channel, Timestamp now);

void set_severity(Case& value, int severity);

// The preview becomes the newest of `thread` (oldest first) that was not taken back or removed.
void preview_again(Case& value, const std::vector<Message>& thread, Timestamp now);

}  // namespace aplomb::desk
