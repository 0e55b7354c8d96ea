// Asking for somebody's yes, and what follows from it.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "casework/office.h"
#include "desk/approvals.h"
#include "domain/dealings.h"
#include "domain/message.h"
#include "store/store.h"

namespace aplomb::casework {

inline constexpr std::string_view approval_timer = "approval";

struct ApprovalRequest {
    std::string subject;
    CaseId case_id;
    std::string author;
    std::string author_name;
    desk::ApprovalNeed need;
    std::string text;  // exactly what would leave
    json::object detail;
};
// Asks the right person and starts its clock.
Result<Approval> ask_approval(store::Transaction& transaction, const Office& office,
                              const ApprovalRequest& request, Timestamp now);

// A reply that came back, and that needed a yes, needs another one before it is tried again: the
// first was to the thread as it was. False for one that never needed any; the message is put down.
Result<bool> ask_anew(store::Transaction& transaction, Message& message,
                      const desk::ApprovalNeed& need, json::object detail, Timestamp now);

// What would leave as it stands, whose hash was approved.
Result<std::string> text_of(const store::Transaction& transaction, const Approval& approval);

struct Ruling {
    bool yes = false;
    std::string reason;  // needed for a no
    desk::Decider who;
    std::string name;
};
// Records it and, with the last yes needed, lets the subject go: the reply into the outbox, the
// grant into effect. Forbidden, Conflict or Invalid say why not.
Result<Approval> rule_on(store::Transaction& transaction, Office& office, ApprovalId id,
                         const Ruling& ruling, Timestamp now);

// What waits in that case is void: the customer wrote, or the words changed.
Result<> void_approvals(store::Transaction& transaction, CaseId id, const std::string& why,
                        Timestamp now);
// What waits for a yes to this very thing is void: it is not to be had any more.
Result<> void_approval_of(store::Transaction& transaction, const std::string& subject,
                          const std::string& why, Timestamp now);
Result<> fire_approval(store::Transaction& transaction, ApprovalId id, Timestamp now);
// Where whoever was asked is off duty, somebody who is there is asked instead; where they are gone
// or no longer of the rank it takes, whoever is best.
Result<> delegate_approvals(store::Transaction& transaction, const Office& office, Timestamp now);

std::string approval_hash(std::string_view text);

}  // namespace aplomb::casework
