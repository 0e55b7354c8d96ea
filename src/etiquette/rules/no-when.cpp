// A public draft that moves the matter into private, or to a call, and names no day, hour or span.
//
// The time must belong to the talk: it stands behind the move in the same sentence, or in a clause
// or a neighbouring sentence that says we are there or will answer ("I'm here until six"). What is
// already done ("I have just sent you a message") needs none. "Soon" and "at some point" are none.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/time_zone.h"
#include "etiquette/contact.h"
#include "etiquette/rule.h"
#include "etiquette/times.h"
#include "etiquette/word_set.h"

namespace aplomb::etiquette {
namespace {

// As good as a time, or past needing one.
constexpr auto settled_words = std::to_array<std::string_view>({
    "day and|or night",
    "24 7",
    "24 hours",
    "same|next ~ day",
    "when|time ~ may|can|could|shall|should i|we",
    "when|time ~ suits|suit|best",
    "when ~ would|is ~ good|suit|convenient|best|free",
    "in giornata",
    "dans la journée",
    "en el|mismo día",
    "no mesmo dia",
    "noch heute",
    "round|around the clock",
    "right now|away",
    "straight away",
    "just now",
    "immediately|instantly",
    "at once",
    "within|in minutes|seconds",
    "i've|we've|i|we|have|just ~ sent|messaged|emailed|written|opened|dm'd|replied|answered ~ you|"
    "your|message|dm|chat",
    "te|le|os|les ~ he|hemos ~ enviado|escrito|mandado",
    "acabo|acabamos de enviar*|escribir*|mandar*",
    "viens|venons|ai|avons ~ envoyé|écrit|envoyer|écrire",
    "habe|haben ~ geschickt|geschrieben|gesendet|geantwortet",
    "acabo|acabamos|já ~ enviar|enviei|enviámos|escrever|escrevi",
    "ho|abbiamo|appena ~ inviato|scritto|mandato|risposto",
    "ahora mismo",
    "tout de suite",
    "sofort|umgehend",
    "gleich jetzt",
    "agora mesmo",
    "subito",
    "día y noche",
    "jour et nuit",
    "tag und nacht",
    "dia e noite",
    "giorno e notte",
});

struct TimePhrase {
    std::string_view language;
    std::string_view today;
    std::string_view tomorrow;
    std::string_view span;
};
constexpr auto time_phrases = std::to_array<TimePhrase>({
    {"en", "You'll have our answer today.", "You'll have our answer by noon tomorrow.",
     "You'll have our answer within 12 hours."},
    {"es", "Le respondemos hoy.", "Le respondemos mañana antes de las 12.",
     "Le respondemos dentro de 12 horas."},
    {"fr", "Nous vous répondons aujourd'hui.", "Nous vous répondons demain avant midi.",
     "Nous vous répondons dans les 12 heures."},
    {"de", "Wir antworten Ihnen heute noch.", "Wir antworten Ihnen morgen bis 12 Uhr.",
     "Wir antworten Ihnen innerhalb von 12 Stunden."},
    {"pt", "Respondemos hoje.", "Respondemos amanhã até às 12h.",
     "Respondemos dentro de 12 horas."},
    {"it", "Le rispondiamo oggi.", "Le rispondiamo domani entro le 12.",
     "Le rispondiamo entro 12 ore."},
});

// What can be kept: today while half the afternoon is left where the customer is.
std::string_view proposal(const Context& context) {
    const auto phrase =
        std::find_if(time_phrases.begin(), time_phrases.end(),
                     [&](const TimePhrase& p) { return p.language == context.text().language(); });
    if (phrase == time_phrases.end()) return {};
    const Draft& draft = context.draft();
    if (!draft.now || !draft.customer) return phrase->span;
    const auto wall = local_time(*draft.now, draft.customer->time_zone);
    if (!wall) return phrase->span;
    constexpr std::chrono::hours last_hour{16};
    const auto of_day = *wall - std::chrono::floor<std::chrono::days>(*wall);
    return of_day < last_hour ? phrase->today : phrase->tomorrow;
}

class WhenCheck {
  public:
    explicit WhenCheck(const Context& context)
        : context_(context),
          text_(context.text()),
          moves_(find_private_moves(text_)),
          times_(find_times(text_)) {}

    std::vector<Remark> check() const {
        static const PhraseSet settled(settled_words);
        std::vector<WordSpan> moves = moves_;
        for (const WordSpan& call : find_announced_calls(text_)) {
            if (!was_made(call)) moves.push_back(call);
        }
        if (moves.empty() || settled.in(text_)) return {};
        const bool timed = std::any_of(moves.begin(), moves.end(),
                                       [&](const WordSpan& move) { return has_time(move); });
        if (timed) return {};
        const WordSpan& last = moves.back();
        Remark remark;
        remark.range =
            Range{text_.words[last.first].range.start, text_.words[last.end - 1].range.end};
        remark.message =
            "This goes on in private, and nobody can tell when. Name a time, such as \"within the "
            "hour\".";
        remark.fix = time_fix(last);
        // A way to write that is kept open, beside what was said or done here, is no move.
        if (std::all_of(moves.begin(), moves.end(),
                        [&](const WordSpan& move) { return is_fallback(move); })) {
            remark.at_most = Severity::Hint;
        }
        // A line that is staffed whenever it is staffed is no appointment.
        if (std::all_of(moves.begin(), moves.end(),
                        [&](const WordSpan& move) { return gives_number(move); })) {
            remark.at_most = Severity::Hint;
        }
        return {std::move(remark)};
    }

  private:
    [[nodiscard]] bool was_made(const WordSpan& call) const {
        static const WordSet past("called rang phoned tried calling ringing phoning");
        for (std::size_t i = call.first; i < call.end; ++i) {
            if (past.contains(text_.words[i].plain)) return true;
        }
        return false;
    }

    // "If it still sticks, write to …", "klemmt es noch, schreiben Sie …"
    [[nodiscard]] bool is_fallback(const WordSpan& move) const {
        static const WordSet conditions(
            "if should unless whenever si falls wenn sollte sollten se caso quando anything else "
            "questions question further trouble");
        static const WordSet still("noch weiterhin wieder");
        const Sentence& sentence = text_.sentences[text_.words[move.first].sentence];
        for (std::size_t i = sentence.first_word; i < move.first; ++i) {
            if (conditions.contains(text_.words[i].plain)) return true;
            if (still.contains(text_.words[i].plain) && comma_between(i)) return true;
        }
        return false;
    }

    // "call us on 0800 555 0199"
    [[nodiscard]] bool gives_number(const WordSpan& move) const {
        for (std::size_t i = move.first; i < std::min(move.end + 3, text_.words.size()); ++i) {
            if (text_.words[i].has_digit && text_.words[i].plain.size() >= 3) return true;
        }
        return false;
    }

    [[nodiscard]] bool has_time(const WordSpan& move) const {
        const std::size_t here = text_.words[move.first].sentence;
        const std::size_t before = here > 0 ? here - 1 : 0;
        const std::size_t behind = std::min(here + 1, text_.sentences.size() - 1);
        return find_time(times_, text_.sentences[before].first_word,
                         text_.sentences[behind].end_word, [&](const NamedTime& time) {
                             if (time.past) return false;
                             const bool follows = text_.words[time.first].sentence == here &&
                                                  time.first >= move.first;
                             return follows || speaks_there(time);
                         }) != nullptr;
    }

    // Whether the words around the time say that we are there or will answer.
    [[nodiscard]] bool speaks_there(const NamedTime& time) const {
        constexpr std::size_t reach = 30;
        const Sentence& sentence = text_.sentences[text_.words[time.first].sentence];
        std::size_t first = time.first;
        while (first > sentence.first_word && time.first - first < reach &&
               !comma_between(first - 1)) {
            --first;
        }
        std::size_t end = time.end;
        while (end < sentence.end_word && end - time.end < reach && !comma_between(end - 1))
            ++end;
        const auto move = std::lower_bound(
            moves_.begin(), moves_.end(), first,
            [](const WordSpan& one, std::size_t word) { return one.first < word; });
        return (move != moves_.end() && move->first < end) ||
               speaks_of_answering(text_, first, end);
    }

    [[nodiscard]] bool comma_between(std::size_t word) const {
        for (std::size_t k = text_.words[word].range.end; k < text_.words[word + 1].range.start;
             ++k) {
            const char32_t c = text_.points[k];
            if (c == ',' || c == ';' || c == ':' || c == 0x2013 || c == 0x2014) return true;
        }
        return false;
    }

    [[nodiscard]] std::optional<Fix> time_fix(const WordSpan& move) const {
        const std::string_view phrase = proposal(context_);
        if (phrase.empty()) return {};
        std::size_t end = text_.sentences[text_.words[move.first].sentence].range.end;
        while (end > 0 && (text_.points[end - 1] == ' ' || text_.points[end - 1] == '\n'))
            --end;
        const char32_t last = end > 0 ? text_.points[end - 1] : U'.';
        const bool closed = last == '.' || last == '!' || last == '?' || last == 0x2026;
        return Fix{{end, end}, fmt::format("{} {}", closed ? "" : ".", phrase)};
    }

    const Context& context_;
    const Analysis& text_;
    std::vector<WordSpan> moves_;
    std::vector<NamedTime> times_;
};

std::vector<Remark> check_when(const Context& context) {
    if (context.draft().visibility != Visibility::Public || context.draft().channel == "phone") {
        return {};
    }
    return WhenCheck(context).check();
}

constexpr auto no_when_bad = std::to_array<std::string_view>({
    R"({"channel":"x","text":"That needs a closer look. Send us a DM with your seat and we will )"
    R"(sort it out."})",
    R"({"channel":"facebook","text":"Wir möchten das gern mit Ihnen persönlich klären. Bitte )"
    R"(schreiben Sie uns eine private Nachricht."})",
    R"({"channel":"google_reviews","text":"Two hours in the rain is far too long. I'd like to )"
    R"(hear )"
    R"(more, so I'll be in touch soon."})",
    R"({"channel":"instagram","text":"Escríbenos por mensaje privado con tu talla y lo miramos."})",
});
constexpr auto no_when_good = std::to_array<std::string_view>({
    R"({"channel":"x","text":"Send us a DM with your seat; you'll have an answer within the )"
    R"(hour."})",
    R"({"channel":"x","text":"Send us a DM with your seat. I'm here until eight tonight."})",
    R"({"channel":"facebook","text":"Bitte schreiben Sie uns eine private Nachricht, wir )"
    R"(antworten )"
    R"(bis 18 Uhr."})",
    R"({"channel":"x","visibility":"private","text":"Send us the papers by e-mail."})",
    R"({"channel":"x","text":"Thanks for your message! The slide opens in May."})",
    R"({"channel":"instagram","text":"Acabamos de enviarte un mensaje privado con los pasos."})",
});

}  // namespace

extern const Rule no_when;
const Rule no_when{
    .id = "no-when",
    .title = "a move into private without a time",
    .why =
        "\"In private\" can be a door or a wall. A time makes it a door, for them and for "
        "everybody "
        "who reads along.",
    .source = "A5",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .mends = "proposes a time",
    .check = check_when,
    .bad = no_when_bad,
    .good = no_when_good,
};

}  // namespace aplomb::etiquette
