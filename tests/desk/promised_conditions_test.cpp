// What is denied or doubted is promised to nobody (rule E8: what we never promised is not broken);
// what only sounds like it, or hangs on something that is not the customer's to do, is.
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
             "There is no guarantee you will have it by Friday.",
             "I'm not able to promise you will have it by Friday.",
             "It is unlikely you will have it by Friday.",
             "I am not certain we will send it by Friday.",
             "It is not possible that you will have it by Friday.",
             "We do not expect you will have it by Friday.",
             "Nobody can promise you will have it by Friday.",
             "No puedo prometer que le llamaremos mañana.",
             "Wir werden es kaum bis Freitag liefern.",
             "Ich glaube nicht, dass wir uns bis Freitag melden.",
             "Ich bezweifle, dass wir es bis Freitag liefern.",
             "Je ne pense pas que vous recevrez le colis avant vendredi.",
             "Je doute que vous recevrez le colis avant vendredi.",
             "Non credo che riceverà il pacco entro venerdì.",
         }) {
        EXPECT_EQ(promises_in(text), 0U) << text;
    }
}

TEST(PromisesBesideADoubt, BindUsAllTheSame) {
    for (const std::string_view text : {
             "I can promise you an answer by tomorrow.",
             "I don't know yet, but I will write to you by Friday.",
             "I'm not sure what happened, I will call you at 3 pm.",
             "I will call you at 3 pm as I don't think you got my mail.",
             "I do not doubt that you will have it by Friday.",
             "Don't worry, we will call you at 3 pm.",
             "It is not possible to repair it, but you will have a new one by Friday.",
             "Puedo prometerle que recibirá el paquete el viernes.",
             "There is nothing you need to do, we will write to you by Friday.",
             "We can promise you no later than Friday.",
             "I will find out by Friday if the carrier has it.",
             "We will let you know by 6 pm, if it is in stock.",
             "We will send it by Friday even if the carrier refuses.",
             "I will write to you by Friday, if not sooner.",
             "I'll call you at 3 pm, if that suits you.",
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

TEST(PromisesWithAnIf, BindUsUnlessItIsTheirs) {
    for (const std::string_view text : {
             "If anything changes, I'll write to you by Friday anyway.",
             "I will call you tomorrow at 3 pm, if I may.",
             "If it's all right with you, I'll call you tomorrow at 3.",
             "I will call you on Friday at 3, if that time is good for you.",
             "If I haven't heard from the carrier by then, I will write to you on Friday all the "
             "same.",
             "I will write to you by Friday, if only to say that we are still looking.",
             "If it helps, I can promise you an answer by Friday.",
             "If it's any comfort, you will have it by Friday.",
             "Your parcel will arrive on Friday, if a little late in the day.",
             "We will write to you by Friday if we hear from the carrier or not.",
             "Assuming you are at home, our driver will bring it tomorrow at 10.",
             "If you haven't received it by Thursday, we will send you a new one by Friday.",
             "If it hasn't arrived by Thursday, I will send a new one on Friday.",
             "If it isn't there by noon, I will call you at 3 pm.",
             "If all else fails, we will refund you by Friday.",
             "You will hear nothing but good news by Friday.",
             "You will get nothing less than a new lamp by Friday.",
             "Unlikely as it sounds, you will have it by Friday.",
             "Wir melden uns bis Freitag bei Ihnen, falls nicht schon früher.",
             "Wenn es Ihnen passt, rufe ich Sie morgen um 15 Uhr an.",
             "Ich rufe Sie morgen um 15 Uhr an, wenn es Ihnen recht ist.",
             "Auch wenn der Fahrer nichts weiß, melde ich mich bis Freitag.",
             "Ich melde mich bis Freitag, auch wenn es nichts Neues gibt.",
             "Selbst wenn der Fahrer nichts weiß, melden wir uns bis Freitag.",
             "Wir konnten Sie kaum erreichen, deshalb rufen wir Sie morgen um 15 Uhr an.",
             "Uns fehlt nichts mehr, wir liefern bis Freitag.",
             "Wenn die Lampe bis Donnerstag nicht da ist, schicken wir Ihnen bis Freitag eine "
             "neue.",
             "No sé la razón todavía, pero le escribiré el viernes.",
             "Hoy no podemos enviarlo, pero lo enviaremos mañana.",
             "No puedo llamarle hoy, pero le llamaré mañana a las 15:00.",
             "No podemos repararla, pero recibirá otra el viernes.",
             "No es posible repararla, así que recibirá otra el viernes.",
             "No creo que tarde mucho: recibirá el paquete el viernes.",
             "Si le parece bien, le llamaremos mañana a las 15:00.",
             "Si el paquete no ha llegado el jueves, le enviaremos otro el viernes.",
             "Dubito che sia perso: riceverà il pacco entro venerdì.",
             "Se il pacco è perso, riceverà un altro pacco entro venerdì.",
         }) {
        EXPECT_GE(promises_in(text), 1U) << text;
    }
}

}  // namespace
}  // namespace aplomb::desk
