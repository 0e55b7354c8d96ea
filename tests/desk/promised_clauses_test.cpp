// Which clauses bind us: what is promised, what only looks like it, and two promises at once.
#include <gtest/gtest.h>

#include <span>
#include <string>

#include "desk/promises.h"

namespace aplomb::desk {
namespace {

// A Monday, nine in the morning in London.
const Timestamp monday = parse_rfc3339("2026-11-23T09:00:00Z").value();

// "Call 23T15:00, Answer 27T18:00"
std::string promised(std::string_view text) {
    static constexpr std::string_view names[] = {"Answer", "Action", "Call"};
    std::string out;
    for (const FoundPromise& each : find_promises(text, monday, "UTC")) {
        if (!out.empty()) out += ", ";
        const bool answer = each.kind == PromiseKind::Answer;
        out += names[answer ? 0 : each.kind == PromiseKind::Action ? 1 : 2];
        out += " " + to_rfc3339(each.when.at).substr(5, 11);
    }
    return out;
}

struct Said {
    std::string_view text;
    std::string_view promised;
};
void expect_all(std::span<const Said> table) {
    for (const Said& each : table)
        EXPECT_EQ(promised(each.text), each.promised) << each.text;
}

TEST(PromisesClauses, HoldTwoPromisesInASentence) {
    expect_all(std::to_array<Said>({
        {"We will call you at 3 pm and will write to you by 6 pm.",
         "Call 11-23T15:00, Answer 11-23T18:00"},
        {"We will call you at 3 pm and write to you by 6 pm.",
         "Call 11-23T15:00, Answer 11-23T18:00"},
        {"I'll call you tomorrow at 10; we will send the lamp by Friday.",
         "Call 11-24T10:00, Action 11-27T18:00"},
        {"I'll call you tomorrow at 10, and you will have your refund by Friday.",
         "Call 11-24T10:00, Action 11-27T18:00"},
        {"Wir rufen Sie um 15 Uhr an und schreiben Ihnen bis 18 Uhr.",
         "Call 11-23T15:00, Answer 11-23T18:00"},
        {"Nous vous rappelons à 15 h et vous écrirons avant 18 h.",
         "Call 11-23T15:00, Answer 11-23T18:00"},
        {"Le llamaremos a las 15:00 y le escribiremos antes del viernes.",
         "Call 11-23T15:00, Answer 11-26T18:00"},
        {"La chiameremo alle 15 e le scriveremo entro venerdì.",
         "Call 11-23T15:00, Answer 11-27T18:00"},
        {"We will look into it and will write to you by Friday.", "Answer 11-27T18:00"},
        {"We will look into it by Friday and let you know.", "Answer 11-27T18:00"},
        {"We will send the lamp, the shade and the bulb by Friday.", "Action 11-27T18:00"},
    }));
    const auto found = find_promises(
        "Hello. We will call you at 3 pm and will write to you by 6 pm.", monday, "UTC");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].words, "We will call you at 3 pm");
    EXPECT_EQ(found[1].words, "and will write to you by 6 pm");
    EXPECT_LE(found[0].end, found[1].start);
}

TEST(PromisesClauses, AreNotMissed) {
    expect_all(std::to_array<Said>({
        {"As promised, I will write to you by Friday.", "Answer 11-27T18:00"},
        {"As I said, we will write to you by Friday.", "Answer 11-27T18:00"},
        {"Wie versprochen melden wir uns bis Freitag.", "Answer 11-27T18:00"},
        {"I am sorry we were unable to reach you; we will write to you by Friday.",
         "Answer 11-27T18:00"},
        {"I am sorry we could not reach you, but we will write to you by Friday.",
         "Answer 11-27T18:00"},
        {"I couldn't reach you, so I will call you at 3 pm.", "Call 11-23T15:00"},
        {"We'll get this sorted by Friday, I may write sooner.", "Action 11-27T18:00"},
        {"We'll reply by 5 May.", "Answer 05-05T18:00"},
        {"wir vergessen Sie nicht und melden uns bis Freitag.", "Answer 11-27T18:00"},
        {"Wir konnten Sie nicht erreichen, wir melden uns bis Freitag.", "Answer 11-27T18:00"},
        {"Wir sorgen dafür, dass Sie es bis Freitag haben.", "Action 11-27T18:00"},
        {"Nous vous rappelons dans la journée.", "Call 11-23T18:00"},
        {"Je t'appelle demain à 10 h.", "Call 11-24T10:00"},
        {"Le responderemos en un plazo de 24 horas.", "Answer 11-24T09:00"},
        {"Te escribo mañana.", "Answer 11-24T18:00"},
        {"Compraré una lámpara el viernes.", "Action 11-27T18:00"},
        {"Ti richiamo tra due ore.", "Call 11-23T11:00"},
        {"Le mandiamo il rimborso entro venerdì.", "Action 11-27T18:00"},
        {"Your refund arrives by Friday.", "Action 11-27T18:00"},
        {"Your parcel will arrive on Friday.", "Action 11-27T18:00"},
        {"By Friday, your parcel will be with you.", "Action 11-27T18:00"},
        {"You get your money back by Friday.", "Action 11-27T18:00"},
        {"Ihr Paket kommt am Freitag an.", "Action 11-27T18:00"},
        {"Ihr Paket wird am Freitag zugestellt.", "Action 11-27T18:00"},
        {"Votre colis arrivera vendredi.", "Action 11-27T18:00"},
        {"Votre colis sera livré vendredi.", "Action 11-27T18:00"},
        {"Su paquete llegará el viernes.", "Action 11-27T18:00"},
        {"Il suo pacco arriverà venerdì.", "Action 11-27T18:00"},
        {"Please be assured that we will write to you by Friday.", "Answer 11-27T18:00"},
        {"By Friday, we will have found out what happened.", "Action 11-27T18:00"},
        {"I will find out what happened on Monday by Friday.", "Action 11-27T18:00"},
        {"I will tell you by Friday why your parcel did not come on Monday.", "Answer 11-27T18:00"},
        {"Ich werde bis Freitag herausfinden, warum Ihr Paket am Montag nicht kam.",
         "Action 11-27T18:00"},
        {"We will write by Friday, and if you need anything sooner, call us.",
         "Answer 11-27T18:00"},
        {"I promise that it will be delivered on Friday.", "Action 11-27T18:00"},
        {"We are sending it today and it will be with you by Friday.", "Action 11-27T18:00"},
        {"Sorry about Friday, we will call you tomorrow.", "Call 11-24T18:00"},
        {"Thanks for writing today, we will call you tomorrow.", "Call 11-24T18:00"},
        {"Sorry for Friday - we will call you tomorrow.", "Call 11-24T18:00"},
        {"We'll repair it, test it and return it by Friday.", "Action 11-27T18:00"},
        {"Nous vous rappelons demain, n'hésitez pas à écrire.", "Call 11-24T18:00"},
        {"Mi dispiace non averla trovata lunedì; la richiamo domani alle 9.", "Call 11-24T09:00"},
        {"We'd like to help and will write by Friday.", "Answer 11-27T18:00"},
        {"Your order has shipped and will arrive on Friday.", "Action 11-27T18:00"},
        {"Your parcel left on Monday and will arrive by Friday.", "Action 11-27T18:00"},
        {"Die Lampe kommt am Freitag bei Ihnen an.", "Action 11-27T18:00"},
        {"Nous faisons le nécessaire et vous répondons avant ce soir.", "Answer 11-23T20:00"},
        {"I'll check whether it left on Friday and call you tomorrow at 9.", "Call 11-24T09:00"},
        {"We'll send it by express so you have it by Friday.", "Action 11-27T18:00"},
    }));
}

// "Your order of 20 November" says which order, in all five languages.
TEST(PromisesClauses, AreNotDatedByWhatTheyAreAbout) {
    for (const std::string_view text : {"We will look into your order of 20 November.",
                                        "You will receive your refund of 5 May shortly.",
                                        "Wir kümmern uns um Ihre Bestellung vom 20. November.",
                                        "Wir erstatten den Betrag vom 3. November.",
                                        "Ich kümmere mich um Ihre Nachricht von heute Morgen.",
                                        "Nous allons rembourser votre commande du 20 novembre.",
                                        "Vamos a revisar su pedido del 20 de noviembre.",
                                        "Controlleremo il suo ordine del 20 novembre.",
                                        "We'll honour the price of 20 November."}) {
        EXPECT_TRUE(
            find_promises(text, parse_rfc3339("2026-11-25T15:00:00Z").value(), "UTC").empty())
            << text;
    }
    const auto both = find_promises("We will refund your order of 20 November by Friday.",
                                    parse_rfc3339("2026-11-25T15:00:00Z").value(), "UTC");
    ASSERT_EQ(both.size(), 1U);
    EXPECT_EQ(to_rfc3339(both[0].when.at), "2026-11-27T18:00:00Z");
    EXPECT_TRUE(both[0].when.limit);
    EXPECT_FALSE(both[0].when.past);
}

TEST(PromisesClauses, AreNotSeenWhereThereAreNone) {
    for (const std::string_view text : {
             "Votre colis a été livré lundi à 15 h.",
             "Livré lundi à 15 h.",
             "Nous avons assuré le colis vendredi.",
             "Compré la lámpara el viernes.",
             "Preparé su paquete el lunes.",
             "Please reply by Friday and we will refund you.",
             "Please reply by Friday, then we will refund you.",
             "Reply by Friday and we will refund you.",
             "Bitte antworten Sie bis Freitag, dann erstatten wir den Betrag.",
             "Répondez avant vendredi et nous vous rembourserons.",
             "Responda antes del viernes y le devolveremos el dinero.",
             "Risponda entro venerdì e la rimborseremo.",
             "I will look into what happened on Monday.",
             "I will find out why your parcel did not come on Friday.",
             "We will replace the lamp you ordered on Monday.",
             "Ich werde prüfen, was am Montag passiert ist.",
             "Je vais voir pourquoi votre colis n'est pas arrivé vendredi.",
             "Voy a averiguar qué pasó el lunes.",
             "Verificherò cosa è successo lunedì.",
             "As promised, I called you on Friday.",
             "We will write to you by Friday, as promised.",
             "I can't promise that we will make it by Friday.",
             "Ich kann nicht versprechen, dass wir uns bis Freitag melden.",
             "If you write, we will answer by Friday.",
             "We will be able to refund you, if you write by Friday.",
             "Let us know when your parcel arrives on Friday.",
             "Ihr Paket ist am Freitag geliefert worden.",
             "Ihr Paket wurde am Freitag zugestellt.",
             "Nous vous rappelons que le magasin ferme lundi à 18 h.",
             "You will have to reply by Friday.",
             "We will need your answer by Friday.",
             "We will be closed on Friday.",
             "I hope we will have it by Friday.",
             "We will never call you at 3 pm.",
             "Nous n'appellerons pas vendredi.",
             "No le llamaremos el viernes.",
             "Non la chiameremo venerdì.",
             "Envoyez-nous la photo avant vendredi et nous vous rembourserons.",
             "We will check if the courier came on Friday.",
             "I may write by Friday.",
             "Your parcel should arrive on Friday.",
             "Le llamaré más tarde.",
             "Wir antworten so früh wie möglich.",
             "When you send us the photo by Friday, we will refund you.",
             "Queremos llamarle el viernes.",
             "The bridge is shut and will open by 6 pm.",
         }) {
        EXPECT_EQ(promised(text), "") << text;
    }
}

}  // namespace
}  // namespace aplomb::desk
