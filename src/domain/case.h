// Case is the heart: one customer's problem, in one or more conversations on channels.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids.h"
#include "domain/vocabulary.h"

namespace aplomb {

enum class CaseStatus {
    Open,     // waits for us
    Waiting,  // waits for the customer
    Snoozed,  // waits for a time
    Closed,
    Merged,  // lives on in `merged_into`
};

std::string_view name_of(CaseStatus status);
std::optional<CaseStatus> case_status_from(std::string_view name);

struct Case {
    CaseId id;
    CustomerId customer_id;
    ChannelId channel_id;  // where it began
    CaseStatus status = CaseStatus::Open;
    CaseKind kind = CaseKind::Other;
    Specificity specificity = Specificity::General;
    int severity = 1;  // 1–5
    Visibility visibility = Visibility::Public;
    std::string subject;
    std::optional<UserId> owner_id;
    std::int64_t reach = 0;  // followers of the author: who may be reading
    Timestamp first_in_at;
    std::optional<Timestamp> last_in_at;
    std::optional<Timestamp> last_out_at;
    std::optional<Timestamp> waiting_since;  // their oldest message we have not answered
    std::optional<Timestamp> due_at;         // our next word is due
    std::optional<Timestamp> snooze_until;
    // Sorts hottest first and needs no rewriting as time passes: see desk/heat.h. Milliseconds.
    std::int64_t heat_key = 0;
    std::int64_t message_count = 0;
    std::string preview;  // the newest words, cut
    Direction preview_direction = Direction::In;
    std::optional<Timestamp> preview_at;
    std::optional<CaseId> merged_into;
    // Whether the complaint is justified, once somebody said (rule B6).
    std::optional<bool> at_fault;
    std::string no_offer_reason;  // why a justified one may close without an offer
    std::int64_t others = 0;      // words in it from people who are not the customer
    std::int64_t version = 1;     // grows with every change
    Timestamp created_at;
    Timestamp updated_at;
};

// A thread on one channel. `external_id` is the platform's id of the thread, or "orphan:PARENT"
// while the message everybody in it answers has not arrived (the orphan shelf).
struct Conversation {
    ConversationId id;
    CaseId case_id;
    ChannelId channel_id;
    std::string external_id;
    Visibility visibility = Visibility::Public;
    std::string subject;
    std::string platform_ref;
    Timestamp first_at;
    Timestamp last_at;
    std::optional<Timestamp> answer_until;  // when the platform's window for answers closes
};

}  // namespace aplomb
