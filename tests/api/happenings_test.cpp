#include "api/happenings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/render.h"
#include "base/time.h"

namespace aplomb::api {
namespace {

using testing::ElementsAre;

AuditEntry entry(std::string action, json::object detail = {}, std::string who = "Jo") {
    AuditEntry made;
    made.at = Timestamp{Milliseconds{1'000}};
    made.action = std::move(action);
    made.actor_kind = who.empty() ? "desk" : "user";
    made.actor_name = who.empty() ? "The desk" : std::move(who);
    made.detail = std::move(detail);
    return made;
}

std::string said(std::string action, json::object detail = {}, std::string who = "Jo") {
    return sentence_for(entry(std::move(action), std::move(detail), std::move(who)));
}

TEST(Happenings, AreSentences) {
    EXPECT_EQ(said("phone_permission.granted", {{"words", "Yes, call me"}}),
              "Jo recorded that we may call: “Yes, call me”");
    EXPECT_EQ(said("recovery.satisfied"), "Jo found them content again");
    EXPECT_EQ(said("call.logged", {{"outcome", "no_answer"}}), "Jo called: no answer");
    EXPECT_EQ(said("case.changed", {{"kind", "complaint"}, {"at_fault", "yes"}}),
              "Jo changed kind to complaint, at fault to yes");
    EXPECT_EQ(said("promise.kept_late", {{"promise", "By noon."}}, ""),
              "We kept our word, late: “By noon.”");
}

TEST(Happenings, LeaveOutWhatIsNotKnown) {
    EXPECT_EQ(said("phone_permission.granted", {{"words", ""}}), "Jo recorded that we may call");
    EXPECT_EQ(said("approval.given", {{"reason", ""}}), "Jo approved");
    EXPECT_EQ(said("recovery.set_back", {{"rating_after", 1}}, ""),
              "They are less content again: 1 of 5 stars");
    EXPECT_EQ(said("recovery.set_back", {}, ""), "They are less content again");
}

TEST(Happenings, TellPeopleFromTheDesk) {
    EXPECT_EQ(said("recovery.resolved"), "Jo: what they complained of is mended");
    EXPECT_EQ(said("recovery.resolved", {}, ""), "What they complained of is mended");
    EXPECT_EQ(said("recovery.ended", {{"outcome", "removed"}}, ""),
              "They took down what they wrote");
    EXPECT_EQ(said("recovery.ended"), "Jo let it rest");
}

TEST(Happenings, OfTheDeskHaveNoActor) {
    EXPECT_TRUE(render_happening(entry("recovery.reached", {}, "")).at("actor").is_null());
    EXPECT_EQ(render_happening(entry("approval.given")).at("actor").at("name"), "Jo");
}

TEST(Happenings, SayWhichClockItIs) {
    EXPECT_EQ(said("clock.breached", {{"clock", "next_answer"}}, ""), "Our answer is overdue");
    EXPECT_EQ(said("clock.breached", {{"clock", "resolution"}}, ""),
              "This should be solved by now");
}

TEST(Happenings, LeaveTheAnswerToSpeakForItself) {
    EXPECT_TRUE(told_once({entry("reply.queued")}).empty());
}

TEST(Happenings, NameWhatHasNoSentence) {
    EXPECT_EQ(said("case.painted"), "Jo: case.painted");
}

TEST(Happenings, NeverShowAPattern) {
    for (const std::string& action : told_actions()) {
        const std::string text = said(action);
        EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << action << ": " << text;
        EXPECT_EQ(text.find(action), std::string::npos) << text;
    }
}

TEST(Happenings, AreToldOnceWithTheNameAndAllDetails) {
    const auto told = told_once({
        entry("call.done", {{"outcome", "reached"}, {"note", "All is well."}}, ""),
        entry("promise.kept", {{"promise", "I'll call."}}, ""),
        entry("call.logged", {{"outcome", "reached"}}),
        entry("clock.warned", {{"due_at", "noon"}}, ""),
    });
    std::vector<std::string> said;
    for (const AuditEntry& each : told)
        said.push_back(sentence_for(each));
    EXPECT_THAT(said,
                ElementsAre("We kept our word: “I'll call.”", "Jo called: reached. All is well.",
                            "Our answer is due soon, by noon"));
}

TEST(Happenings, KeepApartWhatIsOfAnotherMind) {
    const auto told = told_once({
        entry("call.booked", {{"due_at", "at two"}}, ""),
        entry("call.booked", {{"due_at", "at three"}}, ""),
        entry("call.ordered", {{"due_at", "at two"}}),
    });
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(sentence_for(told[0]), "A call is booked for at three");
    EXPECT_EQ(sentence_for(told[1]), "Jo booked a call for at two");
}

TEST(Happenings, TellWhatWasRefusedOrCalledOff) {
    const auto refused = told_once({
        entry("offer.cancelled", {{"offer", "Refund, 90.00 EUR"}, {"why", "Too much."}}, ""),
        entry("approval.refused", {{"subject", "grant:1"}, {"reason", "Too much."}}),
    });
    ASSERT_EQ(refused.size(), 1u);
    EXPECT_EQ(sentence_for(refused[0]), "Jo did not approve Refund, 90.00 EUR: Too much.");
    const auto off = told_once({
        entry("call.cancelled", {{"outcome", "cancelled"}, {"note", "They wrote."}}, ""),
        entry("call.logged", {{"due_at", "noon"}, {"outcome", "cancelled"}}),
    });
    ASSERT_EQ(off.size(), 1u);
    EXPECT_EQ(sentence_for(off[0]), "Jo called off the call of noon: They wrote.");
}

TEST(Happenings, OfAnotherMomentAreToldApart) {
    AuditEntry desk = entry("call.booked", {{"due_at", "at three"}}, "");
    desk.at = Timestamp{Milliseconds{2'000}};
    EXPECT_EQ(told_once({entry("call.ordered", {{"due_at", "at two"}}), desk}).size(), 2u);
}

}  // namespace
}  // namespace aplomb::api
