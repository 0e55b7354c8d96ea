// The times in promises, as they are said in five languages.
#include <gtest/gtest.h>

#include <span>
#include <string>

#include "desk/promises.h"

namespace aplomb::desk {
namespace {

struct Said {
    std::string_view text;
    std::string_view due;
    std::string_view zone = "UTC";
};

// A Monday, nine in the morning in London.
const Timestamp monday = parse_rfc3339("2026-11-23T09:00:00Z").value();

void expect_all(std::span<const Said> table) {
    for (const Said& each : table) {
        const auto found = find_promises(each.text, monday, each.zone);
        EXPECT_EQ(found.size(), 1U) << each.text;
        if (found.empty()) continue;
        EXPECT_EQ(to_rfc3339(found[0].when.at), each.due)
            << each.text << " | " << found[0].when.reading;
    }
}

TEST(PromisesTimes, TakeTheDateBeforeTheWeekday) {
    expect_all(std::to_array<Said>({
        {"We will write by Friday, 11 December.", "2026-12-11T18:00:00Z"},
        {"We will write by Monday 14 December at 10 am.", "2026-12-14T10:00:00Z"},
        {"We will write by Friday, December 11th, 2026.", "2026-12-11T18:00:00Z"},
        {"We will write by Friday the 11th.", "2026-12-11T18:00:00Z"},
        {"Wir melden uns am Freitag, dem 11. Dezember.", "2026-12-11T18:00:00Z"},
        {"Wir melden uns bis Freitag, den 11.12.", "2026-12-11T18:00:00Z"},
        {"Nous vous appelons le vendredi 11 décembre à 10 h.", "2026-12-11T10:00:00Z"},
        {"Nous vous appelons vendredi 11 à 10 h.", "2026-12-11T10:00:00Z"},
        {"Le llamaremos el viernes, 11 de diciembre, a las 10.", "2026-12-11T10:00:00Z"},
        {"La chiameremo venerdì 11 dicembre alle 10.", "2026-12-11T10:00:00Z"},
    }));
}

TEST(PromisesTimes, KnowWeeksAndTheirDays) {
    expect_all(std::to_array<Said>({
        {"We will write by Friday next week.", "2026-12-04T18:00:00Z"},
        {"We will write next week on Tuesday.", "2026-12-01T18:00:00Z"},
        {"Your money comes back today and a new card reaches you tomorrow by 9.",
         "2026-11-24T09:00:00Z"},
        {"We will write by the end of next week.", "2026-12-04T18:00:00Z"},
        {"We will write by the end of next month.", "2026-12-31T18:00:00Z"},
        {"We will write by the end of November.", "2026-11-30T18:00:00Z"},
        {"We will write by close of business Thursday.", "2026-11-26T18:00:00Z"},
        {"We will write by close of business on Thursday.", "2026-11-26T18:00:00Z"},
        {"We will write by the end of the day tomorrow.", "2026-11-24T18:00:00Z"},
        {"We will write by end of business today.", "2026-11-23T18:00:00Z"},
        {"Wir melden uns bis Freitag nächster Woche.", "2026-12-04T18:00:00Z"},
        {"Wir melden uns nächste Woche am Dienstag.", "2026-12-01T18:00:00Z"},
        {"Je vous répondrai vendredi de la semaine prochaine.", "2026-12-04T18:00:00Z"},
        {"Le llamaremos el viernes de la próxima semana.", "2026-12-04T18:00:00Z"},
        {"Le llamaremos el martes de la semana que viene.", "2026-12-01T18:00:00Z"},
        {"Le scriveremo venerdì della prossima settimana.", "2026-12-04T18:00:00Z"},
    }));
}

TEST(PromisesTimes, KnowDatesInFigures) {
    expect_all(std::to_array<Said>({
        {"We will write by the 15th.", "2026-12-15T18:00:00Z"},
        {"We will write by the 30th.", "2026-11-30T18:00:00Z"},
        {"We will write by the 31st.", "2026-12-31T18:00:00Z"},
        {"We will write by the 28th of next month.", "2026-12-28T18:00:00Z"},
        {"We will write by 5 May.", "2027-05-05T18:00:00Z"},
        {"We will write by May 5th.", "2027-05-05T18:00:00Z"},
        {"We will write by the 5th of May.", "2027-05-05T18:00:00Z"},
        {"We will write by 12/12/2026.", "2026-12-12T18:00:00Z"},
        {"We will write by 11/12/2026.", "2026-12-11T18:00:00Z"},
        {"We will write by 12/11/2026.", "2026-12-11T23:00:00Z", "America/New_York"},
        {"We will write by 30/11.", "2026-11-30T18:00:00Z"},
        {"Le escribiré antes del 12/11/2027.", "2027-11-11T23:00:00Z", "America/Bogota"},
        {"Bis zum 5. Mai erhalten Sie eine Antwort.", "2027-05-05T18:00:00Z"},
        {"Wir melden uns bis zum 5. Mai 2027 um 10 Uhr.", "2027-05-05T10:00:00Z"},
        {"Wir melden uns bis 11.12. 14:30 Uhr.", "2026-12-11T14:30:00Z"},
        {"We'll write by Dec. 12.", "2026-12-12T18:00:00Z"},
        {"Wir melden uns am 12.12.", "2026-12-12T18:00:00Z"},
        {"Wir melden uns bis zum 12.12.2026 um 10 Uhr.", "2026-12-12T10:00:00Z"},
        {"Wir melden uns bis zum 15.", "2026-12-15T18:00:00Z"},
        {"Wir melden uns am 15. um 10 Uhr.", "2026-12-15T10:00:00Z"},
        {"Je vous répondrai avant le 15.", "2026-12-14T18:00:00Z"},
        {"Je vous répondrai le 15 à 10 h.", "2026-12-15T10:00:00Z"},
        {"Je vous répondrai avant le 1er décembre.", "2026-11-30T18:00:00Z"},
        {"Le escribiré antes del 15 de diciembre de 2026.", "2026-12-14T18:00:00Z"},
        {"Le escribiré el día 15.", "2026-12-15T18:00:00Z"},
        {"Le scriveremo entro il 15.", "2026-12-15T18:00:00Z"},
        {"Le scriveremo entro le 15.", "2026-11-23T15:00:00Z"},
    }));
}

TEST(PromisesTimes, KnowTheClock) {
    expect_all(std::to_array<Said>({
        {"I'll call you at 8 tonight.", "2026-11-23T20:00:00Z"},
        {"I'll call you tonight at 8.", "2026-11-23T20:00:00Z"},
        {"I'll call you at 9 in the evening.", "2026-11-23T21:00:00Z"},
        {"I'll call you tomorrow morning at 7.", "2026-11-24T07:00:00Z"},
        {"I'll call you at 8:30 tomorrow evening.", "2026-11-24T20:30:00Z"},
        {"Good morning, we will call you at 3.", "2026-11-23T15:00:00Z"},
        {"Guten Morgen, wir rufen Sie um 15 Uhr an.", "2026-11-23T15:00:00Z"},
        {"A technician will come on Tuesday at 8.", "2026-11-24T08:00:00Z"},
        {"We will call between 9 and 11 tomorrow.", "2026-11-24T11:00:00Z"},
        {"We'll call you between 2 pm and 4 pm on Thursday.", "2026-11-26T16:00:00Z"},
        {"Le llamaremos mañana entre las 9 y las 11.", "2026-11-24T11:00:00Z"},
        {"La chiameremo domani tra le 9 e le 11.", "2026-11-24T11:00:00Z"},
        {"Nous vous appellerons aux environs de 15 h.", "2026-11-23T15:00:00Z"},
        {"I'll call you at half past three.", "2026-11-23T15:30:00Z"},
        {"I'll call you at quarter to five.", "2026-11-23T16:45:00Z"},
        {"I'll call you at three.", "2026-11-23T15:00:00Z"},
        {"I'll call you at 3.30 pm.", "2026-11-23T15:30:00Z"},
        {"I'll call you at 3:30 p.m. tomorrow.", "2026-11-24T15:30:00Z"},
        {"Ich rufe Sie morgen um halb vier an.", "2026-11-24T15:30:00Z"},
        {"Ich rufe Sie um fünf vor halb vier an.", "2026-11-23T15:25:00Z"},
        {"Ich rufe Sie um Viertel nach drei an.", "2026-11-23T15:15:00Z"},
        {"Ich rufe Sie bis 15.30 Uhr an.", "2026-11-23T15:30:00Z"},
        {"Ich rufe Sie bis 15.30 an.", "2026-11-23T15:30:00Z"},
        {"Ich rufe Sie um 8 Uhr abends an.", "2026-11-23T20:00:00Z"},
        {"Ich rufe Sie heute Abend um acht an.", "2026-11-23T20:00:00Z"},
        {"Je vous rappelle à 8 h du soir.", "2026-11-23T20:00:00Z"},
        {"Je vous rappelle à trois heures et demie.", "2026-11-24T03:30:00Z"},
        {"Je vous rappelle demain à 15h30.", "2026-11-24T15:30:00Z"},
        {"Le llamaremos a las tres y media.", "2026-11-23T15:30:00Z"},
        {"Le llamaremos a las 8 de la tarde.", "2026-11-23T20:00:00Z"},
        {"Le llamaremos mañana a las 9 de la mañana.", "2026-11-24T09:00:00Z"},
        {"La chiameremo alle tre e mezza.", "2026-11-23T15:30:00Z"},
        {"La chiameremo domani alle 8 di sera.", "2026-11-24T20:00:00Z"},
    }));
}

TEST(PromisesTimes, KnowEarlyAndImpossibleHours) {
    expect_all(std::to_array<Said>({
        {"I'll call you first thing tomorrow.", "2026-11-24T10:00:00Z"},
        {"I'll call you first thing in the morning.", "2026-11-24T10:00:00Z"},
        {"I'll call you first thing on Friday morning.", "2026-11-27T10:00:00Z"},
        {"Ich rufe Sie morgen früh an.", "2026-11-24T10:00:00Z"},
        {"Ich rufe Sie morgen früh um acht an.", "2026-11-24T08:00:00Z"},
        {"Ich rufe Sie morgen Vormittag an.", "2026-11-24T12:00:00Z"},
        {"Je vous rappelle demain à la première heure.", "2026-11-24T10:00:00Z"},
        {"Le llamaremos mañana a primera hora.", "2026-11-24T10:00:00Z"},
        {"La chiameremo domani di prima mattina.", "2026-11-24T10:00:00Z"},
        {"I'll call you tomorrow at 25:00.", "2026-11-24T18:00:00Z"},
        {"Ich rufe Sie morgen um 25 Uhr an.", "2026-11-24T18:00:00Z"},
    }));
    const auto found = find_promises("I'll call you tomorrow at 25:00.", monday, "UTC");
    EXPECT_NE(found.at(0).when.reading.find("no clock shows"), std::string::npos);
    EXPECT_TRUE(find_promises("I'll call you at 25:00.", monday, "UTC").empty());
    EXPECT_TRUE(find_promises("I'll call you at once.", monday, "UTC").empty());
    EXPECT_TRUE(find_promises("We will send 5 of our people.", monday, "UTC").empty());
}

TEST(PromisesTimes, KnowSpans) {
    expect_all(std::to_array<Said>({
        {"I'll write in an hour and a half.", "2026-11-23T10:30:00Z"},
        {"I'll write in one and a half hours.", "2026-11-23T10:30:00Z"},
        {"I'll write within 1.5 hours.", "2026-11-23T10:30:00Z"},
        {"I'll write in the next hour.", "2026-11-23T10:00:00Z"},
        {"I'll write in half an hour.", "2026-11-23T09:30:00Z"},
        {"I'll write in 1 hour and 20 minutes.", "2026-11-23T10:20:00Z"},
        {"I'll write within two hours thirty minutes.", "2026-11-23T11:30:00Z"},
        {"Ich melde mich in einer Stunde und 20 Minuten.", "2026-11-23T10:20:00Z"},
        {"Nous vous appelons dans 2 heures et 15 minutes.", "2026-11-23T11:15:00Z"},
        {"I can promise you an answer by tomorrow.", "2026-11-24T18:00:00Z"},
        {"I'll write in three quarters of an hour.", "2026-11-23T09:45:00Z"},
        {"I'll write in twenty-four hours.", "2026-11-24T09:00:00Z"},
        {"I'll write within forty eight hours.", "2026-11-25T09:00:00Z"},
        {"I'll write within a couple of hours.", "2026-11-23T11:00:00Z"},
        {"I'll write in two to three days.", "2026-11-26T09:00:00Z"},
        {"I'll write in 2-3 days.", "2026-11-26T09:00:00Z"},
        {"I'll write in a day or two.", "2026-11-25T09:00:00Z"},
        {"Wir melden uns innerhalb von 1,5 Stunden.", "2026-11-23T10:30:00Z"},
        {"Wir melden uns in anderthalb Stunden.", "2026-11-23T10:30:00Z"},
        {"Wir melden uns in einer halben Stunde.", "2026-11-23T09:30:00Z"},
        {"Wir melden uns in einer Viertelstunde.", "2026-11-23T09:15:00Z"},
        {"Wir melden uns in vierundzwanzig Stunden.", "2026-11-24T09:00:00Z"},
        {"Wir melden uns innerhalb einer Frist von 24 Stunden.", "2026-11-24T09:00:00Z"},
        {"Je vous répondrai dans une heure et demie.", "2026-11-23T10:30:00Z"},
        {"Je vous répondrai dans une demi-heure.", "2026-11-23T09:30:00Z"},
        {"Je vous répondrai dans un quart d'heure.", "2026-11-23T09:15:00Z"},
        {"Je vous répondrai sous vingt-quatre heures.", "2026-11-24T09:00:00Z"},
        {"Je vous répondrai dans un délai de 24 heures.", "2026-11-24T09:00:00Z"},
        {"Le escribiré en una hora y media.", "2026-11-23T10:30:00Z"},
        {"Le escribiré en media hora.", "2026-11-23T09:30:00Z"},
        {"Le escribiré en un plazo de 24 horas.", "2026-11-24T09:00:00Z"},
        {"Le escribiré en un plazo máximo de cuarenta y ocho horas.", "2026-11-25T09:00:00Z"},
        {"Le scriveremo tra un'ora e mezza.", "2026-11-23T10:30:00Z"},
        {"Le scriveremo tra mezz'ora.", "2026-11-23T09:30:00Z"},
        {"Le scriveremo entro ventiquattro ore.", "2026-11-24T09:00:00Z"},
        {"Le scriveremo nel giro di due ore.", "2026-11-23T11:00:00Z"},
        {"Le scriveremo nell'arco di quarantotto ore.", "2026-11-25T09:00:00Z"},
        {"I'll write in a fortnight.", "2026-12-07T09:00:00Z"},
    }));
}

TEST(PromisesTimes, SayTheComingWeekdayInEveryLanguage) {
    expect_all(std::to_array<Said>({
        {"We will write next Monday.", "2026-11-30T18:00:00Z"},
        {"Wir melden uns nächsten Montag.", "2026-11-30T18:00:00Z"},
        {"Wir melden uns am kommenden Montag.", "2026-11-30T18:00:00Z"},
        {"Nous vous rappelons lundi prochain.", "2026-11-30T18:00:00Z"},
        {"Le llamaremos el próximo lunes.", "2026-11-30T18:00:00Z"},
        {"La chiameremo lunedì prossimo.", "2026-11-30T18:00:00Z"},
        {"Wir melden uns nächsten Freitag.", "2026-11-27T18:00:00Z"},
        {"Wir melden uns am Dienstagabend.", "2026-11-24T20:00:00Z"},
        {"Wir melden uns bis Mittwochmittag.", "2026-11-25T12:00:00Z"},
        {"Wir melden uns nächste Woche Mittwochmittag.", "2026-12-02T12:00:00Z"},
        {"Wir melden uns am Freitagmorgen.", "2026-11-27T12:00:00Z"},
        {"We'll start next week and write to you then.", "2026-12-04T18:00:00Z"},
        {"Wir melden uns am Freitagvormittag.", "2026-11-27T12:00:00Z"},
        {"Wir melden uns Anfang nächster Woche.", "2026-12-01T18:00:00Z"},
        {"We will write early next week.", "2026-12-01T18:00:00Z"},
        {"We will write in the middle of next week.", "2026-12-02T18:00:00Z"},
        {"Nous vous répondons au début de la semaine prochaine.", "2026-12-01T18:00:00Z"},
    }));
}

TEST(PromisesTimes, EndBeforeTheDayThatIsTooLate) {
    expect_all(std::to_array<Said>({
        {"You'll have it before Friday.", "2026-11-26T18:00:00Z"},
        {"You'll have it before Monday.", "2026-11-29T18:00:00Z"},
        {"You'll have it before tomorrow.", "2026-11-23T18:00:00Z"},
        {"You'll have it before the 5th of December.", "2026-12-04T18:00:00Z"},
        {"You'll have it before 10 am on Friday.", "2026-11-27T10:00:00Z"},
        {"You'll have it before noon on Friday.", "2026-11-27T12:00:00Z"},
        {"You'll have it before the end of the week.", "2026-11-27T18:00:00Z"},
        {"You'll have it before the end of Friday.", "2026-11-27T18:00:00Z"},
        {"Sie erhalten es vor Freitag.", "2026-11-26T18:00:00Z"},
        {"Riceverà la risposta prima di venerdì.", "2026-11-26T18:00:00Z"},
        {"Le scriveremo prima, venerdì al massimo.", "2026-11-27T18:00:00Z"},
        {"Wir melden uns vor nächster Woche.", "2026-12-04T18:00:00Z"},
    }));
}

TEST(PromisesTimes, ReadABareHourOfTodayThatIsOverAsTheEvenings) {
    const Timestamp noon = parse_rfc3339("2026-11-23T12:05:00Z").value();
    const auto due = [&](std::string_view text) {
        const auto found = find_promises(text, noon, "UTC");
        return found.size() == 1 ? to_rfc3339(found[0].when.at) : std::string("none");
    };
    EXPECT_EQ(due("I'll write to you today at 8."), "2026-11-23T20:00:00Z");
    EXPECT_EQ(due("I'll write to you by 8 today."), "2026-11-23T20:00:00Z");
    EXPECT_EQ(due("I'll write to you today by 11."), "2026-11-23T23:00:00Z");
    EXPECT_EQ(due("I'll write to you today by 9 am."), "2026-11-23T09:00:00Z") << "surely over";
    const auto late = find_promises("We'll call you today at 3.",
                                    parse_rfc3339("2026-11-23T16:30:00Z").value(), "UTC");
    EXPECT_EQ(to_rfc3339(late.at(0).when.at), "2026-11-23T15:00:00Z") << "over, in the afternoon";
    EXPECT_TRUE(late.at(0).when.past);
    EXPECT_EQ(due("Ich melde mich heute um 8 Uhr."), "2026-11-23T08:00:00Z") << "surely over";
}

// What hangs on the promise has days of its own.
TEST(PromisesTimes, AreOursAndNotThoseOfWhatWeSpeakOf) {
    expect_all(std::to_array<Said>({
        {"I'll let you know tomorrow whether it will arrive by Friday.", "2026-11-24T18:00:00Z"},
        {"We will call you tomorrow to confirm delivery by Friday.", "2026-11-24T18:00:00Z"},
        {"We'll send you the voucher tomorrow, valid until 31 December.", "2026-11-24T18:00:00Z"},
        {"I'll find out this afternoon whether we can ship by Thursday.", "2026-11-23T17:00:00Z"},
        {"Wir schicken Ihnen morgen den Gutschein, der bis 31.12.2026 gilt.",
         "2026-11-24T18:00:00Z"},
        {"Nous vous dirons demain si le colis arrive avant vendredi.", "2026-11-24T18:00:00Z"},
        {"Le confirmaremos mañana la cita para el viernes.", "2026-11-24T18:00:00Z"},
        {"Le faremo sapere domani se possiamo consegnare entro venerdì.", "2026-11-24T18:00:00Z"},
    }));
    EXPECT_TRUE(find_promises("Nobody can promise an answer by Friday.", monday, "UTC").empty());
}

TEST(PromisesTimes, AreNotWhatOnlySaysOfWhatKindAThingIs) {
    expect_all(std::to_array<Said>({
        {"I'll refund the 5 March payment by Friday.", "2026-11-27T18:00:00Z"},
        {"I will look into the Monday delivery and write back tomorrow.", "2026-11-24T18:00:00Z"},
        {"I will check your 10 am delivery and call you at 3 pm.", "2026-11-23T15:00:00Z"},
        {"We'll deliver your May order by Friday.", "2026-11-27T18:00:00Z"},
        {"I'll call you at your office on Friday.", "2026-11-27T18:00:00Z"},
        {"We will write by the first of December.", "2026-12-01T18:00:00Z"},
        {"Wir melden uns am ersten Dezember.", "2026-12-01T18:00:00Z"},
        {"I am calling you back tomorrow at ten.", "2026-11-24T10:00:00Z"},
        {"I'll call you tomorrow before your Friday delivery.", "2026-11-24T18:00:00Z"},
        {"I'll call you tomorrow at 3 pm, before your Wednesday delivery.", "2026-11-24T15:00:00Z"},
        {"You will get it with your Friday delivery.", "2026-11-27T18:00:00Z"},
        {"The technician will arrive for your Friday appointment at 10.", "2026-11-27T10:00:00Z"},
        {"Our driver will be with you for your 2 pm slot tomorrow.", "2026-11-24T14:00:00Z"},
        {"We will ship the 5th of December without fail.", "2026-12-05T18:00:00Z"},
        {"I'll call you first on March 5.", "2027-03-05T18:00:00Z"},
    }));
}

}  // namespace
}  // namespace aplomb::desk
