// Nobody is told in their time off, nothing they should hear of is lost, and nothing comes twice.

#include "casework/approvals.h"
#include "casework/clocks.h"
#include "casework/people.h"
#include "desk/steering.h"
#include "store/accounts.h"
#include "store/approvals.h"
#include "store/channels.h"
#include "store/clocks.h"
#include "store/documents.h"
#include "store/journal.h"
#include "tests/runtime/running_desk.h"

namespace aplomb::runtime {
namespace {

using namespace std::chrono_literals;

// The clock stands at ten on a Monday, 2026-11-23. A first answer is warned of at six in the
// evening and due at ten at night.
class OffDuty : public ::testing::Test {
  protected:
    OffDuty() { desk_.transport().take_everything(); }

    void hire(const std::string& name, Role role) {
        people_[name] = desk_.write<UserId>([&](store::Transaction& transaction) {
            User user;
            user.name = name;
            user.email = name + "@shop.test";
            user.role = role;
            user.password_hash = "none";
            return transaction.accounts().insert(user);
        });
    }
    void document(const std::string& name, const std::string& body) {
        desk_.write<int>([&](store::Transaction& transaction) -> Result<int> {
            TRY(transaction.documents().append({0, name, now(), "test", body}));
            auto office = TRY(casework::Office::load(transaction, now()));
            TRY(casework::go_by_roster(transaction, office, now()));
            return 0;
        });
    }
    // Who works when, every day: {{"jo", "09:00-17:00"}}.
    void roster(const std::vector<std::pair<std::string, std::string>>& hours) {
        json::array people;
        for (const auto& [name, block] : hours) {
            json::array blocks;
            for (std::size_t at = 0; at < block.size(); at += 12)
                blocks.push_back(json::value(block.substr(at, 11)));
            json::object week;
            for (const char* day :
                 {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
                week[day] = blocks;
            people.push_back(json::object{
                {"user_id", people_.at(name).text()}, {"zone", "UTC"}, {"week", week}});
        }
        document("roster", json::serialize(json::object{{"people", people}}));
    }
    void hear(const std::string& id, const std::string& author = "ana") {
        json::object event{{"type", "message.created"},
                           {"id", id},
                           {"thread_id", "t-" + author},
                           {"visibility", "private"},
                           {"at", to_rfc3339(now())},
                           {"author", {{"id", author}, {"handle", "@" + author}, {"name", author}}},
                           {"text", "Where is it?"}};
        desk_.receive({json::serialize(event)});
    }
    // What they were told (of that kind), oldest first: "23T22:00 clock.breached".
    std::vector<std::string> told(const std::string& name, const std::string& kind = {}) {
        const auto notices = desk_.read<std::vector<Notice>>([&](const store::Transaction& t) {
            return t.clocks().notices_of(people_.at(name), NoticeId{}, 100);
        });
        std::vector<std::string> out;
        for (const Notice& each : notices)
            if (kind.empty() || each.kind == kind)
                out.insert(out.begin(), to_rfc3339(each.at).substr(8, 8) + " " + each.kind);
        return out;
    }
    std::vector<std::string> audited(const std::string& word, const std::string& action) {
        const auto page = desk_.read<store::AuditPage>([&](const store::Transaction& transaction) {
            return transaction.journal().audit("case:" + desk_.case_of(word).id.text(), {}, 200);
        });
        std::vector<std::string> out;
        for (const AuditEntry& entry : page.entries)
            if (entry.action == action) out.insert(out.begin(), to_rfc3339(entry.at).substr(8, 8));
        return out;
    }
    // Somebody asks for a yes to an answer, now.
    ApprovalId ask(const std::string& word, int needed = 1) {
        const MessageId reply = desk_.reply_to(word, "I am looking into it.");
        return desk_.write<ApprovalId>([&](store::Transaction& transaction) -> Result<ApprovalId> {
            Message message = *TRY(transaction.messages().find(reply));
            TRY(transaction.outbox().remove(TRY(transaction.outbox().find(reply))->id));
            message.state = MessageState::AwaitingApproval;
            TRY(transaction.messages().update(message));
            casework::ApprovalRequest request;
            request.subject = "message:" + reply.text();
            request.case_id = message.case_id;
            request.author = "user:" + people_.at("jo").text();
            request.author_name = "jo";
            request.need = {needed, Seniority::Manager, "grave"};
            request.text = message.text;
            const auto office = TRY(casework::Office::load(transaction, now()));
            return TRY(casework::ask_approval(transaction, office, request, now())).id;
        });
    }
    Timestamp now() { return desk_.clock().now(); }

    RunningDesk desk_;
    std::map<std::string, UserId> people_;
};

using Told = std::vector<std::string>;

TEST_F(OffDuty, AMissedStandardClimbsInTheMorningOneStepAtATime) {
    for (const auto& [name, role] : {std::pair{"boss", Role::Admin},
                                     {"jo", Role::Agent},
                                     {"sam", Role::Senior},
                                     {"max", Role::Manager},
                                     {"eva", Role::Executive}})
        hire(name, role);
    roster({{"jo", "09:00-17:00"},
            {"sam", "09:00-17:00"},
            {"max", "09:00-17:00"},
            {"eva", "09:00-17:00"}});
    hear("m1");
    desk_.advance(22h);
    EXPECT_EQ(audited("m1", "clock.breached"), Told{"23T22:00"});
    for (const std::string name : {"boss", "jo", "sam", "max", "eva"})
        EXPECT_EQ(told(name), Told{}) << name;
    desk_.restart();
    desk_.advance(90min);
    desk_.restart();
    desk_.advance(24h);
    EXPECT_EQ(told("jo"), Told{"24T09:00 clock.breached"});
    EXPECT_EQ(told("sam"), Told{"24T09:00 case.escalated"});
    EXPECT_EQ(told("max"), Told{"24T10:00 case.escalated"});
    EXPECT_EQ(told("eva"), Told{"24T11:00 case.escalated"});
    EXPECT_EQ(told("boss"), Told{});
    EXPECT_EQ(audited("m1", "case.escalated"), (Told{"24T09:00", "24T10:00", "24T11:00"}));
    EXPECT_EQ(audited("m1", "clock.breached").size(), 1U);
}

TEST_F(OffDuty, ABrokenPromiseWaitsForEachRankAsWell) {
    for (const auto& [name, role] :
         {std::pair{"jo", Role::Agent}, {"sam", Role::Senior}, {"max", Role::Manager}})
        hire(name, role);
    roster({{"jo", "09:00-17:00"}, {"sam", "20:00-23:00"}, {"max", "09:00-17:00"}});
    hear("m1");
    desk_.reply_to("m1", "I am sorry, Ana. I will write to you within six hours.");
    desk_.advance(24h);
    const std::string kind = "promise.escalated";
    EXPECT_EQ(told("jo", "promise.broken").size(), 1U);
    EXPECT_EQ(told("sam", kind), Told{"23T20:00 " + kind});
    EXPECT_EQ(told("max", kind), Told{"24T09:00 " + kind});
}

TEST_F(OffDuty, AWarningWaitsForTheOwnerWhoIsBackInTime) {
    hire("jo", Role::Agent);
    roster({{"jo", "09:00-17:00,20:00-23:00"}});
    hear("m1");
    desk_.advance(9h);
    EXPECT_EQ(told("jo"), Told{});
    desk_.restart();
    desk_.advance(15h);
    EXPECT_EQ(told("jo"), (Told{"23T20:00 clock.warned", "23T22:00 clock.breached"}));
    EXPECT_EQ(audited("m1", "clock.warned"), Told{"23T20:00"});
}

TEST_F(OffDuty, WhatNobodyWasThereForGoesToWhoeverComesFirst) {
    hire("jo", Role::Agent);
    hire("kim", Role::Agent);
    document("roster", R"({"people":[
        {"user_id":"1","zone":"UTC","week":{"monday":["09:00-17:00"],"wednesday":["09:00-17:00"]}},
        {"user_id":"2","zone":"UTC","week":{"tuesday":["07:00-15:00"]}}]})");
    hear("m1");
    desk_.advance(30h);
    EXPECT_EQ(told("jo"), Told{});
    const Told kim = told("kim");
    EXPECT_EQ(std::count(kim.begin(), kim.end(), "24T07:00 clock.breached"), 1) << kim.size();
    EXPECT_EQ(std::count(kim.begin(), kim.end(), "24T07:00 case.handed_over"), 1);
    EXPECT_EQ(kim.size(), 2U);
}

TEST_F(OffDuty, WhileAllAreOnLeaveWhoeverRunsTheDeskHearsOfIt) {
    hire("boss", Role::Admin);
    hire("jo", Role::Agent);
    hire("sam", Role::Senior);
    document("roster", R"({"people":[
        {"user_id":"2","absences":[{"from":"2026-11-23T17:00:00Z","to":"2026-12-14T09:00:00Z"}]},
        {"user_id":"3","absences":[{"from":"2026-11-23T17:00:00Z","to":"2026-12-14T09:00:00Z"}]}
        ]})");
    hear("m1");
    desk_.advance(24h);
    EXPECT_EQ(told("jo", "clock.breached"), Told{});
    EXPECT_EQ(told("boss", "case.escalated"), Told{"23T22:00 case.escalated"});
}

TEST_F(OffDuty, ANewRosterTellsWhoIsThereWhatNobodyHeard) {
    hire("jo", Role::Agent);
    roster({{"jo", "09:00-17:00"}});
    hear("m1");
    desk_.advance(9h);
    roster({{"jo", "09:00-20:00"}});
    desk_.advance(1min);
    EXPECT_EQ(told("jo"), Told{"23T19:00 clock.warned"});
    desk_.advance(4h);
    roster({{"jo", "09:00-23:30"}});
    desk_.advance(24h);
    EXPECT_EQ(told("jo"), (Told{"23T19:00 clock.warned", "23T23:01 clock.breached"}));
}

TEST_F(OffDuty, ARankThatIsAwayIsWaitedForNoLongerThanSaidAndHearsAtOnceWhenBack) {
    for (const auto& [name, role] :
         {std::pair{"jo", Role::Agent}, {"sam", Role::Senior}, {"max", Role::Manager}})
        hire(name, role);
    const auto ill_until = [&](Timestamp end) {
        document("roster", R"({"people":[{"user_id":"2","absences":[
            {"from":"2026-11-23T11:00:00Z","to":")" +
                               to_rfc3339(end) + R"("}]}]})");
    };
    ill_until(now() + 48h);
    hear("m1");
    for (int day = 0; day < 5; ++day) {
        desk_.advance(24h);
        if (day < 4) ill_until(now() + 48h);
    }
    const std::string kind = "case.escalated";
    ASSERT_FALSE(told("max", kind).empty());
    EXPECT_EQ(told("max", kind).front().substr(0, 2), "26");
    EXPECT_EQ(told("sam", kind), Told{});
    ill_until(now() + 48h);
    hear("m2", "bo");
    desk_.advance(13h);
    const auto before = told("sam", kind).size();
    ill_until(now());
    desk_.advance(1min);
    EXPECT_GT(told("sam", kind).size(), before);
}

TEST_F(OffDuty, PolicyMaySayThatTheyAreToldAllTheSame) {
    hire("jo", Role::Agent);
    hire("sam", Role::Senior);
    roster({{"jo", "09:00-17:00"}, {"sam", "09:00-17:00"}});
    document("policy", R"({"escalation":{"every":"PT1H","in_off_time":true}})");
    hear("m1");
    desk_.advance(14h);
    EXPECT_EQ(told("jo"), (Told{"23T18:00 clock.warned", "23T22:00 clock.breached"}));
    EXPECT_EQ(told("sam"), Told{"23T22:00 case.escalated"});
}

TEST_F(OffDuty, WhoeverIsAskedForAYesHearsOfItAtWork) {
    for (const auto& [name, role] :
         {std::pair{"jo", Role::Agent}, {"max", Role::Manager}, {"mo", Role::Manager}})
        hire(name, role);
    roster({{"max", "09:00-17:00"}, {"mo", "11:00-17:00"}});
    hear("m1");
    desk_.advance(10h);
    const ApprovalId id = ask("m1");
    EXPECT_EQ(told("max"), Told{});
    desk_.restart();
    desk_.advance(20h);
    EXPECT_EQ(told("max", "approval.asked"), Told{"24T09:00 approval.asked"});
    EXPECT_EQ(told("mo", "approval.asked"), Told{});
    const auto approval = desk_.read<std::optional<Approval>>(
        [&](const store::Transaction& transaction) { return transaction.approvals().find(id); });
    ASSERT_TRUE(approval);
    EXPECT_EQ(approval->state, ApprovalState::Waiting);
    desk_.advance(48h);
    EXPECT_TRUE(desk_
                    .read<std::vector<Approval>>([&](const store::Transaction& transaction) {
                        return transaction.approvals().waiting_of(desk_.case_of("m1").id);
                    })
                    .empty())
        << "it expires all the same";
}

TEST_F(OffDuty, TheSecondPairOfEyesIsAskedByName) {
    for (const auto& [name, role] :
         {std::pair{"jo", Role::Agent}, {"max", Role::Manager}, {"mo", Role::Manager}})
        hire(name, role);
    roster({{"mo", "12:00-17:00"}});
    hear("m1");
    const ApprovalId id = ask("m1", 2);
    EXPECT_EQ(told("max"), Told{"23T10:00 approval.asked"});
    desk_.write<Approval>([&](store::Transaction& transaction) {
        auto office = casework::Office::load(transaction, now());
        casework::Ruling yes;
        yes.yes = true;
        yes.name = "max";
        yes.who = {"user:" + people_.at("max").text(), Seniority::Manager};
        return casework::rule_on(transaction, *office, id, yes, now());
    });
    EXPECT_EQ(audited("m1", "approval.asked"), (Told{"23T10:00", "23T10:00"}));
    EXPECT_EQ(told("mo"), Told{});
    desk_.advance(4h);
    EXPECT_EQ(told("mo"), Told{"23T12:00 approval.asked"});
    EXPECT_EQ(told("max").size(), 1U);
}

TEST_F(OffDuty, AClockThatNobodyAnsweredEndsWithTheCase) {
    hire("jo", Role::Agent);
    hear("m1");
    desk_.reply_to("m1", "It is with the carrier.");
    desk_.send_due();
    desk_.advance(1min);
    hear("m2");
    const Timestamp asked = now();
    desk_.advance(6h);
    desk_.write<int>([&](store::Transaction& transaction) -> Result<int> {
        const auto office = TRY(casework::Office::load(transaction, now()));
        Case value = *TRY(transaction.cases().find(desk_.case_of("m2").id));
        const auto channel = TRY(transaction.channels().find(value.channel_id));
        TRY(desk::set_status(value, CaseStatus::Closed, {}, *channel, now()));
        TRY(casework::save(transaction, office, value, now()));
        return 0;
    });
    const auto clocks = desk_.read<std::vector<CaseClock>>(
        [&](const store::Transaction& t) { return t.clocks().of_case(desk_.case_of("m2").id); });
    const auto next = std::find_if(clocks.begin(), clocks.end(), [](const CaseClock& each) {
        return each.kind == ClockKind::NextAnswer;
    });
    ASSERT_NE(next, clocks.end());
    EXPECT_EQ(next->started_at, asked);
    EXPECT_EQ(next->ended_at, asked + 6h);
}

}  // namespace
}  // namespace aplomb::runtime
