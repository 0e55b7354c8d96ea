// Two customers who are one person become one, and part again.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "casework/clocks.h"
#include "casework/customers.h"
#include "casework/joining.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/phone.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t words_looked_at = 2'000;  // of a case, to see whose it is
constexpr std::size_t hops_max = 32;            // from a merged customer to who they are now

// What is asked for once and known from then on.
struct CardField {
    std::string_view name;
    std::string Customer::*value;
};
constexpr std::array card_fields{
    CardField{"name", &Customer::name}, CardField{"time_zone", &Customer::time_zone},
    CardField{"language", &Customer::language}, CardField{"tier", &Customer::tier},
    CardField{"phone", &Customer::phone}};

json::array ids_of(const std::vector<Identity>& identities) {
    json::array out;
    for (const Identity& each : identities)
        out.push_back(json::value(each.id.text()));
    return out;
}

template<class Id>
std::vector<Id> ids_in(const json::object& object, std::string_view key) {
    std::vector<Id> out;
    const json::value* list = object.if_contains(key);
    if (list == nullptr || !list->is_array()) return out;
    for (const json::value& each : list->get_array()) {
        if (const auto id = Id::parse(each.as_string())) out.push_back(*id);
    }
    return out;
}

// That merge and the later ones, if they stand, that moved on what it moved; the last one's target
// holds it today.
Result<std::vector<store::CustomerMerge>> way_of(const store::Transaction& transaction,
                                                 const store::CustomerMerge& merge) {
    std::vector<store::CustomerMerge> way{merge};
    for (bool moved = true; moved;) {
        moved = false;
        const CustomerId holder = way.back().into;
        for (store::CustomerMerge& later : TRY(transaction.merges().standing(holder))) {
            if (later.from != holder || later.id <= way.back().id) continue;
            way.push_back(std::move(later));
            moved = true;
            break;
        }
    }
    return way;
}

// Two accounts on one channel are usually two people; two telephone numbers may be.
Result<std::vector<std::string>> conflicts_between(const store::Transaction& transaction,
                                                   const Customer& from, const Customer& into,
                                                   const std::vector<Identity>& theirs) {
    std::vector<std::string> out;
    const auto ours = TRY(transaction.people().identities_of(into.id));
    for (const Identity& a : theirs) {
        for (const Identity& b : ours) {
            if (a.channel_id != b.channel_id || a.external_id == b.external_id) continue;
            const auto channel = TRY(transaction.channels().find(a.channel_id));
            out.push_back("they have two accounts on " + (channel ? channel->name : "a channel") +
                          ": " + (a.handle.empty() ? a.external_id : a.handle) + " and " +
                          (b.handle.empty() ? b.external_id : b.handle));
        }
    }
    if (!from.phone.empty() && !into.phone.empty() && from.phone != into.phone) {
        out.push_back("they have two telephone numbers: " + from.phone + " and " + into.phone);
    }
    return out;
}

Result<> still_themselves(const store::Transaction& transaction, const Customer& customer,
                          const std::string& field) {
    const CustomerId home = TRY(lives_on_in(transaction, customer.id));
    if (home == customer.id) return {};
    const auto holder = TRY(transaction.people().find(home));
    return fail(ErrorKind::Conflict,
                customer.name + " (customer " + customer.id.text() + ") lives on in " +
                    (holder ? holder->name : std::string("somebody")) + " (customer " +
                    home.text() + ") already; merge that one, or take the merge back first",
                field);
}

// The gaps on the one's card from the other's; the answer says which, to be emptied again.
Result<json::object> fill_in(store::Transaction& transaction, const Customer& source,
                             Customer target) {
    json::object filled;
    for (const auto& [name, value] : card_fields) {
        if (!(target.*value).empty() || (source.*value).empty()) continue;
        target.*value = source.*value;
        filled[name] = source.*value;
    }
    if (!filled.empty()) TRY(transaction.people().update(target));
    return filled;
}

const json::object* filled_in(const store::CustomerMerge& merge) {
    const json::value* filled = merge.moved.if_contains("filled");
    return filled == nullptr ? nullptr : filled->if_object();
}

// Unless somebody wrote something else there since. Those who came by it through this merge, later
// merges having handed it on, lose it too.
Result<> empty_again(store::Transaction& transaction,
                     const std::vector<store::CustomerMerge>& way) {
    const json::object* filled = filled_in(way.front());
    if (filled == nullptr) return {};
    for (const store::CustomerMerge& step : way) {
        const json::object* handed_on = filled_in(step);
        auto card = TRY(transaction.people().find(step.into));
        if (handed_on == nullptr || !card) continue;
        for (const auto& [name, value] : card_fields) {
            const json::value* ours = filled->if_contains(name);
            const json::value* theirs = handed_on->if_contains(name);
            const bool same = ours != nullptr && theirs != nullptr && *ours == *theirs;
            if (!same) continue;
            std::string& known = *card.*value;
            if (known == std::string_view(ours->as_string())) known.clear();
        }
        TRY(transaction.people().update(*card));
    }
    return {};
}

using Speakers = std::set<IdentityId>;

// The conversations of a case in which nobody on their side spoke but these.
Result<std::vector<ConversationId>> threads_of(const store::Transaction& transaction, CaseId id,
                                               const Speakers& speakers) {
    std::map<ConversationId, bool> only_these;
    for (const Message& message : TRY(transaction.messages().of_case(id, words_looked_at))) {
        if (message.direction != Direction::In || !message.identity_id) continue;
        const bool one = speakers.contains(*message.identity_id);
        const auto [known, fresh] = only_these.try_emplace(message.conversation_id, one);
        if (!fresh) known->second &= one;
    }
    std::vector<ConversationId> out;
    for (const auto& [conversation, only] : only_these) {
        if (only) out.push_back(conversation);
    }
    return out;
}

// Whether a case is all of theirs.
Result<bool> only_their_words(const store::Transaction& transaction, CaseId id,
                              const Speakers& theirs) {
    bool any = false;
    for (const Message& message : TRY(transaction.messages().of_case(id, words_looked_at))) {
        if (message.direction != Direction::In || !message.identity_id) continue;
        if (!theirs.contains(*message.identity_id)) return false;
        any = true;
    }
    return any;
}

// The box on the card says what their own newest word says.
Result<> card_in_step(store::Transaction& transaction, CustomerId id) {
    auto card = TRY(transaction.people().find(id));
    const auto words = TRY(transaction.phone().permissions_of(id));
    const auto newest = std::find_if(words.begin(), words.end(), [](const PhonePermission& each) {
        return each.scope != "case" && each.state != PermissionState::Asked;
    });
    card->phone_permission.reset();
    if (newest != words.end()) card->phone_permission = newest->state == PermissionState::Granted;
    return transaction.people().update(*card);
}

// One merge being taken back, while `office` is there to open cases for what was thrown together.
class Parting {
  public:
    Parting(store::Transaction& transaction, Office& office, const store::CustomerMerge& merge,
            CustomerId holder, Timestamp now)
        : transaction_(transaction), office_(office), merge_(merge), holder_(holder), now_(now) {}

    Result<> run() {
        TRY(give_identities());
        TRY(give_words_on_calls());
        const auto moved = ids_in<CaseId>(merge_.moved, "cases");
        const auto all = TRY(transaction_.merges().cases_of(holder_));
        for (const CaseId id : all) {
            const bool was_theirs = std::find(moved.begin(), moved.end(), id) != moved.end();
            if (was_theirs || TRY(only_their_words(transaction_, id, leaving_))) {
                leaving_cases_.push_back(id);
            } else if (const auto fresh = TRY(split_off(id, leaving_))) {
                TRY(give(*fresh));
            }
        }
        for (const CaseId id : leaving_cases_) {
            if (TRY(only_their_words(transaction_, id, staying_))) continue;
            TRY(split_off(id, staying_));
            TRY(give(id));
        }
        for (const CaseId id : all)
            TRY(point_anew(id));
        return {};
    }

  private:
    Result<> give_identities() {
        for (const IdentityId each : ids_in<IdentityId>(merge_.moved, "identities")) {
            const auto identity = TRY(transaction_.people().find_identity(each));
            // An earlier merge that was taken back has given it to whom it belongs.
            if (!identity || identity->customer_id != holder_) continue;
            TRY(transaction_.merges().give_identity(each, merge_.from));
            leaving_.insert(each);
        }
        for (const Identity& each : TRY(transaction_.people().identities_of(holder_)))
            staying_.insert(each.id);
        return {};
    }

    // What they said on being called while they were one is theirs who said it. A no of whom nobody
    // knows which of them it was counts for both.
    Result<> give_words_on_calls() {
        bool any = false;
        for (const PhonePermission& word : TRY(transaction_.phone().permissions_of(holder_))) {
            if (word.scope == "case" || word.at < merge_.at) continue;
            const auto message = word.message_id
                                     ? TRY(transaction_.messages().find(*word.message_id))
                                     : std::nullopt;
            const auto author = message ? message->identity_id : std::nullopt;
            const bool no =
                word.state == PermissionState::Denied || word.state == PermissionState::Revoked;
            if (author && leaving_.contains(*author)) {
                TRY(transaction_.phone().give_permission(word.id, merge_.from));
                any = true;
            } else if (no && !author) {
                PhonePermission copy = word;
                copy.customer_id = merge_.from;
                TRY(transaction_.phone().insert(copy));
                any = true;
            }
        }
        for (const CustomerId id : {merge_.from, holder_}) {
            if (any) TRY(card_in_step(transaction_, id));
        }
        return {};
    }

    Result<std::optional<CaseId>> split_off(CaseId id, const Speakers& speakers) {
        const auto threads = TRY(threads_of(transaction_, id, speakers));
        const auto all = TRY(transaction_.cases().conversations_of(id));
        if (threads.empty() || threads.size() >= all.size()) return std::optional<CaseId>{};
        split_[id] = TRY(split_case(transaction_, office_, id, threads, now_));
        return split_[id];
    }

    Result<> give(CaseId id) {
        TRY(transaction_.merges().give_case(id, merge_.from));
        TRY(transaction_.phone().give_permissions(id, merge_.from));
        return show_case(transaction_, id, now_);
    }

    // A case that had become part of the other one's lives on in what left that one.
    Result<> point_anew(CaseId id) {
        const CaseId home_id = TRY(living_case(transaction_, id));
        const auto home = TRY(transaction_.cases().find(home_id));
        auto value = TRY(transaction_.cases().find(id));
        const auto part = split_.find(home_id);
        if (part == split_.end() || home->customer_id == value->customer_id) return {};
        value->merged_into = part->second;
        return transaction_.cases().update(*value);
    }

    store::Transaction& transaction_;
    Office& office_;
    const store::CustomerMerge& merge_;
    const CustomerId holder_;
    const Timestamp now_;
    Speakers leaving_;
    Speakers staying_;
    std::vector<CaseId> leaving_cases_;
    std::map<CaseId, CaseId> split_;  // what left a case that stays with the other one
};

}  // namespace

Result<CustomerId> lives_on_in(const store::Transaction& transaction, CustomerId customer) {
    for (std::size_t hops = 0; hops < hops_max; ++hops) {
        const auto standing = TRY(transaction.merges().standing(customer));
        const auto away =
            std::find_if(standing.begin(), standing.end(),
                         [&](const store::CustomerMerge& merge) { return merge.from == customer; });
        if (away == standing.end()) return customer;
        customer = away->into;
    }
    return fail(ErrorKind::Corrupt, "merged customers point at each other");
}

Result<MergePreview> preview_merge(const store::Transaction& transaction, CustomerId from,
                                   CustomerId into) {
    const auto source = TRY(transaction.people().find(from));
    const auto target = TRY(transaction.people().find(into));
    if (!source) return fail(ErrorKind::NotFound, "there is no customer with that id");
    if (!target || from == into) {
        return fail(ErrorKind::Invalid, "there is no other customer with that id", "/into");
    }
    TRY(still_themselves(transaction, *source, {}));
    TRY(still_themselves(transaction, *target, "/into"));
    MergePreview preview;
    preview.identities = TRY(transaction.people().identities_of(from));
    preview.cases = TRY(transaction.merges().cases_of(from));
    preview.conflicts = TRY(conflicts_between(transaction, *source, *target, preview.identities));
    return preview;
}

Result<MergeId> merge_customers(store::Transaction& transaction, const MergeOrder& order,
                                Timestamp now) {
    const MergePreview preview = TRY(preview_merge(transaction, order.from, order.into));
    if (!preview.conflicts.empty() && !order.despite_conflicts) {
        return fail(ErrorKind::Conflict,
                    "these may be two people: " + preview.conflicts.front() +
                        "; say \"despite_conflicts\": true if they are one all the same");
    }
    store::CustomerMerge merge;
    merge.from = order.from;
    merge.into = order.into;
    merge.at = now;
    merge.actor_name = order.actor_name;
    merge.evidence = order.evidence;
    json::array cases;
    for (const CaseId id : preview.cases)
        cases.push_back(json::value(id.text()));
    const auto source = TRY(transaction.people().find(order.from));
    const auto target = TRY(transaction.people().find(order.into));
    merge.moved = {{"identities", ids_of(preview.identities)},
                   {"cases", std::move(cases)},
                   {"filled", TRY(fill_in(transaction, *source, *target))}};
    for (const Identity& identity : preview.identities)
        TRY(transaction.merges().give_identity(identity.id, order.into));
    for (const CaseId id : preview.cases) {
        TRY(transaction.merges().give_case(id, order.into));
        TRY(show_case(transaction, id, now));
    }
    if (source->tier != target->tier) {
        TRY(set_clocks_of(transaction, TRY(Office::load(transaction, now)), order.into, now));
    }
    return transaction.merges().insert(merge);
}

Result<> undo_merge(store::Transaction& transaction, MergeId id, Timestamp now) {
    const auto merge = TRY(transaction.merges().find(id));
    if (!merge) return fail(ErrorKind::NotFound, "there is no merge with that id");
    if (merge->undone_at) return fail(ErrorKind::Conflict, "this merge was taken back before");
    const auto way = TRY(way_of(transaction, *merge));
    auto office = TRY(Office::load(transaction, now));
    TRY(Parting(transaction, office, *merge, way.back().into, now).run());
    TRY(empty_again(transaction, way));
    TRY(transaction.merges().mark_undone(id, now));
    TRY(set_clocks_of(transaction, office, merge->from, now));
    return set_clocks_of(transaction, office, way.back().into, now);
}

}  // namespace aplomb::casework
