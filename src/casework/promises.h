// Promises kept as clocks: picked out of what left, settled by what follows, broken by their timer.
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

namespace aplomb::etiquette {
struct Policy;
}

namespace aplomb::casework {

inline constexpr std::string_view promise_timer = "promise";

// Not settled: what follows may still keep it, late perhaps.
inline bool is_owed(const Promise& promise) {
    return promise.state == PromiseState::Open || promise.state == PromiseState::Broken;
}

// The platform took our message: what it promises, keeps, extends.
Result<> note_sent(store::Transaction& transaction, Office& office, const Message& message,
                   const etiquette::Policy& manners, Timestamp now);

// It came back: what it kept or put off is owed again, by the old time, and its keeper is told.
Result<> note_bounced(store::Transaction& transaction, Office& office, const Message& message,
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

}  // namespace aplomb::casework
