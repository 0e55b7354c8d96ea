// Promises in what we send: what is one and what is not, how the time is read, what settles it.
#include "desk/promises.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/time_zone.h"
#include "text/utf8.h"

namespace aplomb::desk {
namespace {

Timestamp at(std::string_view time) {
    return parse_rfc3339(time).value();
}

// A Monday, ten in the morning in London.
const Timestamp monday = at("2026-11-23T10:00:00Z");

std::string due(std::string_view text, std::string_view zone = "UTC", Timestamp now = monday) {
    const auto found = find_promises(text, now, zone);
    if (found.size() != 1) return std::to_string(found.size()) + " promises";
    return to_rfc3339(found[0].when.at);
}

TEST(Promises, AreReadInEnglish) {
    EXPECT_EQ(due("We will send you a new one by Friday."), "2026-11-27T18:00:00Z");
    EXPECT_EQ(due("I'll get back to you within 24 hours."), "2026-11-24T10:00:00Z");
    EXPECT_EQ(due("We'll reply within the hour."), "2026-11-23T11:00:00Z");
    EXPECT_EQ(due("I'll call you at 3 pm."), "2026-11-23T15:00:00Z");
    EXPECT_EQ(due("I will ring you tomorrow at 9:30."), "2026-11-24T09:30:00Z");
    EXPECT_EQ(due("You'll have your refund in 3 business days."), "2026-11-26T18:00:00Z");
    EXPECT_EQ(due("We will let you know by the end of the day."), "2026-11-23T18:00:00Z");
    EXPECT_EQ(due("I'll write again by noon tomorrow."), "2026-11-24T12:00:00Z");
    EXPECT_EQ(due("We will fix this by 12 December."), "2026-12-12T18:00:00Z");
    EXPECT_EQ(due("We will have it repaired by January 4th."), "2027-01-04T18:00:00Z");
    EXPECT_EQ(due("We'll update you next week."), "2026-12-04T18:00:00Z");
    EXPECT_EQ(due("I will call you this afternoon."), "2026-11-23T17:00:00Z");
    EXPECT_EQ(due("We'll reply within the day."), "2026-11-23T18:00:00Z");
    EXPECT_EQ(due("We'll reply within a day."), "2026-11-24T10:00:00Z");
    EXPECT_EQ(due("We will mend it within the week."), "2026-11-27T18:00:00Z");
    EXPECT_EQ(due("I am asking the workshop now and will write to you by 6 pm."),
              "2026-11-23T18:00:00Z");
}

TEST(Promises, AreReadInGermanFrenchSpanishAndItalian) {
    EXPECT_EQ(due("Wir melden uns bis Freitag bei Ihnen."), "2026-11-27T18:00:00Z");
    EXPECT_EQ(due("Ich rufe Sie um 15 Uhr an."), "2026-11-23T15:00:00Z");
    EXPECT_EQ(due("Sie erhalten innerhalb von zwei Tagen eine Antwort."), "2026-11-25T10:00:00Z");
    EXPECT_EQ(due("Nous vous rappelons demain à 14 h 30."), "2026-11-24T14:30:00Z");
    EXPECT_EQ(due("Je vous répondrai dans les 24 heures."), "2026-11-24T10:00:00Z");
    EXPECT_EQ(due("Vous recevrez le colis avant vendredi."), "2026-11-26T18:00:00Z");
    EXPECT_EQ(due("Le llamaremos mañana a las 16:00."), "2026-11-24T16:00:00Z");
    EXPECT_EQ(due("Recibirá el reembolso antes del jueves."), "2026-11-25T18:00:00Z");
    EXPECT_EQ(due("La chiameremo oggi alle 17."), "2026-11-23T17:00:00Z");
    EXPECT_EQ(due("Le scriveremo entro due giorni."), "2026-11-25T10:00:00Z");
    EXPECT_EQ(due("Wir melden uns im Laufe des Tages."), "2026-11-23T18:00:00Z");
    EXPECT_EQ(due("Ich frage in der Werkstatt nach und melde mich bis 18 Uhr."),
              "2026-11-23T18:00:00Z");
    EXPECT_EQ(due("Je vous répondrai dans la journée."), "2026-11-23T18:00:00Z");
    EXPECT_EQ(due("Le scriveremo in giornata."), "2026-11-23T18:00:00Z");
}

TEST(Promises, AreReadOnTheCustomersClockAlsoWhenItChanges) {
    EXPECT_EQ(due("I'll call you at 3 pm.", "America/New_York"), "2026-11-23T20:00:00Z");
    EXPECT_EQ(due("I'll call you at 3 pm.", "Asia/Tokyo"), "2026-11-24T06:00:00Z");
    // Two days over the autumn change are 49 hours.
    EXPECT_EQ(due("We will write in two days.", "Europe/Berlin", at("2026-10-24T08:00:00Z")),
              "2026-10-26T09:00:00Z");
    const auto found = find_promises("I'll call you at 3 pm.", monday, "Europe/Berlin");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].when.reading.find("Monday, 23 November 2026, 15:00 (Europe/Berlin)"),
              std::string::npos)
        << found[0].when.reading;
}

TEST(Promises, KnowCallsAnswersAndDeedsApart) {
    const auto kind = [](std::string_view text) {
        return find_promises(text, monday, "UTC").at(0).kind;
    };
    EXPECT_EQ(kind("We'll call you at 3 pm."), PromiseKind::Call);
    EXPECT_EQ(kind("Ich rufe Sie morgen an."), PromiseKind::Call);
    EXPECT_EQ(kind("I'll write to you by Friday."), PromiseKind::Answer);
    EXPECT_EQ(kind("We will replace the lamp by Friday."), PromiseKind::Action);
}

TEST(Promises, AreNotSeenWhereThereAreNone) {
    for (const std::string_view text :
         {"Could you send us a picture by Friday?", "Please reply within 24 hours.",
          "We will look into it soon.", "I called you at 3 pm.", "We won't make it by Friday.",
          "Your parcel left on Friday.", "Shall I call you at 3 pm?",
          "Thank you for your patience.", "If you write by Friday, we will see.",
          "Die Lieferung war am Freitag.", "The bridge is shut and will open by 6 pm."}) {
        EXPECT_TRUE(find_promises(text, monday, "UTC").empty()) << text;
    }
}

TEST(Promises, InThePastAreSaidToBe) {
    const auto found = find_promises("We will ship it today by 9 am.", monday, "UTC");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].when.past);
}

TEST(Promises, AreFoundSentenceBySentence) {
    const auto found = find_promises(
        "I am sorry about the lamp, Ana. We will send a new one by Friday. I'll call you tomorrow "
        "at 11 am to hear how you are.",
        monday, "UTC");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].words, "We will send a new one by Friday.");
    EXPECT_EQ(found[1].kind, PromiseKind::Call);
    EXPECT_LT(found[0].when.start, found[0].when.end);
}

TEST(Promises, ToCallAreKnownFromAskingToCall) {
    EXPECT_TRUE(announces_call("We'll call you in a moment."));
    EXPECT_FALSE(announces_call("May we call you?"));
    EXPECT_TRUE(asks_to_call("May we call you tomorrow?"));
    EXPECT_FALSE(asks_to_call("We'll call you tomorrow."));
}

TEST(Promises, AreKeptByOurNextWordOrExtendedByALaterOne) {
    Promise promise;
    promise.kind = PromiseKind::Answer;
    promise.said_at = monday;
    promise.due_at = at("2026-11-24T10:00:00Z");
    const Timestamp later = at("2026-11-23T20:00:00Z");
    const auto none = find_promises("It is on its way.", later, "UTC");
    EXPECT_EQ(effect_on(promise, none, later), PromiseEffect::Keeps);
    const auto again = find_promises("I'll write again by Friday.", later, "UTC");
    EXPECT_EQ(effect_on(promise, again, later), PromiseEffect::Extends);
    EXPECT_EQ(effect_on(promise, none, monday), PromiseEffect::None);
    promise.kind = PromiseKind::Call;
    EXPECT_EQ(effect_on(promise, none, later), PromiseEffect::None);
    promise.state = PromiseState::Kept;
    EXPECT_EQ(effect_on(promise, again, later), PromiseEffect::None);
}

// Goal: any text at all gets an answer, and what is found lies in the text and ahead unless it says
// so.
RC_GTEST_PROP(Promises, HoldTogetherForAnyText, ()) {
    const std::vector<std::string> parts{"We will",
                                         "I'll call you",
                                         "by Friday",
                                         "within",
                                         "24",
                                         "hours",
                                         "at 3 pm",
                                         "tomorrow",
                                         "bis",
                                         "Uhr",
                                         "demain",
                                         "a las",
                                         "99:99",
                                         "31 February",
                                         "end of",
                                         "next week",
                                         ".",
                                         "?",
                                         "\xff\xfe",
                                         "🎉",
                                         "2026-13-40",
                                         "in 0 days",
                                         "on Monday",
                                         "midnight",
                                         "30 June",
                                         "ne",
                                         "às",
                                         "last",
                                         "and will write",
                                         "halb",
                                         "12.12.",
                                         "1.5",
                                         "25:00",
                                         ",",
                                         "half past",
                                         "Friday, 11",
                                         "between",
                                         "first thing",
                                         "le 15",
                                         "what happened",
                                         "if you",
                                         "½",
                                         "99999999999",
                                         "und melden uns"};
    std::string text;
    const int count = *rc::gen::inRange(0, 25);
    for (int i = 0; i < count; ++i)
        text += *rc::gen::elementOf(parts) + " ";
    const std::size_t points = text::count_code_points(text);
    for (const FoundPromise& each : find_promises(text, monday, "America/Sao_Paulo")) {
        RC_ASSERT(each.start <= each.when.start);
        RC_ASSERT(each.when.start < each.when.end);
        RC_ASSERT(each.end <= points);
        RC_ASSERT(each.when.past == (each.when.at <= monday));
        RC_ASSERT(!each.when.reading.empty());
    }
}

}  // namespace
}  // namespace aplomb::desk
