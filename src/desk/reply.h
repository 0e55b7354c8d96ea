// May this reply leave, and when? One decision for the API, for the moment before sending, and for
// the simulator (rules A1–A10 through the etiquette engine; A4 holds instead of refusing).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "desk/approvals.h"
#include "domain/case.h"
#include "domain/channel.h"
#include "domain/customer.h"
#include "domain/draft.h"
#include "domain/finding.h"
#include "domain/message.h"
#include "domain/user.h"

namespace aplomb::etiquette {
struct Policy;
}

namespace aplomb::desk {

// Why a person lets a finding stand. The reason goes into the audit log with their name.
struct Override {
    std::string rule;
    std::string reason;
};

struct ReplyRequest {
    std::string text;
    Visibility visibility = Visibility::Public;
    std::vector<Override> overrides;
    std::optional<Timestamp> send_at;       // scheduled by the author
    std::optional<MessageId> seen_message;  // their newest message the author had on screen
};

// Everything the decision depends on.
struct ReplyContext {
    Case case_;
    Conversation conversation;
    Channel channel;
    Customer customer;
    std::optional<Identity> identity;
    std::vector<Message> thread;  // of the case, oldest first
    // The kinds of the thread's channels, where there are others than `channel`.
    std::map<ChannelId, std::string> channel_kinds;
    // What the account may say at most, in its platform's counting; nothing: the usual.
    std::optional<std::size_t> length_max;
    std::optional<UserId> author_id;  // nothing: a program
    std::string author_name;
    Seniority author_seniority = Seniority::Agent;
    // How long this customer usually takes on this channel; nothing: not known.
    std::optional<double> answers_in_hours;
    // What lives on this case to make up for it; nothing: nothing.
    std::optional<Offer> offer;
    ApprovalNeed approval;
    // When the platform stops taking answers here (nothing: never, or it has), and whether that
    // beats the night.
    std::optional<Timestamp> window_closes_at;
    bool window_beats_night = false;
    Milliseconds cooling_off{0};  // of what is sent although it defends itself
    Timestamp now;
    Milliseconds undo_window{5'000};
};

enum class ReplyVerdict {
    Queue,    // leaves at `not_before`
    Hold,     // leaves at `not_before`, for the reason in `held_because`
    Refuse,   // findings of severity error that nobody took upon themselves
    Stale,    // they wrote, or a colleague answered, after what the author had seen
    Invalid,  // an override names a rule that did not object or gives no reason; nothing to say
};

struct ReplyDecision {
    ReplyVerdict verdict = ReplyVerdict::Queue;
    std::vector<Finding> findings;     // all of them, errors first
    std::vector<Override> overridden;  // the overrides that were needed
    Timestamp not_before;
    std::string held_because;                // "quiet-hours", "scheduled" or "cooling-off"
    bool needs_approval = false;             // it waits for somebody's yes before it leaves
    std::optional<MessageId> newer_message;  // Stale: what they have not seen
    std::string problem;                     // Invalid: one sentence
};

// The draft with all its context, as the etiquette engine wants it.
Draft draft_of(const ReplyContext& context, const std::string& text, Visibility visibility);

// All there is against the draft if it leaves at `draft.now` (not given: `context.now`), in
// etiquette::lint's order: what manners find, and promises for a time that is over by then (E8,
// `promise-past`).
std::vector<Finding> objections_to(const Draft& draft, const ReplyRequest& request,
                                   const ReplyContext& context, const etiquette::Policy& policy);

ReplyDecision decide_reply(const ReplyRequest& request, const ReplyContext& context,
                           const etiquette::Policy& policy);

// OutboxRow::held_because of a reply whose author let `quiet-hours` stand aside: the night does not
// hold it later either.
inline constexpr std::string_view night_overridden = "overridden";

// The message of that conversation we learnt of last. Ids grow as messages come, so with a platform
// that delivers out of order it need not be the newest by its time.
std::optional<MessageId> last_arrived(const std::vector<Message>& thread, ConversationId id);

// Right before it leaves: is what was decided still so?
enum class LeaveVerdict { Go, HoldUntil, GiveBack };
struct LeaveDecision {
    LeaveVerdict verdict = LeaveVerdict::Go;
    Timestamp until;
    std::string reason;  // GiveBack, HoldUntil: one sentence for the author
};
struct LeaveContext {
    Channel channel;
    Customer customer;
    std::vector<Message> thread;
    std::optional<MessageId> seen_message;  // what the author had seen
    std::optional<Message> newest_inbound;  // in that conversation
    bool quiet_hours_overridden = false;
    std::optional<Timestamp> window_closes_at;  // as in ReplyContext
    bool window_beats_night = false;
    bool may_be_there = false;  // said before, perhaps: it is not given back, whatever they wrote
    Timestamp now;
};
LeaveDecision may_leave(const Message& message, const LeaveContext& context,
                        const etiquette::Policy& policy);

}  // namespace aplomb::desk
