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

// The newest word on calls that covers that case, of them and all who were merged into them: a yes,
// a no, or a yes taken back.
Result<std::optional<PhonePermission>> newest_word_on_calls(const store::Transaction& transaction,
                                                            CustomerId customer, CaseId about);
// The permission in force for a call about that case; nothing when there is none. What the card
// says by hand counts where no word covers the case.
Result<std::optional<PhonePermission>> permission_for(const store::Transaction& transaction,
                                                      const Customer& customer, CaseId about,
                                                      Timestamp now);
// Records what they said, puts the card in step, and calls off what they do not want. Invalid for a
// yes without words or message, and for a message or case that is not theirs.
Result<PermissionId> record_permission(store::Transaction& transaction, PhonePermission permission);
// The box on the customer's card as it holds now: a yes that ran out is none.
Result<std::optional<bool>> box_on_the_card(const store::Transaction& transaction,
                                            const Customer& customer, Timestamp now);
// Whether they may be called about that case; nothing where they have not said, or their yes ran
// out.
Result<std::optional<bool>> may_be_called(const store::Transaction& transaction,
                                          const Customer& customer, CaseId about, Timestamp now);

// Learns from a word of theirs: the hour it came, and how long they took to answer ours.
Result<> learn_from(store::Transaction& transaction, const Case& before, const Message& message,
                    CustomerId customer);

// Two customers who are one person.

// Who a merged customer is now; themselves, when they were not merged or parted again.
Result<CustomerId> lives_on_in(const store::Transaction& transaction, CustomerId customer);

struct MergePreview {
    std::vector<Identity> identities;    // that would move
    std::vector<CaseId> cases;           // that would move
    std::vector<std::string> conflicts;  // strong ids that speak against it, one sentence each
};
// Conflict for those who live on in another already.
Result<MergePreview> preview_merge(const store::Transaction& transaction, CustomerId from,
                                   CustomerId into);
struct MergeOrder {
    CustomerId from;
    CustomerId into;
    std::string evidence;
    std::string actor_name;
    bool despite_conflicts = false;
};
// Conflict where strong ids speak against it and nobody said "despite". What is not known of the
// one is taken from the other.
Result<MergeId> merge_customers(store::Transaction& transaction, const MergeOrder& order,
                                Timestamp now);
// Everything goes back where it was, at any time and in any order, and what came meanwhile from
// those who part goes with them. Threads in which only the one spoke leave the other's cases.
Result<> undo_merge(store::Transaction& transaction, MergeId id, Timestamp now);

}  // namespace aplomb::casework
