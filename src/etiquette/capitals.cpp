// The lists hold what is actually shouted in letters to customers: pronouns, negations, modals,
// adverbs of force, times, and the verbs and nouns of asking, sending and paying. They need not be
// complete: two or more capital words in a row are judged by their shape as well (rules/shouting).
#include "etiquette/capitals.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace aplomb::etiquette {
namespace {

constexpr std::string_view english =
    "the and for are was were has have had not but you your yours our ours his her him she they "
    "them their this that these those who what when where why how which all any every each some "
    "many much more most less very really truly always never ever only just still already again "
    "now today tonight tomorrow yesterday soon immediately urgent urgently asap monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december before after until during without with from into than "
    "then there here must should would could can't cannot can won't will don't doesn't didn't "
    "isn't aren't wasn't no yes yeah yay wow hooray woohoo great amazing awesome wonderful "
    "fantastic best love loved happy thrilled excited sorry please thank thanks welcome hello "
    "dear free important warning attention note notice final last first new big huge biggest "
    "sale discount offer win winner open closed cancel cancelled refund refunded return returned "
    "order ordered pay paid payment call email write wrote reply replied answer send sent receive "
    "received read check fill form wait waiting stop calm down listen look see said told already "
    "click press button log sign use need want know think make made take took give gave get got "
    "let come came go going gone work works working help fix fixed done do does did back out "
    "off over under own same other another next both such too also even once twice right wrong "
    "true false good bad sweetest perfect beautiful delicious lovely super totally absolutely "
    "definitely completely seriously literally exactly everyone everything everybody anyone "
    "anything nobody nothing nowhere anywhere everywhere someone something people customer "
    "customers team day days week weeks month year time times hour hours minute minutes way "
    "money card account number address name date please guys hey oops ouch finally because "
    "honestly deadline instructions policy rules carefully enough impossible unacceptable "
    "responsible required mandatory allowed available sold gift prize limited hurry quick quickly "
    "fast faster early late ready able sure forget remember understand believe promise asked "
    "ask tell telling address again tickets ticket store shop delivery delivered parcel package "
    "be been being is it its if at as an on in to of or so up by my we i me us a seen "
    "bring brought keep kept leave left put try tried turn turned start started end ended "
    "rocks rock deal deals congratulations birthday christmas weekend morning evening night "
    "sit tight stay keep going crazy insane epic incredible obsessed yum gorgeous stunning";

constexpr std::string_view spanish =
    "el la los las un una unos unas de del que en por para con sin su sus mi se no sí si ya muy "
    "más pero como cuando donde dónde qué cómo nunca siempre todo todos nada hoy mañana ahora aquí "
    "gracias hola favor por urgente importante gratis atención recuerde recuerden admiten mochilas "
    "grandes sala debe deben tiene tienen puede pueden hacer llame llamar escriba lea pague pagar "
    "pedido entrega dinero inmediatamente prohibido obligatorio solo sólo último última oferta "
    "feliz nuevo nueva cerrado abierto espere favor responda este esta es son está estamos usted "
    "ustedes nosotros lo le les al o y";
constexpr std::string_view french =
    "le la les un une des de du que qui dans pour par avec sur est sont pas ne se ce cette ces "
    "vous votre vos nous notre nos je il elle ils au aux plus mais très jamais toujours tout tous "
    "rien aujourd'hui demain maintenant ici merci bonjour urgent important gratuit attention "
    "obligatoire interdit veuillez lire lisez répondez répondre appelez payer payez immédiatement "
    "dernier dernière offre nouveau nouvelle fermé ouvert attendez encore déjà seulement s'il "
    "plaît et ou en à oui non bravo félicitations super enfin";
constexpr std::string_view german =
    "der die das ein eine einen dem den und oder aber nicht kein keine nie niemals immer sofort "
    "jetzt heute morgen bitte danke wichtig achtung dringend kostenlos sie ihr ihre ihnen wir uns "
    "unser unsere ich mit ohne für auf von zu zum zur bei nach vor bis nur noch schon auch sehr "
    "mehr alle alles nichts müssen muss dürfen darf können kann sollen werden wird haben hat sind "
    "ist war antworten anrufen zahlen bezahlen lesen warten letzte letzter neu neue geschlossen "
    "geöffnet angebot endlich ja nein hallo freitag montag dienstag mittwoch donnerstag samstag "
    "sonntag unbedingt keinesfalls in im am es er so wie was wann wo";
constexpr std::string_view portuguese =
    "os as um uma de da do dos das que em no na nos nas por para com sem não sim se seu sua seus "
    "mais mas muito nunca sempre tudo todos nada hoje amanhã agora aqui obrigado obrigada olá "
    "favor urgente importante grátis atenção deve devem tem têm pode podem ligue leia pague pagar "
    "pedido entrega dinheiro imediatamente proibido obrigatório só último última oferta novo nova "
    "fechado aberto espere responda você vocês este esta está estamos já parabéns finalmente é e";
constexpr std::string_view italian =
    "il lo la gli le un uno una di del della dei delle che nel nella per con senza su non sì se "
    "suo sua suoi sue più ma molto mai sempre tutto tutti niente oggi domani adesso ora qui grazie "
    "ciao favore urgente importante gratis attenzione deve devono può possono chiami chiamate "
    "legga leggete paghi pagare ordine consegna denaro subito immediatamente vietato obbligatorio "
    "solo ultimo ultima offerta nuovo nuova chiuso aperto aspetti risponda questo questa siamo "
    "già finalmente auguri è e o noi voi lei";

constexpr std::string_view acronyms =
    "us uk usa eu un it ai ok am pm tv pc id ip dm pm hr hq vip faq pdf url app sms mms sim pin "
    "gps usb dvd cd led lcd atm vat gdpr nasa imax bbc nhk cnn ceo cfo cto coo diy eta asap rsvp "
    "aka led wifi isbn iban bic swift imei vin eur usd gbp cad aud chf who nato unesco unicef fbi "
    "cia nhs dvla hmrc irs ssn covid aids hiv adhd mri iv id3 api sdk http https html css sql csv "
    "xml json ssd hdd ram rom cpu gpu hdmi oled qled uhd hd psn xbox dna rna suv bmw vw dhl ups "
    "fedex usps kfc ikea hsbc ibm sap nfl nba mlb fifa uefa pga f1 ufo lgbt mot mp mep ma ba phd "
    "md dr ny la dc tx ca nsw bst gmt utc est pst cet edt pdt xs xl xxl m s l aa aaa tba tbc faqs "
    "dms pcs tvs ids pins ott saml sso sla sp mfa totp dns dhcp vpn lan wan ssl tls "
    "hepa isofix smart act care post aid";

using WordSet = std::unordered_set<std::string_view>;

void insert_all(WordSet& set, std::string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end > 0) set.insert(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

WordSet set_of(std::initializer_list<std::string_view> lists) {
    WordSet set;
    for (const std::string_view list : lists)
        insert_all(set, list);
    return set;
}

std::string without_stretched_letters(std::string_view word, std::size_t repeats) {
    std::string plain;
    for (const char c : word) {
        const bool stretched =
            plain.size() >= repeats &&
            plain.substr(plain.size() - repeats).find_first_not_of(c) == std::string::npos;
        if (!stretched) plain += c;
    }
    return plain;
}

}  // namespace

bool is_everyday_word(std::string_view plain) {
    static const WordSet words = set_of({english, spanish, french, german, portuguese, italian});
    if (words.contains(plain)) return true;
    const std::string twice = without_stretched_letters(plain, 2);
    const std::string once = without_stretched_letters(plain, 1);
    return twice.size() + 1 < plain.size() && (words.contains(twice) || words.contains(once));
}

bool is_german_word(std::string_view plain) {
    static const WordSet words = set_of({german});
    static const WordSet others = set_of({english, spanish, french, portuguese, italian});
    return words.contains(plain) && !others.contains(plain);
}

bool is_known_acronym(std::string_view plain) {
    static const WordSet words = set_of({acronyms});
    return words.contains(plain);
}

bool keeps_first_capital(std::string_view plain) {
    static const WordSet words =
        set_of({"monday tuesday wednesday thursday friday saturday sunday january february april "
                "june july august september october november december english christmas easter"});
    return words.contains(plain);
}

}  // namespace aplomb::etiquette
