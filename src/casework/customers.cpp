#include "casework/customers.h"

#include <algorithm>
#include <set>

#include "store/cases.h"
#include "store/channels.h"
#include "store/habits.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/phone.h"

namespace aplomb::casework {
namespace {

constexpr std::size_t gaps_read = 50;
constexpr std::size_t words_looked_at = 2'000;  // of a case, to see whose it is
// Whoever answers after this long begins anew rather than answers.
constexpr Milliseconds answer_gap_max = std::chrono::hours{24 * 60};

bool covers(const PhonePermission& permission, CaseId about) {
    return permission.scope != "case" || permission.case_id == about;
}

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

Result<desk::ZoneReading> zone_of(const store::Transaction& transaction, const Office& office,
                                  const Customer& customer) {
    return desk::read_zone(customer.time_zone, customer.phone,
                           TRY(transaction.habits().posting_hours(customer.id)),
                           office.policy().zone);
}

Result<std::optional<desk::Rhythm>> rhythm_of(const store::Transaction& transaction,
                                              CustomerId customer, ChannelId channel,
                                              Timestamp now) {
    std::vector<desk::AnswerGap> gaps;
    for (const auto& [at, gap] :
         TRY(transaction.habits().answer_gaps(customer, channel, gaps_read))) {
        gaps.push_back({at, gap});
    }
    return desk::learn_rhythm(gaps, now);
}

Result<std::optional<PhonePermission>> permission_for(const store::Transaction& transaction,
                                                      const Customer& customer, CaseId about,
                                                      Timestamp now) {
    const auto all = TRY(transaction.phone().permissions_of(customer.id));
    for (const PhonePermission& each : all) {
        if (each.state == PermissionState::Asked || !covers(each, about)) continue;
        const bool over = each.expires_at && *each.expires_at <= now;
        if (each.state != PermissionState::Granted || over) return std::nullopt;
        return each;
    }
    const bool any_word = std::any_of(all.begin(), all.end(), [](const PhonePermission& each) {
        return each.state != PermissionState::Asked;
    });
    if (any_word || !customer.phone_permission.value_or(false)) return std::nullopt;
    PhonePermission by_hand;
    by_hand.customer_id = customer.id;
    by_hand.state = PermissionState::Granted;
    by_hand.scope = "customer";
    by_hand.phone = customer.phone;
    by_hand.at = customer.created_at;
    return by_hand;
}

Result<PermissionId> record_permission(store::Transaction& transaction,
                                       PhonePermission permission) {
    permission.id = TRY(transaction.phone().insert(permission));
    auto customer = TRY(transaction.people().find(permission.customer_id));
    if (!customer) return fail(ErrorKind::NotFound, "there is no customer with that id");
    if (!permission.phone.empty()) customer->phone = permission.phone;
    const bool everywhere = permission.scope != "case";
    if (everywhere && permission.state != PermissionState::Asked) {
        customer->phone_permission = permission.state == PermissionState::Granted;
    }
    TRY(transaction.people().update(*customer));
    return permission.id;
}

Result<> learn_from(store::Transaction& transaction, const Case& before, const Message& message,
                    CustomerId customer) {
    if (message.automatic || message.direction == Direction::Out) return {};
    const auto hour = std::chrono::floor<std::chrono::hours>(message.at.time_since_epoch());
    TRY(transaction.habits().count_posting_hour(customer, static_cast<int>(hour.count() % 24)));
    // An answer to ours is the first word after it.
    if (!before.last_out_at || message.at <= *before.last_out_at) return {};
    if (before.last_in_at && *before.last_in_at > *before.last_out_at) return {};
    const Milliseconds gap = message.at - *before.last_out_at;
    if (gap > answer_gap_max) return {};
    return transaction.habits().add_answer_gap(customer, message.channel_id, message.at, gap);
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
