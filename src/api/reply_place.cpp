#include "api/reply_place.h"

#include <algorithm>
#include <vector>

#include "casework/customers.h"
#include "casework/office.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/grants.h"
#include "store/messages.h"
#include "store/people.h"

namespace aplomb::api {
namespace {

constexpr std::size_t thread_max = 2'000;
constexpr std::int64_t hour_ms = 3'600'000;

bool is_theirs(const Message& message) {
    return message.direction == Direction::In && message.from == Speaker::Customer &&
           !message.deleted_at;
}

// Position in the thread of the customer's last word in that conversation; -1 for none.
std::ptrdiff_t last_word(const std::vector<Message>& thread, ConversationId conversation) {
    for (std::size_t i = thread.size(); i > 0; --i) {
        const Message& message = thread[i - 1];
        if (message.conversation_id == conversation && is_theirs(message)) {
            return static_cast<std::ptrdiff_t>(i - 1);
        }
    }
    return -1;
}

bool on_channel(const std::vector<Channel>& channels, const Conversation& conversation,
                const std::string& wanted) {
    return std::any_of(channels.begin(), channels.end(), [&](const Channel& channel) {
        return channel.id == conversation.channel_id &&
               (channel.kind == wanted || channel.id.text() == wanted);
    });
}

// Among those the target allows: the asked-for visibility first, then where they wrote last.
const Conversation* choose(const std::vector<Conversation>& conversations,
                           const std::vector<Channel>& channels, const std::vector<Message>& thread,
                           const ReplyTarget& target) {
    const Conversation* best = nullptr;
    std::tuple<bool, std::ptrdiff_t, Timestamp> best_rank;
    for (const Conversation& each : conversations) {
        if (target.conversation && each.id != *target.conversation) continue;
        if (target.channel && !on_channel(channels, each, *target.channel)) continue;
        const std::tuple rank{!target.visibility || each.visibility == *target.visibility,
                              last_word(thread, each.id), each.last_at};
        if (best == nullptr || rank > best_rank) {
            best = &each;
            best_rank = rank;
        }
    }
    return best;
}

// The channel a reply was asked for though this case has no conversation there.
Channel elsewhere(const std::vector<Channel>& channels, const std::string& wanted) {
    for (const Channel& channel : channels) {
        if (channel.kind == wanted || channel.id.text() == wanted) return channel;
    }
    Channel unknown;
    unknown.kind = wanted;
    return unknown;
}

// The channels of the conversations, removed ones included, and all that are connected.
Result<std::vector<Channel>> channels_for(const store::Transaction& transaction,
                                          const std::vector<Conversation>& conversations) {
    std::vector<Channel> channels = TRY(transaction.channels().all());
    for (const Conversation& conversation : conversations) {
        const bool there = std::any_of(
            channels.begin(), channels.end(),
            [&](const Channel& channel) { return channel.id == conversation.channel_id; });
        if (there) continue;
        auto removed = TRY(transaction.channels().find(conversation.channel_id));
        if (removed) channels.push_back(std::move(*removed));
    }
    return channels;
}

// What the desk learnt of them and decided about the case.
Result<> load_what_is_known(const store::Transaction& transaction, ReplyPlace& place) {
    desk::ReplyContext& context = place.context;
    const auto office = TRY(casework::Office::load(transaction, context.now));
    const Customer& customer = context.customer;
    const auto permission =
        TRY(casework::permission_for(transaction, customer, context.case_.id, context.now));
    const auto rhythm =
        TRY(casework::rhythm_of(transaction, customer.id, context.channel.id, context.now));
    if (rhythm) {
        context.answers_in_hours =
            static_cast<double>(rhythm->median.count()) / static_cast<double>(hour_ms);
    }
    for (const Grant& grant : TRY(transaction.grants().of_case(context.case_.id))) {
        if (grant.state != GrantState::Granted && grant.state != GrantState::Redeemed) continue;
        context.offer =
            Offer{grant.kind, amount_text(grant.amount), grant.amount.currency, grant.code};
    }
    const std::string words = TRY(transaction.messages().words_heard(context.case_.id)).text;
    context.approval =
        desk::approval_need(office.policy(), context.case_, words, context.author_seniority);
    context.window_beats_night = office.policy().closing_window_beats_night;
    context.cooling_off = office.policy().cooling_off;
    context.customer.time_zone = TRY(casework::zone_of(transaction, office, customer)).zone;
    context.customer.phone_permission = permission.has_value();
    return {};
}

Result<> load_people(const store::Transaction& transaction, ReplyPlace& place) {
    desk::ReplyContext& context = place.context;
    auto customer = TRY(transaction.people().find(context.case_.customer_id));
    if (customer) context.customer = std::move(*customer);
    TRY(load_what_is_known(transaction, place));
    for (Identity& identity : TRY(transaction.people().identities_of(context.case_.customer_id))) {
        if (identity.channel_id == context.channel.id) context.identity = std::move(identity);
    }
    return {};
}

Result<> settle_place(const Call& call, const std::vector<Conversation>& conversations,
                      const std::vector<Channel>& channels, const ReplyTarget& target,
                      ReplyPlace& place) {
    desk::ReplyContext& context = place.context;
    const Conversation* chosen = choose(conversations, channels, context.thread, target);
    place.reachable = chosen != nullptr;
    if (chosen == nullptr && target.conversation) {
        return fail(ErrorKind::Invalid, "this case has no such conversation", "/conversation_id");
    }
    if (chosen == nullptr && (!target.channel || conversations.empty())) {
        return fail(ErrorKind::Invalid, "this case has no conversation to answer in", "/channel");
    }
    if (chosen == nullptr) {
        if (!is_channel_kind(*target.channel) && !ChannelId::parse(*target.channel)) {
            return fail(ErrorKind::Invalid, "there is no such channel", "/channel");
        }
        context.channel = elsewhere(channels, *target.channel);
        place.visibility = target.visibility.value_or(usual_visibility(context.channel.kind));
        return {};
    }
    context.conversation = *chosen;
    context.channel = elsewhere(channels, chosen->channel_id.text());
    if (chosen->answer_until > context.now) context.window_closes_at = chosen->answer_until;
    place.visibility = target.visibility.value_or(chosen->visibility);
    const std::ptrdiff_t last = last_word(context.thread, chosen->id);
    if (last >= 0) place.newest_inbound = context.thread[static_cast<std::size_t>(last)];
    const auto limit = call.services.channels.limit(context.channel, place.visibility);
    if (limit.max > 0) context.length_max = limit.max;
    return {};
}

}  // namespace

Result<ReplyPlace> load_reply_place(const store::Transaction& transaction, const Call& call,
                                    CaseId id, const ReplyTarget& target) {
    ReplyPlace place;
    desk::ReplyContext& context = place.context;
    auto found = TRY(transaction.cases().find(id));
    if (!found) return fail(ErrorKind::NotFound, "there is no case with that id");
    context.case_ = std::move(*found);
    context.thread = TRY(transaction.messages().of_case(id, thread_max));
    const auto conversations = TRY(transaction.cases().conversations_of(id));
    const auto channels = TRY(channels_for(transaction, conversations));
    for (const Channel& channel : channels) {
        context.channel_kinds[channel.id] = channel.kind;
    }
    TRY(settle_place(call, conversations, channels, target, place));
    context.author_id = call.asker.user_id();
    context.author_name = call.asker.name();
    context.author_seniority = seniority_of(call.asker.role());
    context.now = call.now;
    TRY(load_people(transaction, place));
    context.undo_window = call.services.settings.undo_window;
    return place;
}

}  // namespace aplomb::api
