// Whose case: whoever can do most for it, and always somebody.
#include "desk/routing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace aplomb::desk {
namespace {

Timestamp at(std::string_view time) {
    return parse_rfc3339(time).value();
}

const Timestamp monday_ten = at("2026-11-23T10:00:00Z");

User user(std::int64_t id, Role role = Role::Agent) {
    User out;
    out.id = {id};
    out.name = "user " + std::to_string(id);
    out.role = role;
    return out;
}

Roster roster_of(std::string_view text) {
    return read_roster(parse_json(text).value()).value();
}

RouteFacts on(std::string_view channel) {
    RouteFacts facts;
    facts.channel.id = {1};
    facts.channel.kind = channel;
    return facts;
}

TEST(Routing, SharesTheLoad) {
    const std::vector<User> users{user(1), user(2), user(3)};
    Loads loads;
    for (int i = 0; i < 30; ++i)
        ++loads[*choose_owner(on("x"), {}, users, loads, monday_ten).owner];
    for (const User& each : users)
        EXPECT_EQ(loads[each.id], 10U);
}

TEST(Routing, LooksForTheChannelTheLanguageAndTheSkill) {
    const std::vector<User> users{user(1), user(2), user(3)};
    const Roster roster = roster_of(R"({"people":[
        {"user_id":"1","channels":["email"],"languages":["en"]},
        {"user_id":"2","channels":["x"],"languages":["en"],"skills":["billing"]},
        {"user_id":"3","channels":["x"],"languages":["de","en"]}]})");
    EXPECT_EQ(choose_owner(on("email"), roster, users, {}, monday_ten).owner, UserId{1});
    RouteFacts german = on("x");
    german.language = "de-AT";
    EXPECT_EQ(choose_owner(german, roster, users, {}, monday_ten).owner, UserId{3});
    RouteFacts billing = on("x");
    billing.skills = {"billing"};
    EXPECT_EQ(choose_owner(billing, roster, users, {}, monday_ten).owner, UserId{2});
}

TEST(Routing, GivesAGraveCaseToWhoeverMayAnswerItAndNotToTheBoss) {
    const std::vector<User> users{user(1), user(2, Role::Senior), user(3, Role::Manager),
                                  user(4, Role::Executive)};
    RouteFacts grave = on("x");
    grave.least = Seniority::Manager;
    EXPECT_EQ(choose_owner(grave, {}, users, {}, monday_ten).owner, UserId{3});
    EXPECT_EQ(choose_owner(on("x"), {}, users, {}, monday_ten).owner, UserId{1});
}

TEST(Routing, SticksToWhoeverKnowsThemWhileThereIsRoom) {
    const std::vector<User> users{user(1), user(2)};
    const Roster roster = roster_of(R"({"people":[{"user_id":"2","capacity":5}]})");
    RouteFacts again = on("x");
    again.knows_them = UserId{2};
    EXPECT_EQ(choose_owner(again, roster, users, {{UserId{2}, 4}}, monday_ten).owner, UserId{2});
    EXPECT_EQ(choose_owner(again, roster, users, {{UserId{2}, 5}}, monday_ten).owner, UserId{1});
}

TEST(Routing, PassesOverWhoIsOffAndTakesWhoIsBackFirstWhenAllAre) {
    const std::vector<User> users{user(1), user(2), user(3)};
    const Roster roster = roster_of(R"({"people":[
        {"user_id":"1","zone":"UTC","week":{"monday":["18:00-22:00"]}},
        {"user_id":"2","zone":"UTC","week":{"monday":["09:00-12:00"]},
         "absences":[{"from":"2026-11-23T00:00:00Z","to":"2026-11-24T00:00:00Z"}]},
        {"user_id":"3","zone":"UTC","week":{"monday":["15:00-17:00"]}}]})");
    const Route route = choose_owner(on("x"), roster, users, {}, monday_ten);
    EXPECT_EQ(route.owner, UserId{3});
    EXPECT_FALSE(route.on_duty);
    EXPECT_EQ(choose_owner(on("x"), roster, users, {}, at("2026-11-23T18:30:00Z")).owner,
              UserId{1});
}

TEST(Routing, HandsOverOnlyWhatTheOwnerCannotAnswerInTime) {
    const Roster roster =
        roster_of(R"({"people":[{"user_id":"1","zone":"UTC","week":{"monday":["09:00-17:00"],
                     "tuesday":["09:00-17:00"]}}]})");
    const Timestamp evening = at("2026-11-23T17:00:00Z");
    EXPECT_FALSE(should_hand_over(roster, UserId{1}, {}, monday_ten));
    EXPECT_TRUE(should_hand_over(roster, UserId{1}, at("2026-11-23T20:00:00Z"), evening));
    EXPECT_FALSE(should_hand_over(roster, UserId{1}, at("2026-11-24T12:00:00Z"), evening));
}

// Goal: nothing is ever un-owned while anybody works here.
RC_GTEST_PROP(Routing, AlwaysFindsSomebody, ()) {
    std::vector<User> users;
    Roster roster;
    const int people = *rc::gen::inRange(1, 6);
    bool anybody = false;
    for (int i = 1; i <= people; ++i) {
        User each = user(i, static_cast<Role>(*rc::gen::inRange(0, 5)));
        each.disabled = *rc::gen::arbitrary<bool>();
        anybody |= !each.disabled;
        users.push_back(each);
        if (*rc::gen::arbitrary<bool>()) {
            RosterPerson person;
            person.user_id = each.id;
            person.channels = {*rc::gen::elementOf(std::vector<std::string>{"x", "email"})};
            person.languages = {"de"};
            if (*rc::gen::arbitrary<bool>()) person.hours = Calendar{};
            person.capacity = *rc::gen::inRange<std::size_t>(1, 3);
            roster.people.push_back(person);
        }
    }
    RouteFacts facts = on("x");
    facts.language = "fr";
    facts.least = static_cast<Seniority>(*rc::gen::inRange(1, 5));
    if (*rc::gen::arbitrary<bool>()) facts.not_them = UserId{*rc::gen::inRange(1, 6)};
    const Route route =
        choose_owner(facts, roster, users, {{UserId{1}, 9}, {UserId{2}, 9}}, monday_ten);
    RC_ASSERT(route.owner.has_value() == anybody);
    if (!route.owner) return;
    const auto found = std::find_if(users.begin(), users.end(),
                                    [&](const User& each) { return each.id == *route.owner; });
    RC_ASSERT(!found->disabled);
}

TEST(LeastSeniority, FollowsSeverityReachAndWords) {
    const Policy policy = read_desk_policy(json::value(json::object{}), monday_ten).value();
    Case value;
    EXPECT_EQ(least_seniority(policy, value, "Where is my parcel?").least, Seniority::Agent);
    value.severity = 4;
    EXPECT_EQ(least_seniority(policy, value, "").least, Seniority::Senior);
    value.severity = 5;
    EXPECT_EQ(least_seniority(policy, value, "").least, Seniority::Manager);
    value.severity = 1;
    EXPECT_EQ(least_seniority(policy, value, "You will hear from my LAWYER!").least,
              Seniority::Manager);
    EXPECT_EQ(least_seniority(policy, value, "The tennis courtyard is closed.").least,
              Seniority::Agent);
    value.reach = 250'000;
    EXPECT_EQ(least_seniority(policy, value, "").rule, "many are watching");
}

TEST(Cover, NamesAnOwnerAndADeputyForEveryHourAndShowsTheGaps) {
    const std::vector<User> users{user(1), user(2)};
    const Roster roster = roster_of(R"({"people":[
        {"user_id":"1","zone":"UTC","week":{"monday":["08:00-16:00"]}},
        {"user_id":"2","zone":"UTC","week":{"monday":["12:00-20:00"]}}]})");
    Channel channel;
    channel.kind = "x";
    const Cover noon = cover_at(roster, users, channel, at("2026-11-23T13:00:00Z"));
    EXPECT_EQ(noon.owner, UserId{1});
    EXPECT_EQ(noon.deputy, UserId{2});
    EXPECT_EQ(cover_at(roster, users, channel, at("2026-11-23T18:00:00Z")).owner, UserId{2});
    const auto gaps =
        cover_gaps(roster, users, channel, at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    ASSERT_EQ(gaps.size(), 4U);
    EXPECT_TRUE(gaps[0].no_owner);
    EXPECT_EQ(gaps[0].when.to, at("2026-11-23T08:00:00Z"));
    EXPECT_FALSE(gaps[1].no_owner);
    EXPECT_EQ(gaps[2].when.from, at("2026-11-23T16:00:00Z"));
    EXPECT_TRUE(gaps[3].no_owner);
}

// Who set the desk up and is on no roster would be awake for ever, and no gap ever seen.
TEST(Cover, IsNotGivenByWhoeverRunsTheDesk) {
    const std::vector<User> users{user(1, Role::Admin), user(2)};
    Channel channel;
    channel.kind = "x";
    const Timestamp night = at("2026-11-23T21:30:00Z");
    const auto gaps = [&](const Roster& roster) {
        return cover_gaps(roster, users, channel, at("2026-11-23T08:00:00Z"),
                          at("2026-11-24T00:00:00Z"));
    };
    const std::string day = R"({"user_id":"2","zone":"UTC","week":{"monday":["08:00-17:00"]}})";
    const Roster roster = roster_of(R"({"people":[)" + day + "]}");
    EXPECT_EQ(cover_at(roster, users, channel, night).owner, std::nullopt);
    ASSERT_EQ(gaps(roster).size(), 2U);
    EXPECT_TRUE(gaps(roster)[1].no_owner);
    EXPECT_EQ(gaps(roster)[1].when.from, at("2026-11-23T17:00:00Z"));
    // On the roster they work at it, too.
    const Roster both = roster_of(R"({"people":[)" + day + R"(,{"user_id":"1"}]})");
    EXPECT_EQ(cover_at(both, users, channel, night).owner, UserId{1});
    EXPECT_EQ(choose_owner(on("x"), both, users, {}, night).owner, UserId{1});
    const std::vector<User> alone{user(1, Role::Admin)};
    EXPECT_EQ(cover_at({}, alone, channel, night).owner, UserId{1});
}

}  // namespace
}  // namespace aplomb::desk
