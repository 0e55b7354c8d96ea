// Words are cut to their first five letters, accents taken off, which joins most inflections
// ("included", "includes"); the lists join what does not look alike. They hold what customers of
// shops, hotels, banks, railways and workshops ask about.
#include "etiquette/concepts.h"

#include <array>
#include <unordered_map>

#include "etiquette/given_names.h"
#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t stem_length = 5;

constexpr auto related = std::to_array<std::string_view>({
    "price cost costs fee fees charge rate tariff fare expensive cheap pay paid paying precio "
    "cuesta cuestan tarifa prix coûte tarif preis kostet kosten preço custa prezzo costa costano",
    "free complimentary gratis gratuit gratuite kostenlos grátis gratuito",
    "refund refunded refunds reimburse reimbursed money devolver devuelven devolución reembolso "
    "reembolsan remboursement rembourser erstattung erstatten geld reembolsam rimborso soldi "
    "dinero "
    "argent dinheiro",
    "arrive arrived arrives arrival deliver delivered delivery delivers ship shipped shipping "
    "ships "
    "dispatched dispatch parcel package courier post posted llegar llega entrega envío paquete "
    "livraison livré livrer colis lieferung geliefert liefern paket chegar chega entregue envio "
    "encomenda consegna consegnato arriva spedizione pacco sent",
    "open opens opening hours close closes closed shut abre abierto abren horario ouvert ouvre "
    "ouvrez horaires geöffnet offen öffnet öffnungszeiten aberto abrem aperto aprite orari cerrado "
    "fermé geschlossen fechado chiuso",
    "cancel cancelled cancellation cancelar cancelación annuler annulation stornieren kündigen "
    "kündigung disdire annullare disdetta ends",
    "exchange swap replace replacement change switch cambiar cambio échanger échange umtauschen "
    "tauschen umtausch trocar troca cambiare cambio",
    "move moved reschedule later earlier",
    "return returns returned back devolver devolución retour renvoyer zurückgeben rücksendung "
    "zurück devolver devolução reso restituire",
    "parking park car lot garage aparcamiento parking stationnement garer parken parkplatz "
    "estacionamento parcheggio aparcar",
    "stock available availability left sold have carry sell spare disponible quedan disponibles "
    "reste dispo verfügbar lieferbar disponível disponibile places seats vacancy vacancies room "
    "spaces plazas",
    "book booked booking reserve reserved reservation table hold reservar reserva réserver "
    "réservation buchen reservieren reservierung prenotare prenotazione",
    "dog dogs pet pets cat puppy animal animals perro mascota chien hund cachorro cane animali",
    "child children kid kids baby toddler son daughter grandson niño niños enfant kind kinder "
    "criança bambini",
    "robot bot human person people",
    "broken repair repaired mend fix fixed works working work fault faulty defect engineer "
    "technician part reparar arreglo réparer réparation reparieren kaputt consertar riparare "
    "solved resolved update",
    "wheelchair accessible accessibility lift elevator ramp step steps stairs",
    "vegan vegetarian meat dairy milk lactose gluten nuts allergen allergens ingredients wool",
    "password login sign log reset link",
    "bill invoice receipt factura facture rechnung fatura fattura",
    "card cash contactless paypal tarjeta carte karte cartão carta",
    "warranty guarantee guaranteed garantía garantie garantia garanzia covered",
    "size sizes large medium small wide fit fits talla taille größe tamanho taglia",
    "colour color colours colors blue green red black white grey",
    "guitar violão guitarra guitare gitarre chitarra cabin cabine cabina kabine",
    "breakfast desayuno frühstück petit colazione",
    "wifi internet connection network broadband outage",
    "date dates day days fecha jour termin tag data giorno",
    "noon midday checkin checkout early late",
    "address live street dirección adresse anschrift morada indirizzo",
    "job jobs hiring vacancies career position opening",
    "discount code voucher coupon offer sale student descuento réduction rabatt desconto sconto",
    "safe safety danger dangerous harmless recall seguro sûr sicher sicuro",
    "bus train tram ferry coach trains buses",
    "track tracking status where progress trace",
    "data delete erase erasure gdpr profile",
    "explain explanation means difference",
    "papers paper paperwork documents document certificate certificates form copy proof id "
    "passport",
    "photo photos picture pictures foto image",
    "release released launch out coming firmware version",
});

const std::unordered_map<std::string, std::size_t>& groups() {
    static const std::unordered_map<std::string, std::size_t> table = [] {
        std::unordered_map<std::string, std::size_t> built;
        for (std::size_t group = 0; group < related.size(); ++group) {
            std::string_view rest = related[group];
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                built.emplace(folded_name(rest.substr(0, end)), group);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return built;
    }();
    return table;
}

bool says_nothing(std::string_view plain) {
    static const WordSet words(
        "a an the this that these those it its it's i i'm i'd i've i'll you your yours you're "
        "you'll "
        "you've u ur we we're we've we'll our ours they them their theirs he she his her him me my "
        "mine us one ones some any all both each every either neither no not nor only just even "
        "still yet already also too very really quite so such much many more most less least few "
        "lot lots bit is are was were be been being am do does did done doing has have had having "
        "can could will would shall should may might must can't couldn't won't wouldn't don't "
        "doesn't didn't isn't aren't wasn't weren't haven't hasn't get gets got getting go goes "
        "going gone come comes coming came make makes made take takes took give gives gave put "
        "let lets want wants wanted need needs needed like likes know knows tell tells told say "
        "says said see ask asks asked think thinks thought use and or but if when whenever where "
        "what which who whom whose why how than then there here now of to in on at by for from "
        "with without about into over under out up down off as per via until till while because "
        "since during please pls plz thanks thank hi hello hey dear sorry yes yeah yep ok okay "
        "anyway maybe perhaps possible possibly able sure well oh guys team folks good great nice "
        "best thing things something anything everything nothing someone anyone else other another "
        "again back way time first second third two three explain explained simply plainly clearly "
        "quickly asap soon "
        "el la los las un una unos unas de del al y e o u en por para con sin su sus es son está "
        "están ser estar hay no sí si ya muy más pero como cuando donde que qué cómo se le les lo "
        "me te tu nos mi mis yo usted ustedes puedo puede pueden podría quiero tengo tiene hola "
        "gracias favor algo esto este esta también "
        "le les des du et ou dans pour par avec sur est sont pas ne ce cette ces vous votre vos "
        "nous notre je il elle ils on au aux plus mais très être avoir avez puis peux peut "
        "pouvez pourriez merci bonjour quoi quel quelle comment quand où que qui si oui non est-ce "
        "m' s'il plaît "
        "der die das ein eine einen einem einer und zu von mit für auf ist sind nicht sich sie ihr "
        "ihre ihren ihnen wir uns unser ich mir mich es er im am an den dem des bei aber auch noch "
        "nur wie was wann wo kann können könnte könnten haben hat wird werden bitte danke hallo "
        "guten tag man mein meine dass wenn oder zum zur als so da ja nein gibt "
        "os as um uma do da dos das no na nos nas seu sua você vocês eu ele ela mas muito olá bom "
        "boa posso pode podem poderia tenho tem obrigado obrigada quanto "
        "il lo gli uno di del della dei delle che nel nella non ci vi mi suo sua lei noi voi io ma "
        "molto ciao buongiorno posso può potete vorrei ho ha grazie anche");
    return words.contains(plain);
}

}  // namespace

std::string concept_of(std::string_view plain) {
    if (says_nothing(plain)) return {};
    std::string folded = folded_name(plain);
    if (folded.size() > 2 && folded.ends_with("'s")) folded.resize(folded.size() - 2);
    const auto group = groups().find(folded);
    if (group != groups().end()) return "#" + std::to_string(group->second);
    if (folded.size() < 2) return {};
    if (folded.size() <= stem_length) {
        if (folded.size() > 3 && folded.back() == 's') folded.pop_back();
        const auto singular = groups().find(folded);
        return singular != groups().end() ? "#" + std::to_string(singular->second) : folded;
    }
    folded.resize(stem_length);
    return folded;
}

}  // namespace aplomb::etiquette
