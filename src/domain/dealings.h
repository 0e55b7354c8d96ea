// What is decided about a case beside the words in it: approvals, what we give, calls and the
// permission for them, bringing somebody round, saying thanks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/vocabulary.h"

namespace aplomb {

enum class ApprovalState { Waiting, Approved, Rejected, Void, Expired };
std::string_view name_of(ApprovalState state);
std::optional<ApprovalState> approval_state_from(std::string_view name);

// Something that may only leave when somebody senior enough, who did not write it, says yes.
struct Approval {
    ApprovalId id;
    std::string subject;  // "message:40", "grant:7"
    CaseId case_id;
    ApprovalState state = ApprovalState::Waiting;
    std::string author;  // "user:3", "token:1"
    std::string author_name;
    Seniority least = Seniority::Senior;
    int needed = 1;                      // how many must say yes: two where many are watching
    std::vector<std::string> approvers;  // who has: "user:4"
    std::optional<UserId> assigned_to;   // who was asked; others of that rank may too
    std::string why;                     // the rule that asks for it
    std::string text_hash;               // SHA-256 of exactly what may leave, in hex
    json::object detail;
    Timestamp created_at;
    Timestamp expires_at;
    std::optional<Timestamp> decided_at;
    std::string decided_by;
    std::string reason;
};

enum class GrantState { Proposed, Granted, Redeemed, Cancelled, Expired };
std::string_view name_of(GrantState state);
std::optional<GrantState> grant_state_from(std::string_view name);

// Something given to make up for a mistake (rule B6).
struct Grant {
    GrantId id;
    CaseId case_id;
    CustomerId customer_id;
    std::string offer;  // the catalogue's key
    std::string kind;
    std::string title;
    Money amount;
    GrantState state = GrantState::Proposed;
    std::string code;  // single use; empty for none
    std::string author;
    std::string author_name;
    std::string reason;
    Timestamp created_at;
    std::optional<Timestamp> granted_at;
    std::optional<Timestamp> redeemed_at;
    std::optional<Timestamp> expires_at;
};

// One side of a movement of money. The entries of one movement sum to nothing.
struct LedgerEntry {
    std::string movement;  // "grant:7:granted"
    std::string account;   // "budget", "owed", "given"
    Money amount;
    Timestamp at;
};

enum class PermissionState { Asked, Granted, Denied, Revoked };
std::string_view name_of(PermissionState state);

// Whether we may telephone somebody (rule E4). The newest that covers the case and has not run out
// holds.
struct PhonePermission {
    PermissionId id;
    CustomerId customer_id;
    PermissionState state = PermissionState::Asked;
    std::string scope;              // "customer" or "case"
    std::optional<CaseId> case_id;  // with scope "case"
    std::string phone;
    std::optional<MessageId> message_id;  // where they said so
    std::string words;
    std::string actor_name;  // who recorded it
    Timestamp at;
    std::optional<Timestamp> expires_at;
};

enum class CallState { Booked, Done, Missed, Cancelled };
std::string_view name_of(CallState state);
std::optional<CallState> call_state_from(std::string_view name);

struct PhoneCall {
    CallId id;
    CaseId case_id;
    CustomerId customer_id;
    std::optional<UserId> owner_id;
    std::string phone;
    Timestamp due_at;
    std::string zone;
    CallState state = CallState::Booked;
    std::string outcome;  // "reached", "no_answer", "voicemail", "wrong_number"
    std::string note;
    std::optional<PromiseId> promise_id;
    std::string why;
    Timestamp created_at;
    std::optional<Timestamp> done_at;
};

// Turning a complainer round (rules E3, E5).
enum class RecoveryStage { None, Reached, Resolved, Satisfied, Asked, Ended };
std::string_view name_of(RecoveryStage stage);
std::optional<RecoveryStage> recovery_stage_from(std::string_view name);

struct Recovery {
    CaseId case_id;
    RecoveryStage stage = RecoveryStage::None;
    std::optional<MessageId> watched_message_id;  // their public word
    std::optional<int> rating_before;
    std::optional<int> rating_after;
    std::string outcome;  // "updated", "removed", "none"; empty while it runs
    std::optional<MessageId> asked_message_id;
    std::optional<Timestamp> reached_at;
    std::optional<Timestamp> resolved_at;
    std::optional<Timestamp> satisfied_at;
    std::optional<Timestamp> asked_at;
    std::optional<Timestamp> ended_at;
};

enum class AppreciationState { Waiting, Thanked, Dismissed };
std::string_view name_of(AppreciationState state);

// Somebody to thank (rule E6).
struct Appreciation {
    AppreciationId id;
    CustomerId customer_id;
    std::optional<CaseId> case_id;
    std::optional<MessageId> message_id;
    std::string why;  // "praise", "notable"
    AppreciationState state = AppreciationState::Waiting;
    std::optional<MessageId> public_message_id;
    std::optional<MessageId> private_message_id;
    Timestamp at;
};

}  // namespace aplomb
