#include "etiquette/urgency_words.h"

#include <array>

namespace aplomb::etiquette {
namespace {

// Words that take a plan back. English ones hold their subject, since the customer may cancel too.
constexpr auto english_takes_back = std::to_array<std::string_view>({
    "we|i|we've|i've|we're|i'm|we'll|i'll|they ~ "
    "cancel|cancelled|canceled|cancelling|canceling|postpone|postponed|postponing|reschedule|"
    "rescheduled|rescheduling",
    "have|had|has|need|needs|forced|decided|must ~ "
    "cancel|postpone|reschedule|scrap|abandon",
    "call|calling|called ~ off",
    "put|putting ~ off",
    "push|pushing|pushed ~ back",
    "is|are|was|were|been|be|being|now cancelled|canceled|postponed|suspended|scrapped",
    "cancelled|canceled|postponed due|because|owing|until|at",
    "can't|cannot|won't|couldn't|unable ~ make it",
    "can't|cannot|won't|unable ~ come|attend|see|visit|deliver|collect|keep|hold|honour|do|fit ~ "
    "today|tomorrow|tonight|this|your|you|our|the|after|monday|tuesday|wednesday|thursday|friday|"
    "saturday|sunday",
    "can't|cannot|won't|unable ~ be there",
    "can't|cannot|won't|unable|not ~ take place",
    "won't|not|isn't|aren't ~ go|going ahead",
    "won't|not|isn't|aren't ~ take|taking place",
    "won't|not|isn't|can't work|happen|happening",
    "no longer ~ go|take|happen|possible|ahead|come|make",
    "have|need|had|like ~ to ~ move|shift|rebook|change|delay ~ your|our|the",
    "we|i must|should|shall|will ~ move|shift|rebook|delay|postpone|put|push|cancel|skip|drop ~ "
    "your|our|the|this|today's|tonight's|tomorrow's|monday's|tuesday's|wednesday's|thursday's|"
    "friday's|saturday's|sunday's|all|it",
    "we'll|i'll ~ have|need to ~ move|shift|cancel|postpone|rebook|close|stop|skip",
    "won't|not|isn't|aren't|can't|cannot ~ be ~ running|happening|open|leaving|sailing|flying",
    "we've|i've|we|been moved|shifted|changed ~ to",
    "can|could|may|would we|i ~ move|shift|reschedule|postpone|push ~ your|our|the|it|this|to",
    "class|lesson|course|session|tour|appointment|visit|delivery|show|meeting|workshop|viewing|"
    "fitting|survey|interview|consultation|treatment|slot|booking|collection|inspection|repair ~ "
    "has|have|had|needs|need|must|will|is|are ~ "
    "move|moved|moving|shift|shifted|change|changed|wait "
    "to|until|till|from|back|forward",
    "fallen|falls|fall through",
    "class|lesson|course|session|tour|trip|appointment|visit|delivery|concert|show|match|game|"
    "event|"
    "meeting|party|dinner|workshop|viewing|fitting|flight|ferry|train|bus|walk|ride|exam|test|"
    "match|rehearsal|performance|wedding|stay|booking|survey|training|interview|consultation|"
    "treatment|massage|haircut|lunch|breakfast|excursion|check|repair|service|slot|today|"
    "tomorrow|tonight|morning|afternoon|evening ~ is|are|was off|scrapped|axed|void",
    "not|no ~ (able|longer) ~ run|running|hold|host|open|sail|fly|leave|depart|teach|play|perform "
    "~ "
    "today|tomorrow|tonight|this|your|you|our|the|monday|tuesday|wednesday|thursday|friday|"
    "saturday|sunday",
    "can't|cannot|won't|unable ~ run|hold|host|open|sail|fly|leave|depart|teach|play|perform|start "
    "~ today|tomorrow|tonight|this|your|you|our|the|monday|tuesday|wednesday|thursday|friday|"
    "saturday|sunday",
    "no ~ "
    "class|lesson|tour|trip|show|concert|delivery|ferry|flight|train|session|game|match|dinner ~ "
    "today|tomorrow|tonight|this|after",
    "has|have|had to ~ wait|skip|miss until|till|today|tomorrow|this",
    "stood|standing down",
    "rained|snowed|called off",
});
constexpr auto spanish_takes_back = std::to_array<std::string_view>(
    {"cancel*", "anul*", "aplaz*", "pospon*", "pospuest*", "suspend*", "suspens*", "reprogram*",
     "no ~ podemos|puedo|podré|podremos|podrá|puede ~ ir|venir|acudir|atender*|hacer|llegar|recib*",
     "tenemos|tengo que ~ cambiar|mover|retrasar", "ya no"});
constexpr auto french_takes_back = std::to_array<std::string_view>(
    {"annul*", "reporter|reporté|reportée|reportés|reportons|reporte", "décal*", "repouss*",
     "suspendu*", "ne ~ pourr*|peux|peut|pouvons ~ pas ~ venir|passer|assurer|honorer|être",
     "n'aura|n'auront pas lieu"});
constexpr auto german_takes_back = std::to_array<std::string_view>(
    {"absag*", "abgesagt*", "abzusagen", "ausfallen|ausgefallen", "fällt|fallen ~ aus",
     "sagen|sage ~ ab", "verschieb*", "verschoben*", "zu verschieben", "stornier*", "verleg*",
     "nicht ~ stattfinden|statt", "nicht ~ kommen|schaffen|einhalten",
     "können|kann ~ nicht ~ "
     "kommen|wahrnehmen|einhalten|liefern"});
constexpr auto portuguese_takes_back = std::to_array<std::string_view>(
    {"cancel*", "adiar|adiado|adiada|adiamos|adiámos|adiei", "remarc*", "desmarc*", "suspens*",
     "reagend*",
     "não ~ vamos|vou|podemos|posso|conseguimos ~ poder|ir|comparecer|conseguir|fazer"});
constexpr auto italian_takes_back =
    std::to_array<std::string_view>({"annull*", "disdi*", "disdett*", "rimand*", "rinvi*",
                                     "spostar*", "spostat*", "spostiamo", "cancell*", "sospes*",
                                     "non ~ possiamo|posso|potremo|potrò|riusciamo|riesco ~ "
                                     "venire|passare|esserci|garantire|a"});

// Before it, these make it the customer's own doing, or free of plans.
constexpr auto theirs_to_cancel = std::to_array<std::string_view>({
    "you can|could|may|might|want|wish|need|like|decide|ever|cancel|reschedule",
    "if|when|whenever you|you'd|you'll|you're",
    "if you'd|you",
    "free|easy to|cancellation",
    "puede|puedes|pueden|podrá|podrás|desea|quiere|quieres|si|como|gratis",
    "pouvez|peux|souhaitez|voulez|si|comme|gratuitement",
    "können|kannst|möchten|möchtest|wollen|wenn|falls|wie sie|kostenlos",
    "pode|podes|quiser|deseja|quer|como",
    "può|puoi|vuole|vuoi|desidera",
});

constexpr auto as_they_wished = std::to_array<std::string_view>({
    "as|like you ~ asked|requested|wanted|wished",
    "at|on your request",
    "como ~ pidió|pidieron|pediste|solicitó|solicitado",
    "comme ~ demandé|souhaité",
    "wie|wunschgemäß ~ gewünscht|gebeten",
    "como ~ pediu|solicitou",
    "come ~ richiesto|chiesto",
});

// In the customer's words: they ask for it, or know of it.
constexpr auto theirs_asked = std::to_array<std::string_view>({
    "cancel|cancelling|canceling|cancelled|canceled|cancellation|reschedule|rescheduling|postpone|"
    "postponed|rebook",
    "can|could|may|need|like|want|have|wish|please ~ to|i|we|you ~ move|change|shift|swap|push",
    "move|change|shift|swap my|our|the|it",
    "another|different|later|earlier day|date|time|slot|week",
    "call|called it|that off",
    "called off",
    "cancel*|anul*|aplaz*|pospon*|cambiar|mover",
    "annul*|reporter|décal*|changer|déplacer",
    "absag*|abgesagt|verschieb*|verschoben|stornier*|umbuch*|verleg*|ändern",
    "adiar|remarc*|desmarc*|mudar|trocar",
    "disdi*|spost*|rimand*|annull*|cambiare",
});

constexpr auto plans = std::to_array<std::string_view>({
    "appointment|appointments|visit|booking|reservation|table|fitting|survey|meeting|delivery|slot|"
    "class|lesson|course|session|flight|train|ferry|coach|bus|tour|trip|cruise|event|concert|show|"
    "today's|tonight's|tomorrow's|monday's|tuesday's|wednesday's|thursday's|friday's|saturday's|"
    "sunday's|rehearsal|hike|sail|dive|climb|tasting|stargazing|screening|reading|opening|talk|"
    "lecture|picnic|safari|regatta|race|camp|fair|market|service|yoga|practice|match|game|viewing|"
    "interview|consultation|surgery|operation|exam|test|repair|installation|"
    "service|check|party|dinner|lunch|breakfast|workshop|stay|room|pickup|collection|inspection|"
    "treatment|haircut|massage|walk|ride|performance|screening|wedding|rehearsal|excursion|"
    "transfer|engineer|technician|plumber|electrician|surveyor|move|removal|training|webinar|demo",
    "cita|visita|reserva|mesa|entrega|clase|curso|vuelo|excursión|evento|concierto|reunión|"
    "instalación|revisión|consulta|sesión|función|partido|taller|viaje|prueba",
    "visite|rendez|réservation|table|livraison|cours|vol|excursion|événement|concert|réunion|"
    "installation|consultation|séance|spectacle|match|atelier|voyage|intervention|essayage",
    "termin|besuch|buchung|reservierung|tisch|lieferung|kurs|unterricht|flug|ausflug|konzert|"
    "treffen|besprechung|besichtigung|anprobe|reparatur|installation|behandlung|führung|"
    "veranstaltung|abholung|fahrt|probe|vorstellung|montage|wartung",
    "consulta|marcação|visita|reserva|mesa|entrega|aula|curso|voo|passeio|evento|concerto|reunião|"
    "instalação|sessão|jogo|viagem|prova|reparação",
    "appuntamento|visita|prenotazione|tavolo|consegna|lezione|corso|volo|gita|evento|concerto|"
    "riunione|installazione|seduta|spettacolo|partita|viaggio|prova|riparazione|intervento",
});

// What to do now, for safety's sake.
constexpr auto orders_for_safety = std::to_array<std::string_view>({
    "turn|switch|shut ~ off",
    "stop using|eating|drinking|driving|feeding|wearing|taking|charging|giving",
    "do not ~ use|eat|drink|open|touch|drive|plug|charge|feed|enter|light|take|give|wear|consume",
    "don't|never ~ use|eat|drink|open|touch|drive|plug|charge|feed|enter|light|take|give|wear",
    "do not ~ ride|sleep|sit|swim|climb|operate|play|cook|burn|install|mount|walk|stand|lift|mow|"
    "smoke|heat|serve|apply|swallow|sail|fly|start",
    "don't|never ~ ride|sleep|sit|swim|climb|operate|play|cook|burn|install|mount|walk|stand|lift|"
    "smoke|heat|serve|apply|swallow|sail|fly|start",
    "unplug|evacuate|disconnect",
    "leave the|your house|building|flat|home|area|room|car",
    "get out",
    "keep|stay away|clear|out",
    "throw ~ away",
    "boil ~ water",
    "move your car|boat|vehicle",
    "no ~ use|utilice|coma|beba|abra|toque|conduzca",
    "deje de usar|utilizar",
    "apague|desconecte|cierre|apaga|desconecta|cierra",
    "n'utilisez|ne ~ utilisez|mangez|buvez|ouvrez|touchez",
    "coupez|débranchez|fermez|quittez|cessez|arrêtez",
    "nicht ~ benutzen|verwenden|essen|trinken|öffnen|fahren",
    "benutzen|verwenden|essen|trinken ~ nicht",
    "schalten|drehen|stellen ~ ab|aus",
    "não ~ use|utilize|coma|beba|abra|toque",
    "desligue|feche|pare",
    "non ~ usi|usate|utilizzi|mangi|beva|apra|tocchi",
    "spenga|chiuda|stacchi|scolleghi",
});
constexpr auto dangers = std::to_array<std::string_view>({
    "urgent|urgently|emergency|immediately|danger|dangerous|hazard|unsafe|leak|leaking|fire|smoke|"
    "gas|explosion|explode|electrocut*|shock|contaminated|contamination|salmonella|listeria|glass|"
    "recall|recalled|poison*|toxic|burst|flood|flooding|collapse|overheat*|burn|burns|choking",
    "right|straight away|now",
    "at once",
    "urgente|urgentemente|inmediatamente|peligro|peligroso|fuga|incendio|gas|riesgo",
    "urgent|immédiatement|danger|dangereux|fuite|incendie|gaz|risque|rappel",
    "dringend|sofort|umgehend|gefahr|gefährlich|gas|leck|brand|rückruf|brandgefahr",
    "urgente|imediatamente|perigo|perigoso|fuga|incêndio|gás|risco",
    "urgente|immediatamente|subito|pericolo|pericoloso|perdita|incendio|richiamo|rischio",
});
constexpr auto urgent_words = std::to_array<std::string_view>({
    "this|it|it's|that's|very|extremely|is|quite urgent",
    "urgent request|notice|message|action|update|news|warning|matter",
    "urgently need|ask|request|require|advise|recommend",
    "es|muy|aviso urgente",
    "c'est|très|message urgent",
    "evacuate ~ now|immediately|the|your|at",
    "dringend bitten|bitte|gebeten|erforderlich",
    "é|muito|aviso urgente",
    "è|molto|avviso urgente",
});
// What makes a threat of a deadline.
constexpr auto or_else = std::to_array<std::string_view>({
    "unless",
    "otherwise",
    "or else",
    "if ~ not|don't|nobody|no|doesn't|haven't",
    "if we don't",
    "a menos que",
    "salvo que",
    "si ~ no",
    "sauf si",
    "à moins",
    "sinon",
    "si ~ pas",
    "es sei denn",
    "andernfalls|ansonsten|sonst",
    "wenn|falls ~ nicht",
    "se ~ não",
    "caso contrário",
    "a meno che",
    "se ~ non",
    "altrimenti",
});
// What befalls them by a deadline.
constexpr auto befalls = std::to_array<std::string_view>({
    "be ~ closed|cut|disconnected|suspended|terminated|blocked|locked|towed|deleted|removed|"
    "forfeited|sold|released|repossessed|evicted|shut",
    "expires|expire|lapses|lapse|closes",
    "will ~ lose|close|cut|disconnect|suspend|tow|delete|shut",
    "se ~ cancelará|cerrará|cortará|suspenderá|perderá|vence|caduca|eliminará",
    "sera ~ fermé|coupé|suspendu|supprimé|résilié|perdu",
    "wird|werden ~ gesperrt|abgestellt|gelöscht|geschlossen|gekündigt|abgeschaltet",
    "läuft|laufen ~ ab",
    "será ~ cancelad*|fechad*|cortad*|suspens*|eliminad*|bloquead*",
    "sarà|verrà ~ chius*|sospes*|disattivat*|cancellat*|bloccat*|staccat*",
});

}  // namespace

const PhraseSet& words_that_take_back(std::string_view language) {
    static const PhraseSet english(english_takes_back);
    static const PhraseSet spanish(spanish_takes_back);
    static const PhraseSet french(french_takes_back);
    static const PhraseSet german(german_takes_back);
    static const PhraseSet portuguese(portuguese_takes_back);
    static const PhraseSet italian(italian_takes_back);
    if (language == "es") return spanish;
    if (language == "fr") return french;
    if (language == "de") return german;
    if (language == "pt") return portuguese;
    return language == "it" ? italian : english;
}

const PhraseSet& words_of_their_wish() {
    static const PhraseSet set(as_they_wished);
    return set;
}

const PhraseSet& words_that_ask_for_it() {
    static const PhraseSet set(theirs_asked);
    return set;
}

const PhraseSet& words_of_their_choice() {
    static const PhraseSet set(theirs_to_cancel);
    return set;
}

const PhraseSet& words_for_plans() {
    static const PhraseSet set(plans);
    return set;
}

const PhraseSet& safety_orders() {
    static const PhraseSet set(orders_for_safety);
    return set;
}

const PhraseSet& words_of_danger() {
    static const PhraseSet set(dangers);
    return set;
}

const PhraseSet& words_of_urgency() {
    static const PhraseSet set(urgent_words);
    return set;
}

const PhraseSet& words_of_loss() {
    static const PhraseSet set(befalls);
    return set;
}

const PhraseSet& words_of_threat() {
    static const PhraseSet set(or_else);
    return set;
}

}  // namespace aplomb::etiquette
