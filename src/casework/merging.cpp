// Two customers who are one person become one, and part again.
#include <algorithm>
#include <set>

#include "casework/customers.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/people.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t words_looked_at = 2'000;  // of a case, to see whose it is
constexpr std::size_t hops_max = 32;            // from a merged customer to who they are now

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

// Who holds today what a merge moved: later merges, if they stand, moved it on.
Result<CustomerId> holder_after(const store::Transaction& transaction,
                                const store::CustomerMerge& merge) {
    CustomerId holder = merge.into;
    MergeId last = merge.id;
    for (bool moved = true; moved;) {
        moved = false;
        for (const store::CustomerMerge& later : TRY(transaction.merges().standing(holder))) {
            if (later.from != holder || later.id <= last) continue;
            holder = later.into;
            last = later.id;
            moved = true;
            break;
        }
    }
    return holder;
}

// Whether a case that came while they were one customer is all of those who part now.
Result<bool> only_their_words(const store::Transaction& transaction, CaseId id,
                              const std::set<IdentityId>& theirs) {
    bool any = false;
    for (const Message& message : TRY(transaction.messages().of_case(id, words_looked_at))) {
        if (message.direction != Direction::In || !message.identity_id) continue;
        if (!theirs.contains(*message.identity_id)) return false;
        any = true;
    }
    return any;
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
    merge.moved = {{"identities", ids_of(preview.identities)}, {"cases", std::move(cases)}};
    for (const Identity& identity : preview.identities)
        TRY(transaction.merges().give_identity(identity.id, order.into));
    for (const CaseId id : preview.cases) {
        TRY(transaction.merges().give_case(id, order.into));
        TRY(show_case(transaction, id, now));
    }
    return transaction.merges().insert(merge);
}

Result<> undo_merge(store::Transaction& transaction, MergeId id, Timestamp now) {
    const auto merge = TRY(transaction.merges().find(id));
    if (!merge) return fail(ErrorKind::NotFound, "there is no merge with that id");
    if (merge->undone_at) return fail(ErrorKind::Conflict, "this merge was taken back before");
    const CustomerId holder = TRY(holder_after(transaction, *merge));
    std::set<IdentityId> leaving;
    for (const IdentityId each : ids_in<IdentityId>(merge->moved, "identities")) {
        const auto identity = TRY(transaction.people().find_identity(each));
        // An earlier merge that was taken back has given it to whom it belongs.
        if (!identity || identity->customer_id != holder) continue;
        TRY(transaction.merges().give_identity(each, merge->from));
        leaving.insert(each);
    }
    std::vector<CaseId> theirs = ids_in<CaseId>(merge->moved, "cases");
    for (const CaseId each : TRY(transaction.merges().cases_of(holder))) {
        const bool moved = std::find(theirs.begin(), theirs.end(), each) != theirs.end();
        if (!moved && TRY(only_their_words(transaction, each, leaving))) theirs.push_back(each);
    }
    for (const CaseId each : theirs) {
        const auto value = TRY(transaction.cases().find(each));
        if (!value || value->customer_id != holder) continue;
        TRY(transaction.merges().give_case(each, merge->from));
        TRY(show_case(transaction, each, now));
    }
    return transaction.merges().mark_undone(id, now);
}

}  // namespace aplomb::casework
