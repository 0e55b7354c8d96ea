#include "etiquette/follow_ups.h"

#include <array>

#include "etiquette/phrases.h"

namespace aplomb::etiquette {
namespace {

// Words with which we announce that more is coming, unasked.
constexpr auto announcements = std::to_array<std::string_view>({
    "let me|us check|look|find|ask|see|confirm|get|dig|have|verify",
    "i'll|we'll ~ "
    "write|message|text|update|confirm|check|ask|report|post|send|share|tell|find|look|"
    "reply|answer|return|follow",
    "i|we will ~ write|message|text|update|confirm|check|ask|report|post|send|share|tell|find|look|"
    "reply|answer|return|follow",
    "i'll|we'll|will let you know",
    "i'll|we'll|will be|get|come back|in",
    "i'll|we'll|will keep you",
    "i'm|we're ~ checking|looking|asking|finding",
    "going to check|look|ask|find|write|send|confirm|update",
    "one|a|just moment|sec|second|minute|min|mo",
    "bear with me|us",
    "stand by",
    "hold on",
    "give me|us ~ minute|minutes|moment|hour|hours",
    "more|update|news ~ soon|later|shortly|tomorrow|today|by|at",
    "keep you posted|updated|informed",
    "get|come back to you",
    "be|right back",
    "dame|deme|un momento|minuto|segundo",
    "lo|la compruebo|miro|consulto|pregunto",
    "voy|vamos a comprobar|mirar|preguntar|consultar|escribir*|enviar*|confirmar*",
    "le|te|os|les escribo|escribiré|confirmo|confirmaré|aviso|avisaré|digo|diré|envío|enviaré",
    "un instant|moment",
    "je|nous vérifie|regarde|vérifions|regardons|demande|demandons",
    "je|nous ~ "
    "écris|écrirai|confirme|confirmerai|tiens|tiendrai|reviens|reviendrai|enverrai|envoie",
    "je vais vérifier|regarder|demander",
    "einen|kleinen augenblick|moment",
    "ich|wir schaue|schauen|prüfe|prüfen|frage|fragen|kläre|klären|sehe|sehen",
    "melde|melden mich|uns|wir",
    "gebe|geben ~ bescheid",
    "ich|wir ~ schreibe|schreiben|schicke|schicken|sende|senden",
    "um momento|instante",
    "vou|vamos verificar|ver|perguntar|confirmar|escrever|enviar",
    "já|ja lhe|te digo|respondo|confirmo",
    "aviso|confirmo|respondo|escrevo ~ hoje|amanhã|logo|assim",
    "un attimo|momento",
    "controllo|controlliamo|verifico|verifichiamo|chiedo|chiediamo|guardo",
    "le|ti|vi scrivo|scriverò|confermo|confermerò|faccio|farò|aggiorno|invio|invierò",
    "fammi|mi faccia controllare|vedere|verificare",
});

// Openings of something that was left out of the message before.
constexpr auto afterthoughts = std::to_array<std::string_view>({"also",
                                                                "and",
                                                                "oh and",
                                                                "plus",
                                                                "ps",
                                                                "p.s",
                                                                "forgot",
                                                                "i forgot",
                                                                "one more thing",
                                                                "another thing",
                                                                "by the way",
                                                                "btw",
                                                                "además",
                                                                "y",
                                                                "también",
                                                                "se me olvidó",
                                                                "et",
                                                                "aussi",
                                                                "j'ai oublié",
                                                                "und",
                                                                "außerdem",
                                                                "e",
                                                                "também",
                                                                "esqueci",
                                                                "inoltre",
                                                                "anche"});

// Asking whether the message before was seen, or pressing for its answer.
constexpr auto nudges = std::to_array<std::string_view>({
    "just|only|quickly checking|following|nudging|bumping|chasing",
    "checking in|whether|if",
    "checking ~ saw|seen|got|received|read",
    "did|have you ~ see|seen|get|got|gotten|read|receive|received|decide|decided|think|chance",
    "any thoughts|news|update|word|decision|luck|feedback|progress",
    "are you there|still",
    "you there|still",
    "bumping",
    "bump",
    "haven't|not|hasn't|never heard|had|received|seen|got ~ from|back|answer|reply|response|your",
    "haven't heard",
    "still|we're|i'm waiting|need|awaiting ~ your|you|answer|reply|decision",
    "waiting for|on your|you",
    "following|follow up",
    "circling back",
    "touching base",
    "gentle|friendly|quick|little|another|second reminder|nudge",
    "reminder that|about|of|to",
    "reminding you",
    "as soon as you can",
    "what do you say|think",
    "have you|yourself ~ made|come|decided",
    "were|are you able to",
    "ha|han|has|habéis visto|leído|recibido|podido|decidido|pensado",
    "sigo|seguimos|todavía|aún esperando|espero|esperamos|pendiente",
    "quería|queríamos|solo|sólo saber|preguntar|recordar*|recuerdo",
    "no|aún hemos|he recibido|tenido|sabido",
    "alguna|alguna novedad|noticia|respuesta",
    "avez vous|eu ~ vu|lu|reçu|pu|décidé|réfléchi",
    "as tu ~ vu|lu|reçu|pu|décidé",
    "toujours|encore ~ pas|rien|attente|attends|attendons",
    "je|nous|petite|petit me permets|relance|rappel|reviens",
    "n'ai|n'avons pas ~ reçu|eu|nouvelles|réponse",
    "sans nouvelles|réponse",
    "nachfragen",
    "nachhaken",
    "noch keine|nichts|nicht ~ antwort|rückmeldung|gehört|erhalten|bekommen",
    "haben|hast sie|du|ihr ~ gesehen|gelesen|bekommen|erhalten|entschieden|überlegt",
    "warten|warte noch|immer|auf",
    "erinnern",
    "erinnerung",
    "viu|leu|recebeu|conseguiu|decidiu|pensou|chegou",
    "já|ja viu|leu|recebeu|decidiu|conseguiu|pensou",
    "ainda|continuo|continuamos aguard*|esper*|à",
    "alguma novidade|notícia|resposta",
    "passando|passo para|só",
    "ha|hai|avete letto|visto|ricevuto|deciso|avuto|pensato|potuto",
    "aspetto|aspettiamo|attendo|attendiamo|sollecito|sollecitare",
    "ancora|non ho|abbiamo ~ ricevuto|avuto|sentito",
    "qualche|novità novità|notizia|risposta",
});

}  // namespace

bool announces_more(const Analysis& analysis) {
    static const PhraseSet set(announcements);
    return set.in(analysis);
}

bool opens_as_afterthought(const Analysis& analysis) {
    static const PhraseSet set(afterthoughts);
    return !analysis.words.empty() && set.at(analysis, 0);
}

std::optional<Range> find_nudge(const Analysis& analysis) {
    static const PhraseSet set(nudges);
    const auto found = set.find(analysis);
    if (!found) return {};
    return Range{analysis.words[found->first].range.start,
                 analysis.words[found->end - 1].range.end};
}

bool is_announced(const Context& context) {
    // Any of our turns since theirs may have announced it.
    for (std::size_t i = context.thread().size(); i > 0; --i) {
        const Turn& turn = context.turn(i - 1);
        if (turn.from == Speaker::Customer) return false;
        if (turn.from == Speaker::Us && announces_more(context.thread()[i - 1])) return true;
    }
    return false;
}

}  // namespace aplomb::etiquette
