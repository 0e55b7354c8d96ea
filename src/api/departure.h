// How a reply that passed the gate goes on its way: into the outbox, or first before somebody who
// may say yes.
#pragma once

#include <optional>
#include <vector>

#include "api/call.h"
#include "api/reply_place.h"
#include "base/json.h"
#include "domain/message.h"
#include "domain/outbox.h"
#include "store/store.h"

namespace aplomb::api {

// What a body takes upon itself: `override`, a list of rule and reason.
Result<std::vector<desk::Override>> overrides_in(ObjectReader& reader);

// `seen` is what its author says they saw; whatever they do not say, they are taken to have seen
// what there was.
OutboxRow outbox_row(const Message& message, std::optional<MessageId> seen, const ReplyPlace& place,
                     const desk::ReplyDecision& decision);

Result<Approval> ask_for_yes(store::Transaction& transaction, const Call& call,
                             const Message& message, const OutboxRow& row, const ReplyPlace& place);
// What an approval remembers of how the reply leaves once it is given.
json::object leaving_detail(const OutboxRow& row);

// The answer to a reply that may not go.
HttpResponse refusal(const desk::ReplyDecision& decision);
bool may_go(const desk::ReplyDecision& decision);

// The findings as the contract writes them; without errors: what is only to be known.
json::array findings_json(const std::vector<Finding>& findings, bool with_errors);

}  // namespace aplomb::api
