#include "casework/office.h"

#include <algorithm>

#include "base/log.h"
#include "store/accounts.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/journal.h"

namespace aplomb::casework {
namespace {

Result<json::value> document_in_force(const store::Transaction& transaction,
                                      std::string_view name) {
    const auto stored = TRY(transaction.documents().newest(std::string(name)));
    if (!stored) return json::value(json::object{});
    auto parsed = parse_json(stored->body);
    return parsed ? std::move(*parsed) : json::value(json::object{});
}

void report(std::string_view name, const Error& error) {
    log::error("casework", "a document in force cannot be read; the shipped one holds",
               {{"document", std::string(name)}, {"field", error.field}, {"why", error.what}});
}

}  // namespace

Result<Office> Office::load(const store::Transaction& transaction, Timestamp now) {
    Office office;
    auto policy = desk::read_desk_policy(TRY(document_in_force(transaction, policy_document)), now);
    if (!policy) {
        report(policy_document, policy.error());
        policy = desk::read_desk_policy(json::value(json::object{}), now);
        if (!policy) return tl::unexpected<Error>(policy.error());
    }
    office.policy = std::move(*policy);
    auto roster = desk::read_roster(TRY(document_in_force(transaction, roster_document)));
    if (!roster) {
        report(roster_document, roster.error());
    } else {
        office.roster = std::move(*roster);
    }
    office.users = TRY(transaction.accounts().users());
    office.loads = TRY(transaction.clocks().loads());
    return office;
}

const User* Office::find_user(UserId id) const {
    const auto found =
        std::find_if(users.begin(), users.end(), [&](const User& user) { return user.id == id; });
    return found == users.end() ? nullptr : &*found;
}

std::string Office::name_of(std::optional<UserId> id) const {
    const User* user = id ? find_user(*id) : nullptr;
    return user == nullptr ? std::string("nobody") : user->name;
}

Result<> note(store::Transaction& transaction, CaseId id, const std::string& action,
              json::object detail, Timestamp now) {
    AuditEntry entry;
    entry.at = now;
    entry.actor_kind = "desk";
    entry.actor_name = "The desk";
    entry.action = action;
    entry.subject = "case:" + id.text();
    entry.detail = std::move(detail);
    return transaction.journal().append(entry);
}

Result<> tell(store::Transaction& transaction, UserId user, std::optional<CaseId> id,
              const std::string& kind, const std::string& text, Timestamp now) {
    return transaction.clocks().insert(Notice{{}, user, id, now, kind, text, {}});
}

Result<> show_case(store::Transaction& transaction, CaseId id, Timestamp now) {
    TRY(transaction.journal().append(
        ScreenEvent{{}, now, ScreenEventKind::CaseUpdated, id, {}, {}}));
    return {};
}

}  // namespace aplomb::casework
