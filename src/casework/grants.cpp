#include "casework/grants.h"

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/joining.h"
#include "casework/people.h"
#include "desk/making_up.h"
#include "desk/steering.h"
#include "store/approvals.h"
#include "store/cases.h"
#include "store/channels.h"
#include "store/grants.h"
#include "store/timers.h"

namespace aplomb::casework {
namespace {

Result<Money> amount_for(const desk::CatalogueOffer& offer, const GrantOrder& order) {
    if (!offer.amount && !order.amount) {
        return fail(ErrorKind::Invalid, "say how much, and in which currency", "/amount");
    }
    if (offer.amount && order.amount && *order.amount != *offer.amount) {
        return fail(
            ErrorKind::Invalid,
            "this offer is always " + amount_text(*offer.amount) + " " + offer.amount->currency,
            "/amount");
    }
    if (!offer.amount && order.amount->minor <= 0) {
        return fail(ErrorKind::Invalid, "nothing makes up for nothing: give more than zero",
                    "/amount");
    }
    return offer.amount ? *offer.amount : *order.amount;
}

// From the uploaded list, once it is certain that the customer gets it.
Result<> draw_code(store::Transaction& transaction, const desk::CatalogueOffer* offer,
                   Grant& grant) {
    const bool from_list = offer != nullptr && offer->has_code && offer->codes_from_list;
    if (!from_list || !grant.code.empty()) return {};
    auto drawn = TRY(transaction.grants().draw_code(offer->key, grant.id));
    if (!drawn) {
        return fail(ErrorKind::Conflict,
                    "no codes are left for \"" + offer->title + "\"; upload more first");
    }
    grant.code = std::move(*drawn);
    return {};
}

Result<> book_granted(store::Transaction& transaction, Grant grant,
                      const desk::CatalogueOffer* offer, Timestamp now) {
    TRY(draw_code(transaction, offer, grant));
    grant.state = GrantState::Granted;
    grant.granted_at = now;
    if (offer != nullptr && offer->valid_for) grant.expires_at = now + *offer->valid_for;
    TRY(transaction.grants().update(grant));
    TRY(transaction.grants().book(desk::entries_for(grant, desk::GrantMovement::Granted, now)));
    if (grant.expires_at) {
        TRY(transaction.timers().set(std::string(grant_timer), grant.id.text(), *grant.expires_at));
    }
    const CaseId home = TRY(living_case(transaction, grant.case_id));
    TRY(note(transaction, home, "offer.granted",
             {{"offer", described(grant)}, {"by", grant.author_name}, {"reason", grant.reason}},
             now));
    return show_case(transaction, home, now);
}

Result<> end_grant(store::Transaction& transaction, Grant grant, GrantState state,
                   const std::string& why, Timestamp now) {
    const bool was_owed = grant.state == GrantState::Granted;
    grant.state = state;
    TRY(transaction.grants().update(grant));
    TRY(transaction.timers().cancel(std::string(grant_timer), grant.id.text()));
    if (was_owed) {
        TRY(transaction.grants().book(
            desk::entries_for(grant, desk::GrantMovement::Cancelled, now)));
    }
    const CaseId home = TRY(living_case(transaction, grant.case_id));
    TRY(note(transaction, home, "offer." + std::string(name_of(state)),
             {{"offer", described(grant)}, {"why", why}}, now));
    return show_case(transaction, home, now);
}

bool lives(const Grant& grant) {
    return grant.state == GrantState::Proposed || grant.state == GrantState::Granted ||
           grant.state == GrantState::Redeemed;
}

// Beside `wanted`. What waits for a yes counts as given: several proposals must not spend one
// budget.
Result<desk::GivenBefore> given_before(const store::Transaction& transaction, const Office& office,
                                       CaseId id, const Grant& wanted, Timestamp now) {
    const std::string& currency = wanted.amount.currency;
    desk::GivenBefore before;
    const Timestamp month = desk::month_begins(office.policy(), now);
    before.this_month = TRY(transaction.grants().given_since(month, currency)) +
                        TRY(transaction.grants().proposed(currency));
    for (const Grant& each : TRY(transaction.grants().of_case(id))) {
        if (!lives(each) || each.amount.currency != currency) continue;
        if (each.id != wanted.id) {
            before.on_case += each.amount.minor;
        } else if (each.state == GrantState::Proposed) {
            before.this_month -= each.amount.minor;
        }
    }
    return before;
}

// Two cases that became one must not promise the same thing twice.
Result<> not_given_yet(const store::Transaction& transaction, const Grant& grant) {
    const CaseId home = TRY(living_case(transaction, grant.case_id));
    for (const Grant& each : TRY(transaction.grants().of_case(home))) {
        const bool given = each.state == GrantState::Granted || each.state == GrantState::Redeemed;
        if (!given || each.id == grant.id || each.offer != grant.offer) continue;
        return fail(ErrorKind::Conflict,
                    "case " + home.text() + " has \"" + described(each) +
                        "\" already; say no to this one, or take that back first");
    }
    return {};
}

Result<Approval> ask_for_grant(store::Transaction& transaction, Office& office, CaseId id,
                               const Grant& grant, const desk::GrantDecision& decision,
                               Timestamp now) {
    ApprovalRequest request;
    request.subject = "grant:" + grant.id.text();
    request.case_id = id;
    request.author = grant.author;
    request.author_name = grant.author_name;
    request.need = {1, decision.least, decision.why};
    request.text = described(grant);
    request.detail = {{"offer", described(grant)}, {"reason", grant.reason}};
    return ask_approval(transaction, office, request, now);
}

}  // namespace

std::string described(const Grant& grant) {
    std::string out = grant.title;
    if (grant.amount.minor != 0) {
        out += ", " + amount_text(grant.amount) + " " + grant.amount.currency;
    }
    return out;
}

Result<GrantOutcome> offer(store::Transaction& transaction, Office& office, const GrantOrder& order,
                           Timestamp now) {
    const auto value = TRY(transaction.cases().find(order.case_id));
    if (!value) return fail(ErrorKind::NotFound, "there is no case with that id");
    const desk::CatalogueOffer* wanted = desk::find_offer(office.policy(), order.offer);
    if (wanted == nullptr) {
        return fail(ErrorKind::Invalid, "there is no such offer in the catalogue", "/offer");
    }
    if (value->status == CaseStatus::Merged) {
        return fail(ErrorKind::Conflict, "this case lives on in case " +
                                             value->merged_into.value_or(CaseId{}).text() +
                                             "; offer it there");
    }
    GrantOutcome outcome;
    Grant& grant = outcome.grant;
    grant.amount = TRY(amount_for(*wanted, order));
    if (auto living = TRY(transaction.grants().living(order.case_id, order.offer))) {
        if (living->amount != grant.amount) {
            return fail(ErrorKind::Conflict,
                        "this case has \"" + described(*living) +
                            "\" already; take that back first, or offer something else",
                        "/amount");
        }
        outcome.grant = std::move(*living);
        outcome.again = true;
        return outcome;
    }
    const auto decision =
        desk::decide_grant(office.policy(), order.seniority, grant.amount,
                           TRY(given_before(transaction, office, order.case_id, grant, now)));
    if (decision.verdict == desk::GrantVerdict::Refuse) {
        return fail(ErrorKind::Forbidden, decision.why, "/amount");
    }
    grant.case_id = order.case_id;
    grant.customer_id = value->customer_id;
    grant.offer = wanted->key;
    grant.kind = wanted->kind;
    grant.title = wanted->title;
    grant.author = order.author;
    grant.author_name = order.author_name;
    grant.reason = order.reason;
    grant.created_at = now;
    if (wanted->has_code && !wanted->codes_from_list) grant.code = desk::code_from(order.random);
    grant.id = TRY(transaction.grants().insert(grant));
    if (decision.verdict == desk::GrantVerdict::NeedsApproval) {
        outcome.approval =
            TRY(ask_for_grant(transaction, office, grant.case_id, grant, decision, now));
        return outcome;
    }
    TRY(book_granted(transaction, grant, wanted, now));
    grant = *TRY(transaction.grants().find(grant.id));
    return outcome;
}

Result<> ask_who_may_give(store::Transaction& transaction, Office& office, CaseId id,
                          Timestamp now) {
    for (const Grant& grant : TRY(transaction.grants().of_case(id))) {
        if (grant.state != GrantState::Proposed) continue;
        auto asked = TRY(transaction.approvals().find_by_subject("grant:" + grant.id.text()));
        if (!asked || asked->state != ApprovalState::Waiting) continue;
        const auto decision =
            desk::decide_grant(office.policy(), Seniority::Agent, grant.amount,
                               TRY(given_before(transaction, office, id, grant, now)));
        const bool more =
            decision.verdict == desk::GrantVerdict::NeedsApproval && decision.least > asked->least;
        if (!more) continue;
        asked->state = ApprovalState::Void;
        asked->decided_at = now;
        asked->decided_by = "the desk";
        asked->reason = "The cases were merged: " + decision.why + ".";
        TRY(transaction.approvals().update(*asked));
        TRY(transaction.timers().cancel(std::string(approval_timer), asked->id.text()));
        TRY(note(transaction, id, "approval.void",
                 {{"subject", asked->subject}, {"why", asked->reason}}, now));
        TRY(ask_for_grant(transaction, office, id, grant, decision, now));
    }
    return {};
}

Result<bool> something_was_given(const store::Transaction& transaction, CaseId id) {
    const auto grants = TRY(transaction.grants().of_case(id));
    return std::any_of(grants.begin(), grants.end(), [](const Grant& grant) {
        return grant.state == GrantState::Granted || grant.state == GrantState::Redeemed ||
               grant.state == GrantState::Expired;
    });
}

Result<> reopen_if_unmended(store::Transaction& transaction, CaseId id, const std::string& why,
                            Timestamp now) {
    auto value = TRY(transaction.cases().find(id));
    if (!value || value->status != CaseStatus::Closed) return {};
    const auto channel = TRY(transaction.channels().find(value->channel_id));
    if (!desk::may_not_close(*value, TRY(something_was_given(transaction, id))) || !channel) {
        return {};
    }
    TRY(desk::set_status(*value, CaseStatus::Open, {}, *channel, now));
    auto office = TRY(Office::load(transaction, now));
    TRY(save(transaction, office, *value, now));
    TRY(note(transaction, id, "case.reopened", {{"why", why}}, now));
    return see_that_it_is_had(transaction, office, id, now);
}

Result<> put_into_effect(store::Transaction& transaction, Office& office, GrantId id,
                         Timestamp now) {
    const auto grant = TRY(transaction.grants().find(id));
    if (!grant || grant->state != GrantState::Proposed) {
        return fail(ErrorKind::Conflict, "this offer is no longer waiting");
    }
    TRY(not_given_yet(transaction, *grant));
    return book_granted(transaction, *grant, desk::find_offer(office.policy(), grant->offer), now);
}

Result<> cancel_grant(store::Transaction& transaction, GrantId id, const std::string& why,
                      Timestamp now) {
    const auto grant = TRY(transaction.grants().find(id));
    if (!grant) return fail(ErrorKind::NotFound, "there is no offer with that id");
    if (grant->state != GrantState::Proposed && grant->state != GrantState::Granted) {
        return fail(ErrorKind::Conflict,
                    "this offer cannot be cancelled: it is " + std::string(name_of(grant->state)));
    }
    TRY(end_grant(transaction, *grant, GrantState::Cancelled, why, now));
    TRY(reopen_if_unmended(transaction, TRY(living_case(transaction, grant->case_id)),
                           "What was offered was taken back, and nothing else was.", now));
    return void_approval_of(transaction, "grant:" + id.text(), why, now);
}

Result<Grant> redeem(store::Transaction& transaction, const std::string& typed_code,
                     Timestamp now) {
    // Uploaded codes may look like anything; ours are forgiving about how they are typed.
    auto grant = TRY(transaction.grants().find_by_code(typed_code));
    if (!grant) {
        const std::string plain = desk::canonical_code(typed_code);
        if (plain.size() == 12) {
            grant = TRY(transaction.grants().find_by_code(
                plain.substr(0, 4) + "-" + plain.substr(4, 4) + "-" + plain.substr(8)));
        }
    }
    if (!grant || grant->state == GrantState::Proposed) {
        return fail(ErrorKind::NotFound, "there is no such code");
    }
    if (grant->expires_at && *grant->expires_at <= now) {
        return fail(ErrorKind::Conflict, "this code ran out " + to_rfc3339(*grant->expires_at));
    }
    if (grant->state != GrantState::Granted) {
        return fail(ErrorKind::Conflict,
                    "this code is " + std::string(name_of(grant->state)) + " already");
    }
    grant->state = GrantState::Redeemed;
    grant->redeemed_at = now;
    TRY(transaction.grants().update(*grant));
    TRY(transaction.timers().cancel(std::string(grant_timer), grant->id.text()));
    TRY(transaction.grants().book(desk::entries_for(*grant, desk::GrantMovement::Redeemed, now)));
    const CaseId home = TRY(living_case(transaction, grant->case_id));
    TRY(note(transaction, home, "offer.redeemed", {{"offer", described(*grant)}}, now));
    TRY(show_case(transaction, home, now));
    return *grant;
}

Result<> fire_grant(store::Transaction& transaction, GrantId id, Timestamp now) {
    const auto grant = TRY(transaction.grants().find(id));
    if (!grant || grant->state != GrantState::Granted) return {};
    return end_grant(transaction, *grant, GrantState::Expired, "nobody redeemed it in time", now);
}

}  // namespace aplomb::casework
