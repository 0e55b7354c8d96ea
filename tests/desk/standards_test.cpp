// By when: the shipped standards, which one holds, how heat shortens it, and how far a miss goes
// up.
#include "desk/standards.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk/heat.h"

namespace aplomb::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Timestamp at(std::string_view time) {
    return parse_rfc3339(time).value();
}

Result<Policy> policy_of(std::string_view text) {
    return read_desk_policy(parse_json(text).value(), at("2026-11-22T00:00:00Z"));
}

Case waiting_case() {
    Case value;
    value.id = {1};
    value.first_in_at = at("2026-11-23T10:00:00Z");
    value.last_in_at = value.waiting_since = value.first_in_at;
    return value;
}

StandardFacts on(std::string_view channel) {
    StandardFacts facts;
    facts.channel_kind = channel;
    return facts;
}

const ClockReading& answer_of(const std::vector<ClockReading>& readings) {
    return readings.front();
}

TEST(Standards, AreShippedAsTheTextsHaveThem) {
    const Policy policy = policy_of("{}").value();
    const Case value = waiting_case();
    const std::vector<std::pair<std::string, Milliseconds>> wanted{
        {"x", minutes{30}},      {"facebook", hours{2}},  {"email", hours{24}},
        {"webchat", minutes{5}}, {"telegram", hours{12}}, {"trustpilot", hours{12}}};
    for (const auto& [channel, limit] : wanted) {
        const auto readings = clocks_for(value, on(channel), policy, {});
        ASSERT_FALSE(readings.empty()) << channel;
        EXPECT_EQ(answer_of(readings).due_at, value.first_in_at + limit) << channel;
        EXPECT_EQ(answer_within(channel), limit) << channel;
    }
    const auto usual = answer_of(clocks_for(value, on("telegram"), policy, {}));
    EXPECT_EQ(usual.warn_at, value.first_in_at + hours{8});
}

TEST(Standards, TheFirstThatFitsHolds) {
    const Policy policy = policy_of(R"({"standards":[
        {"name":"gold","tier":"gold","first":{"limit":"PT1H"}},
        {"name":"bad review","channels":["trustpilot"],"rating_at_most":2,"first":{"limit":"PT2H"}},
        {"name":"grave","severity":4,"kinds":["complaint"],"first":{"limit":"PT3H"}},
        {"name":"rest","first":{"limit":"PT8H"},"next":{"limit":"PT4H"}}]})")
                              .value();
    StandardFacts facts = on("trustpilot");
    const auto name = [&](ClockKind kind) { return standard_for(policy, facts, kind)->name; };
    EXPECT_EQ(name(ClockKind::FirstAnswer), "rest");
    facts.rating = 3;
    EXPECT_EQ(name(ClockKind::FirstAnswer), "rest");
    facts.rating = 1;
    EXPECT_EQ(name(ClockKind::FirstAnswer), "bad review");
    facts.severity = 5;
    facts.kind = CaseKind::Complaint;
    facts.rating.reset();
    EXPECT_EQ(name(ClockKind::FirstAnswer), "grave");
    facts.tier = "gold";
    EXPECT_EQ(name(ClockKind::FirstAnswer), "gold");
    EXPECT_EQ(standard_for(policy, facts, ClockKind::Resolution), nullptr);
}

TEST(Standards, GetShorterForAHotterCase) {
    const Policy policy = policy_of("{}").value();
    Case value = waiting_case();
    const auto calm = answer_of(clocks_for(value, on("email"), policy, {}));
    value.severity = 5;
    value.reach = 100'000;
    const auto hot = answer_of(clocks_for(value, on("email"), policy, {}));
    EXPECT_LT(*hot.due_at, *calm.due_at);
    EXPECT_GT(hot.cut_percent, 0);
    EXPECT_GE(*hot.due_at - value.first_in_at, hours{12});
}

TEST(Standards, AskForTheNextAnswerAfterTheFirstAndForNoneWhenNobodyWaits) {
    const Policy policy = policy_of("{}").value();
    Case value = waiting_case();
    value.last_out_at = at("2026-11-23T09:00:00Z");
    EXPECT_EQ(answer_of(clocks_for(value, on("x"), policy, {})).kind, ClockKind::NextAnswer);
    value.waiting_since.reset();
    const auto resting = clocks_for(value, on("x"), policy, {});
    ASSERT_EQ(resting.size(), 1U);
    EXPECT_EQ(resting[0].kind, ClockKind::Resolution);
    value.status = CaseStatus::Closed;
    EXPECT_TRUE(clocks_for(value, on("email"), policy, {}).empty());
}

TEST(Standards, TheResolutionClockStandsStillWhileWeWaitForThemAndGoesOnWhenReopened) {
    const Policy policy = policy_of("{}").value();
    Case value = waiting_case();
    value.waiting_since.reset();
    value.last_out_at = at("2026-11-23T11:00:00Z");
    value.status = CaseStatus::Waiting;
    const std::vector<CasePhase> waits{{CaseStatus::Open, value.first_in_at},
                                       {CaseStatus::Waiting, at("2026-11-23T11:00:00Z")}};
    const auto still = clocks_for(value, on("telegram"), policy, waits);
    ASSERT_EQ(still.size(), 1U);
    EXPECT_EQ(still[0].due_at, std::nullopt);
    value.status = CaseStatus::Open;
    std::vector<CasePhase> again = waits;
    again.push_back({CaseStatus::Open, at("2026-11-24T11:00:00Z")});
    const auto goes_on = clocks_for(value, on("telegram"), policy, again);
    EXPECT_EQ(goes_on.back().due_at, value.first_in_at + hours{24 * 4});
}

TEST(DeskPolicy, NamesTheFieldThatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"({"standards":[{"name":"a","first":{"limit":"8 hours"}}]})", "/standards/0/first/limit"},
        {R"({"standards":[{"name":"a","first":{"warn":"PT9H","limit":"PT8H"}}]})",
         "/standards/0/first/warn"},
        {R"({"standards":[{"name":"a"}]})", "/standards/0"},
        {R"({"standards":[{"name":"a","calendar":"x","first":{"limit":"PT8H"}}]})",
         "/standards/0/calendar"},
        {R"({"standards":[{"name":"a","channels":["fax"],"first":{"limit":"PT8H"}}]})",
         "/standards/0/channels"},
        {R"({"calendars":{"never":{"zone":"UTC"}},
             "standards":[{"name":"a","calendar":"never","first":{"limit":"PT8H"}}]})",
         "/standards/0/calendar"},
        {R"({"approvals":{"least_seniority":[{"name":"a","seniority":"boss"}]}})",
         "/approvals/least_seniority/0/seniority"},
        {R"({"making_up":{"offers":[{"key":"a","kind":"refund","title":"A","amount":"1,50",
             "currency":"EUR"}]}})",
         "/making_up/offers/0/amount"},
        {R"({"making_up":{"limits":{"agent":{"EUR":"-5"}}}})", "/making_up/limits/agent/EUR"},
        {R"({"escalation":{"every":"often"}})", "/escalation/every"},
        {R"({"zone":"Nowhere"})", "/zone"},
        {R"({"standard":[]})", "/standard"}};
    for (const auto& [text, field] : wrong) {
        const auto answer = policy_of(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().field, field) << answer.error().what;
        EXPECT_FALSE(answer.error().what.empty());
    }
    const auto never = policy_of(wrong[5].first);
    EXPECT_NE(never.error().what.find("no working hours"), std::string::npos);
}

TEST(DeskPolicy, GivesNobodyLessThanThoseBelow) {
    const auto upside_down =
        policy_of(R"({"making_up":{"limits":{"agent":{"EUR":"50"},"senior":{"EUR":"10"}}}})");
    ASSERT_TRUE(upside_down);
    EXPECT_EQ(check_limits(*upside_down).error().field, "/making_up/limits/senior/EUR");
    EXPECT_TRUE(check_limits(*policy_of("{}")));
}

TEST(DeskPolicy, LeavesNobodyWithoutAStandard) {
    for (const std::string_view text :
         {R"({"standards":[]})",
          R"({"standards":[{"name":"vip","tier":"gold","first":{"limit":"PT1H"}}]})"}) {
        const auto policy = policy_of(std::string(text));
        ASSERT_TRUE(policy) << policy.error().what;
        EXPECT_EQ(policy->standards.back().name, "everything else") << text;
    }
    const auto own = policy_of(R"({"standards":[{"name":"all","first":{"limit":"PT1H"}}]})");
    EXPECT_EQ(own->standards.size(), 1U);
}

User user(std::int64_t id, Role role) {
    User out;
    out.id = {id};
    out.name = "user " + std::to_string(id);
    out.role = role;
    return out;
}

TEST(Escalation, GoesUpOneStepAtATimeAndRespectsTimeOff) {
    Policy policy = policy_of("{}").value();
    const std::vector<User> users{user(1, Role::Agent), user(2, Role::Senior),
                                  user(3, Role::Manager), user(4, Role::Executive)};
    // A Monday; the senior works from noon.
    const Roster roster = read_roster(parse_json(R"({"people":[{"user_id":"2","zone":"UTC",
        "week":{"monday":["12:00-18:00"]}},{"user_id":"3","zone":"UTC","week":{}},
        {"user_id":"4","zone":"UTC","week":{"monday":["15:00-16:00"]}}]})")
                                          .value())
                              .value();
    const Timestamp morning = at("2026-11-23T09:00:00Z");
    const auto early = escalate_to(1, UserId{1}, policy, roster, users, morning);
    EXPECT_EQ(early.user, std::nullopt);
    EXPECT_EQ(early.retry_at, at("2026-11-23T12:00:00Z"));
    const auto noon = escalate_to(1, UserId{1}, policy, roster, users, at("2026-11-23T12:00:00Z"));
    EXPECT_EQ(noon.user, UserId{2});
    EXPECT_EQ(noon.level, 1);
    // No manager ever: the executive, when there.
    EXPECT_EQ(escalate_to(2, UserId{1}, policy, roster, users, at("2026-11-23T15:30:00Z")).user,
              UserId{4});
    policy.escalate_in_off_time = true;
    EXPECT_EQ(escalate_to(1, UserId{1}, policy, roster, users, morning).user, UserId{2});
}

// Sam is a senior, Max a manager, Eva an executive; whoever runs the desk is on no roster.
class Chain : public ::testing::Test {
  protected:
    EscalationTarget climb(int level, std::int64_t owner, std::string_view time) {
        return escalate_to(level, UserId{owner}, policy_, roster_, users_, at(time), WhenOff::Wait);
    }
    void roster(std::string_view people) {
        roster_ =
            read_roster(parse_json(R"({"people":[)" + std::string(people) + "]}").value()).value();
    }

    Policy policy_ = policy_of("{}").value();
    Roster roster_;
    std::vector<User> users_{user(1, Role::Admin), user(2, Role::Agent), user(3, Role::Senior),
                             user(4, Role::Manager), user(5, Role::Executive)};
};

TEST_F(Chain, WaitsForARankThatIsOffRatherThanToPassItOver) {
    roster(R"({"user_id":"3","zone":"UTC","week":{"monday":["09:00-17:00"],
               "tuesday":["09:00-17:00"]}})");
    const auto night = climb(1, 2, "2026-11-23T21:30:00Z");
    EXPECT_EQ(night.user, std::nullopt);
    EXPECT_EQ(night.retry_at, at("2026-11-24T09:00:00Z"));
    EXPECT_EQ(climb(1, 2, "2026-11-24T09:00:00Z").user, UserId{3});
    EXPECT_EQ(escalate_to(1, UserId{2}, policy_, roster_, users_, at("2026-11-23T21:30:00Z")).user,
              UserId{4})
        << "whoever cannot wait takes who is there";
    policy_.escalate_in_off_time = true;
    EXPECT_EQ(climb(1, 2, "2026-11-23T21:30:00Z").user, UserId{3});
}

TEST_F(Chain, PassesOverARankThatNobodyHoldsOrThatIsOnLeave) {
    roster(R"({"user_id":"3","absences":[{"from":"2026-11-20T00:00:00Z",
               "to":"2026-12-20T00:00:00Z"}]})");
    const auto on_leave = climb(1, 2, "2026-11-23T21:30:00Z");
    EXPECT_EQ(on_leave.user, UserId{4});
    EXPECT_EQ(on_leave.level, 2);
    users_.erase(users_.begin() + 3);
    EXPECT_EQ(climb(2, 2, "2026-11-23T21:30:00Z").level, 3);
    EXPECT_EQ(climb(2, 2, "2026-11-23T21:30:00Z").user, UserId{5});
}

TEST_F(Chain, GoesUpFromTheOwnersOwnRank) {
    EXPECT_EQ(climb(1, 3, "2026-11-23T12:00:00Z").user, UserId{4});
    const auto of_a_manager = climb(1, 4, "2026-11-23T12:00:00Z");
    EXPECT_EQ(of_a_manager.user, UserId{5});
    EXPECT_EQ(of_a_manager.level, 3);
    users_.push_back(user(6, Role::Executive));
    EXPECT_EQ(climb(1, 5, "2026-11-23T12:00:00Z").user, UserId{6}) << "above them are their equals";
}

TEST_F(Chain, EndsAtWhoeverRunsTheDeskOnlyWhereNobodyIsAbove) {
    EXPECT_EQ(climb(3, 2, "2026-11-23T12:00:00Z").user, UserId{5});
    users_.resize(3);
    EXPECT_EQ(climb(1, 2, "2026-11-23T12:00:00Z").user, UserId{3});
    EXPECT_EQ(climb(2, 2, "2026-11-23T12:00:00Z").user, std::nullopt);
    users_.resize(2);
    EXPECT_EQ(climb(1, 2, "2026-11-23T12:00:00Z").user, UserId{1});
    users_ = {user(1, Role::Admin), user(2, Role::Admin)};
    EXPECT_EQ(climb(1, 1, "2026-11-23T12:00:00Z").user, UserId{2});
}

TEST_F(Chain, GoesToTheHighestOfTheOthersWhereNobodyStandsAbove) {
    users_ = {user(1, Role::Admin), user(2, Role::Agent), user(3, Role::Senior),
              user(4, Role::Manager), user(6, Role::Manager)};
    const auto equal = climb(1, 4, "2026-11-23T12:00:00Z");
    EXPECT_EQ(equal.user, UserId{6});
    EXPECT_EQ(equal.level, 2);
    users_.back() = user(5, Role::Executive);
    EXPECT_EQ(climb(1, 5, "2026-11-23T12:00:00Z").user, UserId{4});
}

TEST_F(Chain, GivesNoRankToAnOwnerWhoRunsTheDesk) {
    EXPECT_EQ(climb(1, 1, "2026-11-23T12:00:00Z").user, UserId{3});
}

TEST_F(Chain, EndsAtWhoeverRunsTheDeskWhileAllTheOthersAreOnLeave) {
    users_.resize(3);
    roster(R"({"user_id":"3","absences":[{"from":"2026-11-20T00:00:00Z",
               "to":"2026-12-20T00:00:00Z"}]})");
    EXPECT_EQ(climb(1, 2, "2026-11-23T21:30:00Z").user, UserId{1});
}

TEST(Escalation, WarnsThenBreachesThenClimbs) {
    const Policy policy = policy_of("{}").value();
    CaseClock clock;
    clock.started_at = at("2026-11-23T10:00:00Z");
    clock.warn_at = at("2026-11-23T18:00:00Z");
    clock.due_at = at("2026-11-23T22:00:00Z");
    EXPECT_EQ(next_clock_step(clock, policy)->step, ClockStep::Warn);
    clock.warned_at = at("2026-11-23T17:00:00Z");
    EXPECT_EQ(next_clock_step(clock, policy)->step, ClockStep::Warn)
        << "more time was given since that warning";
    clock.warned_at = clock.warn_at;
    EXPECT_EQ(next_clock_step(clock, policy)->step, ClockStep::Breach);
    clock.breached_at = clock.due_at;
    for (int level = 0; level < highest_level; ++level) {
        clock.escalated = level;
        EXPECT_EQ(next_clock_step(clock, policy)->step, ClockStep::Escalate);
        EXPECT_EQ(next_clock_step(clock, policy)->at, *clock.due_at + hours{level});
    }
    clock.escalated = highest_level;
    EXPECT_FALSE(next_clock_step(clock, policy));
    clock.escalated = 0;
    clock.ended_at = clock.due_at;
    EXPECT_FALSE(next_clock_step(clock, policy));
}

RC_GTEST_PROP(FiascoIndex, GrowsWithEachOfItsParts, ()) {
    Case value = waiting_case();
    value.severity = *rc::gen::inRange(1, 6);
    value.reach = *rc::gen::inRange<std::int64_t>(0, 5'000'000);
    value.others = *rc::gen::inRange<std::int64_t>(0, 500);
    value.due_at = value.first_in_at + minutes{*rc::gen::inRange(1, 2'000)};
    value.heat_key = heat_key(value);
    const Timestamp now = value.first_in_at + minutes{*rc::gen::inRange(0, 6'000)};
    const auto index = [&](Case changed) {
        changed.heat_key = heat_key(changed);
        return heat(changed, now);
    };
    const int before = heat(value, now);
    RC_ASSERT(before >= 0 && before <= 100);
    Case hotter = value;
    hotter.severity = std::min(5, value.severity + 1);
    RC_ASSERT(index(hotter) >= before);
    hotter = value;
    hotter.reach = value.reach * 3 + 10;
    RC_ASSERT(index(hotter) >= before);
    hotter = value;
    hotter.others += 5;
    RC_ASSERT(index(hotter) >= before);
    hotter = value;
    hotter.due_at = *value.due_at - minutes{30};
    RC_ASSERT(index(hotter) >= before);
    RC_ASSERT(heat(value, now + hours{1}) >= before);
    // Its parts are what it is made of.
    const FiascoParts parts = fiasco_parts(value, now);
    const double sum = parts.severity + parts.reach + parts.spread + parts.waiting;
    RC_ASSERT(std::abs(std::clamp(sum, 0.0, 100.0) - before) <= 1.01);
}

RC_GTEST_PROP(FiascoIndex, KeepsItsOrderAsTimePasses, ()) {
    Case a = waiting_case();
    Case b = waiting_case();
    for (Case* each : {&a, &b}) {
        each->severity = *rc::gen::inRange(1, 6);
        each->reach = *rc::gen::inRange<std::int64_t>(0, 100'000);
        each->due_at = each->first_in_at + minutes{*rc::gen::inRange(1, 2'000)};
        each->heat_key = heat_key(*each);
    }
    if (a.heat_key > b.heat_key) std::swap(a, b);
    const Timestamp now = a.first_in_at + minutes{*rc::gen::inRange(0, 6'000)};
    RC_ASSERT(heat(a, now) >= heat(b, now));
}

}  // namespace
}  // namespace aplomb::desk
