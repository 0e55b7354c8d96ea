#include "etiquette/contact.h"

#include <array>

#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

constexpr auto moves = std::to_array<std::string_view>({
    // English
    "dm|dms",
    "a|us|me|via|by pm",
    "inbox us|me",
    "direct|private message|messages|chat|channel|thread|conversation|line",
    "in|into|via|by|through private",
    "privately",
    "take|taking ~ offline",
    "message|text|whatsapp me|us",
    "drop|send|shoot me|us|over ~ message|line|note|text|mail|email|details|number|name|word",
    "drop|send|shoot ~ us|me ~ message|mail|email",
    "drop|send|shoot ~ message|mail|email|word ~ to|at",
    "by|via message|messenger|email|mail|whatsapp|text|chat",
    "by|via e mail",
    "email|mail me|us|you",
    "e mail me|us|you",
    "write|reach|contact ~ me|us|you ~ at|by|via|on|under|directly",
    "write to me|us",
    "i'll|we'll|will|i|we write to you",
    "reach out to us|me|our ~ at|via|by|on|directly|in",
    "be|stay in touch",
    "i'll|we'll|will|shall ~ reach out",
    "i'll|we'll|will|shall ~ contact|message|email|write you",
    "please email|mail|message|contact|call|ring|phone|dm|text",
    "please e mail",
    "get|getting in touch",
    "contact me|us|you|our",
    "speak|talk to you|me|us ~ directly|privately|there",
    "hear from me|us",
    "let|lets me|us ~ message|write|text|email|dm|contact|call|ring|phone you",
    "talk|speak|chat|continue|discuss|settle|sort|finish ~ in|on|over|via|by "
    "messenger|whatsapp|dm|dms|private|chat|inbox|telegram|signal|email|mail|slack",
    "move|moving|take|taking|continue|carry|bring|shift|switch|pick|sort ~ to|into|in|on ~ "
    "inbox|inboxes|dm|dms|private|messages|email|mail|messenger|chat",
    "on|in|via|over messenger|whatsapp|telegram|dm",
    "call|ring|phone me|us|you|our",
    "give us|me|our|you ~ call|ring|bell|buzz",
    "over|on the phone ~ with|about|and|to|together",
    "by phone|telephone",
    // Spanish
    "md|mensaje directo|privado",
    "mensajes directos|privados",
    "por|en|al privado|interno|correo|mensaje|teléfono|dm|md|whatsapp",
    "escríb*|escrib* ~ a|por|al",
    "te|le|os "
    "escribo|escribimos|escribiré|escribiremos|contacto|contactamos|llamo|llamamos|llamaré",
    "contáct*|contacta*",
    "ponte|póngase|pongámonos ~ contacto",
    "llám*",
    // French
    "mp|message privé|direct",
    "messages privés",
    "en|par privé|message|mail|courriel|dm|mp|téléphone",
    "écriv* nous|moi",
    "écrivez|contactez|appelez|joignez",
    "contactez",
    "vous|te écris|écrirai|écrirons|écrivons|contacte|contacterai|contactons|recontact*|appelle|"
    "appellerai|appelons",
    "prendre|prenons|prends contact",
    "envoy* nous|moi",
    // German
    "pn|dm",
    "direktnachricht|privatnachricht|direktnachrichten",
    "private|privater|privaten|persönliche nachricht|nachrichten|chat",
    "per|via|über|als mail|email|nachricht|dm|pn|whatsapp|telefon|privatnachricht|direktnachricht",
    "per|via e mail",
    "schreib|schreiben|schreibt sie|du|mir|uns",
    "schreibe|schreiben ihnen|dir",
    "melde|melden|meldet ~ bei|mich|uns",
    "kontaktieren",
    "rufen|rufe|ruf sie|dich|ihnen|uns|mich",
    "telefonisch",
    // Portuguese
    "mensagem direta|privada",
    "por|em|no privado|mensagem|email|mail|telefone|dm|inbox",
    "escrev*|envi*|mand* nos|me|lhe|uma|um ~ mensagem|dm|email|mail|para",
    "escreva|escreva me|nos",
    "contacte|contate|contactar|contatar|fale|ligue",
    "entr* em contacto|contato",
    // Italian
    "messaggio privato|diretto",
    "messaggi privati|diretti",
    "in|via|per|tramite privato|messaggio|mail|email|dm|telefono",
    "scriv* ci|mi|a|in|al",
    "scrivici|scrivimi|scriveteci|contattaci|contattateci|mandaci|mandateci|chiamaci",
    "ci|mi scriva|contatti|chiami",
    "le|ti|la|vi scrivo|scriviamo|scriverò|contatto|contattiamo|contatterò|chiamo|chiamiamo|"
    "chiamerò",
});

constexpr auto calls = std::to_array<std::string_view>({
    "i'll|we'll|will|shall ~ call|ring|phone|telephone you",
    "i'll|we'll|will|shall ~ give you ~ call|ring|bell|buzz",
    "i'll|we'll|he'll|she'll|they'll ~ call|ring|phone|telephone "
    "today|tomorrow|tonight|later|shortly|again|back|first|this|next|around|between|before|after|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "i'll|we'll|he'll|she'll|they'll ~ call|ring|phone|telephone on|by "
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|phone",
    "i|we|he|she|someone|somebody|colleague|manager|team|technician|engineer will|shall "
    "call|ring|phone|telephone "
    "today|tomorrow|tonight|later|shortly|again|back|this|next|around|between|before|after|monday|"
    "tuesday|wednesday|thursday|friday|saturday|sunday",
    "going|about|plan|planning to call|ring|phone|telephone you",
    "going|about|plan|planning to give you ~ call|ring",
    "i'm|we're|am|are ~ calling|ringing|phoning you",
    "i'm|we're|am|are ~ calling|ringing|phoning about|because|regarding|from",
    "i|we ~ called|rang|phoned you|your",
    "tried ~ calling|ringing|phoning|call|ring|phone|reach ~ you",
    "just called|rang|phoned",
    "will|he'll|she'll|they'll ~ be calling|ringing|phoning you",
    "expect ~ call|ring from|today|tomorrow|this|shortly|between|at|in|within|soon",
    "you'll|will ~ get|receive|have ~ call|phonecall "
    "from|today|tomorrow|this|shortly|between|at|in",
    "you'll|will ~ hear from ~ by phone|telephone",
    "call|calls|ring|rings|phone|phones you back|today|tomorrow|tonight|this|at|around|between|"
    "shortly|later|soon|on|in|within",
    "have|having|asked|get ~ to call|ring|phone you",
    "someone|somebody|colleague|manager|adviser|advisor|specialist|team ~ call|calls|ring|rings|"
    "phone you",
    "call you back",
    // Spanish
    "le|te|os|lo|la llamo|llamamos|llamaré|llamaremos|llamará|llamarán|llamé|hemos|he ~",
    "voy|vamos|va a llamar*",
    "recibirá|recibirás ~ llamada",
    // French
    "je|nous|on|conseiller|collègue|vous|te vous|te|va|vais|allons appelle|appelons|appellerai|"
    "appellerons|appellera|rappelle|rappellerai|rappelons|rappellera",
    "vais|allons|va vous|te appeler|rappeler|téléphoner",
    "vous|te appelle|appelons|appellerai|appellerons|appellera|rappelle|rappelons|rappellerai|"
    "rappellera|téléphone",
    // German
    "ich rufe ~ an|zurück",
    "wir rufen ~ an|zurück",
    "rufe|rufen ich|wir ~ an|zurück",
    "ruft|rufe sie|dich|euch ~ an|zurück",
    "werde|werden|wird ~ sie|dich ~ anrufen|zurückrufen",
    "bei ihnen anrufen",
    "melde|melden|meldet ~ telefonisch",
    // Portuguese
    "ligo|ligamos|ligarei|ligaremos|ligará lhe|te",
    "lhe|te ligo|ligamos|ligarei|ligaremos|ligará",
    "vou|vamos|vai ~ ligar",
    // Italian
    "la|ti|vi chiamo|chiamiamo|chiamerò|chiameremo|chiamerà|richiamo|richiamerò|richiameremo|"
    "richiamerà",
    "chiamerò|chiameremo|telefonerò",
});

// In the clause before a call, these make it a question or a choice.
constexpr auto may_call = std::to_array<std::string_view>({
    "may|can|could|shall|should|might i|we|somebody|someone|one|my|our",
    "would|do you ~ like|want|prefer|mind|rather",
    "would|is it ~ ok|okay|alright|fine|possible|better|easier|help|suit",
    "if you",
    "if that|it|this",
    "if i|we may|can|could",
    "happy|glad|love|like|want to ~ call|ring|phone|speak|talk",
    "i|we could|can",
    "whether|when|what time ~ may|can|could|should",
    "or shall|should|would",
    "best|good|suits ~ time|number",
    "puedo|podemos|podría|podríamos|quiere|quieres|prefiere|si",
    "puis|pouvons|pourrais|pourrions|souhaitez|voulez|préférez|si",
    "darf|dürfen|kann|können|könnte|könnten|möchten|möchtest|wollen|soll|sollen|falls|wenn|ob",
    "posso|podemos|poderia|quer|prefere|se",
    "possiamo|potrei|potremmo|vuole|vuoi|preferisce",
});

constexpr auto asking = std::to_array<std::string_view>({
    "may|can|could|shall|should i|we|somebody|someone ~ call|ring|phone|telephone|give",
    "would|do you ~ like|want|prefer|mind|rather ~ call|ring|phone|calling",
    "would|is ~ call ~ ok|okay|alright|fine|suit|help|easier|better|possible",
    "ok|okay|fine|alright ~ call|ring|phone",
    "puedo|podemos|podría|quiere|quieres ~ llam*",
    "puis|pouvons|pourrais|souhaitez|voulez ~ appel*",
    "darf|dürfen|kann|können|möchten|soll|sollen ~ anrufen|anruf|rufen",
    "posso|podemos|quer ~ lig*",
    "posso|possiamo|vuole|vuoi ~ chiam*",
});

constexpr auto wished = std::to_array<std::string_view>({
    "call|ring|phone|telephone me|us|back|my",
    "give me|us ~ call|ring|bell|buzz",
    "can|could|would|will|may|might you|someone|somebody|anyone|anybody|one ~ "
    "call|ring|phone|speak",
    "speak|talk to|with someone|somebody|you|human|person|manager|real",
    "rather|prefer|like ~ talk|speak|call|phone",
    "prefer ~ call|phone",
    "want|need|like|love ~ call|callback|phonecall",
    "waiting|wait for ~ call|callback",
    "by phone|telephone",
    "over|on the phone",
    "reach me at|on|under",
    "my ~ number|phone|mobile|cell ~ is",
    "number is",
    "callback",
    "call back",
    "you ~ can|may|could call|ring|phone",
    "llám*|llame*|llama*",
    "me llam*|llamen",
    "por teléfono",
    "mi teléfono|móvil|número|celular",
    "appel* moi|nous",
    "m'appel*|rappel*",
    "me|nous rappel*|appel*|téléphon*",
    "par téléphone",
    "mon numéro|portable",
    "rufen|ruft|ruf ~ an|zurück",
    "anrufen|anruf|zurückrufen|rückruf",
    "telefonisch",
    "meine nummer|telefonnummer|handynummer",
    "ligue|liguem|liga|ligar ~ me|nos|para",
    "me liga*|ligue*",
    "por telefone",
    "meu número|telefone|telemóvel|celular",
    "chiam*|richiam*",
    "mi chiam*|richiam*|telefon*",
    "per|al telefono",
    "mio numero|telefono|cellulare",
});
constexpr auto refused = std::to_array<std::string_view>({
    "don't|not|no|never|stop ~ call|phone|ring|calls|calling|telephone",
    "dont ~ call|phone|ring",
    "can't|cannot|cant ~ talk|speak|call|phone",
    "no ~ llam*",
    "pas ~ appel*|téléphon*",
    "nicht|nie ~ anrufen|rufen|anruf|telefon*",
    "não ~ ligue|liga|ligar|liguem",
    "non ~ chiam*|telefon*",
    "deaf",
    "hard of hearing",
    "in|only|prefer ~ writing",
    "by mail|email|message only",
    "schriftlich",
    "por escrito",
    "par écrit",
    "per iscritto",
});

constexpr auto answering = std::to_array<std::string_view>({
    "i'm|we're|am|are ~ here|around|on|available|online|free|open|there|in|back",
    "i'll|we'll|will|shall|can|could ~ "
    "answer|reply|respond|write|message|call|ring|phone|email|dm|confirm|text|get|be|come|send|"
    "have|"
    "look|check|read|pick|sort|see|take",
    "you'll|will ~ have|hear|get|receive",
    "have|hear|get ~ answer|reply|from|back|word|news",
    "answers|replies|open|staffed|there|responds|writes",
    "answering|replying|writing|messaging|sent|written|opened|messaged",
    "respond*|contest*|escrib*|escrib*|llam*|estoy|estamos|aviso|avis*|tendrá|tendrás|confirm*",
    "répond*|écri*|appel*|rappel*|suis|sommes|aurez|auras|recontact*|revien*|revenons|confirm*",
    "antwort*|schreib*|melde*|meld*|rufe|rufen|bin|sind|erreichbar|haben|hören|bekommen|erhalten",
    "respond*|escrev*|lig*|estou|estamos|aviso|terá|terás|confirm*|retorn*",
    "rispond*|scriv*|chiam*|sono|siamo|avrà|avrai|ricever*|confer*",
});

WordSpan clause_of(const Analysis& analysis, std::size_t word) {
    const Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
    const auto breaks = [&](std::size_t before) {
        for (std::size_t k = analysis.words[before].range.end;
             k < analysis.words[before + 1].range.start; ++k) {
            const char32_t c = analysis.points[k];
            if (c == ';' || c == ':' || c == '(' || c == 0x2013 || c == 0x2014) return true;
        }
        return false;
    };
    constexpr std::size_t reach = 40;
    WordSpan clause{word, word + 1};
    while (clause.first > sentence.first_word && word - clause.first < reach &&
           !breaks(clause.first - 1)) {
        --clause.first;
    }
    while (clause.end < sentence.end_word && clause.end - word < reach && !breaks(clause.end - 1))
        ++clause.end;
    return clause;
}

// "the e-mail you sent", "your DM": a thing, not a step.
bool is_thing(const Analysis& analysis, const WordSpan& span) {
    static const WordSet ambiguous("email mail text phone call ring message dm dms");
    static const WordSet owners("the your that this every last new");
    if (span.first == 0 || !ambiguous.contains(analysis.words[span.first].plain)) return false;
    return owners.contains(analysis.words[span.first - 1].plain);
}

// "The bell will ring you awake."
bool rings_by_itself(const Analysis& analysis, const WordSpan& span) {
    static const WordSet bells("bell bells doorbell alarm clock");
    for (std::size_t i = span.first >= 3 ? span.first - 3 : 0; i < span.first; ++i) {
        if (bells.contains(analysis.words[i].plain)) return true;
    }
    return false;
}

// "I'll write to you here": in the same public place.
bool stays_here(const Analysis& analysis, const WordSpan& span) {
    static const WordSet here("here hier aquí ici aqui qui");
    return span.end < analysis.words.size() && here.contains(analysis.words[span.end].plain);
}

std::vector<WordSpan> all_of(const Analysis& analysis, const PhraseSet& set) {
    std::vector<WordSpan> spans;
    for (std::size_t i = 0; i < analysis.words.size();) {
        const auto span =
            analysis.words[i].setting == Setting::Own ? set.at(analysis, i) : std::nullopt;
        if (span) spans.push_back(*span);
        i = span ? std::max(span->end, i + 1) : i + 1;
    }
    return spans;
}

}  // namespace

std::vector<WordSpan> find_private_moves(const Analysis& analysis) {
    static const PhraseSet set(moves);
    std::vector<WordSpan> spans = all_of(analysis, set);
    std::erase_if(spans, [&](const WordSpan& span) {
        return is_thing(analysis, span) || stays_here(analysis, span);
    });
    return spans;
}

std::vector<WordSpan> find_announced_calls(const Analysis& analysis) {
    static const PhraseSet set(calls);
    static const PhraseSet asks(may_call);
    std::vector<WordSpan> spans;
    for (const WordSpan& span : all_of(analysis, set)) {
        const WordSpan clause = clause_of(analysis, span.first);
        if (rings_by_itself(analysis, span)) continue;
        if (!asks.find_within(analysis, clause.first, span.end)) spans.push_back(span);
    }
    return spans;
}

bool asks_to_call(const Analysis& analysis) {
    static const PhraseSet set(asking);
    return set.in(analysis);
}

CallWish call_wish(const Analysis& analysis) {
    static const PhraseSet no(refused);
    static const PhraseSet yes(wished);
    if (no.in(analysis)) return CallWish::Refused;
    return yes.in(analysis) ? CallWish::Asked : CallWish::Unknown;
}

bool speaks_of_answering(const Analysis& analysis, std::size_t first, std::size_t end) {
    static const PhraseSet set(answering);
    return set.find_within(analysis, first, end).has_value();
}

}  // namespace aplomb::etiquette
