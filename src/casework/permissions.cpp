// Permission to telephone (rule E4): what the customer said on it, and what that means for a call.
#include <algorithm>

#include "casework/calls.h"
#include "casework/customers.h"
#include "casework/joining.h"
#include "store/cases.h"
#include "store/merges.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/phone.h"

namespace aplomb::casework {
namespace {

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool against(PermissionState state) {
    return state == PermissionState::Denied || state == PermissionState::Revoked;
}

// Themselves, and all who were merged into them and still are.
Result<std::vector<CustomerId>> all_in(const store::Transaction& transaction, CustomerId customer) {
    std::vector<CustomerId> all{customer};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const store::CustomerMerge& merge : TRY(transaction.merges().standing(all[i]))) {
            const bool known = std::find(all.begin(), all.end(), merge.from) != all.end();
            if (merge.into == all[i] && !known) all.push_back(merge.from);
        }
    }
    return all;
}

// A word on one case counts for the case that one lives on in.
Result<bool> covers(const store::Transaction& transaction, const PhonePermission& permission,
                    CaseId about) {
    if (permission.scope != "case" || permission.case_id == about) return true;
    if (!permission.case_id) return false;
    return TRY(living_case(transaction, *permission.case_id)) == about;
}

Result<std::optional<PhonePermission>> said_by_the_cards(const store::Transaction& transaction,
                                                         const std::vector<CustomerId>& all) {
    std::optional<PhonePermission> by_hand;
    for (const CustomerId id : all) {
        const auto card = TRY(transaction.people().find(id));
        if (!card || !card->phone_permission) continue;
        if (!*card->phone_permission) return std::optional<PhonePermission>{};
        if (by_hand) continue;
        by_hand.emplace();
        by_hand->customer_id = card->id;
        by_hand->state = PermissionState::Granted;
        by_hand->scope = "customer";
        by_hand->phone = card->phone;
        by_hand->at = card->created_at;
    }
    return by_hand;
}

// Asked in our words, answered in theirs.
Result<bool> is_evidence(const store::Transaction& transaction, const Message& message,
                         PermissionState state, CustomerId customer) {
    const auto about = TRY(transaction.cases().find(message.case_id));
    if (!about || about->customer_id != customer) return false;
    if (state == PermissionState::Asked) return true;
    if (message.direction != Direction::In || message.from != Speaker::Customer) return false;
    if (!message.identity_id) return true;
    const auto author = TRY(transaction.people().find_identity(*message.identity_id));
    return author && author->customer_id == customer;
}

Result<> check_permission(const store::Transaction& transaction, const PhonePermission& permission,
                          CustomerId customer) {
    if (permission.case_id) {
        const auto about = TRY(transaction.cases().find(*permission.case_id));
        if (!about || about->customer_id != customer) {
            return fail(ErrorKind::Invalid, "this customer has no case with that id", "/case_id");
        }
    }
    const bool granted = permission.state == PermissionState::Granted;
    if (granted && !permission.message_id && is_blank(permission.words)) {
        return fail(ErrorKind::Invalid,
                    "say how they agreed: \"words\" of theirs, or the \"message_id\" of what they "
                    "wrote",
                    "/words");
    }
    if (!permission.message_id) return {};
    const auto message = TRY(transaction.messages().find(*permission.message_id));
    if (!message || !TRY(is_evidence(transaction, *message, permission.state, customer))) {
        return fail(ErrorKind::Invalid,
                    "that is no message of this customer: name the one in which they said so",
                    "/message_id");
    }
    return {};
}

}  // namespace

Result<std::optional<PhonePermission>> newest_word_on_calls(const store::Transaction& transaction,
                                                            CustomerId customer, CaseId about) {
    std::optional<PhonePermission> newest;
    for (const CustomerId id : TRY(all_in(transaction, customer))) {
        for (const PhonePermission& each : TRY(transaction.phone().permissions_of(id))) {
            const bool older = newest && each.id < newest->id;
            if (older || each.state == PermissionState::Asked) continue;
            if (TRY(covers(transaction, each, about))) newest = each;
        }
    }
    return newest;
}

Result<std::optional<PhonePermission>> permission_for(const store::Transaction& transaction,
                                                      const Customer& customer, CaseId about,
                                                      Timestamp now) {
    auto word = TRY(newest_word_on_calls(transaction, customer.id, about));
    if (!word) {
        return said_by_the_cards(transaction, TRY(all_in(transaction, customer.id)));
    }
    const bool over = word->expires_at && *word->expires_at <= now;
    if (word->state != PermissionState::Granted || over) return std::optional<PhonePermission>{};
    return word;
}

Result<std::optional<bool>> box_on_the_card(const store::Transaction& transaction,
                                            const Customer& customer, Timestamp now) {
    if (!customer.phone_permission.value_or(false)) return customer.phone_permission;
    for (const PhonePermission& word : TRY(transaction.phone().permissions_of(customer.id))) {
        if (word.scope == "case" || word.state == PermissionState::Asked) continue;
        if (word.expires_at && *word.expires_at <= now) return std::optional<bool>{};
        break;
    }
    return customer.phone_permission;
}

Result<std::optional<bool>> may_be_called(const store::Transaction& transaction,
                                          const Customer& customer, CaseId about, Timestamp now) {
    if (TRY(permission_for(transaction, customer, about, now))) return true;
    const auto word = TRY(newest_word_on_calls(transaction, customer.id, about));
    if (!word) return box_on_the_card(transaction, customer, now);
    if (against(word->state)) return false;
    return std::optional<bool>{};
}

Result<PermissionId> record_permission(store::Transaction& transaction,
                                       PhonePermission permission) {
    auto customer = TRY(transaction.people().find(permission.customer_id));
    if (!customer) return fail(ErrorKind::NotFound, "there is no customer with that id");
    const CustomerId holder = TRY(lives_on_in(transaction, customer->id));
    TRY(check_permission(transaction, permission, holder));
    permission.id = TRY(transaction.phone().insert(permission));
    if (!permission.phone.empty()) customer->phone = permission.phone;
    const bool everywhere = permission.scope != "case";
    if (everywhere && permission.state != PermissionState::Asked) {
        customer->phone_permission = permission.state == PermissionState::Granted;
    }
    TRY(transaction.people().update(*customer));
    if (against(permission.state)) {
        TRY(call_off_unwanted(transaction, holder, permission.case_id, permission.at));
    }
    return permission.id;
}

}  // namespace aplomb::casework
