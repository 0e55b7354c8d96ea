// One pass over the words. A number alone is no time: it becomes one by what stands before it ("at
// 6", "um 6", "until 10") or behind it ("6 pm", "6 Uhr", ":30"). A span alone is none either, since
// most tell how long something took: it needs a word that points ahead ("within two days").
#include "etiquette/times.h"

#include <algorithm>

#include "etiquette/word_set.h"
#include "text/fold.h"

namespace aplomb::etiquette {
namespace {

struct Vocabulary {
    WordSet near_days{
        "today tonight tomorrow hoy mañana aujourd'hui demain heute morgen hoje amanhã "
        "oggi domani tonite stasera heut stamattina stanotte midnight mitternacht"};
    WordSet weekdays{
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
        "thur thurs fri lunes martes miércoles jueves viernes sábado domingo lundi mardi "
        "mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag "
        "freitag samstag sonnabend sonntag segunda terça quarta quinta sexta lunedì "
        "martedì mercoledì giovedì venerdì sabato domenica weekend wochenende finde"};
    WordSet months{
        "january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec enero febrero marzo "
        "abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier "
        "février mars avril mai juin juillet août septembre octobre novembre décembre "
        "januar februar märz juni juli oktober dezember janeiro fevereiro março maio "
        "junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio "
        "giugno luglio settembre ottobre dicembre"};
    WordSet parts_of_day{
        "morning afternoon evening night tarde noche matin soir midi mittag vormittag "
        "nachmittag abend manhã noite mattina pomeriggio sera week semana semaine woche "
        "settimana lunchtime"};
    WordSet noons{"noon midday mediodía midi mittag mittags meio-dia mezzogiorno"};
    WordSet units{
        "second seconds sec secs minute minutes min mins hour hours hr hrs day days week "
        "weeks month months segundo segundos minuto minutos hora horas día días semana "
        "semanas mes meses seconde secondes heure heures jour jours semaine semaines mois "
        "sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate "
        "monaten l'heure werktag werktage werktagen arbeitstagen dia dias mês minuti ora ore "
        "giorno giorni settimana settimane mese mesi un'ora un'oretta"};
    WordSet short_units{
        "second seconds sec secs minute minutes min mins hour hours hr hrs minuto minutos "
        "hora horas heure heures minuten stunde stunden minuti ora ore un'ora segundo "
        "segundos"};
    WordSet counts{
        "a an one two three four five six seven eight nine ten twelve few couple half the "
        "next un una uno dos tres unas unos pocos pocas une deux trois quelques l'heure "
        "prochaines prochains einer einem eine zwei drei wenigen paar nächsten nächste "
        "der des uma um dois duas três poucos poucas próximas próximos due tre pochi "
        "poche qualche prossime prossimi mezz'ora media working business twenty thirty "
        "fifteen forty quarter same hábiles laborables úteis ouvrés lavorativi quelque "
        "las los les le of von di"};
    // Words before a span that point ahead.
    WordSet ahead{
        "within in inside under dentro antes sous d'ici dans en innerhalb binnen fra tra "
        "entro em inom less than moins menos meno next every over give need"};
    // Words before a number that make it an hour of the clock.
    WordSet before_hour{
        "at by until till til before after from around about between um bis gegen ab vor "
        "zwischen à vers dès jusqu'à avant las la às até alle dalle entro fino as and to "
        "kurz und y et e"};
    WordSet behind_hour{"am pm uhr h hs hrs o'clock heures heure horas hora ore a.m p.m oclock"};
    WordSet past_before{
        "since last desde depuis seit dal dalla pasado dernier dernière letzten letzte "
        "letzter vergangenen ultimo scorso hace há"};
    WordSet past_behind{
        "ago pasado pasada dernier dernière passado passada scorso scorsa fa atrás "
        "earlier last"};
    // Hours as words; "one" is too many other things.
    WordSet number_words{
        "two three four five six seven eight nine ten eleven twelve dos tres cuatro cinco seis "
        "siete ocho nueve diez once doce deux trois quatre cinq sept huit neuf dix onze douze zwei "
        "drei vier fünf sechs sieben acht neun zehn elf zwölf duas três quatro sete oito nove dez "
        "onze doze due tre quattro cinque sei sette otto nove dieci undici dodici"};
    WordSet past_days{"yesterday ayer hier gestern ontem ieri anteayer anoche"};
    WordSet leads{
        "this tomorrow esta este ce cet cette heute morgen diesen diese dieser next "
        "próxima the hoy mañana demain domani oggi questa questo in tonight prochaine "
        "nächste hoje amanhã every each"};
    WordSet date_leads{"am el le il dia día den zum"};
    WordSet may_follow{
        "on or and to for at if in so i we with am y o ou et und oder a de the this today "
        "tomorrow tonight e heute morgen hoy from"};
    WordSet same{"same mismo misma selben gleichen même próprio mesmo stesso stessa"};
};

const Vocabulary& vocabulary() {
    static const Vocabulary words;
    return words;
}

class TimeFinder {
  public:
    explicit TimeFinder(const Analysis& text) : text_(text) {}

    std::vector<NamedTime> find() {
        for (std::size_t i = 0; i < text_.words.size();) {
            const std::size_t end = time_at(i);
            i = std::max(end, i + 1);
        }
        return std::move(times_);
    }

  private:
    [[nodiscard]] std::string_view plain(std::size_t i) const {
        return i < text_.words.size() ? std::string_view(text_.words[i].plain) : std::string_view{};
    }
    // The word before, within the same sentence.
    [[nodiscard]] std::string_view before(std::size_t i, std::size_t back = 1) const {
        if (i < back || text_.words[i - back].sentence != text_.words[i].sentence) return {};
        return text_.words[i - back].plain;
    }
    [[nodiscard]] char32_t sign_behind(std::size_t i) const {
        const std::size_t at = text_.words[i].range.end;
        return at < text_.points.size() ? text_.points[at] : U' ';
    }
    [[nodiscard]] bool is_number(std::size_t i) const {
        return i < text_.words.size() && text_.words[i].has_digit && text_.words[i].letters == 0;
    }
    [[nodiscard]] bool is_small_number(std::size_t i) const {
        return is_number(i) && plain(i).size() <= 2;
    }

    std::size_t add(std::size_t first, std::size_t end, TimeKind kind, bool near,
                    bool past = false) {
        NamedTime time{first, end, kind, past, near};
        time.past = past || words_.past_before.contains(before(first)) ||
                    words_.past_behind.contains(plain(end));
        times_.push_back(time);
        return end;
    }

    // The word behind a time that begins at i, or i.
    std::size_t time_at(std::size_t i) {
        const std::string_view word = plain(i);
        if (text_.words[i].setting == Setting::Quoted) return i;
        if (words_.past_days.contains(word)) return add(i, i + 1, TimeKind::Day, false, true);
        if (words_.near_days.contains(word) && !is_greeting(i))
            return add(i, i + 1, TimeKind::Day, true);
        if (words_.noons.contains(word)) return add(i, i + 1, TimeKind::Hour, true);
        if (words_.weekdays.contains(word) && !owns(i)) return add(i, i + 1, TimeKind::Day, false);
        if (words_.months.contains(word) && is_date(i)) return add(i, i + 1, TimeKind::Day, false);
        if (words_.parts_of_day.contains(word) && is_this(before(i))) {
            return add(i, i + 1, TimeKind::Day, true, before(i) == "last");
        }
        if (const std::size_t end = hour_at(i); end > i) return end;
        return span_at(i);
    }

    // "Guten Morgen", "buenas tardes": greetings, and "morning" in other clothes.
    [[nodiscard]] bool is_greeting(std::size_t i) const {
        const std::string_view lead = before(i);
        return lead == "guten" || lead == "good" || lead == "buenos" || lead == "la" ||
               lead == "schönen";
    }

    [[nodiscard]] bool is_this(std::string_view lead) const { return words_.leads.contains(lead); }

    // "Tuesday's delivery" is none of the days to come.
    [[nodiscard]] bool owns(std::size_t i) const {
        if (plain(i).ends_with("'s")) return true;
        const std::string_view behind = plain(i + 1);
        return behind == "s";
    }

    [[nodiscard]] bool is_date(std::size_t i) const {
        const bool number_before = i > 0 && text_.words[i - 1].has_digit;
        const bool number_behind = i + 1 < text_.words.size() && text_.words[i + 1].has_digit;
        const std::string_view lead = before(i);
        const bool led = lead == "in" || lead == "by" || lead == "de" || lead == "en" ||
                         lead == "im" || lead == "bis" || lead == "until" || lead == "from" ||
                         lead == "ab" || lead == "di" || lead == "em" || lead == "mid";
        return number_before || number_behind || (led && plain(i) != "may" && plain(i) != "mar");
    }

    std::size_t hour_at(std::size_t i) {
        if (words_.number_words.contains(plain(i))) return hour_in_words(i);
        if (!text_.words[i].has_digit) return i;
        // "6pm", "18h", "10h30", "5th".
        const std::string_view word = plain(i);
        const bool glued = text_.words[i].letters > 0 &&
                           (word.ends_with("pm") || word.ends_with("am") || word.ends_with('h') ||
                            (word.find('h') != std::string_view::npos && word.size() <= 5)) &&
                           word.size() <= 6 && !word.ends_with("th") && !word.ends_with("kwh");
        if (glued) return add(i, i + 1, TimeKind::Hour, true);
        if (text_.words[i].letters > 0) {
            const bool ordinal = word.ends_with("st") || word.ends_with("nd") ||
                                 word.ends_with("rd") || word.ends_with("th");
            const bool day = before(i) == "the" || before(i) == "le";
            return ordinal && day ? add(i, i + 1, TimeKind::Day, false) : i;
        }
        if (is_small_number(i) && (sign_behind(i) == ':' || sign_behind(i) == '.') &&
            is_number(i + 1) && plain(i + 1).size() == 2 &&
            text_.words[i + 1].range.start == text_.words[i].range.end + 1) {
            return add(i, i + 2, TimeKind::Hour, true);
        }
        if (words_.behind_hour.contains(plain(i + 1)) && word.size() <= 5) {
            return add(i, i + 2, TimeKind::Hour, true);
        }
        // "10.30" stays one word.
        const bool clock = word.size() <= 5 && (word.find('.') != std::string_view::npos ||
                                                word.find(':') != std::string_view::npos);
        if ((is_small_number(i) || clock) && words_.before_hour.contains(before(i)) &&
            hour_like(i)) {
            return add(i, i + 1, TimeKind::Hour, true);
        }
        // "am 3.", "el 3", "le 12".
        if (is_small_number(i) && words_.date_leads.contains(before(i))) {
            return add(i, i + 1, TimeKind::Day, false);
        }
        return i;
    }

    // "at ten", "ab zehn Uhr", "dix-huit heures".
    std::size_t hour_in_words(std::size_t i) {
        if (words_.behind_hour.contains(plain(i + 1))) return add(i, i + 2, TimeKind::Hour, true);
        if (!words_.before_hour.contains(before(i)) || !hour_like(i)) return i;
        return add(i, i + 1, TimeKind::Hour, true);
    }

    // Whether the number may be read off a clock: no unit or sign of money or measure behind it.
    [[nodiscard]] bool hour_like(std::size_t i) const {
        int value = 0;
        for (const char c : plain(i)) {
            if (c < '0' || c > '9') break;
            value = value * 10 + (c - '0');
        }
        if (value > 24) return false;
        const char32_t sign = sign_behind(i);
        if (sign == '%' || sign == 0x20AC || sign == '/' || sign == '-') return false;
        const std::size_t start = text_.words[i].range.start;
        if (start > 0 && (text_.points[start - 1] == '$' || text_.points[start - 1] == 0xA3)) {
            return false;
        }
        const std::string_view lead = before(i);
        const bool joins = lead == "and" || lead == "to" || lead == "und" || lead == "y" ||
                           lead == "et" || lead == "e";
        if (joins && !is_number(i >= 2 ? i - 2 : i)) return false;
        if (i + 1 >= text_.words.size()) return true;
        const Word& next = text_.words[i + 1];
        if (next.range.start > text_.words[i].range.end + 1) return true;
        if (words_.weekdays.contains(next.plain) || words_.near_days.contains(next.plain)) {
            return true;
        }
        // "at 12 Mill Street", "by 5 euros", "at 3 shops".
        static const WordSet sure_leads("at by until till til before um bis vor as às às las");
        const bool counted = words_.units.contains(next.plain) ||
                             text::is_upper(next.as_written[0]) || next.plain.ends_with('s');
        return words_.may_follow.contains(next.plain) || (sure_leads.contains(lead) && !counted);
    }

    std::size_t span_at(std::size_t i) {
        const std::string_view word = plain(i);
        // "the same day", "am selben Tag", "le jour même".
        if (words_.same.contains(word) &&
            (words_.units.contains(plain(i + 1)) || words_.units.contains(before(i)))) {
            return add(i, i + 2 <= text_.words.size() ? i + 2 : i + 1, TimeKind::Span, true);
        }
        // "by the end of the day", "avant la fin de la journée", "bis Ende der Woche".
        static const WordSet ends("end fin ende fim fine close eod cob");
        if (ends.contains(word)) {
            static const WordSet of_what(
                "day week month business play today journée tages tag dia "
                "día giornata");
            if (word == "eod" || word == "cob") return add(i, i + 1, TimeKind::Day, true);
            for (std::size_t k = i + 1; k <= i + 3; ++k) {
                if (of_what.contains(plain(k)) || words_.units.contains(plain(k))) {
                    return add(i, k + 1, TimeKind::Day, true);
                }
            }
        }
        if (!words_.ahead.contains(word)) return i;
        std::size_t at = i + 1;
        bool counted = false;
        while (at < text_.words.size() && at <= i + 6 &&
               text_.words[at].sentence == text_.words[i].sentence &&
               (is_number(at) || words_.counts.contains(plain(at)) ||
                words_.ahead.contains(plain(at)))) {
            counted = true;
            ++at;
        }
        if (at >= text_.words.size() || !words_.units.contains(plain(at))) return i;
        const bool glued = plain(at).find('\'') != std::string_view::npos;  // "un'ora", "l'heure"
        if (!counted && !glued && word != "within") return i;
        // "in the week", "en la semana" tell nothing.
        return add(i, at + 1, TimeKind::Span, words_.short_units.contains(plain(at)));
    }

    const Analysis& text_;
    const Vocabulary& words_ = vocabulary();
    std::vector<NamedTime> times_;
};

}  // namespace

std::vector<NamedTime> find_times(const Analysis& analysis) {
    return TimeFinder(analysis).find();
}

}  // namespace aplomb::etiquette
