// Question and answer meet in concepts (etiquette/concepts.h): words of the question that stand in
// no other question of the same message tell it apart, and one of them in a telling clause of the
// draft is taken for its answer. Questions that want a thing of a certain kind (a price, a time)
// are answered by such a thing, wherever it stands.
//
// What is left then may still be answered in other words ("Is this a robot?" "I'm a person"), so
// each clause of the draft that answered nothing else stands in for one open question, in order.
// Greetings, thanks, questions back and requests to write elsewhere answer nothing. Words that
// speak of all at once ("yes to both", "all three") answer all.
#include "etiquette/answers.h"

#include <algorithm>
#include <set>
#include <string>

#include "etiquette/answer_signs.h"
#include "etiquette/concepts.h"
#include "etiquette/contact.h"
#include "etiquette/phrases.h"
#include "etiquette/times.h"
#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

using Concepts = std::set<std::string>;

struct Clause {
    std::size_t first = 0;  // words of the draft
    std::size_t end = 0;
    Concepts concepts;
    bool tells = false;  // may hold an answer
    bool used = false;
};

class Matcher {
  public:
    Matcher(const Analysis& turn, const std::vector<Ask>& asks, const Analysis& draft)
        : turn_(turn),
          asks_(asks),
          draft_(draft),
          moves_(find_private_moves(draft)),
          verdicts_(asks.size(), Answered::No) {
        cut_clauses();
        for (const Ask& ask : asks_)
            telling_.push_back(concepts_in(turn_, ask.first, ask.end));
        keep_what_tells_apart();
    }

    std::vector<Answered> match() {
        const PhraseSet& whole = answers_to_all();
        const bool lists_all = asks_.size() >= 2 && count_list_marks() >= asks_.size();
        if (lists_all || whole.in(draft_)) return std::vector(asks_.size(), Answered::Yes);
        for (std::size_t i = 0; i < asks_.size(); ++i) {
            if (is_met(i)) verdicts_[i] = Answered::Yes;
        }
        spend_left_over();
        return std::move(verdicts_);
    }

  private:
    static Concepts concepts_in(const Analysis& text, std::size_t first, std::size_t end) {
        Concepts concepts;
        for (std::size_t i = first; i < end; ++i) {
            const Word& word = text.words[i];
            if (word.setting == Setting::Account || word.setting == Setting::Address) continue;
            std::string about = concept_of(word.plain);
            if (!about.empty()) concepts.insert(std::move(about));
        }
        return concepts;
    }

    void cut_clauses() {
        for (const Sentence& sentence : draft_.sentences) {
            std::size_t first = sentence.first_word;
            for (std::size_t i = sentence.first_word; i < sentence.end_word; ++i) {
                const bool last = i + 1 == sentence.end_word;
                if (!last && !cut_behind(i)) continue;
                add_clause(first, i + 1, sentence);
                first = i + 1;
            }
        }
    }

    [[nodiscard]] bool cut_behind(std::size_t i) const {
        for (std::size_t k = draft_.words[i].range.end; k < draft_.words[i + 1].range.start; ++k) {
            const char32_t c = draft_.points[k];
            if (c == ';' || c == ':' || c == '\n' || c == 0x2013 || c == 0x2014 || c == '(') {
                return true;
            }
            if (c == ',' && i + 2 < draft_.words.size()) {
                static const WordSet joins(
                    "and but so plus also y e et und e mas ma pero mais aber");
                if (joins.contains(draft_.words[i + 1].plain)) return true;
            }
        }
        return false;
    }

    void add_clause(std::size_t first, std::size_t end, const Sentence& sentence) {
        const PhraseSet& pleasant = pleasantries();
        const PhraseSet& closing = closings();
        static const WordSet orders("please send dm message write email drop contact call visit");
        Clause clause;
        clause.first = first;
        clause.end = end;
        clause.concepts = concepts_in(draft_, first, end);
        const bool pleasantry = closing.find_within(draft_, first, end) ||
                                (pleasant.at(draft_, first) && end - first <= 9);
        const bool order =
            orders.contains(draft_.words[first].plain) && moves_to_private(first, end);
        constexpr std::size_t words_min = 3;
        clause.tells = !pleasantry && !order && !sentence.question && end - first >= words_min &&
                       !is_sign_off(first, end);
        clauses_.push_back(std::move(clause));
    }

    [[nodiscard]] bool moves_to_private(std::size_t first, std::size_t end) const {
        const auto move = std::lower_bound(
            moves_.begin(), moves_.end(), first,
            [](const WordSpan& one, std::size_t word) { return one.first < word; });
        return move != moves_.end() && move->first < end;
    }

    // The last line: names alone.
    [[nodiscard]] bool is_sign_off(std::size_t first, std::size_t end) const {
        return end == draft_.words.size() &&
               std::all_of(draft_.words.begin() + static_cast<std::ptrdiff_t>(first),
                           draft_.words.end(), [](const Word& word) {
                               return word.letters > 0 && text::is_upper(word.as_written.front());
                           });
    }

    // What several questions share tells none of them apart.
    void keep_what_tells_apart() {
        std::vector<Concepts> apart(telling_.size());
        for (std::size_t i = 0; i < telling_.size(); ++i) {
            for (const std::string& about : telling_[i]) {
                bool shared = false;
                for (std::size_t j = 0; j < telling_.size(); ++j)
                    shared = shared || (j != i && telling_[j].contains(about));
                if (!shared) apart[i].insert(about);
            }
            if (!apart[i].empty()) telling_[i] = std::move(apart[i]);
        }
    }

    [[nodiscard]] std::size_t count_list_marks() const {
        std::size_t marks = 0;
        for (std::size_t i = 0; i + 1 < draft_.words.size(); ++i) {
            const Word& word = draft_.words[i];
            const std::size_t at = word.range.end;
            if (word.letters == 0 && word.plain.size() == 1 && at < draft_.points.size() &&
                (draft_.points[at] == ')' || draft_.points[at] == '.') &&
                word.plain[0] == static_cast<char>('1' + static_cast<int>(marks))) {
                ++marks;
            }
        }
        return marks;
    }

    [[nodiscard]] bool is_met(std::size_t i) {
        bool met = false;
        for (Clause& clause : clauses_) {
            if (!clause.tells && clause.end - clause.first >= 3) continue;
            const bool shares = std::any_of(
                telling_[i].begin(), telling_[i].end(),
                [&](const std::string& about) { return clause.concepts.contains(about); });
            if (!shares) continue;
            clause.used = true;
            met = true;
        }
        if (asks_[i].kind == AskKind::YesNo && met && touches_lightly(i)) met = false;
        switch (asks_[i].kind) {
            case AskKind::Price:
                return has_price();
            case AskKind::When:
                return has_time() || (met && refuses());
            case AskKind::Number:
                return has_number() || (met && refuses());
            case AskKind::Where:
                return met || has_link() ||
                       has_sign(draft_.language() == "en" && opens_with_no_place()
                                    ? signs_of_place_in_english()
                                    : signs_of_place());
            case AskKind::Send:
                return has_link() || has_sign(signs_of_sending()) || has_money();
            case AskKind::Do:
                // "Can you help?" names nothing that could be missed.
                return met || telling_[i].empty() ||
                       (asks_.size() == 1 && has_sign(signs_of_doing()));
            case AskKind::YesNo:
            case AskKind::Open:
                return met;
        }
        return met;
    }

    // Asked where, and no place is told.
    [[nodiscard]] bool is_lost(std::size_t i) const {
        return asks_[i].kind == AskKind::Where && draft_.language() == "en";
    }

    // "At the till, Ines": a place is the first thing said.
    [[nodiscard]] bool opens_with_no_place() const {
        const PhraseSet& place = signs_of_place();
        return std::none_of(draft_.sentences.begin(), draft_.sentences.end(),
                            [&](const Sentence& sentence) {
                                return sentence.first_word < sentence.end_word &&
                                       place.at(draft_, sentence.first_word).has_value();
                            });
    }

    [[nodiscard]] bool is_spoken_of(std::size_t i) const {
        return std::any_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
            return clause.tells && std::any_of(telling_[i].begin(), telling_[i].end(),
                                               [&](const std::string& about) {
                                                   return clause.concepts.contains(about);
                                               });
        });
    }

    // Clauses that answered nothing stand in for what is open, in order.
    void spend_left_over() {
        std::size_t left = 0;
        for (const Clause& clause : clauses_)
            left += clause.tells && !clause.used ? 1 : 0;
        // A single question with something told at all.
        const bool only = asks_.size() == 1;
        bool says_yes = first_says_yes_or_no();
        for (std::size_t i = 0; i < asks_.size(); ++i) {
            if (verdicts_[i] == Answered::Yes) continue;
            const AskKind kind = asks_[i].kind;
            if (kind == AskKind::Price || kind == AskKind::When || kind == AskKind::Number) {
                // Spoken of, without the figure.
                if ((left > 0 && refuses()) || is_spoken_of(i)) verdicts_[i] = Answered::Unsure;
                continue;
            }
            if (says_yes && (kind == AskKind::YesNo || kind == AskKind::Do)) {
                verdicts_[i] = Answered::Yes;
                says_yes = false;
                if (left > 0) --left;
                continue;
            }
            if (left > 0) {
                verdicts_[i] =
                    only && !passes_by(i) && !is_lost(i) ? Answered::Yes : Answered::Unsure;
                --left;
            }
        }
    }

    // One of many things that a question names is spoken of, and nothing says yes or no.
    [[nodiscard]] bool touches_lightly(std::size_t i) const {
        constexpr std::size_t many = 3;
        static const WordSet verbs("is are do does did can could will would has have");
        if (turn_.language() != "en" || !verbs.contains(turn_.words[asks_[i].first].plain)) {
            return false;
        }
        if (telling_[i].size() < many || refuses() || signs_of_yes_or_no().in(draft_)) return false;
        std::size_t spoken = 0;
        for (const std::string& about : telling_[i]) {
            spoken += std::any_of(clauses_.begin(), clauses_.end(),
                                  [&](const Clause& c) { return c.concepts.contains(about); })
                          ? 1
                          : 0;
        }
        return spoken * 2 < telling_[i].size();
    }

    // Nothing the question names is taken up, and nothing says yes or no.
    [[nodiscard]] bool passes_by(std::size_t i) const {
        const bool names_something = telling_[i].size() >= 2;
        return turn_.language() == "en" && asks_[i].kind == AskKind::YesNo && names_something &&
               (!is_spoken_of(i) || touches_lightly(i)) && !refuses() && !has_link() &&
               !signs_of_yes_or_no().in(draft_) && moves_.empty();
    }

    // A yes or no that opens the draft belongs to the first question that is open.
    [[nodiscard]] bool first_says_yes_or_no() const {
        const PhraseSet& signs = signs_of_yes_or_no();
        const auto said = signs.find(draft_);
        if (!said) return false;
        // Spent already by a question before the open one, when that one was a yes-or-no too.
        for (std::size_t i = 0; i < asks_.size(); ++i) {
            const bool yes_no = asks_[i].kind == AskKind::YesNo || asks_[i].kind == AskKind::Do;
            if (yes_no) return verdicts_[i] != Answered::Yes;
        }
        return false;
    }

    [[nodiscard]] bool has_sign(const PhraseSet& phrases) const { return phrases.in(draft_); }
    [[nodiscard]] bool has_link() const {
        return std::any_of(draft_.parts.begin(), draft_.parts.end(),
                           [](const Part& part) { return part.setting == Setting::Address; });
    }
    [[nodiscard]] bool has_number() const {
        static const WordSet counts(
            "one two three four five six seven eight nine ten eleven twelve "
            "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand several few "
            "couple dozen every daily "
            "once twice overnight instantly immediately dos tres deux trois zwei drei dois due tre "
            "half "
            "always never none");
        return std::any_of(draft_.words.begin(), draft_.words.end(), [](const Word& word) {
            return word.has_digit || counts.contains(word.plain);
        });
    }
    [[nodiscard]] bool has_money() const {
        return draft_.folded.points.find_first_of(U"€$£¥%") != std::u32string::npos;
    }
    [[nodiscard]] bool has_price() const { return has_money() || has_sign(signs_of_price()); }
    [[nodiscard]] bool has_time() const {
        static const WordSet seasons(
            "spring summer autumn winter now already never soon yet always "
            "daily weekly month months january february march april june "
            "july august september october november december any anytime "
            "primavera verano été hiver printemps sommer frühling herbst "
            "verão outono estate autunno ya déjà schon já già");
        return !find_times(draft_).empty() ||
               std::any_of(draft_.words.begin(), draft_.words.end(),
                           [](const Word& word) {
                               return seasons.contains(word.plain) ||
                                      (word.has_digit && word.letters > 0);
                           }) ||
               has_number_in_time();
    }
    // "by 3", "from 10 to 4", "in two": a number where times stand, not "2 mm longer".
    [[nodiscard]] bool has_number_in_time() const {
        static const WordSet before(
            "at by until till from after before around about on in within since to and between "
            "the of every for a las los el hasta desde en dentro antes à de dans avant dès vers um "
            "ab bis in vor nach gegen am às até em dentro alle dalle fino entro tra");
        static const WordSet counts(
            "one two three four five six seven eight nine ten eleven twelve noon midnight half "
            "once twice overnight instantly immediately every daily dos tres deux trois zwei drei "
            "dois due tre");
        for (std::size_t i = 0; i < draft_.words.size(); ++i) {
            const Word& word = draft_.words[i];
            if (!word.has_digit && !counts.contains(word.plain)) continue;
            const bool opens = i == 0 || draft_.words[i - 1].sentence != word.sentence;
            if (opens || before.contains(draft_.words[i - 1].plain)) return true;
        }
        return false;
    }
    [[nodiscard]] bool refuses() const { return has_sign(signs_of_refusal()); }

    const Analysis& turn_;
    const std::vector<Ask>& asks_;
    const Analysis& draft_;
    std::vector<WordSpan> moves_;
    std::vector<Clause> clauses_;
    std::vector<Concepts> telling_;
    std::vector<Answered> verdicts_;
};

}  // namespace

std::vector<Answered> match_answers(const Analysis& turn, const std::vector<Ask>& asks,
                                    const Analysis& draft) {
    return Matcher(turn, asks, draft).match();
}

}  // namespace aplomb::etiquette
