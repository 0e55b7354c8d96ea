#include "desk/promises_clauses.h"

#include <algorithm>
#include <optional>

#include "desk/promises_binding.h"
#include "desk/promises_phrases.h"

namespace aplomb::desk {
namespace {

// clang-format off
constexpr auto coordinators = phrases({
    "and", "but", "or", "und", "aber", "sondern", "oder", "et", "mais", "ou", "y", "pero", "o", "e",
    "ma"});
constexpr auto adverbs = phrases({
    "then", "also", "so", "still", "of course", "dann", "auch", "ensuite", "puis", "luego",
    "después", "también", "poi", "anche", "either way", "meanwhile", "instead"});
constexpr auto contents = phrases({
    "that", "so that", "so", "dass", "damit", "sodass", "que", "qu'il", "qu'elle", "pour que",
    "afin que", "para que", "che", "affinché"});
// Words that make a clause of what they stand in, among the first ones.
constexpr auto subjects = phrases({
    "i", "i'm", "i've", "i'd", "we", "we're", "we've", "we'd", "you", "you're", "you've", "he",
    "she", "it", "they", "he's", "she's", "it's", "they're", "there", "that's", "this is", "ich",
    "wir", "sie", "du", "er", "es", "man", "je", "j'ai", "nous", "vous", "elle", "ils", "elles",
    "c'est", "yo", "nosotros", "usted", "ustedes", "io", "noi", "voi"});
constexpr auto asking = phrases({
    "please", "bitte", "merci de", "por favor", "per favore", "reply", "answer", "send", "call",
    "let us", "let me know", "tell", "check", "make sure", "keep", "write", "confirm", "return",
    "pay", "bring", "veuillez", "répondez", "envoyez", "appelez", "écrivez", "responda",
    "responde", "envíe", "envíenos", "conteste", "llame", "risponda", "rispondi", "mandi", "invii",
    "scriva", "chiami", "do not", "don't", "feel free", "n'hésitez", "no dude", "non esiti"});
constexpr auto heads = phrases({
    "if", "when", "once", "as soon", "because", "since", "although", "unless", "whether", "while",
    "what", "why", "who", "which", "where", "how", "wenn", "falls", "sobald", "weil", "da", "ob",
    "was", "warum", "wann", "wo", "wer", "wie", "dass", "damit", "sodass", "nachdem", "si",
    "quand", "dès que", "parce que", "cuando", "porque", "quando", "perché", "appena", "thanks",
    "thank you", "sorry", "apologies", "danke", "vielen dank", "entschuldigung", "merci",
    "gracias", "perdón", "grazie", "scusi", "lamento", "lamentamos", "siento", "sentimos",
    "mi dispiace", "ci dispiace", "désolé", "désolée"});
constexpr auto finite = phrases({
    "is", "are", "was", "were", "has", "have", "had", "does", "did", "can", "must", "should",
    "needs", "will", "ist", "sind", "war", "hat", "kann", "est", "sont", "está", "son", "è",
    "sono"});
constexpr auto determiners = phrases({"the", "a", "an", "your", "our", "der", "die", "das", "dem"});
// Behind which something that is over may follow.
constexpr auto turns = phrases({
    "what", "why", "when", "where", "who", "which", "how", "that", "whether", "because", "after",
    "since", "if", "si", "was", "warum", "wieso", "weshalb", "wann", "wo", "wer", "wie", "dass",
    "weil",
    "nachdem", "als", "pourquoi", "quand", "où", "comment", "que", "qui", "ce que", "qué",
    "por qué", "cuándo", "cuando", "dónde", "cómo", "quien", "cosa", "perché", "quando", "che",
    "chi", "dove", "come", "you", "qu'est", "qu'il", "qu'elle"});
constexpr auto past_verbs = phrases({
    "was", "were", "wasn't", "weren't", "did", "didn't", "had", "has", "hasn't", "haven't", "came",
    "went", "said", "wrote", "sent", "left", "broke", "bought", "paid", "told", "took",
    "made", "gave", "war", "waren", "wurde", "wurden", "hat", "hatte", "hatten", "kam", "kamen",
    "ging", "passiert", "geschah", "est", "n'est", "s'est", "a été", "a pas", "n'a", "ont",
    "était", "étaient",
    "avez", "pasó", "fue", "llegó", "ha", "han", "había", "ocurrió", "sucedió", "era", "è", "hanno",
    "stato", "stata", "successo", "accaduto", "c'è"});
constexpr auto likenesses = phrases({"as", "wie", "comme", "como", "come"});
constexpr auto limits = phrases({
    "by", "within", "before", "until", "bis", "innerhalb", "binnen", "spätestens", "avant", "d'ici",
    "sous", "antes", "entro", "prima"});
// clang-format on

bool is_past_verb(WordsView words, std::size_t i) {
    if (past_verbs.at(words, i) > 0) return true;
    const std::string_view word = words[i].text;
    return word.size() > 5 && word.ends_with("ed") && word != "indeed" && word != "exceed";
}

// What is still to come behind such a turn, or is to be done: "that it will be sent on Friday".
constexpr auto ahead =
    phrases({"will", "shall", "be", "is", "are", "can", "to", "it'll", "you'll", "we'll", "they'll",
             "he'll", "she'll", "sera", "será", "sarà", "wird", "werden"});

// A noun with what is said of it is no clause, nor a verb with its object: "the shade you sent".
bool names_subject(WordsView words) {
    const std::size_t from = skip_links(words);
    if (determiners.at(words, from) > 0) return false;
    for (std::size_t i = from; i < words.size() && i < from + 3; ++i) {
        const bool object = i > from && (words[i].text == "it" || words[i].text == "you");
        if (!object && subjects.at(words, i) > 0) return true;
    }
    return false;
}

// "your parcel left on Monday", but not "as promised".
bool tells_past(WordsView words) {
    const std::size_t from = skip_links(words);
    if (likenesses.at(words, from) > 0) return false;
    for (std::size_t i = from + 1; i < words.size() && i < from + 5; ++i) {
        if (turns.at(words, i) > 0) return false;
        if (is_past_verb(words, i)) return true;
    }
    return false;
}

// "répondez", "envoyez-nous"
bool is_french_request(std::string_view word) {
    const std::string_view verb = word.substr(0, word.find('-'));
    return verb.size() > 4 && verb.ends_with("ez");
}

bool is_clause(WordsView words) {
    const std::size_t head = skip_links(words);
    if (is_french_request(word_at(words, head))) return true;
    if (heads.at(words, head) > 0 || asking.any(words.first(std::min(words.size(), head + 2))))
        return true;
    return goes_on(words) || goes_on_barely(words) || names_subject(words) || finite.any(words) ||
           tells_past(words) || goes_on_to_arrive(words) || binds_us(words) ||
           happens_to_them(words);
}

bool is_mark(char32_t point) {
    return point == U',' || point == U';' || point == U':' || point == U'–' || point == U'—' ||
           point == U'(' || point == U')';
}

// Whether a part of the sentence begins with the word at `i`, and how.
std::optional<Joint> joint_at(WordsView words, std::size_t i) {
    const bool dash = words[i - 1].after == U'-' && !joined_by(words, i - 1, U'-');
    const bool marked = dash || is_mark(words[i - 1].after);
    const bool linked = coordinators.at(words, i) > 0;
    const bool hence = words[i].text == "so" && binding_at(words, i + 1) > 0;
    if (linked || hence) return Joint::And;
    if (marked) return contents.at(words, i) > 0 ? Joint::Content : Joint::Mark;
    if (binding_at(words, i) > 0) return Joint::Content;
    return {};
}

std::vector<Clause> parts_of(WordsView sentence) {
    std::vector<Clause> parts;
    std::size_t from = 0;
    Joint joint = Joint::Mark;
    for (std::size_t i = 1; i < sentence.size(); ++i) {
        const auto next = joint_at(sentence, i);
        if (!next || skip_links(sentence.subspan(from, i - from)) == i - from) continue;
        parts.push_back({sentence.subspan(from, i - from), joint, from});
        from = i;
        joint = *next;
    }
    if (from < sentence.size()) parts.push_back({sentence.subspan(from), joint, from});
    return parts;
}

}  // namespace

std::size_t skip_links(WordsView clause) {
    std::size_t i = 0;
    while (true) {
        const std::size_t used = std::max(coordinators.at(clause, i), adverbs.at(clause, i));
        if (used == 0) return i;
        i += used;
    }
}

std::vector<Clause> clauses_of(WordsView sentence) {
    const std::vector<Clause> parts = parts_of(sentence);
    std::vector<Clause> clauses;
    bool waiting = false;  // the last one is no clause yet
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const Clause& part = parts[p];
        const bool whole = is_clause(part.words);
        const bool parted = part.first > 0 && sentence[part.first - 1].after == U';';
        const bool joins_next = p + 1 < parts.size() && parts[p + 1].joint != Joint::And;
        const bool heads_next = part.joint == Joint::And && joins_next;
        if (!parted && (waiting || (!whole && !clauses.empty() && !heads_next))) {
            Clause& last = clauses.back();
            last.words = sentence.subspan(last.first, part.first + part.words.size() - last.first);
            waiting = waiting && !whole;
            continue;
        }
        clauses.push_back(part);
        waiting = !whole;
    }
    return clauses;
}

std::size_t past_part(WordsView clause) {
    for (std::size_t i = 1; i < clause.size(); ++i) {
        if (turns.at(clause, i) == 0) continue;
        const bool you = clause[i].text == "you";
        const std::size_t to = you ? std::min(i + 2, clause.size()) : clause.size();
        for (std::size_t verb = i + 1; verb < to; ++verb) {
            if (limits.at(clause, verb) > 0 || ahead.at(clause, verb) > 0) break;
            if (is_past_verb(clause, verb)) return i;
        }
    }
    return clause.size();
}

std::size_t limit_from(WordsView clause, std::size_t from) {
    while (from < clause.size() && limits.at(clause, from) == 0)
        ++from;
    return from;
}

}  // namespace aplomb::desk
