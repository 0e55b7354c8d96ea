// Who may answer alone, who says yes to whom, and what the difference between two drafts is.
#include "desk/approvals.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace aplomb::desk {
namespace {

const Timestamp now = parse_rfc3339("2026-11-23T10:00:00Z").value();

Policy policy() {
    return read_desk_policy(json::value(json::object{}), now).value();
}

User user(std::int64_t id, Role role) {
    User out;
    out.id = {id};
    out.role = role;
    return out;
}

TEST(ApprovalNeed, IsNoneForASmallThingAndOneForAGraveOneWrittenByAJunior) {
    Case value;
    EXPECT_EQ(approval_need(policy(), value, "Where is it?", Seniority::Agent).needed, 0);
    value.severity = 5;
    const auto need = approval_need(policy(), value, "", Seniority::Agent);
    EXPECT_EQ(need.needed, 1);
    EXPECT_EQ(need.least, Seniority::Manager);
    EXPECT_NE(need.why.find("a manager"), std::string::npos);
    EXPECT_EQ(approval_need(policy(), value, "", Seniority::Manager).needed, 0);
}

TEST(ApprovalNeed, IsFourEyesWhereVeryManyAreWatching) {
    Case value;
    value.reach = 2'000'000;
    EXPECT_EQ(approval_need(policy(), value, "", Seniority::Executive).needed, 1);
    EXPECT_EQ(approval_need(policy(), value, "", Seniority::Agent).needed, 2);
}

// By "user:1", until four on Monday afternoon.
Approval plea(Seniority least, const std::string& author = "user:1",
              const std::vector<std::string>& approvers = {}) {
    Approval approval;
    approval.least = least;
    approval.author = author;
    approval.approvers = approvers;
    approval.expires_at = now + std::chrono::hours{6};
    return approval;
}

// Each works from nine to five on one day of the week.
Roster working(const std::vector<std::pair<std::string, std::string>>& days) {
    json::array people;
    for (const auto& [id, day] : days)
        people.push_back(json::object{
            {"user_id", id}, {"zone", "UTC"}, {"week", {{day, json::array{"09:00-17:00"}}}}});
    return read_roster(json::object{{"people", people}}).value();
}

TEST(Approver, IsTheLeastSeniorWhoMayIsThereAndDidNotWriteIt) {
    const std::vector<User> users{user(1, Role::Agent), user(2, Role::Manager),
                                  user(3, Role::Manager), user(4, Role::Executive)};
    const Roster roster = working({{"2", "friday"}});
    const auto asked = [&](const Approval& approval) {
        return choose_approver(approval, roster, users, now);
    };
    EXPECT_EQ(asked(plea(Seniority::Manager)), UserId{3});
    EXPECT_EQ(asked(plea(Seniority::Manager, "user:3")), UserId{4});
    EXPECT_EQ(asked(plea(Seniority::Manager, "user:1", {"user:3", "user:4"})), UserId{2});
    EXPECT_EQ(asked(plea(Seniority::Executive, "user:4")), std::nullopt);
}

// An admin on no roster runs the desk and is asked only where nobody else could say yes in time.
TEST(Approver, IsNobodyWhoOnlyRunsTheDesk) {
    const std::vector<User> users{user(1, Role::Agent), user(2, Role::Manager),
                                  user(9, Role::Admin)};
    const Roster roster = working({{"2", "tuesday"}});
    Approval approval = plea(Seniority::Manager);
    approval.expires_at = now + std::chrono::hours{24};
    EXPECT_EQ(choose_approver(approval, roster, users, now), UserId{2});
    EXPECT_EQ(choose_approver(plea(Seniority::Executive), roster, users, now), UserId{9});
}

TEST(Approver, IsSomebodyWhoHearsOfItBeforeItExpires) {
    std::vector<User> users{user(1, Role::Agent), user(2, Role::Manager), user(3, Role::Manager),
                            user(4, Role::Executive), user(9, Role::Admin)};
    const Roster roster = working({{"2", "friday"}, {"3", "thursday"}, {"4", "tuesday"}});
    Approval approval = plea(Seniority::Manager);
    approval.expires_at = now + std::chrono::hours{24};
    EXPECT_EQ(choose_approver(approval, roster, users, now), UserId{4});
    approval.expires_at = now + std::chrono::hours{23};
    EXPECT_EQ(choose_approver(approval, roster, users, now), UserId{9})
        << "the executive is back the moment it expires";
    users.back().disabled = true;
    EXPECT_EQ(choose_approver(approval, roster, users, now), UserId{4})
        << "nobody is in time: whoever is back first";
}

Approval waiting() {
    Approval approval;
    approval.author = "user:1";
    approval.least = Seniority::Manager;
    approval.text_hash = "abc";
    approval.expires_at = now + std::chrono::hours{1};
    return approval;
}

TEST(MayDecide, OnlyWhoIsSeniorEnoughAndNotTheAuthor) {
    const Approval approval = waiting();
    EXPECT_TRUE(may_decide(approval, {"user:2", Seniority::Manager}, "abc", now));
    const auto own = may_decide(approval, {"user:1", Seniority::Executive}, "abc", now);
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().kind, ErrorKind::Forbidden);
    EXPECT_EQ(may_decide(approval, {"user:2", Seniority::Senior}, "abc", now).error().kind,
              ErrorKind::Forbidden);
}

TEST(MayDecide, NotOnOtherWordsNotTwiceNotTooLate) {
    Approval approval = waiting();
    const Decider manager{"user:2", Seniority::Manager};
    EXPECT_EQ(may_decide(approval, manager, "abd", now).error().kind, ErrorKind::Conflict);
    EXPECT_FALSE(may_decide(approval, manager, "abc", approval.expires_at));
    approval.approvers = {"user:2"};
    EXPECT_EQ(may_decide(approval, manager, "abc", now).error().kind, ErrorKind::Conflict);
    approval.approvers.clear();
    for (const ApprovalState state : {ApprovalState::Approved, ApprovalState::Rejected,
                                      ApprovalState::Void, ApprovalState::Expired}) {
        approval.state = state;
        EXPECT_FALSE(may_decide(approval, manager, "abc", now));
    }
}

TEST(WordDiff, ShowsWhatChanged) {
    const auto parts = word_diff("We send a new lamp today.", "We send a red lamp on Friday.");
    std::string shown;
    for (const DiffPart& part : parts) {
        shown += part.kind == DiffKind::Same    ? "=" + part.text
                 : part.kind == DiffKind::Added ? "+" + part.text
                                                : "-" + part.text;
    }
    EXPECT_EQ(shown, "=We send a -new +red =lamp -today.+on Friday.");
}

RC_GTEST_PROP(WordDiff, HoldsBothTexts, (std::string before, std::string after)) {
    std::string old_text;
    std::string new_text;
    for (const DiffPart& part : word_diff(before, after)) {
        if (part.kind != DiffKind::Added) old_text += part.text;
        if (part.kind != DiffKind::Removed) new_text += part.text;
    }
    RC_ASSERT(old_text == before);
    RC_ASSERT(new_text == after);
}

}  // namespace
}  // namespace aplomb::desk
