#include "desk/promises_withdrawn.h"

#include "desk/promises_binding.h"
#include "desk/promises_clauses.h"
#include "desk/promises_phrases.h"
#include "desk/when_numbers.h"

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
    "be away", "be on holiday", "be on leave", "be out of", "wouldn't", "promise nothing",
    "promise you nothing", "will hardly", "werden es kaum", "werde es kaum"});
// Said of a promise before it is made; behind one they are about something else: "I will call you
// as I don't think you got my mail".
constexpr auto doubts = phrases({
    "don't think", "do not think", "don't believe", "do not believe", "not sure that", "not certain that", "i doubt", "we doubt", "no guarantee", "do not expect", "don't expect", "not able to promise", "not possible that", "nobody can promise", "no one can promise", "is unlikely", "it's unlikely", "puedo prometer", "podemos prometer",
    "not promise", "never promised", "not promised", "haven't promised", "didn't promise",
    "bezweifle", "bezweifeln", "je doute", "nous doutons"});
constexpr auto conditions = phrases({
    "if you", "wenn sie", "wenn du", "falls sie", "falls du", "si vous", "si tu", "si usted",
    "se lei"});
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

// "I'm not sure | we can do it", but not "I'm not sure what happened"
bool ends_unsure(WordsView words) {
    return words.size() >= 2 && words[words.size() - 2].text == "not" &&
           (words.back().text == "sure" || words.back().text == "certain");
}

}  // namespace

bool takes_back(WordsView clause) {
    for (std::size_t i = 0; i < clause.size(); ++i) {
        if (answers_no(clause[i]) || is_month_may(clause, i)) continue;
        if (undone.at(clause, i) > 0) return true;
        if (promises_none(clause, i)) return true;
    }
    const auto doubt = doubts.find(clause);
    if (doubt && !binds_us(clause.first(*doubt))) return true;
    if (ends_unsure(clause)) return true;
    // In front of a new promise it only says that we keep our word; behind it, that it is an old
    // one.
    const auto reminder = reminders.find(clause);
    if (!reminder || *reminder == 0) return false;
    return binds_us(clause.first(*reminder));
}

bool sets_condition(WordsView clause) {
    return conditions.at(clause, skip_links(clause)) > 0;
}

}  // namespace aplomb::desk
