#include "api/happenings.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace aplomb::api {
namespace {

struct Sentence {
    std::string_view action;
    // {who} is whoever did it, {by} the same where that is a person or a program, {key} a detail.
    // What stands in [] is left out where something in it is missing. Of several for one action
    // the first that says anything is told.
    std::string_view pattern;
    // Only where that detail says so.
    std::string_view detail = {};
    std::string_view says = {};
};

constexpr std::array sentences{
    Sentence{"reply.overridden", "{who} let “{rule}” stand: {reason}"},
    Sentence{"reply.cancelled", "{who} took an answer back"},
    Sentence{"reply.retried", "{who} sent an answer again"},
    Sentence{"case.handed_over", "Handed over from {from} to {to}, because {why}.[ {summary}]"},
    Sentence{"case.reopened", "Open again.[ {why}]"},
    Sentence{"case.escalated", "Escalated to {to}"},
    Sentence{"case.merged", "{who} joined case {from} to case {into}"},
    Sentence{"case.split", "{who} made part of case {from} a case of its own, {into}"},
    Sentence{"clock.warned", "To be solved soon, by {due_at}", "clock", "resolution"},
    Sentence{"clock.warned", "Our answer is due soon, by {due_at}"},
    Sentence{"clock.breached", "This should be solved by now", "clock", "resolution"},
    Sentence{"clock.breached", "Our answer is overdue"},
    Sentence{"promise.made", "We promised: “{promise}”"},
    Sentence{"promise.kept", "We kept our word: “{promise}”"},
    Sentence{"promise.kept_late", "We kept our word, late: “{promise}”"},
    Sentence{"promise.extended", "We put off what we promised: “{promise}”"},
    Sentence{"promise.withdrawn", "We took back what we promised: “{promise}”"},
    Sentence{"promise.reopened", "We owe this again: “{promise}”"},
    Sentence{"promise.broken", "We broke our word: “{promise}”"},
    Sentence{"promise.escalated", "A broken promise went up to {to}"},
    Sentence{"promise.settled", "{who} marked a promise as {state}[: “{promise}”][, {reason}]"},
    Sentence{"approval.asked", "{author} asks for a yes: {why}"},
    Sentence{"approval.given", "{who} approved[: {reason}]"},
    Sentence{"approval.refused", "{who} did not approve[ {offer}]: {reason}"},
    Sentence{"approval.edited", "{who} edited what waited for a yes"},
    Sentence{"approval.void", "An approval is void.[ {why}]"},
    Sentence{"approval.expired", "Nobody approved in time"},
    Sentence{"approval.delegated", "{to} is asked for the yes now, not {from}"},
    Sentence{"offer.proposed", "{who} would give {offer}"},
    Sentence{"offer.made", "{who} gave {offer}[: {reason}]"},
    Sentence{"offer.granted", "Given: {offer}"},
    Sentence{"offer.taken_back", "{who} took back {offer}[: {reason}]"},
    Sentence{"offer.cancelled", "Withdrawn: {offer}[. {why}]"},
    Sentence{"offer.code_redeemed", "{who} redeemed {offer}"},
    Sentence{"offer.redeemed", "Redeemed: {offer}"},
    Sentence{"offer.expired", "Expired: {offer}"},
    Sentence{"phone_permission.asked", "{who} asked whether we may call"},
    Sentence{"phone_permission.granted", "{who} recorded that we may call[: “{words}”]"},
    Sentence{"phone_permission.denied", "{who} recorded that we may not call[: “{words}”]"},
    Sentence{"phone_permission.revoked", "{who} recorded that we may no longer call[: “{words}”]"},
    Sentence{"call.booked", "A call is booked for {due_at}"},
    Sentence{"call.ordered", "{who} booked a call for {due_at}"},
    Sentence{"call.overridden", "{who} booked it although it is night there: {reason}"},
    Sentence{"call.moved", "The call is moved to {due_at}"},
    Sentence{"call.cancelled", "A call is called off[ that was for {due_at}][: {note}]"},
    Sentence{"call.missed", "A call was missed that was due {due_at}"},
    Sentence{"call.tried", "Tried to call: {outcome}[. {note}]"},
    Sentence{"call.done", "Called: {outcome}[. {note}]"},
    Sentence{"call.logged", "{who} called off the call of {due_at}[: {note}]", "outcome",
             "cancelled"},
    Sentence{"call.logged", "{who} called: {outcome}[. {note}]"},
    Sentence{"recovery.reached", "They were reached"},
    Sentence{"recovery.resolved", "[{by}: what they complained of is mended]"},
    Sentence{"recovery.resolved", "What they complained of is mended"},
    Sentence{"recovery.satisfied", "{who} found them content again"},
    Sentence{"recovery.asked", "{who} asked them to tell others so"},
    Sentence{"recovery.set_back", "They are less content again[: {rating_after} of 5 stars]"},
    Sentence{"recovery.ended", "They took down what they wrote", "outcome", "removed"},
    Sentence{"recovery.ended", "They changed what they wrote", "outcome", "updated"},
    Sentence{"recovery.ended", "{who} let it rest"},
    Sentence{"appreciation.thanked", "{who} thanked them"},
    Sentence{"appreciation.dismissed", "{who} let the thanks be"},
};

struct Twin {
    std::string_view by_hand;
    std::string_view of_the_desk;
};

constexpr std::array twins{
    Twin{"call.ordered", "call.booked"},
    Twin{"call.logged", "call.done"},
    Twin{"call.logged", "call.tried"},
    Twin{"call.logged", "call.cancelled"},
    Twin{"offer.made", "offer.granted"},
    Twin{"offer.taken_back", "offer.cancelled"},
    Twin{"offer.code_redeemed", "offer.redeemed"},
    Twin{"approval.refused", "offer.cancelled"},
    Twin{"promise.settled", "promise.kept"},
    Twin{"promise.settled", "promise.kept_late"},
    Twin{"promise.settled", "promise.extended"},
    Twin{"promise.settled", "promise.withdrawn"},
};

// Of one moment, and of one mind in all that both of them tell.
bool same_deed(const AuditEntry& by_hand, const AuditEntry& of_the_desk) {
    if (by_hand.at != of_the_desk.at) return false;
    const bool twins_of_each_other = std::any_of(twins.begin(), twins.end(), [&](Twin twin) {
        return twin.by_hand == by_hand.action && twin.of_the_desk == of_the_desk.action;
    });
    return twins_of_each_other && std::all_of(of_the_desk.detail.begin(), of_the_desk.detail.end(),
                                              [&](const json::key_value_pair& field) {
                                                  const json::value* same =
                                                      by_hand.detail.if_contains(field.key());
                                                  return same == nullptr || *same == field.value();
                                              });
}

std::string named(const AuditEntry& entry, std::string_view key) {
    if (key == "who") return entry.actor_name.empty() ? "The desk" : entry.actor_name;
    if (key == "by") return entry.actor_kind == "desk" ? "" : entry.actor_name;
    const json::value* value = entry.detail.if_contains(key);
    if (value == nullptr) return {};
    if (!value->is_string()) return json::serialize(*value);
    std::string text(value->get_string());
    // "no_answer" and "kept_late" are names on the wire.
    if (key == "outcome" || key == "state") std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string told(std::string_view pattern, const AuditEntry& entry) {
    std::string out;
    std::size_t group = 0;
    bool whole = true;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '[') {
            group = out.size();
            whole = true;
        } else if (pattern[at] == ']') {
            if (!whole) out.resize(group);
        } else if (pattern[at] == '{') {
            const std::size_t end = pattern.find('}', at);
            const std::string text = named(entry, pattern.substr(at + 1, end - at - 1));
            if (text.empty()) whole = false;
            out += text;
            at = end;
        } else {
            out += pattern[at];
        }
    }
    return out;
}

std::string sentence_for_change(const AuditEntry& entry) {
    std::string out = named(entry, "who") + " changed ";
    bool first = true;
    for (const auto& field : entry.detail) {
        std::string name(field.key());
        std::replace(name.begin(), name.end(), '_', ' ');
        out += (first ? "" : ", ") + name;
        if (field.value().is_string()) out += " to " + std::string(field.value().get_string());
        first = false;
    }
    return out;
}

}  // namespace

std::vector<AuditEntry> told_once(std::vector<AuditEntry> entries) {
    std::erase_if(entries, [](const AuditEntry& each) { return each.action == "reply.queued"; });
    std::vector<AuditEntry> out;
    for (AuditEntry& entry : entries) {
        // The desk writes first, in the same transaction: its newest is the one.
        const auto desk = std::find_if(out.rbegin(), out.rend(), [&](const AuditEntry& each) {
            return same_deed(entry, each);
        });
        if (desk != out.rend()) {
            for (const auto& field : desk->detail)
                entry.detail.insert(field);
            out.erase(std::next(desk).base());
        }
        out.push_back(std::move(entry));
    }
    return out;
}

std::string sentence_for(const AuditEntry& entry) {
    if (entry.action == "case.changed") return sentence_for_change(entry);
    for (const Sentence& each : sentences) {
        if (each.action != entry.action) continue;
        if (!each.detail.empty() && named(entry, each.detail) != each.says) continue;
        if (std::string text = told(each.pattern, entry); !text.empty()) return text;
    }
    return named(entry, "who") + ": " + entry.action;
}

std::vector<std::string> told_actions() {
    std::vector<std::string> out{"case.changed"};
    for (const Sentence& each : sentences) {
        if (out.back() != each.action) out.emplace_back(each.action);
    }
    return out;
}

}  // namespace aplomb::api
