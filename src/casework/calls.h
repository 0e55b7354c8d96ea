// Calls: booked in the customer's zone, reminded of, tried, logged, missed.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/dealings.h"
#include "domain/promise.h"
#include "store/store.h"

namespace aplomb::etiquette {
struct Policy;
}

namespace aplomb::casework {

inline constexpr std::string_view call_timer = "call";
// A call that begins this long after it was promised is still on time.
inline constexpr Milliseconds call_grace = std::chrono::minutes{15};

struct CallOrder {
    CaseId case_id;
    Timestamp due_at;
    std::string phone;  // empty: the customer's
    std::string why;
    std::optional<PromiseId> promise;
    bool permission_seen = false;  // the gate looked already
    bool despite_night = false;    // somebody said why
    bool by_hand = false;          // by somebody who can say which number
};
// The call that is booked in that case for that very time: a second click. Conflict where it is
// another one, with a number or a reason of its own.
Result<std::optional<PhoneCall>> booked_already(const store::Transaction& transaction,
                                                const CallOrder& order);
// Invalid for a time in the past or in the customer's night, and by hand without any number;
// Forbidden without their permission; Conflict where the case lives on in another one.
// What was promised for the night stays so, and its owner is told.
Result<PhoneCall> book_call(store::Transaction& transaction, Office& office, const CallOrder& order,
                            const etiquette::Policy& manners, Timestamp now);
// What became of it. One that reached them keeps the promise it was booked for; one that did not
// may be tried again and leaves everything as it is.
Result<PhoneCall> log_call(store::Transaction& transaction, CallId id, CallState state,
                           const std::string& outcome, const std::string& note, Timestamp now);

// The promise it was booked for ended otherwise, or goes on as another one.
Result<> call_off_promised(store::Transaction& transaction, const Promise& promise,
                           const std::string& why, Timestamp now);
Result<> move_promised_call(store::Transaction& transaction, const Promise& promise,
                            const Promise& next, Timestamp now);
// They do not want to be called (about that case only): what was booked against it ends.
Result<> call_off_unwanted(store::Transaction& transaction, CustomerId customer,
                           std::optional<CaseId> about, Timestamp now);

// Asks once more whether they may be called, then tells whoever has the case; later it was missed.
Result<> fire_call(store::Transaction& transaction, Office& office, CallId id, Timestamp now);

}  // namespace aplomb::casework
