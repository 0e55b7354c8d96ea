#include "casework/grants.h"

#include "casework/approvals.h"
#include "desk/making_up.h"
#include "store/cases.h"
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
    return offer.amount ? *offer.amount : *order.amount;
}

// A code of its own, single use: drawn from the uploaded list, or made of chance.
Result<std::string> code_for(store::Transaction& transaction, const desk::CatalogueOffer& offer,
                             GrantId id, const std::string& random) {
    if (!offer.has_code) return std::string{};
    if (!offer.codes_from_list) return desk::code_from(random);
    auto drawn = TRY(transaction.grants().draw_code(offer.key, id));
    if (!drawn) {
        return fail(ErrorKind::Conflict,
                    "no codes are left for \"" + offer.title + "\"; upload more first");
    }
    return std::move(*drawn);
}

Result<> book_granted(store::Transaction& transaction, Grant grant,
                      const desk::CatalogueOffer* offer, Timestamp now) {
    grant.state = GrantState::Granted;
    grant.granted_at = now;
    if (offer != nullptr && offer->valid_for) grant.expires_at = now + *offer->valid_for;
    TRY(transaction.grants().update(grant));
    TRY(transaction.grants().book(desk::entries_for(grant, desk::GrantMovement::Granted, now)));
    if (grant.expires_at) {
        TRY(transaction.timers().set(std::string(grant_timer), grant.id.text(), *grant.expires_at));
    }
    TRY(note(transaction, grant.case_id, "offer.granted",
             {{"offer", described(grant)}, {"by", grant.author_name}, {"reason", grant.reason}},
             now));
    return show_case(transaction, grant.case_id, now);
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
    TRY(note(transaction, grant.case_id, "offer." + std::string(name_of(state)),
             {{"offer", described(grant)}, {"why", why}}, now));
    return show_case(transaction, grant.case_id, now);
}

Result<Approval> ask_for_grant(store::Transaction& transaction, Office& office, const Grant& grant,
                               const desk::GrantDecision& decision, Timestamp now) {
    ApprovalRequest request;
    request.subject = "grant:" + grant.id.text();
    request.case_id = grant.case_id;
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
    GrantOutcome outcome;
    if (auto living = TRY(transaction.grants().living(order.case_id, order.offer))) {
        outcome.grant = std::move(*living);
        outcome.again = true;
        return outcome;
    }
    Grant& grant = outcome.grant;
    grant.amount = TRY(amount_for(*wanted, order));
    const Timestamp month = desk::month_begins(office.policy(), now);
    const auto decision =
        desk::decide_grant(office.policy(), order.seniority, grant.amount,
                           TRY(transaction.grants().given_since(month, grant.amount.currency)));
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
    grant.id = TRY(transaction.grants().insert(grant));
    grant.code = TRY(code_for(transaction, *wanted, grant.id, order.random));
    TRY(transaction.grants().update(grant));
    if (decision.verdict == desk::GrantVerdict::NeedsApproval) {
        outcome.approval = TRY(ask_for_grant(transaction, office, grant, decision, now));
        return outcome;
    }
    TRY(book_granted(transaction, grant, wanted, now));
    grant = *TRY(transaction.grants().find(grant.id));
    return outcome;
}

Result<> put_into_effect(store::Transaction& transaction, Office& office, GrantId id,
                         Timestamp now) {
    const auto grant = TRY(transaction.grants().find(id));
    if (!grant || grant->state != GrantState::Proposed) {
        return fail(ErrorKind::Conflict, "this offer is no longer waiting");
    }
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
    TRY(note(transaction, grant->case_id, "offer.redeemed", {{"offer", described(*grant)}}, now));
    TRY(show_case(transaction, grant->case_id, now));
    return *grant;
}

Result<> fire_grant(store::Transaction& transaction, GrantId id, Timestamp now) {
    const auto grant = TRY(transaction.grants().find(id));
    if (!grant || grant->state != GrantState::Granted) return {};
    return end_grant(transaction, *grant, GrantState::Expired, "nobody redeemed it in time", now);
}

}  // namespace aplomb::casework
