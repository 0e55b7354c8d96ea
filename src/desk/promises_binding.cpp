#include "desk/promises_binding.h"

#include <algorithm>

#include "desk/promises_clauses.h"
#include "desk/promises_future.h"
#include "desk/promises_phrases.h"

namespace aplomb::desk {
namespace {

// clang-format off
// Who binds themselves, in phrases of whole words.
constexpr auto ours = phrases({
    "i'll", "i will", "we'll", "we will", "i shall", "we shall", "i am going to", "i'm going to",
    "we are going to", "we're going to", "you'll have", "you will have", "you'll get",
    "you will get", "you'll receive", "you will receive", "you'll hear", "you will hear",
    "you can expect", "i promise", "we promise", "i can promise", "we can promise",
    "i am calling you", "i'm calling you", "we are calling you", "we're calling you", "team will", "colleague will", "let me call",
    "let me ring", "manager will", "engineer will", "driver will", "technician will",
    "someone will", "somebody will", "workshop will",
    "ich werde", "wir werden", "werde ich", "werden wir", "sie erhalten", "sie bekommen",
    "erhalten sie", "bekommen sie", "du erhältst", "du bekommst", "erhältst du", "bekommst du",
    "sie hören", "hören sie", "du hörst", "hörst du",
    "je vais", "nous allons", "j'appelle", "j'envoie", "je reviens", "nous revenons",
    "vous recevrez", "vous recevez", "vous aurez", "vous serez", "tu seras", "tu recevras",
    "tu auras", "je promets", "nous promettons",
    "voy a", "vamos a", "recibirá", "recibirás", "recibirán", "tendrá", "tendrás", "prometo",
    "prometemos", "riceverà", "riceverai", "riceverete", "avrà", "avrai", "prometto",
    "promettiamo",
});
// The same at the head of a clause only: elsewhere it is wished or asked for.
constexpr auto ours_at_head = phrases({"you get", "you receive", "you have your"});
constexpr auto german_first = phrases({
    "rufe", "melde", "schicke", "sende", "schreibe", "gebe", "erstatte", "kümmere", "liefere",
    "bringe", "antworte", "informiere", "prüfe", "kläre", "repariere", "ersetze", "überweise",
    "komme", "teile", "sage", "verspreche", "sorge", "tausche", "versende", "hole"});
constexpr auto german_plural = phrases({
    "rufen", "melden", "schicken", "senden", "schreiben", "geben", "erstatten", "kümmern",
    "liefern", "bringen", "antworten", "informieren", "prüfen", "klären", "reparieren", "ersetzen",
    "überweisen", "kommen", "teilen", "sagen", "versprechen", "sorgen", "tauschen", "versenden",
    "holen"});
constexpr auto french_verbs = phrases({
    "appelle", "rappelle", "envoie", "réponds", "écris", "tiens", "contacte", "recontacte",
    "confirme",
    "rembourse", "livre", "préviens", "informe", "téléphone", "promets", "appelons", "rappelons",
    "envoyons", "répondons", "écrivons", "tenons", "contactons", "recontactons", "confirmons",
    "remboursons",
    "livrons", "prévenons", "informons", "téléphonons", "promettons"});
constexpr auto french_objects = phrases({"vous", "te", "lui", "leur", "le", "la", "les"});
constexpr auto french_elided = phrases({"t'appelle", "t'envoie", "t'écris", "t'appelons"});
constexpr auto romance_verbs = phrases({
    "llamo", "llamamos", "escribo", "escribimos", "envío", "enviamos", "mando", "mandamos",
    "respondo", "respondemos", "contesto", "contestamos", "devuelvo", "devolvemos", "aviso",
    "avisamos", "informo", "informamos", "confirmo", "confirmamos", "prometo", "prometemos",
    "chiamo", "chiamiamo", "richiamo", "richiamiamo", "scrivo", "scriviamo", "invio", "inviamo",
    "mandiamo", "rispondo", "rispondiamo", "contatto", "contattiamo", "aggiorno", "aggiorniamo",
    "telefono", "telefoniamo", "rimborso", "rimborsiamo", "spedisco", "spediamo", "prometto",
    "promettiamo"});
constexpr auto romance_objects = phrases({
    "le", "te", "les", "os", "lo", "la", "ti", "vi", "li", "se lo", "gliela", "glielo"});
constexpr auto continuing = phrases({"will", "shall", "i'll", "we'll", "werde", "werden"});
constexpr auto bare_verbs = phrases({
    "call", "phone", "ring", "write", "reply", "answer", "send", "let you know", "email", "mail",
    "update", "refund", "replace", "repair", "get back", "come back", "tell", "confirm", "deliver",
    "ship", "bring", "collect", "return", "pay", "exchange", "fix", "sort"});
constexpr auto us = phrases({
    "i", "i'm", "i've", "i'll", "i'd", "we'd", "we", "we're", "we've", "we'll", "ich", "wir",
    "je", "nous", "yo",
    "nosotros", "io", "noi"});
constexpr auto others_will = phrases({
    "he will", "she will", "it will", "they will", "he'll", "she'll", "it'll", "they'll",
    "that will",
    "which will", "who will", "you have", "you will", "you'll"});
constexpr auto yours = phrases({
    "your", "ihr", "ihre", "ihren", "ihrem", "dein", "deine", "votre", "vos", "ton", "ta", "tes",
    "su", "sus", "tu", "tus", "suo", "sua", "suoi", "sue", "tuo", "tua", "tuoi", "tue", "vostro",
    "vostra", "with you", "to you", "bei ihnen", "zu ihnen", "bei dir", "zu dir", "chez vous",
    "chez toi"});
constexpr auto happens = phrases({
    "arrives", "arrive", "will arrive", "will come", "comes", "reaches", "will reach", "ships",
    "will ship", "lands", "will land", "will leave", "will get", "will go out", "is due",
    "are due", "will be with", "will be delivered", "will be there", "will be back",
    "will be refunded", "will be repaired", "will be replaced", "will be sent", "will be shipped",
    "will be ready", "will be credited", "will be paid", "will be on", "will be in",
    "will be here", "will be fixed", "will be sorted", "will be dispatched", "will be processed",
    "will be exchanged", "will be returned", "will be at", "will be posted", "is arriving",
    "are arriving", "is coming", "are coming",
    "kommt", "kommen", "erfolgt", "trifft", "treffen", "erreicht", "erreichen", "eintreffen",
    "ankommen",
    "geliefert", "zugestellt", "verschickt", "versandt", "erstattet", "repariert", "ersetzt",
    "überwiesen", "ausgetauscht",
    "arrivent", "arrivera", "arriveront", "partira", "partiront", "viendra", "sera", "seront",
    "llega", "llegan", "llegará", "llegarán", "saldrá", "saldrán", "será", "serán", "estará",
    "estarán", "arriva", "arrivano", "arriverà", "arriveranno", "partirà", "partiranno", "sarà",
    "saranno"});
// What tells that it has happened: "ist geliefert", "a été livré".
constexpr auto happened = phrases({
    "wurde", "wurden", "ist", "sind", "war", "waren", "hat", "hatte", "worden", "was", "were",
    "has", "had", "have", "did", "didn't", "should"});
// What a clause does not begin with when we promise in it.
constexpr auto subordinators = phrases({
    "if", "when", "whether", "once", "until", "because", "hope", "that", "make", "please", "while",
    "wenn", "falls", "sobald", "ob", "dass", "bis", "bitte", "si", "quand", "que", "cuando",
    "se", "quando", "che"});
// clang-format on

std::size_t german_pair(WordsView words, std::size_t i) {
    const auto pair = [&](std::size_t who, std::size_t verb) {
        const std::string_view name = word_at(words, who);
        return (name == "ich" && german_first.at(words, verb) > 0) ||
               (name == "wir" && german_plural.at(words, verb) > 0);
    };
    return pair(i, i + 1) || pair(i + 1, i) ? 2 : 0;
}

std::size_t french_object_and_verb(WordsView words, std::size_t i) {
    return french_objects.at(words, i) > 0 && french_verbs.at(words, i + 1) > 0 ? 2 : 0;
}

// "nous vous rappelons", "je t'appelle"
std::size_t french_subject_and_verb(WordsView words, std::size_t i) {
    const std::string_view who = word_at(words, i);
    if (who != "je" && who != "nous" && who != "on") return 0;
    if (french_elided.at(words, i + 1) > 0) return 2;
    return french_object_and_verb(words, i + 1) > 0 ? 3 : 0;
}

std::size_t romance_object_and_verb(WordsView words, std::size_t i) {
    const std::size_t object = romance_objects.at(words, i);
    return object > 0 && romance_verbs.at(words, i + object) > 0 ? object + 1 : 0;
}

}  // namespace

std::size_t binding_at(WordsView words, std::size_t i) {
    if (const std::size_t used = ours.at(words, i); used > 0) return used;
    if (const std::size_t used = german_pair(words, i); used > 0) return used;
    if (const std::size_t used = french_subject_and_verb(words, i); used > 0) return used;
    return romance_object_and_verb(words, i);
}

bool binds_us(WordsView clause) {
    for (std::size_t i = 0; i < clause.size(); ++i) {
        if (binding_at(clause, i) > 0) return true;
    }
    return ours_at_head.at(clause, skip_links(clause)) > 0 || says_we_will(clause);
}

bool may_bind(WordsView sentence) {
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (binding_at(sentence, i) > 0 || ours_at_head.at(sentence, i) > 0 ||
            happens.at(sentence, i) > 0 || continuing.at(sentence, i) > 0 ||
            german_first.at(sentence, i) > 0 || german_plural.at(sentence, i) > 0 ||
            french_object_and_verb(sentence, i) > 0) {
            return true;
        }
    }
    return says_we_will(sentence);
}

bool happens_to_them(WordsView clause) {
    const auto whose = yours.find(clause);
    if (!whose || happened.any(clause)) return false;
    if (subordinators.any(clause.first(*whose)) || us.any(clause.first(*whose))) return false;
    return happens.any(clause);
}

bool goes_on(WordsView clause) {
    const std::size_t i = skip_links(clause);
    if (i == 0) return false;
    return continuing.at(clause, i) > 0 || german_first.at(clause, i) > 0 ||
           german_plural.at(clause, i) > 0 || french_object_and_verb(clause, i) > 0;
}

bool goes_on_to_arrive(WordsView clause) {
    const std::size_t i = skip_links(clause);
    return i > 0 && happens.at(clause, i) > 0;
}

bool names_what_is_theirs(WordsView clause) {
    return yours.at(clause, skip_links(clause)) > 0;
}

bool goes_on_barely(WordsView clause) {
    const std::size_t i = skip_links(clause);
    if (i == 0 || bare_verbs.at(clause, i) == 0 || clause.front().text == "so") return false;
    const std::string_view whom = word_at(clause, i + 1);
    return whom != "us" && whom != "me";
}

bool tells_what_comes(WordsView clause) {
    return others_will.any(clause);
}

bool arrives(WordsView clause) {
    return others_will.any(clause) && happens.any(clause);
}

bool names_us(WordsView clause) {
    return us.any(clause);
}

}  // namespace aplomb::desk
