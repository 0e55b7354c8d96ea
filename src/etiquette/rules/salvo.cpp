// Our last word stands unanswered and here comes another.
//
// Not a salvo: the next step of something we announced ("let me check", "I'll write at noon"),
// unless what comes is an afterthought or a nudge; a follow-up once the customer's own rhythm has
// passed, or, where no rhythm is known, a week; the private half of a public answer; a call; an
// answer to somebody else who joined the thread meanwhile.
#include <array>
#include <chrono>

#include "etiquette/phrases.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

// Behind this long a silence nobody calls it a volley, even with no rhythm known.
constexpr std::chrono::hours long_silence{7 * 24};

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

// Asking whether the message before was seen.
constexpr auto nudges = std::to_array<std::string_view>(
    {"just|only checking", "did|have you see|seen|get|got|read|receive|received",
     "any|some thoughts|news|update", "are you there|still", "bumping", "haven't heard",
     "still waiting|need", "following up", "ha visto|leído|recibido", "avez vous vu|lu|reçu",
     "nachfragen", "haben sie ~ gesehen|gelesen", "viu|leu|recebeu", "ha letto|visto|ricevuto"});

bool opens_with(const Analysis& analysis, std::span<const std::string_view> phrases) {
    for (const std::string_view phrase : phrases) {
        if (phrase_at(analysis, 0, phrase)) return true;
    }
    return false;
}

bool is_announced(const Context& context) {
    // Any of our turns since theirs may have announced it.
    const auto& turns = context.thread();
    for (std::size_t i = turns.size(); i > 0; --i) {
        const Turn& turn = context.turn(i - 1);
        if (turn.from == Speaker::Customer) break;
        if (turn.from == Speaker::Us && contains_phrase(turns[i - 1], announcements)) {
            const Analysis& draft = context.text();
            return !opens_with(draft, afterthoughts) && !contains_phrase(draft, nudges);
        }
    }
    return false;
}

bool has_waited_enough(const Draft& draft, const Turn& last) {
    if (!draft.now || !last.at) return false;
    const auto waited = *draft.now - *last.at;
    if (draft.customer && draft.customer->answers_in_hours) {
        const std::chrono::duration<double, std::ratio<3600>> rhythm{
            *draft.customer->answers_in_hours};
        return waited >= rhythm;
    }
    return waited >= long_silence;
}

std::vector<Remark> check_salvo(const Context& context) {
    const Draft& draft = context.draft();
    const Turn* last = context.last_turn();
    if (last == nullptr || last->from != Speaker::Us) return {};
    if (last->channel != draft.channel || last->visibility != draft.visibility) return {};
    if (draft.channel == "phone" || has_waited_enough(draft, *last)) return {};
    if (is_announced(context)) return {};
    return {{{},
             "Our last message has no answer yet, and this would be one more on top of it. Put "
             "everything into one complete message, or wait for theirs.",
             {},
             {}}};
}

constexpr auto salvo_bad = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"It also comes in grey.","thread":[{"from":"customer",)"
    R"("channel":"webchat","text":"Is the lamp still available?"},{"from":"us",)"
    R"("channel":"webchat","text":"Yes, eleven of them are left."}]})",
    R"({"channel":"x","text":"And bring a towel!","now":"2026-05-01T10:04:00Z",)"
    R"("thread":[{"from":"us","channel":"x","at":"2026-05-01T10:00:00Z","text":"The pool opens )"
    R"(at 7, Mia. I'll confirm the price in a minute."}]})",
});
constexpr auto salvo_good = std::to_array<std::string_view>({
    R"({"channel":"webchat","text":"It is on shelf 4, and I have kept one for you.",)"
    R"("thread":[{"from":"customer","channel":"webchat","text":"Is the lamp still available?"},)"
    R"({"from":"us","channel":"webchat","text":"Let me look in the stock room."}]})",
    R"({"channel":"email","text":"Is the room still of interest?","now":"2026-05-04T12:00:00Z",)"
    R"("customer":{"answers_in_hours":48},"thread":[{"from":"us","channel":"email",)"
    R"("at":"2026-05-01T10:00:00Z","text":"The room is free on your dates. Shall we hold it?"}]})",
    R"({"channel":"webchat","text":"Blue it is.","thread":[{"from":"us","channel":"webchat",)"
    R"("text":"Blue or green?"},{"from":"customer","channel":"webchat","text":"blue pls"}]})",
    R"({"channel":"facebook","visibility":"private","text":"Here is the form for your papers.",)"
    R"("thread":[{"from":"customer","channel":"facebook","text":"How do I prove my address?"},)"
    R"({"from":"us","channel":"facebook","text":"Gladly, and better in private: the form is on )"
    R"(its way to you by message right now."}]})",
});

}  // namespace

extern const Rule salvo;
const Rule salvo{
    .id = "salvo",
    .title = "another message before they answered the last",
    .why =
        "One complete answer is a conversation; several in a row are a barrage that buzzes and "
        "buzzes. Say it all at once, then wait.",
    .source = "A10",
    .severity = Severity::Error,
    .languages = "en es fr de pt it",
    .options = "",
    .check = check_salvo,
    .bad = salvo_bad,
    .good = salvo_good,
};

}  // namespace aplomb::etiquette
