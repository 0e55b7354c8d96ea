#include "casework/office.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/log.h"
#include "store/accounts.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/journal.h"

namespace aplomb::casework {
namespace {

// Every transaction reads the documents, and they change a few times a year: what was read last of
// each text is kept. Shared by the threads, and by several desks in one process.
template<class T>
class Readings {
  public:
    using Kept = std::shared_ptr<const T>;

    Kept find(const std::string& text) {
        const std::scoped_lock lock(mutex_);
        const auto found = kept_.find(text);
        return found == kept_.end() ? nullptr : found->second;
    }
    Kept keep(const std::string& text, T value) {
        auto kept = std::make_shared<const T>(std::move(value));
        const std::scoped_lock lock(mutex_);
        if (kept_.size() >= readings_max) kept_.clear();
        kept_[text] = kept;
        return kept;
    }

  private:
    static constexpr std::size_t readings_max = 64;
    std::mutex mutex_;
    std::map<std::string, Kept, std::less<>> kept_;
};

Result<std::string> document_in_force(const store::Transaction& transaction,
                                      std::string_view name) {
    const auto stored = TRY(transaction.documents().newest(std::string(name)));
    return stored ? stored->body : std::string("{}");
}

json::value json_of(const std::string& text) {
    auto parsed = parse_json(text);
    return parsed ? std::move(*parsed) : json::value(json::object{});
}

void report(std::string_view name, const Error& error) {
    log::error("casework", "a document in force cannot be read; the shipped one holds",
               {{"document", std::string(name)}, {"field", error.field}, {"why", error.what}});
}

Result<std::shared_ptr<const desk::Policy>> policy_in(const std::string& text, Timestamp now) {
    static Readings<desk::Policy> readings;
    if (auto kept = readings.find(text)) return kept;
    auto policy = desk::read_desk_policy(json_of(text), now);
    if (policy) return readings.keep(text, std::move(*policy));
    report(policy_document, policy.error());
    return std::make_shared<const desk::Policy>(
        TRY(desk::read_desk_policy(json::value(json::object{}), now)));
}

std::shared_ptr<const desk::Roster> roster_in(const std::string& text) {
    static Readings<desk::Roster> readings;
    if (auto kept = readings.find(text)) return kept;
    auto roster = desk::read_roster(json_of(text));
    if (roster) return readings.keep(text, std::move(*roster));
    report(roster_document, roster.error());
    return std::make_shared<const desk::Roster>();
}

}  // namespace

Result<Office> Office::load(const store::Transaction& transaction, Timestamp now) {
    Office office;
    office.policy_ = TRY(policy_in(TRY(document_in_force(transaction, policy_document)), now));
    office.roster_ = roster_in(TRY(document_in_force(transaction, roster_document)));
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

bool Office::works_here(std::optional<UserId> id) const {
    const User* user = id ? find_user(*id) : nullptr;
    return user != nullptr && !user->disabled;
}

bool Office::is_there(UserId id, Timestamp now) const {
    return works_here(id) && desk::on_duty(roster(), id, now);
}

bool Office::should_hand_over(UserId owner, std::optional<Timestamp> due_at, Timestamp now) const {
    return !works_here(owner) || desk::should_hand_over(roster(), owner, due_at, now);
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
