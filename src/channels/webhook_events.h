// The events of the webhook channel (spec: contracts, "The webhook channel").
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/inbound.h"
#include "domain/receipt.h"

namespace aplomb::channels {

// A delivery body, one event or a list, cut into receipts. Everything is checked here, so that the
// sender learns at once what is wrong: Invalid names the place by its JSON pointer.
Result<std::vector<RawEvent>> cut_webhook_body(std::string_view body);

// One event. `where` is its own JSON pointer in the delivery.
Result<InboundEvent> read_webhook_event(const json::value& value, std::string where = {});

}  // namespace aplomb::channels
