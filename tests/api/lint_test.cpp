// The composer's lint through HTTP: what it knows of the case, and that the gate springs no
// surprise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/desk_fixture.h"

namespace aplomb::api {
namespace {

class ComposersLint : public ApiTest {
  protected:
    Answer lint(const json::object& draft) {
        return as(Role::Agent, "POST", "/api/v1/lint", json::serialize(draft));
    }
    static std::vector<std::string> rules_in(const Answer& linted) {
        std::vector<std::string> rules;
        for (const json::value& finding : linted.body.at("findings").as_array())
            rules.emplace_back(finding.at("rule").as_string());
        return rules;
    }
};

TEST_F(ComposersLint, KnowsWhatTheCaseKnows) {
    const Seeded seeded = seed();
    const json::object answer{{"text", "I am sorry your parcel is late. It is on the van."}};
    ASSERT_EQ(as(Role::Agent, "POST", "/api/v1/cases/" + seeded.case_id.text() + "/replies",
                 json::serialize(answer))
                  .status,
              201);
    json::object draft{{"text", "And another thing we wanted to tell you about it."},
                       {"case_id", seeded.case_id.text()}};
    const Answer linted = lint(draft);
    ASSERT_EQ(linted.status, 200) << linted.text;
    EXPECT_EQ(linted.at("/ok"), "false");
    EXPECT_THAT(rules_in(linted), testing::Contains("salvo"));
    // What the input says wins over what the case knows.
    draft["thread"] = json::array{};
    EXPECT_EQ(lint(draft).at("/ok"), "true");
}

TEST_F(ComposersLint, SaysThatATimeIsOverBeforeTheGateDoes) {
    json::object draft{{"text", "I am sorry, Ana. I will WRITE to you by 1 September 2026. OK?!!"},
                       {"case_id", seed().case_id.text()}};
    EXPECT_THAT(rules_in(lint(draft)), testing::IsSupersetOf({"shouting", "promise-past"}));
    draft["now"] = "2026-08-01T09:00:00Z";
    EXPECT_THAT(rules_in(lint(draft)), testing::Not(testing::Contains("promise-past")));
}

}  // namespace
}  // namespace aplomb::api
