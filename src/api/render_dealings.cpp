#include "api/render_dealings.h"

#include <algorithm>

#include "api/render.h"
#include "api/telephone.h"

namespace aplomb::api {
namespace {

template<class Id>
json::value id_or_null(const std::optional<Id>& id) {
    return id ? json::value(id->text()) : json::value();
}

json::value rating_or_null(const std::optional<int>& rating) {
    return rating ? json::value(*rating) : json::value();
}

std::int64_t seconds_of(Milliseconds time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

}  // namespace

std::string_view rank_text(Seniority seniority) {
    switch (seniority) {
        case Seniority::Agent:
            return "agent";
        case Seniority::Senior:
            return "senior";
        case Seniority::Manager:
            return "manager";
        case Seniority::Executive:
            return "executive";
    }
    return "agent";
}

json::object render(const Approval& approval) {
    json::array approvers;
    for (const std::string& each : approval.approvers)
        approvers.push_back(json::value(each));
    return {{"id", approval.id.text()},
            {"subject", approval.subject},
            {"case_id", approval.case_id.text()},
            {"state", name_of(approval.state)},
            {"author", json::object{{"id", approval.author}, {"name", approval.author_name}}},
            {"least_seniority", rank_text(approval.least)},
            {"needed", approval.needed},
            {"approvers", std::move(approvers)},
            {"assigned_to", id_or_null(approval.assigned_to)},
            {"why", approval.why},
            {"created_at", to_rfc3339(approval.created_at)},
            {"expires_at", to_rfc3339(approval.expires_at)},
            {"decided_at", time_or_null(approval.decided_at)},
            {"decided_by", text_or_null(approval.decided_by)},
            {"reason", text_or_null(approval.reason)}};
}

json::object render(const Grant& grant) {
    return {
        {"id", grant.id.text()},
        {"case_id", grant.case_id.text()},
        {"customer_id", grant.customer_id.text()},
        {"offer", grant.offer},
        {"kind", grant.kind},
        {"title", grant.title},
        {"amount", amount_text(grant.amount)},
        {"currency", text_or_null(grant.amount.currency)},
        {"state", name_of(grant.state)},
        // Before it is granted nobody may hand the code out.
        {"code", grant.state == GrantState::Proposed ? json::value() : text_or_null(grant.code)},
        {"author", grant.author_name},
        {"reason", text_or_null(grant.reason)},
        {"created_at", to_rfc3339(grant.created_at)},
        {"granted_at", time_or_null(grant.granted_at)},
        {"redeemed_at", time_or_null(grant.redeemed_at)},
        {"expires_at", time_or_null(grant.expires_at)}};
}

json::object render(const Promise& promise) {
    return {{"id", promise.id.text()},
            {"case_id", promise.case_id.text()},
            {"message_id", id_or_null(promise.message_id)},
            {"kind", name_of(promise.kind)},
            {"words", promise.words},
            {"said_at", to_rfc3339(promise.said_at)},
            {"due_at", to_rfc3339(promise.due_at)},
            {"time_zone", promise.zone},
            {"reading", promise.reading},
            {"state", name_of(promise.state)},
            {"settled_at", time_or_null(promise.settled_at)},
            {"settled_by", text_or_null(promise.settled_by)},
            {"escalated", promise.escalated}};
}

json::object render(const PhoneCall& call) {
    return {{"id", call.id.text()},
            {"case_id", call.case_id.text()},
            {"customer_id", call.customer_id.text()},
            {"owner_id", id_or_null(call.owner_id)},
            {"phone", text_or_null(call.phone)},
            {"dial", text_or_null(dial_link(call.phone))},
            {"due_at", to_rfc3339(call.due_at)},
            {"time_zone", text_or_null(call.zone)},
            {"state", name_of(call.state)},
            {"outcome", text_or_null(call.outcome)},
            {"note", text_or_null(call.note)},
            {"why", text_or_null(call.why)},
            {"promise_id", id_or_null(call.promise_id)},
            {"created_at", to_rfc3339(call.created_at)},
            {"done_at", time_or_null(call.done_at)}};
}

json::object render(const PhonePermission& permission, Timestamp now) {
    const bool over = permission.expires_at && *permission.expires_at <= now;
    return {{"id", permission.id.text()},
            {"state", over ? "expired" : name_of(permission.state)},
            {"scope", permission.scope},
            {"case_id", id_or_null(permission.case_id)},
            {"phone", text_or_null(permission.phone)},
            {"message_id", id_or_null(permission.message_id)},
            {"words", text_or_null(permission.words)},
            {"recorded_by", text_or_null(permission.actor_name)},
            {"at", to_rfc3339(permission.at)},
            {"expires_at", time_or_null(permission.expires_at)}};
}

json::object render(const Recovery& recovery) {
    return {{"case_id", recovery.case_id.text()},
            {"stage", name_of(recovery.stage)},
            {"watched_message_id", id_or_null(recovery.watched_message_id)},
            {"rating_before", rating_or_null(recovery.rating_before)},
            {"rating_after", rating_or_null(recovery.rating_after)},
            {"outcome", text_or_null(recovery.outcome)},
            {"asked_message_id", id_or_null(recovery.asked_message_id)},
            {"reached_at", time_or_null(recovery.reached_at)},
            {"resolved_at", time_or_null(recovery.resolved_at)},
            {"satisfied_at", time_or_null(recovery.satisfied_at)},
            {"asked_at", time_or_null(recovery.asked_at)},
            {"ended_at", time_or_null(recovery.ended_at)}};
}

json::object render(const Appreciation& appreciation) {
    return {{"id", appreciation.id.text()},
            {"customer_id", appreciation.customer_id.text()},
            {"case_id", id_or_null(appreciation.case_id)},
            {"message_id", id_or_null(appreciation.message_id)},
            {"why", appreciation.why},
            {"state", name_of(appreciation.state)},
            {"public_message_id", id_or_null(appreciation.public_message_id)},
            {"private_message_id", id_or_null(appreciation.private_message_id)},
            {"at", to_rfc3339(appreciation.at)}};
}

json::object render(const CaseClock& clock) {
    return {{"kind", name_of(clock.kind)},
            {"standard", clock.standard},
            {"started_at", to_rfc3339(clock.started_at)},
            {"warn_at", time_or_null(clock.warn_at)},
            {"due_at", time_or_null(clock.due_at)},
            {"warned_at", time_or_null(clock.warned_at)},
            {"breached_at", time_or_null(clock.breached_at)},
            {"ended_at", time_or_null(clock.ended_at)},
            {"escalated", std::max(clock.escalated, 0)}};
}

json::object render(const desk::ClockReading& reading) {
    json::array steps;
    for (const desk::DeadlineStep& step : reading.steps) {
        steps.push_back(json::object{{"from", to_rfc3339(step.from)},
                                     {"to", to_rfc3339(step.to)},
                                     {"seconds_left", seconds_of(step.left)}});
    }
    return {{"kind", name_of(reading.kind)},
            {"standard", reading.standard},
            {"calendar", reading.calendar},
            {"shortened_percent", reading.cut_percent},
            {"started_at", to_rfc3339(reading.started_at)},
            {"due_at", time_or_null(reading.due_at)},
            {"steps", std::move(steps)}};
}

json::object render(const Notice& notice) {
    return {{"id", notice.id.text()},      {"case_id", id_or_null(notice.case_id)},
            {"at", to_rfc3339(notice.at)}, {"kind", notice.kind},
            {"text", notice.text},         {"read_at", time_or_null(notice.read_at)}};
}

json::array render(const std::vector<desk::DiffPart>& parts) {
    json::array out;
    for (const desk::DiffPart& part : parts) {
        const std::string_view kind = part.kind == desk::DiffKind::Same    ? "same"
                                      : part.kind == desk::DiffKind::Added ? "added"
                                                                           : "removed";
        out.push_back(json::object{{"kind", kind}, {"text", part.text}});
    }
    return out;
}

}  // namespace aplomb::api
