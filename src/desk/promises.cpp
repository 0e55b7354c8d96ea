#include "desk/promises.h"

#include <algorithm>
#include <utility>

#include "desk/promises_binding.h"
#include "desk/promises_clauses.h"
#include "desk/promises_phrases.h"
#include "desk/promises_withdrawn.h"
#include "desk/when_numbers.h"
#include "desk/when_words.h"
#include "text/fold.h"
#include "text/segments.h"
#include "text/utf8.h"

namespace aplomb::desk {
namespace {

// clang-format off
constexpr auto call_words = phrases({
    "call", "calling", "phone", "telephone", "ring", "rufe", "rufen", "anrufen", "anruf",
    "telefonieren", "telefonisch", "appelle", "appellerai", "appelons", "appellerons", "rappelle",
    "rappellerai", "rappelons", "rappellerons", "appeler", "rappeler", "téléphonerai",
    "téléphoner", "llamo", "llamaré", "llamamos", "llamaremos", "llamar", "llamarle", "llamarte",
    "chiamo", "richiamo", "richiamerò", "richiamiamo", "richiameremo", "chiamerò", "chiamiamo",
    "chiameremo", "chiamare", "chiamarla", "telefonerò",
    "telefoneremo", "t'appelle", "j'appelle"});
constexpr auto answer_words = phrases({
    "write", "writing", "reply", "answer", "update", "updates", "hear", "get back", "getting back",
    "got back", "be back", "come back", "straight back", "back to you", "message", "tell",
    "touch", "know",
    "email", "mail", "news", "respond", "melde", "melden", "schreibe", "schreiben", "antworten",
    "antwort", "bescheid", "hören", "nachricht", "reviens", "revenons", "reviendrai", "reviendrons",
    "écrirai", "écrirons", "répondrai", "répondrons", "réponse", "nouvelles", "tiens", "tenons",
    "réponds", "escribo", "escribiré", "escribiremos", "responderé", "responderemos", "respuesta",
    "noticias", "informaré", "informaremos", "scrivo", "scriverò", "scriveremo", "risponderò",
    "risponderemo", "risposta", "notizie", "aggiornerò", "aggiorneremo",
    "répondons", "écris", "écrivons", "préviens", "prévenons", "escribimos", "respondo",
    "respondemos", "contesto", "contestamos", "aviso", "avisamos", "scriviamo", "rispondo",
    "rispondiamo", "aggiorno", "aggiorniamo", "contacto", "mensaje", "recontacte", "recontactons",
    "contacte", "contactons", "contacterai",
    "contacterons", "messaggio", "sapere"});
constexpr auto asks = phrases({
    "may", "can", "could", "shall", "would", "okay", "ok", "mind", "dürfen", "darf", "können",
    "könnten", "puis-je", "pouvons-nous", "pouvons", "puis", "puedo", "podemos", "podría",
    "podríamos", "posso", "possiamo", "potrei", "potremmo"});
// clang-format on

bool is_question(std::u32string_view sentence) {
    for (std::size_t i = sentence.size(); i > 0; --i) {
        const char32_t point = sentence[i - 1];
        if (point == U'?' || point == U'？') return true;
        const bool trailing = point == U' ' || point == U'\n' || point == U'"' || point == U')' ||
                              point == U'”' || point == U'\r';
        if (!trailing) return false;
    }
    return false;
}

PromiseKind kind_of(WordsView words) {
    if (call_words.any(words)) return PromiseKind::Call;
    if (answer_words.any(words)) return PromiseKind::Answer;
    return PromiseKind::Action;
}

// A clause in which we bind ourselves.
struct Bound {
    Clause clause;
    std::size_t past = 0;     // where it turns to what is over
    bool continuing = false;  // goes on with who was named in the one before
};

// Reads a sentence's clauses one after the other: who was named, what was bound and taken back
// holds on for the next.
class Binding {
  public:
    std::vector<Bound> read(WordsView sentence) {
        if (!may_bind(sentence)) return {};
        for (const Clause& clause : clauses_of(sentence))
            take(clause);
        if (condition_last_ && bound_ && !out_.empty()) out_.pop_back();
        return std::move(out_);
    }

  private:
    void take(const Clause& clause) {
        const std::size_t past = past_part(clause.words);
        const WordsView words = clause.words.first(past);
        const bool conditional = condition_ && clause.joint == Joint::Mark;
        condition_ = sets_condition(words);
        condition_last_ = condition_ && clause.joint == Joint::Mark;
        if (condition_) return;
        const bool content = clause.joint == Joint::Content;
        const bool withdrawn = takes_back(words) || conditional || (content && withdrawn_);
        const bool continuing = (ours_ && goes_on(words)) || (bound_ && goes_on_barely(words));
        const bool whole = past == clause.words.size();
        const bool follows = (bound_ && (tells_what_comes(words) || (content && whole))) ||
                             (ours_ && arrives(words)) || (theirs_ && goes_on_to_arrive(words));
        const bool binds = continuing || follows || binds_us(words) || happens_to_them(words);
        if (!continuing) ours_ = names_us(words);
        theirs_ = names_what_is_theirs(words) || (theirs_ && goes_on_to_arrive(words));
        withdrawn_ = withdrawn;
        bound_ = binds && !withdrawn;
        if (bound_) out_.push_back({clause, past, continuing});
    }

    std::vector<Bound> out_;
    bool ours_ = false;    // we were named last
    bool theirs_ = false;  // what is theirs was
    bool bound_ = false;
    bool withdrawn_ = false;
    bool condition_ = false;
    bool condition_last_ = false;
};

std::optional<When> when_of(const Bound& bound, Timestamp now, std::string_view zone) {
    const WordsView words = bound.clause.words;
    if (auto when = read_when(words.first(bound.past), now, zone)) return when;
    return read_when(words.subspan(limit_from(words, bound.past)), now, zone);
}

struct Sentence {
    std::u32string_view points;
    std::size_t start = 0;
};

// Whether what looks like a sentence's end is a date's: "bis zum 5. | Mai", "by Dec. | 12", "am
// 11.12. | 14:30 Uhr".
bool parts_a_date(std::u32string_view before, std::u32string_view behind) {
    const auto first = words_in_text(behind.substr(0, behind.find_first_of(U" .,\n")));
    const auto last =
        words_in_text(before.substr(before.size() - std::min<std::size_t>(before.size(), 12)));
    if (first.empty() || last.empty() || last.back().after != U'.') return false;
    const bool figure = is_number(last.back().text);
    if (figure && month_word(first.front().text)) return true;
    if (!text::is_digit(behind.front())) return false;
    return figure ? last.size() > 1 && joined_by(last, last.size() - 2, U'.')
                  : month_word(last.back().text).has_value();
}

std::vector<Sentence> sentences_of(std::u32string_view points) {
    std::vector<Sentence> out;
    for (const text::Segment& each : text::sentences(points)) {
        const auto own = points.substr(each.start, each.end - each.start);
        if (!out.empty() && parts_a_date(out.back().points, own)) {
            const std::size_t start = out.back().start;
            out.back().points = points.substr(start, each.end - start);
        } else {
            out.push_back({own, each.start});
        }
    }
    return out;
}

std::string trimmed(std::u32string_view points) {
    while (!points.empty() && points.back() <= U' ')
        points.remove_suffix(1);
    while (!points.empty() && points.front() <= U' ')
        points.remove_prefix(1);
    return text::encode(points);
}

// The promises of a sentence, placed within it. What goes on with a promise and has no time of its
// own says what kind it is: "look into it by Friday and let you know".
std::vector<FoundPromise> promises_in(WordsView sentence, Timestamp now, std::string_view zone) {
    std::vector<FoundPromise> found;
    for (const Bound& bound : Binding().read(sentence)) {
        const WordsView words = bound.clause.words;
        const PromiseKind kind = kind_of(words);
        auto when = when_of(bound, now, zone);
        if (!when) {
            if (bound.continuing && !found.empty() && kind != PromiseKind::Action)
                found.back().kind = kind;
            continue;
        }
        FoundPromise promise;
        promise.kind = kind;
        promise.start = words.front().start;
        promise.end = words.back().end;
        promise.when = std::move(*when);
        found.push_back(std::move(promise));
    }
    return found;
}

}  // namespace

std::vector<FoundPromise> find_promises(std::string_view text, Timestamp now,
                                        std::string_view zone) {
    std::vector<FoundPromise> found;
    const std::u32string points = text::to_code_points(text);
    for (const Sentence& sentence : sentences_of(points)) {
        if (is_question(sentence.points)) continue;
        const auto words = words_in_text(sentence.points);
        auto here = promises_in(words, now, zone);
        for (FoundPromise& each : here) {
            if (here.size() == 1) {
                each.start = 0;
                each.end = sentence.points.size();
            }
            each.words = trimmed(sentence.points.substr(each.start, each.end - each.start));
            for (std::size_t* place : {&each.start, &each.end, &each.when.start, &each.when.end})
                *place += sentence.start;
            found.push_back(std::move(each));
        }
    }
    return found;
}

bool announces_call(std::string_view text) {
    const std::u32string points = text::to_code_points(text);
    const auto all = sentences_of(points);
    return std::any_of(all.begin(), all.end(), [](const Sentence& sentence) {
        if (is_question(sentence.points)) return false;
        const auto words = words_in_text(sentence.points);
        const auto bound = Binding().read(words);
        return std::any_of(bound.begin(), bound.end(), [](const Bound& each) {
            return kind_of(each.clause.words) == PromiseKind::Call;
        });
    });
}

bool asks_to_call(std::string_view text) {
    const std::u32string points = text::to_code_points(text);
    const auto all = sentences_of(points);
    return std::any_of(all.begin(), all.end(), [](const Sentence& sentence) {
        const auto words = words_in_text(sentence.points);
        return is_question(sentence.points) && kind_of(words) == PromiseKind::Call &&
               asks.any(words);
    });
}

PromiseEffect effect_on(const Promise& promise, const std::vector<FoundPromise>& in_message,
                        Timestamp said_at) {
    const bool open = promise.state == PromiseState::Open;
    if (!open && promise.state != PromiseState::Broken) return PromiseEffect::None;
    if (promise.said_at >= said_at) return PromiseEffect::None;
    const bool again = std::any_of(in_message.begin(), in_message.end(), [&](const auto& each) {
        if (each.kind != promise.kind || each.when.past) return false;
        // A call that is set for another time is moved, be it earlier.
        return promise.kind == PromiseKind::Call ? each.when.at != promise.due_at
                                                 : each.when.at > promise.due_at;
    });
    if (again && open) return PromiseEffect::Extends;
    return promise.kind == PromiseKind::Answer ? PromiseEffect::Keeps : PromiseEffect::None;
}

Milliseconds reminder_before(const Promise& promise) {
    const Milliseconds tenth = (promise.due_at - promise.said_at) / 10;
    return std::clamp<Milliseconds>(tenth, std::chrono::minutes{5}, std::chrono::hours{24});
}

}  // namespace aplomb::desk
