// A running desk with somebody at it, and the people who write to it: what tests of calls, of
// customers who are one person and of thanks begin with.
#pragma once

#include <string>
#include <vector>

#include "casework/calls.h"
#include "casework/customers.h"
#include "casework/joining.h"
#include "casework/office.h"
#include "casework/promises.h"
#include "store/clocks.h"
#include "store/journal.h"
#include "store/people.h"
#include "store/phone.h"
#include "store/promises.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {

class PeopleDesk : public ::testing::Test {
  protected:
    PeopleDesk() {
        desk_.transport().take_everything();
        User jo;
        jo.name = "jo";
        jo.email = "jo@shop.test";
        jo.password_hash = "none";
        jo_ = desk_.write<UserId>(
            [&](store::Transaction& transaction) { return transaction.accounts().insert(jo); });
    }

    // They write in a thread of their own, unless another one is named.
    void hear(const std::string& id, const std::string& author, const std::string& thread = {},
              const std::string& visibility = "private") {
        json::object event{{"type", "message.created"},
                           {"id", id},
                           {"thread_id", thread.empty() ? "t-" + author : thread},
                           {"visibility", visibility},
                           {"at", to_rfc3339(now())},
                           {"author", {{"id", author}, {"handle", "@" + author}, {"name", author}}},
                           {"text", "Where is it?"}};
        desk_.receive({json::serialize(event)});
    }
    MessageId say(const std::string& to, const std::string& text) {
        const MessageId id = desk_.reply_to(to, text);
        desk_.send_due();
        return id;
    }
    // The thread of that word becomes a case of its own.
    CaseId split(const std::string& word) {
        const Message leaving = desk_.message(word);
        CaseId fresh;
        done([&](store::Transaction& transaction) -> Result<> {
            auto office = TRY(casework::Office::load(transaction, now()));
            fresh = TRY(casework::split_case(transaction, office, leaving.case_id,
                                             {leaving.conversation_id}, now()));
            return {};
        });
        return fresh;
    }
    CustomerId writer_of(const std::string& word) { return desk_.case_of(word).customer_id; }
    Customer card(CustomerId id) {
        return desk_
            .read<std::optional<Customer>>([&](const store::Transaction& transaction) {
                return transaction.people().find(id);
            })
            .value_or(Customer{});
    }
    void change_card(CustomerId id, const std::function<void(Customer&)>& change) {
        Customer customer = card(id);
        change(customer);
        done(
            [&](store::Transaction& transaction) { return transaction.people().update(customer); });
    }

    // What they said on being called; the error it was refused with, if any.
    Error permit(CustomerId customer, PermissionState state, std::optional<CaseId> about = {},
                 std::optional<Timestamp> until = {}) {
        PhonePermission said;
        said.customer_id = customer;
        said.state = state;
        said.scope = about ? "case" : "customer";
        said.case_id = about;
        said.words = "They told us.";
        said.expires_at = until;
        return record(said);
    }
    Error record(PhonePermission said) {
        said.at = now();
        const auto written = desk_.store().write([&](store::Transaction& transaction) -> Result<> {
            TRY(casework::record_permission(transaction, said));
            return {};
        });
        return written ? Error{} : written.error();
    }
    Result<PhoneCall> book(const std::string& word, Timestamp due, bool despite_night = false) {
        casework::CallOrder order;
        order.case_id = desk_.case_of(word).id;
        order.due_at = due;
        order.despite_night = despite_night;
        return desk_.store().write_for<PhoneCall>(
            [&](store::Transaction& transaction) -> Result<PhoneCall> {
                auto office = TRY(casework::Office::load(transaction, now()));
                return casework::book_call(transaction, office, order, manners_, now());
            });
    }
    std::vector<PhoneCall> calls(CaseId id) {
        return desk_.read<std::vector<PhoneCall>>([&](const store::Transaction& transaction) {
            return transaction.phone().calls_of(id);
        });
    }
    std::vector<PhoneCall> calls(const std::string& word) { return calls(desk_.case_of(word).id); }
    std::vector<Promise> promises(const std::string& word) {
        const CaseId id = desk_.case_of(word).id;
        return desk_.read<std::vector<Promise>>([&](const store::Transaction& transaction) {
            return transaction.promises().of_case(id);
        });
    }
    // How often jo was told that.
    std::size_t told(const std::string& kind) {
        const auto notices =
            desk_.read<std::vector<Notice>>([&](const store::Transaction& transaction) {
                return transaction.clocks().notices_of(jo_, NoticeId{}, 200);
            });
        return static_cast<std::size_t>(
            std::count_if(notices.begin(), notices.end(),
                          [&](const Notice& notice) { return notice.kind == kind; }));
    }
    std::size_t audited(CaseId id, const std::string& action) {
        const auto page = desk_.read<store::AuditPage>([&](const store::Transaction& transaction) {
            return transaction.journal().audit("case:" + id.text(), {}, 200);
        });
        return static_cast<std::size_t>(
            std::count_if(page.entries.begin(), page.entries.end(),
                          [&](const AuditEntry& entry) { return entry.action == action; }));
    }
    void done(const store::WriteJob& job) {
        const auto written = desk_.store().write(job);
        EXPECT_TRUE(written) << written.error().what;
    }
    Timestamp now() { return desk_.clock().now(); }

    RunningDesk desk_;
    UserId jo_;
    etiquette::Policy manners_;
};

}  // namespace aplomb::runtime
