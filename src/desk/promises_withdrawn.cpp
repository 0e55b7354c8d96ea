#include "desk/promises_withdrawn.h"

#include "desk/promises_binding.h"
#include "desk/promises_clauses.h"
#include "desk/promises_future.h"
#include "desk/promises_phrases.h"
#include "desk/when_numbers.h"
#include "text/fold.h"

namespace aplomb::desk {
namespace {

// clang-format off
constexpr auto undone = phrases({
    "won't", "will not", "cannot", "can't", "unable", "couldn't", "if you", "would", "could",
    "might", "may", "nicht", "könnten", "würden", "ne pourrai", "ne pourrons", "no podré",
    "no podremos", "non potrò", "non potremo", "wenn sie", "si vous", "si usted", "se lei",
    "vous rappelons que", "vous rappelle que", "i'll not", "we'll not", "will never", "i'll never",
    "we'll never", "not before", "pas", "non", "no le", "no la", "no lo", "no te", "no se",
    "no nos", "no les", "no os", "no voy", "no vamos", "i hope", "we hope", "ich hoffe",
    "wir hoffen", "j'espère", "nous espérons", "espero", "esperamos", "spero", "speriamo",
    "you will have to", "you'll have to", "need your", "need you", "be closed", "be shut",
    "be away", "be on holiday", "be on leave", "be out of",
    "wouldn't", "promise nothing", "promise you nothing", "have nothing", "get nothing",
    "hear nothing", "receive nothing", "will hardly", "will no longer", "kaum", "nichts",
    "je ne", "nous ne", "vous ne"});
constexpr auto denied_verbs = phrases({
    "prometo", "prometemos", "recibirá", "recibirás", "recibirán", "tendrá", "tendrás"});
// Said of a promise before it is made; behind one they are about something else: "I will call you
// as I'm not sure you got my mail".
constexpr auto doubts = phrases({
    "don't think", "do not think", "don't believe", "do not believe", "don't know", "do not know",
    "don't expect", "do not expect", "don't see", "do not see", "don't promise", "do not promise",
    "not promise", "never promise", "never promised", "not promised", "haven't promised",
    "didn't promise", "not promising", "not guarantee", "don't guarantee", "no guarantee",
    "not sure", "not certain", "not confident", "not convinced", "not possible", "not likely",
    "not able", "isn't possible", "isn't likely", "aren't sure", "aren't able", "unsure",
    "uncertain", "unlikely", "only then", "i doubt", "we doubt", "doubtful", "nobody can",
    "no one can",
    "bezweifle", "bezweifeln", "je doute", "nous doutons", "no creo", "no creemos", "no pienso",
    "no pensamos", "no estoy", "no estamos", "no sé", "no sabemos", "no puedo", "no podemos",
    "no es seguro", "no es posible", "dudo", "dudamos", "dubito", "dubitiamo"});
constexpr auto conditions = phrases({
    "if you", "wenn sie", "wenn du", "falls sie", "falls du", "si vous", "si tu", "si usted",
    "se lei"});
// On whatever else may come.
constexpr auto ifs = phrases({
    "if", "provided that", "on condition that", "assuming", "falls", "sofern", "vorausgesetzt",
    "wenn der", "wenn die", "wenn das", "wenn es", "wenn er", "wenn unser", "wenn unsere",
    "wenn alles"});
// At the head only: elsewhere they ask ("nous vous dirons si le colis est parti"), or are none.
constexpr auto ifs_at_head = phrases({
    "s'il", "s'ils", "si le", "si la", "si les", "si notre", "si nos", "si nous", "si tout",
    "si el", "si los", "si las", "si nuestro", "si nuestra", "si todo", "se il", "se i", "se tutto",
    "se riusciamo"});
// Behind which a promise stands all the same.
constexpr auto mere_manners = phrases({
    "if not", "if that suits", "if that is", "if that's", "if that works", "if it suits",
    "if it's convenient", "if it is convenient", "if convenient", "if need be", "if needed",
    "if necessary"});
constexpr auto no_condition_behind = phrases({"as", "even", "what"});
// Their "if" is a "whether".
constexpr auto asking_whether = phrases({
    "check", "checking", "checked", "know", "see", "ask", "asking", "find", "found", "tell",
    "confirm", "verify", "look", "learn", "hear", "update", "say", "wonder", "decide", "test",
    "understand", "establish", "determine", "clarify", "inform"});
constexpr auto whether = phrases({"if", "whether"});
constexpr auto reminders = phrases({
    "as i said", "as we said", "as promised", "as agreed", "wie versprochen", "wie gesagt",
    "comme promis", "como prometí", "como prometimos", "come promesso"});
constexpr auto before_months = phrases({
    "in", "of", "by", "until", "till", "before", "end", "mid", "early", "late", "this", "next",
    "the", "your", "our",
    "th", "st", "nd", "rd", "since", "from"});
// clang-format on

bool is_month_may(WordsView words, std::size_t i) {
    if (words[i].text != "may") return false;
    if (is_number(word_at(words, i + 1))) return true;
    return i > 0 && (is_number(words[i - 1].text) || before_months.at(words, i - 1) > 0);
}

// "promise no delivery", but not "promise you no later than Friday"
bool promises_none(WordsView words, std::size_t i) {
    if (words[i].text != "promise") return false;
    const std::size_t no = word_at(words, i + 1) == "you" ? i + 2 : i + 1;
    const std::string_view what = word_at(words, no + 1);
    return word_at(words, no) == "no" && what != "later" && what != "less" && what != "fewer";
}

// "No, le llamaremos mañana" denies something else.
bool answers_no(const TextWord& word) {
    return (word.text == "no" || word.text == "non") && word.after == U',';
}

// "no llamaremos"; "no | recibirá", where the verb begins the next clause
bool negates_verb(WordsView words, std::size_t i) {
    if (words[i].text != "no" || !text::is_letter(words[i].after)) return false;
    return i + 1 == words.size() || denied_verbs.at(words, i + 1) > 0 ||
           says_we_will(words.subspan(i + 1, 1));
}

bool is_condition(WordsView before, WordsView from) {
    if (from.empty() || from.front().after == U',') return false;  // "Si, le llamaremos"
    if (conditions.at(from, 0) > 0) return true;
    if (before.empty() && ifs_at_head.at(from, 0) > 0) return true;
    return ifs.at(from, 0) > 0 && mere_manners.at(from, 0) == 0 && !asking_whether.any(before);
}

}  // namespace

bool takes_back(WordsView clause) {
    for (std::size_t i = 0; i < clause.size(); ++i) {
        if (answers_no(clause[i]) || is_month_may(clause, i)) continue;
        if (undone.at(clause, i) > 0) return true;
        if (promises_none(clause, i) || negates_verb(clause, i)) return true;
    }
    const auto doubt = doubts.find(clause);
    if (doubt && !binds_us(clause.first(*doubt))) return true;
    // In front of a new promise it only says that we keep our word; behind it, that it is an old
    // one.
    const auto reminder = reminders.find(clause);
    if (!reminder || *reminder == 0) return false;
    return binds_us(clause.first(*reminder));
}

bool sets_condition(WordsView clause) {
    return sets_condition_for({}, clause);
}

bool sets_condition_for(WordsView before, WordsView clause) {
    return is_condition(before, clause.subspan(skip_links(clause)));
}

bool holds_condition(WordsView clause) {
    for (std::size_t i = 1; i < clause.size(); ++i) {
        if (no_condition_behind.at(clause, i - 1) > 0) continue;
        if (is_condition(clause.first(i), clause.subspan(i))) return true;
    }
    return false;
}

bool leaves_open(WordsView clause) {
    return !clause.empty() && whether.at(clause, clause.size() - 1) > 0;
}

}  // namespace aplomb::desk
