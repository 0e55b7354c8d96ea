// Complainers on their way to becoming fans (rules E3, E5), and people to thank (rule E6).
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "domain/case.h"
#include "domain/dealings.h"
#include "domain/message.h"
#include "store/store.h"

namespace aplomb::casework {

// A complaint came in public: it is watched from now on.
Result<> watch_complaint(store::Transaction& transaction, const Case& value,
                         const Message& message);
// A person says that a case is one; nothing where that is known.
Result<> watch_complaint(store::Transaction& transaction, const Case& value, Timestamp now);
// Our first answer arrived; the case was closed by us.
Result<> recovery_reached(store::Transaction& transaction, CaseId id, Timestamp now);
Result<> recovery_resolved(store::Transaction& transaction, CaseId id, Timestamp now);
// The watched word changed: edited (perhaps with another rating), or gone.
Result<> watched_changed(store::Transaction& transaction, const Message& message, bool removed,
                         Timestamp now);
// `from` is merged into `into`: one track goes on, the other stays where it was and watches its own
// post.
Result<> join_recoveries(store::Transaction& transaction, CaseId from, CaseId into);
// `fresh` was split off `from`: the track goes where the post went that it watches; the other case,
// where it is a complaint, begins its own.
Result<> part_recoveries(store::Transaction& transaction, CaseId from, CaseId fresh, Timestamp now);
// By a person: resolved, satisfied, asked (once, naming our message), ended without a change.
struct RecoveryStep {
    RecoveryStage stage = RecoveryStage::Satisfied;
    std::optional<MessageId> asked_message;
};
Result<Recovery> step_recovery(store::Transaction& transaction, CaseId id, const RecoveryStep& step,
                               Timestamp now);

// Praise, or somebody whom many follow: queued to be thanked.
Result<> appreciate(store::Transaction& transaction, const Office& office, const Case& value,
                    const Message& message, CaseKind kind, std::int64_t followers, Timestamp now);
// Thanked in public, in private or both, by two messages that were sent to them. Conflict for words
// somebody was thanked with before.
struct Thanks {
    std::optional<MessageId> in_public;
    std::optional<MessageId> in_private;
    bool dismiss = false;
};
Result<Appreciation> thank(store::Transaction& transaction, AppreciationId id,
                           const Thanks& thanks);

}  // namespace aplomb::casework
