// The identifiers of the nouns.
#pragma once

#include "base/id.h"

namespace aplomb {

using ChannelId = Id<struct ChannelTag>;
using CustomerId = Id<struct CustomerTag>;
using IdentityId = Id<struct IdentityTag>;
using ConversationId = Id<struct ConversationTag>;
using CaseId = Id<struct CaseTag>;
using MessageId = Id<struct MessageTag>;
using ReceiptId = Id<struct ReceiptTag>;
using OutboxId = Id<struct OutboxTag>;
using UserId = Id<struct UserTag>;
using TokenId = Id<struct TokenTag>;
using EventId = Id<struct EventTag>;
using AuditId = Id<struct AuditTag>;
using TimerId = Id<struct TimerTag>;
using ClockId = Id<struct ClockTag>;
using NoticeId = Id<struct NoticeTag>;
using ApprovalId = Id<struct ApprovalTag>;
using GrantId = Id<struct GrantTag>;
using PromiseId = Id<struct PromiseTag>;
using PermissionId = Id<struct PermissionTag>;
using CallId = Id<struct CallTag>;
using AppreciationId = Id<struct AppreciationTag>;
using MergeId = Id<struct MergeTag>;

}  // namespace aplomb
