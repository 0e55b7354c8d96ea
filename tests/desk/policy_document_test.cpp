// What a policy document may not say: spans of time nobody could wait out, and offers and standards
// that say nothing.
#include <gtest/gtest.h>

#include "base/json.h"
#include "desk/policy.h"

namespace aplomb::desk {
namespace {

const Timestamp now = parse_rfc3339("2026-11-23T10:00:00Z").value();

// The field that is refused; "" where none is.
std::string refused(const std::string& document, std::string_view says = {}) {
    const auto policy = read_desk_policy(parse_json(document).value(), now);
    if (policy) return {};
    EXPECT_NE(policy.error().what.find(says), std::string::npos) << policy.error().what;
    return policy.error().field;
}

std::string with_limit(const std::string& duration, std::string_view says = {}) {
    return refused(R"({"standards":[{"name":"all","first":{"limit":")" + duration + R"("}}]})",
                   says);
}

TEST(PolicyDocument, SetsNoTimeNobodyCouldWaitOut) {
    for (const char* const duration :
         {"P9999999999W", "P110000D", "P9999999999W9999999999W", "P367D"}) {
        EXPECT_EQ(with_limit(duration, "at most a year"), "/standards/0/first/limit") << duration;
    }
    EXPECT_EQ(with_limit("P366D"), "");
    EXPECT_EQ(refused(R"({"standards":[{"name":"all","first":{"limit":"P2D","warn":"P500W"}}]})"),
              "/standards/0/first/warn");
    EXPECT_EQ(refused(R"({"phone":{"permission_lasts":"P9999999999W"}})", "ten years"),
              "/phone/permission_lasts");
    EXPECT_EQ(refused(R"({"phone":{"permission_lasts":"P3653D"}})"), "");
    EXPECT_EQ(refused(R"({"approvals":{"expire_after":"P9999999999W"}})"),
              "/approvals/expire_after");
    EXPECT_EQ(refused(R"({"escalation":{"every":"P600W"}})"), "/escalation/every");
    EXPECT_EQ(refused(R"({"quiet":{"cooling_off":"P600W"}})"), "/quiet/cooling_off");
    EXPECT_EQ(refused(R"({"making_up":{"offers":[{"key":"a","kind":"b","title":"c",)"
                      R"("valid_for":"P9999W"}]}})"),
              "/making_up/offers/0/valid_for");
}

// A year of working time is centuries where one works a few minutes a week.
TEST(PolicyDocument, SetsNoLimitItsCalendarNeverReaches) {
    const auto within = [](const std::string& limit) {
        return refused(R"({"calendars":{"few":{"zone":"UTC","week":{"monday":["09:00-09:10"]}}},)"
                       R"("standards":[{"name":"all","calendar":"few","first":{"limit":")" +
                       limit + R"("}}]})");
    };
    EXPECT_EQ(within("P300D"), "/standards/0/calendar");
    EXPECT_EQ(within("PT4H"), "");
}

TEST(PolicyDocument, HoldsNoOfferThatSaysNothing) {
    const auto offer = [](const std::string& fields) {
        return refused(R"({"making_up":{"offers":[{)" + fields + "}]}}");
    };
    const std::string at = "/making_up/offers/0/";
    EXPECT_EQ(offer(R"("key":"","kind":"b","title":"c")"), at + "key");
    EXPECT_EQ(offer(R"("key":"a","kind":" ","title":"c")"), at + "kind");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"\t")"), at + "title");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"c","currency":"EUR")"), at + "currency");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"c","amount":"5.00")"), at + "currency");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"c","amount":"5.00","currency":"eur")"),
              at + "currency");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"c","amount":"5.5","currency":"JPY")"),
              at + "amount");
    EXPECT_EQ(offer(R"("key":"a","kind":"b","title":"c")"), "");
}

TEST(PolicyDocument, GivesEachStandardAndRuleAName) {
    EXPECT_EQ(refused(R"({"standards":[{"name":"","first":{"limit":"PT1H"}}]})"),
              "/standards/0/name");
    EXPECT_EQ(refused(R"({"standards":[{"first":{"limit":"PT1H"}}]})"), "/standards/0/name");
    EXPECT_EQ(refused(R"({"approvals":{"least_seniority":[{"name":" ","severity":5,)"
                      R"("seniority":"manager"}]}})"),
              "/approvals/least_seniority/0/name");
}

}  // namespace
}  // namespace aplomb::desk
