// The gate every reply passes.
//
// Order matters. What the author cannot have known comes first: somebody wrote meanwhile (Stale).
// Then what they asked for in the wrong way (Invalid), then what manners object to (Refuse), and
// only a reply that may leave is asked when. A night in the customer's time zone is no objection to
// the words, so `quiet-hours` alone holds the reply until morning instead of refusing it; whoever
// overrides it, with a reason, sends at once.
//
// A scheduled reply is judged for the moment it leaves, not the moment it is written: a good
// afternoon's words scheduled for midnight are held until morning too.
#include "desk/reply.h"

#include <algorithm>

#include "desk/promises.h"
#include "etiquette/linter.h"
#include "etiquette/quiet_hours.h"

namespace aplomb::desk {
namespace {

constexpr std::string_view quiet_hours = "quiet-hours";
constexpr std::string_view angry_rule = "defensive";
constexpr std::string_view past_promise = "promise-past";
// Who is not senior enough is not refused but waits for somebody who is.
constexpr std::string_view seniority_rule = "seniority";
// How soon a stopped channel is looked at again.
constexpr Milliseconds stopped_channel_pause{60'000};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Whether it stands in the thread: said, or about to be.
bool stands(const Message& message) {
    return !message.deleted_at && message.state != MessageState::Cancelled &&
           message.state != MessageState::Failed && message.state != MessageState::AwaitingApproval;
}

Speaker speaker_of(const Message& message) {
    return message.direction == Direction::Out ? Speaker::Us : message.from;
}

Turn turn_of(const Message& message, const ReplyContext& context) {
    Turn turn;
    turn.from = speaker_of(message);
    const auto kind = context.channel_kinds.find(message.channel_id);
    turn.channel = kind == context.channel_kinds.end() ? context.channel.kind : kind->second;
    turn.visibility = message.visibility;
    turn.at = message.at;
    turn.text = message.text;
    return turn;
}

// Theirs, or a colleague's, that the author had not seen. Ids grow as we learn of messages, so a
// late one with an early time is unseen all the same.
std::optional<MessageId> unseen(const ReplyContext& context, MessageId seen) {
    std::optional<MessageId> newest;
    for (const Message& message : context.thread) {
        if (message.id <= seen || !stands(message) || message.automatic) continue;
        const Speaker from = speaker_of(message);
        const bool colleague = from == Speaker::Us && message.user_id != context.author_id;
        if (from != Speaker::Customer && !colleague) continue;
        newest = std::max(newest.value_or(message.id), message.id);
    }
    return newest;
}

const Finding* finding_of(const std::vector<Finding>& findings, std::string_view rule) {
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding& finding) { return finding.rule == rule; });
    return found == findings.end() ? nullptr : &*found;
}

bool is_overridden(const ReplyRequest& request, std::string_view rule) {
    return std::any_of(request.overrides.begin(), request.overrides.end(),
                       [&](const Override& each) { return each.rule == rule; });
}

std::string trouble_with_overrides(const ReplyRequest& request,
                                   const std::vector<Finding>& findings) {
    for (const Override& each : request.overrides) {
        if (is_blank(each.reason)) {
            return "Please say why \"" + each.rule + "\" should not hold here.";
        }
        if (finding_of(findings, each.rule) == nullptr) {
            return "\"" + each.rule + "\" has nothing against this reply.";
        }
    }
    return {};
}

Finding window_closes(const ReplyContext& context, bool sent) {
    Finding finding;
    finding.rule = "closing-window";
    finding.severity = Severity::Hint;
    finding.message =
        "It is night where they live, and the platform takes answers only until " +
        to_rfc3339(*context.window_closes_at) +
        (sent ? "; by the company's policy this is sent in time."
              : "; by the company's policy this waits for the morning and will not be taken then, "
                "unless they write again.");
    finding.source = "A4";
    return finding;
}

// When it leaves, for a reply that may.
void settle_time(ReplyDecision& decision, const ReplyRequest& request, const ReplyContext& context,
                 Timestamp leaves_at, bool night, const etiquette::Policy& policy) {
    const Timestamp soonest = context.now + context.undo_window;
    const Timestamp morning =
        etiquette::quiet_until(leaves_at, context.customer.time_zone, policy).value_or(leaves_at);
    // By morning the platform would take no answer any more; the policy says which of the two wins.
    const bool closes = night && context.window_closes_at && *context.window_closes_at <= morning;
    const bool last_chance = closes && context.window_beats_night;
    if (closes) decision.findings.push_back(window_closes(context, last_chance));
    if (night && !last_chance) {
        decision.verdict = ReplyVerdict::Hold;
        decision.held_because = quiet_hours;
        decision.not_before = std::max(soonest, morning);
    } else if (request.send_at && *request.send_at > soonest) {
        decision.verdict = ReplyVerdict::Hold;
        decision.held_because = "scheduled";
        decision.not_before = *request.send_at;
    } else {
        decision.verdict = ReplyVerdict::Queue;
        decision.not_before = soonest;
    }
}

// A promise for a time that is over when it leaves would be broken by being made.
void object_to_past_promises(std::vector<Finding>& findings, const Draft& draft,
                             const ReplyRequest& request, const ReplyContext& context,
                             const etiquette::Policy& policy) {
    const Timestamp leaves_at = draft.now.value_or(context.now);
    const std::string known = draft.customer ? draft.customer->time_zone : std::string{};
    const Finding* night = finding_of(findings, quiet_hours);
    const bool cools = context.cooling_off > Milliseconds{0} && is_overridden(request, angry_rule);
    Timestamp departs =
        std::max(leaves_at, context.now + (cools ? context.cooling_off : context.undo_window));
    if (night != nullptr && night->severity == Severity::Error &&
        !is_overridden(request, quiet_hours)) {
        departs =
            std::max(departs, etiquette::quiet_until(leaves_at, known, policy).value_or(departs));
    }
    for (const FoundPromise& each :
         find_promises(draft.text, departs, known.empty() ? "UTC" : known)) {
        // Only what surely names a limit stops a reply; a date may name many other things.
        if (!each.when.past || !each.when.limit) continue;
        Finding finding;
        finding.rule = past_promise;
        finding.severity = Severity::Error;
        finding.range = Range{each.when.start, each.when.end};
        finding.message = "This promises something for a time that is over when it leaves (" +
                          each.when.reading + "). Name a time still to come.";
        finding.source = "E8";
        findings.push_back(std::move(finding));
    }
}

// What was written in anger waits a while, and can be taken back meanwhile (rule D5).
void cool_off(ReplyDecision& decision, const ReplyContext& context) {
    const bool angry = std::any_of(decision.overridden.begin(), decision.overridden.end(),
                                   [](const Override& each) { return each.rule == angry_rule; });
    const Timestamp cooled = context.now + context.cooling_off;
    if (!angry || decision.not_before >= cooled) return;
    decision.verdict = ReplyVerdict::Hold;
    decision.held_because = "cooling-off";
    decision.not_before = cooled;
}

std::string name_of_customer(const Customer& customer) {
    return customer.name.empty() ? "The customer" : customer.name;
}

// The rule may be off or softened for this channel: then the night holds nothing.
bool night_holds(const etiquette::Policy& policy, std::string_view channel_kind) {
    if (!etiquette::disturbs(channel_kind)) return false;
    const auto set = policy.strictness(quiet_hours, channel_kind);
    return !set || set->severity == Severity::Error;
}

}  // namespace

Draft draft_of(const ReplyContext& context, const std::string& text, Visibility visibility) {
    Draft draft;
    draft.channel = context.channel.kind;
    draft.visibility = visibility;
    draft.text = text;
    draft.now = context.now;
    draft.agent = DraftAuthor{context.author_name, context.author_seniority};
    DraftCustomer customer;
    customer.name = context.customer.name;
    customer.handle = context.identity ? context.identity->handle : std::string{};
    customer.time_zone = context.customer.time_zone;
    customer.language = context.customer.language;
    customer.phone_permission = context.customer.phone_permission;
    customer.answers_in_hours = context.answers_in_hours;
    draft.customer = std::move(customer);
    for (const Message& message : context.thread) {
        if (stands(message) && !message.automatic)
            draft.thread.push_back(turn_of(message, context));
    }
    DraftCase about;
    about.kind = context.case_.kind;
    about.specificity = context.case_.specificity;
    about.severity = context.case_.severity;
    about.at_fault = context.case_.at_fault;
    about.offer_known = true;
    about.offer = context.offer;
    if (context.approval.needed > 0) about.required_seniority = context.approval.least;
    draft.case_ = std::move(about);
    draft.length_max = context.length_max;
    return draft;
}

std::vector<Finding> objections_to(const Draft& draft, const ReplyRequest& request,
                                   const ReplyContext& context, const etiquette::Policy& policy) {
    std::vector<Finding> findings = etiquette::lint(draft, policy);
    object_to_past_promises(findings, draft, request, context, policy);
    const auto place = [](const Finding& finding) {
        return finding.range ? std::optional(finding.range->start) : std::nullopt;
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
    return findings;
}

ReplyDecision decide_reply(const ReplyRequest& request, const ReplyContext& context,
                           const etiquette::Policy& policy) {
    ReplyDecision decision;
    decision.not_before = context.now;
    if (is_blank(request.text)) {
        decision.verdict = ReplyVerdict::Invalid;
        decision.problem = "There is nothing to say yet.";
        return decision;
    }
    if (request.seen_message) decision.newer_message = unseen(context, *request.seen_message);
    if (decision.newer_message) {
        decision.verdict = ReplyVerdict::Stale;
        return decision;
    }

    const Timestamp leaves_at = std::max(context.now, request.send_at.value_or(context.now));
    Draft draft = draft_of(context, request.text, request.visibility);
    draft.now = leaves_at;
    decision.findings = objections_to(draft, request, context, policy);
    std::stable_sort(decision.findings.begin(), decision.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    decision.problem = trouble_with_overrides(request, decision.findings);
    if (!decision.problem.empty()) {
        decision.verdict = ReplyVerdict::Invalid;
        return decision;
    }

    bool night = false;
    bool refused = false;
    for (const Finding& finding : decision.findings) {
        if (finding.severity != Severity::Error) continue;
        // No reason makes somebody senior enough.
        if (finding.rule == seniority_rule) {
            decision.needs_approval = true;
            continue;
        }
        if (is_overridden(request, finding.rule)) continue;
        (finding.rule == quiet_hours ? night : refused) = true;
    }
    if (refused) {
        decision.verdict = ReplyVerdict::Refuse;
        return decision;
    }
    decision.needs_approval |= context.approval.needed > 0;
    for (const Override& each : request.overrides) {
        const Finding* finding = finding_of(decision.findings, each.rule);
        if (finding->severity == Severity::Error) decision.overridden.push_back(each);
    }
    settle_time(decision, request, context, leaves_at, night, policy);
    cool_off(decision, context);
    return decision;
}

std::optional<MessageId> last_arrived(const std::vector<Message>& thread, ConversationId id) {
    std::optional<MessageId> last;
    for (const Message& message : thread) {
        if (message.conversation_id != id || message.direction != Direction::In) continue;
        last = std::max(last.value_or(message.id), message.id);
    }
    return last;
}

LeaveDecision may_leave(const Message& message, const LeaveContext& context,
                        const etiquette::Policy& policy) {
    if (context.channel.state == ChannelState::Removed) {
        return {LeaveVerdict::GiveBack, {}, "This channel has been disconnected."};
    }
    const auto unread = [&](const Message& each) {
        if (each.conversation_id != message.conversation_id || each.automatic || each.deleted_at ||
            speaker_of(each) != Speaker::Customer) {
            return false;
        }
        // What they wrote before the reply was written and we only learnt of late is no answer
        // to it: the two crossed, and the case stays open for it.
        if (each.at < message.at) return false;
        return context.seen_message ? each.id > *context.seen_message
                                    : each.received_at > message.received_at;
    };
    // Somebody else's word may stand behind the customer's: the thread is looked through as well.
    const auto& inbound = context.newest_inbound;
    const bool wrote = (inbound && unread(*inbound)) ||
                       std::any_of(context.thread.begin(), context.thread.end(), unread);
    if (wrote && !context.may_be_there) {
        return {LeaveVerdict::GiveBack,
                {},
                name_of_customer(context.customer) +
                    " wrote again before this left. Please read that first."};
    }
    if (context.channel.state != ChannelState::Active) {
        return {LeaveVerdict::HoldUntil, context.now + stopped_channel_pause,
                "The channel is stopped; this waits for it."};
    }
    if (context.quiet_hours_overridden || !night_holds(policy, context.channel.kind)) return {};
    const auto last_from_them = inbound ? std::optional(inbound->at) : std::nullopt;
    if (etiquette::is_live_exchange(last_from_them, context.now)) return {};
    const auto morning = etiquette::quiet_until(context.now, context.customer.time_zone, policy);
    if (!morning) return {};
    const bool last_chance = context.window_beats_night && context.window_closes_at &&
                             *context.window_closes_at <= *morning;
    if (last_chance) return {};
    return {LeaveVerdict::HoldUntil, *morning,
            "It is night where " + name_of_customer(context.customer) + " lives."};
}

}  // namespace aplomb::desk
