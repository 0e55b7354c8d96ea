// Promises kept as clocks: picked out of what left, settled by what follows, broken by their timer.
// And the calls among them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/dealings.h"
#include "domain/message.h"
#include "domain/promise.h"
#include "store/store.h"

namespace aplomb::casework {

inline constexpr std::string_view promise_timer = "promise";
inline constexpr std::string_view call_timer = "call";
// A call that begins this long after it was promised is still on time.
inline constexpr Milliseconds call_grace = std::chrono::minutes{15};

// The platform took our message: what it promises, keeps, extends.
Result<> note_sent(store::Transaction& transaction, Office& office, const Message& message,
                   Timestamp now);

Result<> fire_promise(store::Transaction& transaction, Office& office, PromiseId id, Timestamp now);

// By a person: kept, withdrawn with a reason, or extended to a later time of which `told` told the
// customer. Invalid for a time in the past, or when nobody told them.
struct PromiseChange {
    PromiseState state = PromiseState::Kept;
    std::string reason;
    std::optional<Timestamp> due_at;
    std::optional<MessageId> told;
    std::string actor_name;
};
Result<Promise> settle_promise(store::Transaction& transaction, PromiseId id,
                               const PromiseChange& change, Timestamp now);

// Books a call; Invalid for a time in the past, Forbidden without the customer's permission.
struct CallOrder {
    CaseId case_id;
    Timestamp due_at;
    std::string phone;  // empty: the customer's
    std::string why;
    std::optional<PromiseId> promise;
    bool permission_seen = false;  // the gate looked already
};
Result<PhoneCall> book_call(store::Transaction& transaction, Office& office, const CallOrder& order,
                            Timestamp now);
// What became of it. One that reached them keeps the promises to call.
Result<PhoneCall> log_call(store::Transaction& transaction, CallId id, CallState state,
                           const std::string& outcome, const std::string& note, Timestamp now);

Result<> fire_call(store::Transaction& transaction, Office& office, CallId id, Timestamp now);

}  // namespace aplomb::casework
