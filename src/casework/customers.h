// What is known of a customer beyond their card: the zone their clock stands in, their rhythm, and
// whether we may telephone.
#pragma once

#include <optional>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "desk/rhythm.h"
#include "domain/case.h"
#include "domain/customer.h"
#include "domain/dealings.h"
#include "domain/message.h"
#include "store/store.h"

namespace aplomb::casework {

Result<desk::ZoneReading> zone_of(const store::Transaction& transaction, const Office& office,
                                  const Customer& customer);
Result<std::optional<desk::Rhythm>> rhythm_of(const store::Transaction& transaction,
                                              CustomerId customer, ChannelId channel,
                                              Timestamp now);

// The permission in force for a call about that case; nothing when there is none. What the card
// says by hand counts where no permission was ever recorded.
Result<std::optional<PhonePermission>> permission_for(const store::Transaction& transaction,
                                                      const Customer& customer, CaseId about,
                                                      Timestamp now);
// Records what they said, and puts the card in step.
Result<PermissionId> record_permission(store::Transaction& transaction, PhonePermission permission);

// Learns from a word of theirs: the hour it came, and how long they took to answer ours.
Result<> learn_from(store::Transaction& transaction, const Case& before, const Message& message,
                    CustomerId customer);

// Two customers who are one person.
struct MergePreview {
    std::vector<Identity> identities;    // that would move
    std::vector<CaseId> cases;           // that would move
    std::vector<std::string> conflicts;  // strong ids that speak against it, one sentence each
};
Result<MergePreview> preview_merge(const store::Transaction& transaction, CustomerId from,
                                   CustomerId into);
struct MergeOrder {
    CustomerId from;
    CustomerId into;
    std::string evidence;
    std::string actor_name;
    bool despite_conflicts = false;
};
// Conflict where strong ids speak against it and nobody said "despite".
Result<MergeId> merge_customers(store::Transaction& transaction, const MergeOrder& order,
                                Timestamp now);
// Everything goes back where it was, at any time and in any order, and what came meanwhile from
// those who part goes with them.
Result<> undo_merge(store::Transaction& transaction, MergeId id, Timestamp now);

}  // namespace aplomb::casework
