// What is denied, doubted or hangs on an "if" is promised to nobody (rule E8: what we never
// promised is not broken), and what only sounds like it is.
#include <gtest/gtest.h>

#include "desk/promises.h"

namespace aplomb::desk {
namespace {

// A Monday, nine in the morning in London.
const Timestamp monday = parse_rfc3339("2026-11-23T09:00:00Z").value();

std::size_t promises_in(std::string_view text) {
    return find_promises(text, monday, "UTC").size();
}

TEST(PromisesDoubted, BindNobody) {
    for (const std::string_view text : {
             "I don't think we can promise delivery by Friday.",
             "I don’t think we can promise delivery by Friday.",
             "I'm not sure we can promise it by Friday.",
             "I am not sure that we can promise it by Friday.",
             "We can promise nothing by Friday.",
             "I can promise you nothing by Friday.",
             "We can promise no delivery by Friday.",
             "I do not think we will have it by Friday.",
             "We don't believe you will have it by Friday.",
             "I doubt we will have it by Friday.",
             "There is no guarantee that you will have it by Friday.",
             "We have not promised that you will have it by Friday.",
             "It is unlikely your parcel will arrive by Friday.",
             "I will check if we will have it by Friday.",
             "I am asking whether you will get it by Friday.",
             "You will hear nothing from us by Friday.",
             "Ich glaube nicht, dass wir uns bis Freitag melden.",
             "Ich bezweifle, dass wir es bis Freitag liefern.",
             "Wir werden es kaum bis Freitag schaffen.",
             "Je ne pense pas que vous recevrez le colis avant vendredi.",
             "Je doute que vous recevrez le colis avant vendredi.",
             "Nous ne ferons rien avant vendredi.",
             "No creo que lo recibirá antes del viernes.",
             "No podemos prometer que lo recibirá el viernes.",
             "Lo sentimos, no recibirá el paquete el viernes.",
             "No llamaremos el viernes.",
             "No prometemos nada para el viernes.",
             "Non credo che riceverà il pacco entro venerdì.",
             "Only then we can promise to send it by Friday.",
             "I wish I could say we can promise it by Friday, but we can't.",
             "Dubito che riceverà il pacco entro venerdì.",
         }) {
        EXPECT_EQ(promises_in(text), 0U) << text;
    }
}

TEST(PromisesUnderACondition, BindNobody) {
    for (const std::string_view text : {
             "If the carrier agrees, we can promise it by Friday.",
             "If the carrier agrees we can promise it by Friday.",
             "If the carrier agrees and the lamp is there, we will send it by Friday.",
             "But if the carrier agrees, you will have it by Friday.",
             "We can promise it by Friday, if the carrier agrees.",
             "We can promise it by Friday if the carrier agrees.",
             "We will send it by Friday, provided that it is in stock.",
             "If you write we will answer by Friday.",
             "Falls die Lampe da ist, melden wir uns bis Freitag.",
             "Wir melden uns bis Freitag, wenn die Lampe da ist.",
             "Si le transporteur accepte, nous vous rappelons vendredi.",
             "Si el mensajero acepta, recibirá el paquete el viernes.",
             "Se il corriere accetta, riceverà il pacco entro venerdì.",
         }) {
        EXPECT_EQ(promises_in(text), 0U) << text;
    }
}

TEST(PromisesBesideADoubt, BindUsAllTheSame) {
    for (const std::string_view text : {
             "I can promise you an answer by tomorrow.",
             "I don't know yet, but I will write to you by Friday.",
             "I'm not sure what happened, I will call you at 3 pm.",
             "I will call you at 3 pm as I'm not sure you got my mail.",
             "I do not doubt that you will have it by Friday.",
             "Don't worry, we will call you at 3 pm.",
             "There is nothing you need to do, we will write to you by Friday.",
             "We can promise you no later than Friday.",
             "I will find out by Friday if the carrier has it.",
             "We will let you know by 6 pm, if it is in stock.",
             "We will send it by Friday even if the carrier refuses.",
             "I will write to you by Friday, if not sooner.",
             "I'll call you at 3 pm, if that suits you.",
             "We will call you at 3 pm, and if the carrier agrees, you will get it by Friday.",
             "Keine Sorge, wir melden uns bis Freitag.",
             "De rien, nous vous rappelons demain.",
             "Si, le llamaremos mañana a las 16:00.",
             "No, le llamaremos mañana a las 16:00.",
             "Non, nous vous rappelons demain.",
             "No, recibirá su paquete el viernes.",
             "Si, la richiamo domani alle 9.",
         }) {
        EXPECT_EQ(promises_in(text), 1U) << text;
    }
}

}  // namespace
}  // namespace aplomb::desk
