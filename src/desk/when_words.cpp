#include "desk/when_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/time_zone.h"

namespace aplomb::desk {
namespace {

using Entry = std::pair<std::string_view, int>;

std::optional<int> look_up(std::span<const Entry> entries, std::string_view word) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.first == word; });
    if (found == entries.end()) return {};
    return found->second;
}

bool one_of_words(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// clang-format off
constexpr auto weekdays = std::to_array<Entry>({
    {"monday", 0}, {"tuesday", 1}, {"wednesday", 2}, {"thursday", 3}, {"friday", 4},
    {"saturday", 5}, {"sunday", 6}, {"tue", 1}, {"tues", 1}, {"wed", 2}, {"thu", 3}, {"thurs", 3},
    {"fri", 4},
    {"montag", 0}, {"dienstag", 1}, {"mittwoch", 2}, {"donnerstag", 3}, {"freitag", 4},
    {"samstag", 5}, {"sonnabend", 5}, {"sonntag", 6},
    {"lundi", 0}, {"mardi", 1}, {"mercredi", 2}, {"jeudi", 3}, {"vendredi", 4}, {"samedi", 5},
    {"dimanche", 6},
    {"lunes", 0}, {"martes", 1}, {"miércoles", 2}, {"jueves", 3}, {"viernes", 4}, {"sábado", 5},
    {"domingo", 6},
    {"lunedì", 0}, {"martedì", 1}, {"mercoledì", 2}, {"giovedì", 3}, {"venerdì", 4}, {"sabato", 5},
    {"domenica", 6},
});
constexpr auto week_parts = std::to_array<Entry>({
    {"early", 1}, {"anfang", 1}, {"début", 1}, {"principios", 1}, {"inizio", 1}, {"beginning", 1},
    {"mid", 2}, {"middle", 2}, {"mitte", 2}, {"milieu", 2}, {"mediados", 2},
    {"metà", 2}});
constexpr auto months = std::to_array<Entry>({
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6},
    {"july", 7}, {"august", 8}, {"september", 9}, {"october", 10}, {"november", 11},
    {"december", 12}, {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7},
    {"aug", 8}, {"sep", 9}, {"sept", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
    {"januar", 1}, {"februar", 2}, {"märz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7},
    {"oktober", 10}, {"dezember", 12},
    {"janvier", 1}, {"février", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7},
    {"août", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6},
    {"julio", 7}, {"agosto", 8}, {"septiembre", 9}, {"octubre", 10}, {"noviembre", 11},
    {"diciembre", 12},
    {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7},
    {"settembre", 9}, {"ottobre", 10}, {"dicembre", 12},
});
constexpr auto units = std::to_array<Entry>({
    {"min", 0}, {"mins", 0}, {"minute", 0}, {"minutes", 0}, {"minuten", 0}, {"minuto", 0},
    {"minutos", 0}, {"minuti", 0},
    {"h", 1}, {"hr", 1}, {"hrs", 1}, {"hour", 1}, {"hours", 1}, {"stunde", 1}, {"stunden", 1},
    {"std", 1}, {"heure", 1}, {"heures", 1}, {"hora", 1}, {"horas", 1}, {"ora", 1}, {"ore", 1},
    {"day", 2}, {"days", 2}, {"tag", 2}, {"tage", 2}, {"tagen", 2}, {"jour", 2}, {"jours", 2},
    {"journée", 2}, {"día", 2}, {"días", 2}, {"dias", 2}, {"giorno", 2},
    {"giorni", 2}, {"giornata", 2}, {"tages", 2},
    {"werktag", 3}, {"werktage", 3}, {"werktagen", 3}, {"werktags", 3},
    {"arbeitstag", 3}, {"arbeitstage", 3}, {"arbeitstagen", 3},
    {"week", 4}, {"weeks", 4}, {"woche", 4}, {"wochen", 4}, {"semaine", 4}, {"semaines", 4},
    {"semana", 4}, {"semanas", 4}, {"settimana", 4}, {"settimane", 4},
    {"month", 5}, {"months", 5}, {"monat", 5}, {"monats", 5}, {"monate", 5}, {"monaten", 5},
    {"mois", 5}, {"mes", 5}, {"meses", 5}, {"mese", 5}, {"mesi", 5},
});
constexpr auto day_words = std::to_array<Entry>({
    {"today", 0}, {"tonight", 0}, {"heute", 0}, {"aujourd'hui", 0}, {"hoy", 0}, {"oggi", 0},
    {"stasera", 0}, {"tomorrow", 1}, {"morgen", 1}, {"demain", 1}, {"mañana", 1}, {"domani", 1},
    {"übermorgen", 2}, {"après-demain", 2}, {"dopodomani", 2},
});
using enum DayPart;
constexpr auto parts = std::to_array<std::pair<std::string_view, DayPart>>({
    {"morning", Morning}, {"noon", Noon}, {"midday", Noon}, {"lunchtime", Noon},
    {"afternoon", Afternoon}, {"evening", Evening}, {"tonight", Night}, {"night", Night},
    {"midnight", Midnight},
    {"früh", Early}, {"frühmorgens", Early}, {"morgens", Morning}, {"vormittag", Morning},
    {"vormittags", Morning}, {"mittag", Noon}, {"mittags", Noon}, {"nachmittag", Afternoon},
    {"nachmittags", Afternoon}, {"abend", Evening}, {"abends", Evening}, {"nacht", Night},
    {"nachts", Night}, {"mitternacht", Midnight},
    {"matin", Morning}, {"matinée", Morning}, {"midi", Noon}, {"après-midi", Afternoon},
    {"soir", Evening}, {"soirée", Evening}, {"nuit", Night}, {"minuit", Midnight},
    {"mediodía", Noon}, {"tarde", Afternoon}, {"noche", Night}, {"medianoche", Midnight},
    {"mattina", Morning}, {"mattinata", Morning}, {"mezzogiorno", Noon},
    {"pomeriggio", Afternoon}, {"sera", Evening}, {"stasera", Evening}, {"serata", Evening},
    {"notte", Night}, {"mezzanotte", Midnight},
});
constexpr auto within = std::to_array<std::string_view>({
    "within", "in", "under", "innerhalb", "binnen", "dans", "sous", "dentro", "en", "entro", "tra",
    "fra", "d'ici", "durante", "laufe", "nel", "nell'arco", "next", "nächsten", "prochaines",
    "próximas", "prossime"});
constexpr auto at_words = std::to_array<std::string_view>({
    "at", "around", "about", "um", "gegen", "à", "vers", "las", "la", "alle", "ore", "by", "before",
    "until", "till", "bis", "vor", "avant", "antes", "entro", "d'ici", "prima", "environs"});
constexpr auto between = std::to_array<std::string_view>({
    "between", "zwischen", "entre", "tra", "fra"});
constexpr auto by_words = std::to_array<std::string_view>({
    "by", "before", "until", "till", "bis", "spätestens", "vor", "avant", "d'ici", "antes", "para",
    "entro", "prima"});
constexpr auto of_words = std::to_array<std::string_view>({
    "of", "vom", "von", "du", "del", "dell", "della", "dated", "delivered", "bought"});
constexpr auto zone_words = std::to_array<std::string_view>({
    "pst", "pdt", "est", "edt", "cst", "cdt", "mst", "mdt", "gmt", "utc", "bst", "cet", "cest",
    "mez", "mesz", "eastern", "pacific", "central"});
constexpr auto clock_words = std::to_array<std::string_view>({
    "uhr", "h", "heures", "heure", "o'clock", "oclock", "horas", "hora"});
constexpr auto working = std::to_array<std::string_view>({
    "business", "working", "work", "ouvrés", "ouvrables", "ouvré", "hábiles", "laborables",
    "lavorativi", "lavorativo"});
constexpr auto terms = std::to_array<std::string_view>({
    "plazo", "máximo", "espacio", "margen", "cuestión", "délai", "délais", "maximum", "frist",
    "zeitraum", "zeitraums", "maximal", "höchstens", "spätestens", "termine", "arco", "nell'arco",
    "giro", "massimo", "period", "space", "matter", "most"});
constexpr auto articles = std::to_array<std::string_view>({
    "the", "am", "dem", "den", "zum", "vom", "le", "au", "el", "del", "día", "il", "al", "dal"});
constexpr auto greetings = std::to_array<std::string_view>({
    "good", "nice", "lovely", "pleasant", "guten", "gute", "schönen", "bonne", "buenas", "buena",
    "buona", "buon"});
constexpr auto next_words = std::to_array<std::string_view>({
    "next", "nächste", "nächsten", "nächster", "nächstes", "kommende", "kommenden", "kommender",
    "prochain", "prochaine",
    "próxima", "próximo", "prossima", "prossimo"});
constexpr auto past_words = std::to_array<std::string_view>({
    "last", "ago", "yesterday", "since", "letzten", "letzte", "letzter", "gestern", "seit",
    "dernier", "dernière", "hier", "depuis", "ayer", "pasado", "pasada", "hace", "desde", "ieri",
    "scorso", "scorsa", "fa"});
constexpr auto end_words = std::to_array<std::string_view>({
    "end", "close", "eod", "cob", "eow", "ende", "fin", "final", "fine"});
constexpr auto fillers = std::to_array<std::string_view>({
    "the", "of", "this", "on", "this", "next", "at", "latest", "than", "later", "no", "der", "des",
    "den", "dem", "diese", "dieser", "diesen", "am", "de", "du", "la", "le", "l", "les", "cette",
    "ce", "ces", "el", "los", "las", "esta", "este", "del", "della", "di", "il", "lo", "questa",
    "questo", "les", "half", "and", "your", "our", "th", "st", "nd", "rd", "von"});
// clang-format on

// How much of "dienstagabend" is the day; 0 where no day begins a word that goes on.
std::size_t weekday_length(std::string_view word) {
    for (const std::string_view tail : {"woch", "tag"}) {
        const std::size_t at = word.find(tail);
        if (at == std::string_view::npos) continue;
        const std::size_t end = at + tail.size();
        if (end < word.size() && look_up(weekdays, word.substr(0, end))) return end;
    }
    return 0;
}

}  // namespace

std::optional<int> weekday_word(std::string_view word) {
    if (part_in_weekday(word)) return look_up(weekdays, word.substr(0, weekday_length(word)));
    return look_up(weekdays, word);
}
std::optional<DayPart> part_in_weekday(std::string_view word) {
    const std::size_t length = weekday_length(word);
    if (length == 0) return {};
    const std::string_view part = word.substr(length);
    return part == "morgen" ? DayPart::Morning : part_of_day(part);
}
std::optional<int> part_of_week(std::string_view word) {
    return look_up(week_parts, word);
}
std::optional<int> month_word(std::string_view word) {
    return look_up(months, word);
}
std::optional<TimeUnit> unit_word(std::string_view word) {
    if (word.starts_with("d'") || word.starts_with("l'")) word.remove_prefix(2);
    const auto unit = look_up(units, word);
    if (!unit) return {};
    return static_cast<TimeUnit>(*unit);
}
std::optional<int> day_word(std::string_view word) {
    return look_up(day_words, word);
}
std::optional<DayPart> part_of_day(std::string_view word) {
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const auto& entry) { return entry.first == word; });
    if (found == parts.end()) return {};
    return found->second;
}
int hour_of(DayPart part) {
    static constexpr std::array<int, 7> hours{10, 12, 12, 17, 20, 21, 24};
    return hours[static_cast<std::size_t>(part)];
}
bool is_within_word(std::string_view word) {
    return one_of_words(within, word);
}
bool is_at_word(std::string_view word) {
    return one_of_words(at_words, word);
}
bool is_between_word(std::string_view word) {
    return one_of_words(between, word);
}
bool is_of_word(std::string_view word) {
    return one_of_words(of_words, word);
}
bool is_zone_word(std::string_view word) {
    return one_of_words(zone_words, word);
}
bool is_by_word(std::string_view word) {
    return one_of_words(by_words, word);
}
bool is_clock_word(std::string_view word) {
    return one_of_words(clock_words, word);
}
bool is_working_word(std::string_view word) {
    return one_of_words(working, word);
}
bool is_term_word(std::string_view word) {
    return one_of_words(terms, word);
}
bool is_article(std::string_view word) {
    return one_of_words(articles, word);
}
bool is_next_word(std::string_view word) {
    return one_of_words(next_words, word);
}
bool is_past_word(std::string_view word) {
    return one_of_words(past_words, word);
}
bool is_greeting_word(std::string_view word) {
    return one_of_words(greetings, word);
}
bool is_end_word(std::string_view word) {
    return one_of_words(end_words, word);
}
bool is_filler(std::string_view word) {
    return one_of_words(fillers, word);
}

std::string moment_in_words(Timestamp at, std::string_view zone) {
    static constexpr std::array<std::string_view, 7> day_names{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static constexpr std::array<std::string_view, 12> month_names{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const LocalTime wall = local_time(at, zone).value_or(LocalTime{});
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::year_month_day date{day};
    const auto since = std::chrono::floor<std::chrono::minutes>(wall - LocalTime{day}).count();
    return fmt::format(
        "{}, {} {} {}, {:02}:{:02} ({})", day_names[std::chrono::weekday{day}.iso_encoding() - 1],
        static_cast<unsigned>(date.day()), month_names[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), since / 60, since % 60, zone);
}

}  // namespace aplomb::desk
