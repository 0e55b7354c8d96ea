// The names of what is decided about a case, each list in the order of its enum.

#include <array>

#include "domain/case_clock.h"
#include "domain/closed_set.h"
#include "domain/dealings.h"
#include "domain/promise.h"

namespace aplomb {
namespace {

constexpr std::array<std::string_view, 3> clock_kinds{"first_answer", "next_answer", "resolution"};
constexpr std::array<std::string_view, 3> promise_kinds{"answer", "call", "action"};
constexpr std::array<std::string_view, 6> promise_states{"open",   "kept",      "extended",
                                                         "broken", "kept_late", "withdrawn"};
constexpr std::array<std::string_view, 5> approval_states{"waiting", "approved", "rejected", "void",
                                                          "expired"};
constexpr std::array<std::string_view, 5> grant_states{"proposed", "granted", "redeemed",
                                                       "cancelled", "expired"};
constexpr std::array<std::string_view, 4> permission_states{"asked", "granted", "denied",
                                                            "revoked"};
constexpr std::array<std::string_view, 4> call_states{"booked", "done", "missed", "cancelled"};
constexpr std::array<std::string_view, 6> recovery_stages{"none",      "reached", "resolved",
                                                          "satisfied", "asked",   "ended"};
constexpr std::array<std::string_view, 3> appreciation_states{"waiting", "thanked", "dismissed"};

}  // namespace

std::string_view name_of(ClockKind kind) {
    return name_in(clock_kinds, kind);
}
std::string_view name_of(PromiseKind kind) {
    return name_in(promise_kinds, kind);
}
std::string_view name_of(PromiseState state) {
    return name_in(promise_states, state);
}
std::string_view name_of(ApprovalState state) {
    return name_in(approval_states, state);
}
std::string_view name_of(GrantState state) {
    return name_in(grant_states, state);
}
std::string_view name_of(PermissionState state) {
    return name_in(permission_states, state);
}
std::string_view name_of(CallState state) {
    return name_in(call_states, state);
}
std::string_view name_of(RecoveryStage stage) {
    return name_in(recovery_stages, stage);
}
std::string_view name_of(AppreciationState state) {
    return name_in(appreciation_states, state);
}

std::optional<PromiseState> promise_state_from(std::string_view name) {
    return find_name<PromiseState>(promise_states, name);
}
std::optional<ApprovalState> approval_state_from(std::string_view name) {
    return find_name<ApprovalState>(approval_states, name);
}
std::optional<GrantState> grant_state_from(std::string_view name) {
    return find_name<GrantState>(grant_states, name);
}
std::optional<CallState> call_state_from(std::string_view name) {
    return find_name<CallState>(call_states, name);
}
std::optional<RecoveryStage> recovery_stage_from(std::string_view name) {
    return find_name<RecoveryStage>(recovery_stages, name);
}

}  // namespace aplomb
