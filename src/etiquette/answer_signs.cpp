#include "etiquette/answer_signs.h"

#include <array>

namespace aplomb::etiquette {
namespace {

constexpr auto whole_answers = std::to_array<std::string_view>({
    "yes|no to both|all|each",
    "both ~ are|is|yes|fine|work|included|possible|done",
    "it does|is both",
    "neither",
    "all two|three|four",
    "all of them|these|those|that|it",
    "each of them|these|your",
    "everything you asked|need",
    "one by one",
    "answers to your questions",
    "sí|no a|las|ambas|los|ambos",
    "oui|non aux|deux",
    "ja|nein beides|zu",
    "beides",
    "sim|não às|a|para",
    "sì|no a|entrambe",
    "i|we don't know",
    "as for the rest|others|other",
});
constexpr auto polite_words = std::to_array<std::string_view>({
    "thank|thanks",
    "looking|look forward",
    "see you",
    "welcome",
    "have a",
    "hope ~ this|that|helps|you",
    "let me|us know",
    "kind|best|warm regards|wishes",
    "good question|list|morning|afternoon|evening|point|day",
    "glad|happy ~ you|to help|hear",
    "love|enjoy",
    "any|other questions",
    "gracias|saludos",
    "merci|cordialement",
    "vielen|danke|freundliche|freuen|bis",
    "obrigado|obrigada|abraço",
    "grazie|saluti",
    "un saludo",
    "a presto|domani",
    "great|good|lovely to",
});
constexpr auto closing_sure = std::to_array<std::string_view>({
    "look|looking forward",
    "see you",
    "kind|best|warm regards|wishes",
    "have a ~ day|one|week|weekend|evening|trip",
    "freuen uns",
    "any|other questions",
});
constexpr auto price_signs = std::to_array<std::string_view>({
    "free",
    "no|without ~ charge|cost|fee",
    "on us|the",
    "included",
    "gratis|gratuit*|kostenlos|grátis",
    "euros|euro|pounds|dollars|cents|quid|kronor|pesos|reais|francs|franken|pence|p|bucks|usd|eur|"
    "gbp",
    "half price",
    "costs|cost|cuesta|coûte|kostet|custa|costa|price|prices|precio|prix|preis|preço|prezzo",
    "nothing extra",
});
constexpr auto place_signs = std::to_array<std::string_view>({
    "at|on|in|by|behind|near|next|under|opposite|beside|above|below|inside|outside|from|into "
    "the|a|your|"
    "our|front|to|any|all|every",
    "here|there|upstairs|downstairs|everywhere|online|street|road|avenue|floor|platform|gate|aisle|"
    "corner|settings|menu",
    "at|in|on|near|from",
    "en|dans|sur|chez|à|bei|im|in|auf|unter|no|na|em|nel|nella|a|al",
});
// English only: "in" and "at" alone stand in every second sentence.
constexpr auto plain_place_signs = std::to_array<std::string_view>({
    "is|are|was|were|it's|they're|find|see|go|come|turn|take|walk|meet|lies|lie|sits|stands|stays|"
    "waits|waiting|parked|kept|left|head|look|try|ask|leave|leaves|arrives|put|placed|buy|get|open|"
    "tap|under ~ "
    "at|on|in|near|next|under|opposite|beside|above|below|inside|outside|behind|to|into|through",
    "here|there|upstairs|downstairs|everywhere|nowhere|online|street|road|avenue|floor|platform|"
    "gate|aisle|corner|settings|menu|address|website|site|page|app",
    "minutes|metres|meters|steps|doors|blocks|miles|km from",
    "on|in its|the way|post|mail|van",
});
constexpr auto sending_signs = std::to_array<std::string_view>({
    "attached|enclosed|attachment|linked|below",
    "here|here's ~ is|are|you|it|the|your",
    "sent|sending|send|emailed|posted|mailed|forwarded|uploaded|dm'd|shared",
    "on its|the way",
    "it's|is|are at|on|in",
    "adjunt*|envi*|aquí|ci|joint|pièce|voici|anbei|anhang|hier|geschickt|schicke|anexo|segue|aqui|"
    "allegato|ecco",
    "find ~ it|them|in|at|on|under",
    "can't|cannot|don't|afraid|unfortunately",
});
constexpr auto doing_signs = std::to_array<std::string_view>({
    "done|sorted|sure|gladly|certainly|absolutely|consider|yes|course",
    "i've|we've|i'll|we'll|we're|i'm|i|we ~",
    "of course",
    "no problem",
    "happy|glad to",
    "with pleasure",
    "can't|cannot|unable|unfortunately|afraid|sorry",
    "hecho|listo|claro|supuesto|he|hemos|voy|vamos",
    "fait|bien|sûr|j'ai|avons|vais|je|nous",
    "erledigt|gern|gerne|natürlich|habe|haben|ich|wir",
    "feito|claro|já|pronto|vou|vamos|tenho",
    "fatto|certo|certamente|ho|abbiamo",
    "has|have|is|are|been been|now",
    "ends|end|starts|moved|changed|cancelled|updated|removed|added|gone|back",
});
constexpr auto yes_no_signs = std::to_array<std::string_view>({
    "yes|no|yep|nope|yeah|sure|certainly|absolutely|indeed|definitely|correct|exactly|almost|"
    "unfortunately|never|always|both|neither|of",
    "i'm afraid",
    "not at|yet|any|quite|just",
    "it is|does|did|was|will|has|can|isn't|doesn't",
    "they are|do|did|were|will|have|can",
    "you can|are|do|will|did|may|won't|can't|don't",
    "we do|are|can|have|will|did|don't|can't|aren't",
    "there is|are|isn't|aren't|was",
    "sí|no|claro|supuesto|oui|non|si|ja|nein|doch|sim|não|sì|certo|purtroppo|leider|"
    "lamentablemente|"
    "malheureusement|infelizmente|naturalmente|natürlich",
    "bien sûr",
});

constexpr auto no_answer = std::to_array<std::string_view>(
    {"not|no|don't|can't|cannot|isn't|won't|unfortunately|afraid|depends|yet|dm|message|"
     "check|"
     "look",
     "no|nunca|todavía|aún|lamentablemente", "pas|malheureusement|encore",
     "nicht|kein|keine|leider|noch", "não|ainda|infelizmente", "non|ancora|purtroppo"});

}  // namespace

const PhraseSet& answers_to_all() {
    static const PhraseSet set(whole_answers);
    return set;
}

const PhraseSet& pleasantries() {
    static const PhraseSet set(polite_words);
    return set;
}

const PhraseSet& closings() {
    static const PhraseSet set(closing_sure);
    return set;
}

const PhraseSet& signs_of_price() {
    static const PhraseSet set(price_signs);
    return set;
}

const PhraseSet& signs_of_place() {
    static const PhraseSet set(place_signs);
    return set;
}

const PhraseSet& signs_of_place_in_english() {
    static const PhraseSet set(plain_place_signs);
    return set;
}

const PhraseSet& signs_of_sending() {
    static const PhraseSet set(sending_signs);
    return set;
}

const PhraseSet& signs_of_doing() {
    static const PhraseSet set(doing_signs);
    return set;
}

const PhraseSet& signs_of_yes_or_no() {
    static const PhraseSet set(yes_no_signs);
    return set;
}

const PhraseSet& signs_of_refusal() {
    static const PhraseSet set(no_answer);
    return set;
}

}  // namespace aplomb::etiquette
