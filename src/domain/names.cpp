// The names of the closed sets, in one place, each list in the order of its enum.

#include <array>

#include "domain/case.h"
#include "domain/channel.h"
#include "domain/closed_set.h"
#include "domain/journal.h"
#include "domain/message.h"
#include "domain/receipt.h"
#include "domain/user.h"

namespace aplomb {
namespace {

constexpr std::array<std::string_view, 4> channel_states{"active", "paused", "needs_attention",
                                                         "removed"};
constexpr std::array<std::string_view, 10> message_states{
    "received",  "queued", "held",    "sending",   "accepted",
    "delivered", "failed", "unknown", "cancelled", "awaiting_approval"};
constexpr std::array<std::string_view, 5> case_statuses{"open", "waiting", "snoozed", "closed",
                                                        "merged"};
constexpr std::array<std::string_view, 5> receipt_states{"pending", "case", "merged", "ignored",
                                                         "dead_letter"};
constexpr std::array<std::string_view, 5> roles{"agent", "senior", "manager", "executive", "admin"};
constexpr std::array<std::string_view, 5> screen_events{
    "case.created", "case.updated", "message.created", "message.updated", "channel.updated"};

}  // namespace

std::string_view name_of(ChannelState state) {
    return name_in(channel_states, state);
}
std::string_view name_of(MessageState state) {
    return name_in(message_states, state);
}
std::string_view name_of(CaseStatus status) {
    return name_in(case_statuses, status);
}
std::string_view name_of(ReceiptState state) {
    return name_in(receipt_states, state);
}
std::string_view name_of(Role role) {
    return name_in(roles, role);
}
std::string_view name_of(ScreenEventKind kind) {
    return name_in(screen_events, kind);
}

std::optional<ChannelState> channel_state_from(std::string_view name) {
    return find_name<ChannelState>(channel_states, name);
}
std::optional<MessageState> message_state_from(std::string_view name) {
    return find_name<MessageState>(message_states, name);
}
std::optional<CaseStatus> case_status_from(std::string_view name) {
    return find_name<CaseStatus>(case_statuses, name);
}
std::optional<ReceiptState> receipt_state_from(std::string_view name) {
    return find_name<ReceiptState>(receipt_states, name);
}
std::optional<Role> role_from(std::string_view name) {
    return find_name<Role>(roles, name);
}
std::optional<ScreenEventKind> screen_event_kind_from(std::string_view name) {
    return find_name<ScreenEventKind>(screen_events, name);
}

Seniority seniority_of(Role role) {
    switch (role) {
        case Role::Agent:
            return Seniority::Agent;
        case Role::Senior:
            return Seniority::Senior;
        case Role::Manager:
            return Seniority::Manager;
        case Role::Executive:
        case Role::Admin:
            return Seniority::Executive;
    }
    return Seniority::Agent;
}

}  // namespace aplomb
