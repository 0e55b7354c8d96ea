// Somebody hears of every plea for a yes before it expires, and its author hears that it did.
#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/people.h"
#include "desk/steering.h"
#include "store/approvals.h"
#include "store/channels.h"
#include "store/documents.h"
#include "store/timers.h"
#include "tests/runtime/people_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;
using Told = std::vector<std::string>;

const json::object weekdays = [] {
    json::object week;
    for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday"})
        week[day] = json::array{"09:00-17:00"};
    return week;
}();

// The clock stands at ten on a Monday, 2026-11-23. Jo, an agent, asks; a plea lasts for a day.
class Pleas : public PeopleDesk {
  protected:
    Pleas() {
        people_["jo"] = jo_;
        max_ = hire("max", Role::Manager);
        hear("m1", "ana");
    }

    UserId hire(const std::string& name, Role role) {
        User user;
        user.name = name;
        user.email = name + "@shop.test";
        user.role = role;
        user.password_hash = "none";
        return people_[name] = desk_.write<UserId>(
                   [&](store::Transaction& t) { return t.accounts().insert(user); });
    }
    void disable(UserId id, bool disabled) {
        done([&](store::Transaction& transaction) -> Result<> {
            User user = *TRY(transaction.accounts().find(id));
            user.disabled = disabled;
            TRY(transaction.accounts().update(user));
            auto office = TRY(casework::Office::load(transaction, now()));
            TRY(casework::rehome(transaction, office, now()));
            return casework::plan_shifts(transaction, office, now());
        });
    }
    static json::object shifts(UserId id, const json::object& week,
                               const std::string& on_leave_until = {}) {
        json::object person{{"user_id", id.text()}, {"zone", "UTC"}, {"week", week}};
        if (!on_leave_until.empty()) {
            person["absences"] = json::array{json::object{
                {"from", "2026-11-23T09:00:00Z"}, {"to", on_leave_until}, {"reason", "leave"}}};
        }
        return person;
    }
    void roster(const json::array& people) {
        done([&](store::Transaction& transaction) -> Result<> {
            TRY(transaction.documents().append(
                {0, "roster", now(), "test", json::serialize(json::object{{"people", people}})}));
            auto office = TRY(casework::Office::load(transaction, now()));
            return casework::go_by_roster(transaction, office, now());
        });
    }
    ApprovalId ask(const std::string& author = "user:1") {
        const MessageId reply = desk_.reply_to("m1", "I am looking into it.");
        return desk_.write<ApprovalId>([&](store::Transaction& transaction) -> Result<ApprovalId> {
            Message message = *TRY(transaction.messages().find(reply));
            TRY(transaction.outbox().remove(TRY(transaction.outbox().find(reply))->id));
            message.state = MessageState::AwaitingApproval;
            TRY(transaction.messages().update(message));
            casework::ApprovalRequest request;
            request.subject = "message:" + reply.text();
            request.case_id = message.case_id;
            request.author = author;
            request.author_name = "jo";
            request.need = {1, Seniority::Manager, "grave"};
            request.text = message.text;
            const auto office = TRY(casework::Office::load(transaction, now()));
            return TRY(casework::ask_approval(transaction, office, request, now())).id;
        });
    }
    Approval plea(ApprovalId id) {
        return desk_
            .read<std::optional<Approval>>(
                [&](const store::Transaction& t) { return t.approvals().find(id); })
            .value_or(Approval{});
    }
    // When they were told that, oldest first: "23T22:00".
    Told told(const std::string& name, const std::string& kind = "approval.asked") {
        const auto notices = desk_.read<std::vector<Notice>>([&](const store::Transaction& t) {
            return t.clocks().notices_of(people_.at(name), NoticeId{}, 100);
        });
        Told out;
        for (const Notice& each : notices)
            if (each.kind == kind) out.insert(out.begin(), to_rfc3339(each.at).substr(8, 8));
        return out;
    }
    void advance_to(const std::string& time) {
        desk_.advance(std::chrono::duration_cast<Milliseconds>(
            parse_rfc3339("2026-11-" + time + ":00Z").value() - now()));
    }

    std::map<std::string, UserId> people_;
    UserId max_;
};

TEST_F(Pleas, WakeNobodyWhoIsGone) {
    roster({shifts(max_, weekdays)});
    advance_to("23T19:00");
    const ApprovalId id = ask();
    disable(max_, true);
    EXPECT_EQ(plea(id).assigned_to, std::nullopt);
    advance_to("24T10:00");
    EXPECT_EQ(told("max"), Told{});
    disable(max_, false);
    EXPECT_EQ(plea(id).assigned_to, max_);
    desk_.restart();
    advance_to("24T12:00");
    EXPECT_EQ(told("max"), Told{"24T10:00"});
}

// As where they are disabled by a command beside the desk, which comes to know of it later.
TEST_F(Pleas, AreNotDueAgainAtOnceWhenTheirTimerFires) {
    roster({shifts(max_, weekdays)});
    advance_to("23T19:00");
    const ApprovalId id = ask();
    done([&](store::Transaction& transaction) -> Result<> {
        User max = *TRY(transaction.accounts().find(max_));
        max.disabled = true;
        return transaction.accounts().update(max);
    });
    advance_to("24T10:00");
    const auto timer = desk_.read<std::optional<Timer>>([&](const store::Transaction& t) {
        return t.timers().find(std::string(casework::approval_timer), id.text());
    });
    ASSERT_TRUE(timer);
    EXPECT_EQ(timer->due_at, plea(id).expires_at);
    EXPECT_EQ(plea(id).assigned_to, std::nullopt);
    EXPECT_EQ(told("max"), Told{});
}

TEST_F(Pleas, AreHeardAtOnceWhereNobodyIsBackInTime) {
    roster({shifts(max_, weekdays)});
    advance_to("27T17:30");
    const ApprovalId id = ask();
    EXPECT_EQ(told("max"), Told{"27T17:30"});
    advance_to("30T12:00");
    EXPECT_EQ(told("max"), Told{"27T17:30"});
    EXPECT_EQ(plea(id).state, ApprovalState::Expired);
    EXPECT_EQ(told("jo", "approval.expired"), Told{"28T17:30"});
}

TEST_F(Pleas, GoToWhoRunsTheDeskWhereNobodyIsBackInTime) {
    hire("boss", Role::Admin);
    roster({shifts(max_, weekdays)});
    advance_to("26T17:30");
    ask();
    EXPECT_EQ(told("boss"), Told{}) << "max is back in the morning";
    advance_to("27T10:00");
    EXPECT_EQ(told("max"), Told{"27T09:00"});
    advance_to("27T17:30");
    ask();
    EXPECT_EQ(told("boss"), (Told{"27T17:00", "27T17:30"})) << "the old one when max left as well";
    advance_to("30T12:00");
    EXPECT_EQ(told("max"), Told{"27T09:00"});
}

TEST_F(Pleas, GoToWhoIsBackInTimeRatherThanToWhoRunsTheDesk) {
    hire("boss", Role::Admin);
    const UserId mo = hire("mo", Role::Manager);
    roster({shifts(max_, weekdays), shifts(mo, {{"saturday", json::array{"10:00-14:00"}}})});
    advance_to("27T17:30");
    ask();
    advance_to("28T11:00");
    EXPECT_EQ(told("mo"), Told{"28T10:00"});
    EXPECT_EQ(told("boss"), Told{});
    EXPECT_EQ(told("max"), Told{});
}

TEST_F(Pleas, AreHeardOnceByWhoComesBackSoonerThanPlanned) {
    roster({shifts(max_, weekdays, "2026-12-20T00:00:00Z")});
    ask();
    EXPECT_EQ(told("max"), Told{"23T10:00"}) << "nobody else could say it";
    advance_to("23T10:30");
    roster({shifts(max_, weekdays)});
    advance_to("23T18:00");
    EXPECT_EQ(told("max"), Told{"23T10:00"});
    ask();
    roster({shifts(max_, weekdays)});
    EXPECT_EQ(told("max").size(), 1U) << "until nine in the morning";
    json::object late = weekdays;
    late["monday"] = json::array{"09:00-21:00"};
    advance_to("23T19:00");
    roster({shifts(max_, late)});
    EXPECT_EQ(told("max"), (Told{"23T10:00", "23T19:00"}));
    advance_to("24T09:30");
    EXPECT_EQ(told("max"), (Told{"23T10:00", "23T19:00"}));
}

TEST_F(Pleas, AreHeardByWhoIsNotBackInTimeAnyMore) {
    roster({shifts(max_, weekdays)});
    advance_to("23T18:00");
    const ApprovalId id = ask();
    advance_to("23T19:00");
    EXPECT_EQ(told("max"), Told{});
    roster({shifts(max_, weekdays, "2026-12-20T00:00:00Z")});
    EXPECT_EQ(told("max"), Told{"23T19:00"});
    const UserId mo = hire("mo", Role::Manager);
    roster({shifts(max_, weekdays, "2026-12-20T00:00:00Z"), shifts(mo, weekdays)});
    EXPECT_EQ(plea(id).assigned_to, mo) << "is back in time";
    advance_to("24T12:00");
    EXPECT_EQ(told("mo"), Told{"24T09:00"});
    EXPECT_EQ(told("max"), Told{"23T19:00"});
}

TEST_F(Pleas, ThatExpiredAreHeardOfAtWorkAndByWhoHasTheCase) {
    roster({shifts(max_, weekdays), shifts(jo_, weekdays)});
    advance_to("27T17:30");
    ask();
    const ApprovalId of_a_program = ask("token:1");
    advance_to("28T18:00");
    EXPECT_EQ(plea(of_a_program).state, ApprovalState::Expired);
    EXPECT_EQ(told("jo", "approval.expired"), Told{});
    desk_.restart();
    advance_to("30T12:00");
    const UserId owner = desk_.case_of("m1").owner_id.value_or(UserId{});
    ASSERT_EQ(owner, jo_);
    EXPECT_EQ(told("jo", "approval.expired"), (Told{"30T09:00", "30T09:00"}));
}

TEST_F(Pleas, ThatExpiredAreNothingToHearOfOnceTheCaseIsOver) {
    roster({shifts(max_, weekdays), shifts(jo_, weekdays)});
    advance_to("27T17:30");
    ask();
    advance_to("28T18:00");
    done([&](store::Transaction& transaction) -> Result<> {
        const auto office = TRY(casework::Office::load(transaction, now()));
        Case value = *TRY(transaction.cases().find(desk_.case_of("m1").id));
        const auto channel = TRY(transaction.channels().find(value.channel_id));
        TRY(desk::set_status(value, CaseStatus::Closed, {}, *channel, now()));
        return casework::save(transaction, office, value, now());
    });
    advance_to("30T12:00");
    EXPECT_EQ(told("jo", "approval.expired"), Told{});
}

TEST_F(Pleas, ThatExpiredAreHeardOfByWhoHasTheCaseWhileTheirAuthorIsOnLeave) {
    hire("kim", Role::Agent);
    ask();
    roster({shifts(jo_, weekdays, "2026-12-14T09:00:00Z")});
    advance_to("24T12:00");
    EXPECT_EQ(told("jo", "approval.expired"), Told{});
    EXPECT_EQ(told("kim", "approval.expired").size() + told("max", "approval.expired").size(), 1U);
}

}  // namespace
}  // namespace aplomb::runtime
