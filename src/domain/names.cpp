// The names of the closed sets, in one place, each list in the order of its enum.

#include <algorithm>
#include <array>

#include "domain/case.h"
#include "domain/channel.h"
#include "domain/journal.h"
#include "domain/message.h"
#include "domain/receipt.h"
#include "domain/user.h"

namespace aplomb {
namespace {

constexpr std::array<std::string_view, 4> channel_states{"active", "paused", "needs_attention",
                                                         "removed"};
constexpr std::array<std::string_view, 9> message_states{"received", "queued",   "held",
                                                         "sending",  "accepted", "delivered",
                                                         "failed",   "unknown",  "cancelled"};
constexpr std::array<std::string_view, 5> case_statuses{"open", "waiting", "snoozed", "closed",
                                                        "merged"};
constexpr std::array<std::string_view, 5> receipt_states{"pending", "case", "merged", "ignored",
                                                         "dead_letter"};
constexpr std::array<std::string_view, 5> roles{"agent", "senior", "manager", "executive", "admin"};
constexpr std::array<std::string_view, 5> screen_events{
    "case.created", "case.updated", "message.created", "message.updated", "channel.updated"};

template<class E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return {};
    return static_cast<E>(found - names.begin());
}

}  // namespace

std::string_view name_of(ChannelState state) {
    return channel_states[static_cast<std::size_t>(state)];
}
std::string_view name_of(MessageState state) {
    return message_states[static_cast<std::size_t>(state)];
}
std::string_view name_of(CaseStatus status) {
    return case_statuses[static_cast<std::size_t>(status)];
}
std::string_view name_of(ReceiptState state) {
    return receipt_states[static_cast<std::size_t>(state)];
}
std::string_view name_of(Role role) {
    return roles[static_cast<std::size_t>(role)];
}
std::string_view name_of(ScreenEventKind kind) {
    return screen_events[static_cast<std::size_t>(kind)];
}

std::optional<ChannelState> channel_state_from(std::string_view name) {
    return named<ChannelState>(channel_states, name);
}
std::optional<MessageState> message_state_from(std::string_view name) {
    return named<MessageState>(message_states, name);
}
std::optional<CaseStatus> case_status_from(std::string_view name) {
    return named<CaseStatus>(case_statuses, name);
}
std::optional<ReceiptState> receipt_state_from(std::string_view name) {
    return named<ReceiptState>(receipt_states, name);
}
std::optional<Role> role_from(std::string_view name) {
    return named<Role>(roles, name);
}
std::optional<ScreenEventKind> screen_event_kind_from(std::string_view name) {
    return named<ScreenEventKind>(screen_events, name);
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
