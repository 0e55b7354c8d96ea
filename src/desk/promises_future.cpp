#include "desk/promises_future.h"

#include <algorithm>
#include <array>

#include "desk/promises_phrases.h"

namespace aplomb::desk {
namespace {

// clang-format off
// The future hangs its ending on the infinitive, so a vowel and an r come before it.
constexpr auto french_endings = std::to_array<std::string_view>({
    "erai", "irai", "drai", "ttrai", "îtrai", "vrai", "rrai", "aurai", "erons", "irons", "endrons",
    "ondrons", "indrons", "oudrons", "audrons", "evrons", "ttrons", "îtrons", "rrons", "aurons"});
constexpr auto spanish_endings = std::to_array<std::string_view>({
    "aré", "eré", "iré", "dré", "abré", "aremos", "eremos", "iremos", "dremos", "abremos",
    "rremos"});
constexpr auto italian_endings = std::to_array<std::string_view>({
    "erò", "irò", "rrò", "drò", "vrò", "otrò", "arò", "eremo", "iremo", "rremo", "dremo", "vremo",
    "otremo", "aremo"});
// Short ones, which endings alone would take for something else.
constexpr auto short_forms = phrases({
    "ferai", "serai", "irai", "haré", "daré", "diré", "iré", "farò", "darò", "dirò", "sarò"});
// What ends like a future and is a noun, the present or the past.
constexpr auto no_future = phrases({
    "environs", "herons", "espérons", "préparons", "assurons", "réparons", "considérons",
    "désirons", "tirons", "retirons", "admirons", 
    "éperons", "chevrons",
    "préparé", "preparé", "esperé", "miré", "retiré", "tiré", "giré", "reparé", "separé",
    "comparé", "declaré", "aclaré", "generé", "consideré", "recuperé", "superé", "alteré",
    "enteré", "admiré", "operé", "queremos", "esperemos", "corremos", "requeremos",
    "miremos", "preparemos", "supremo"});
// A Spanish ending is also that of a French participle ("livré").
constexpr auto french_words = phrases({
    "votre", "vos", "vous", "nous", "notre", "nos", "je", "ton", "ta", "est", "sont", "été", "ont",
    "avons", "avez", "était", "sera", "seront", "être", "avec", "pour", "dans", "des", "du", "au",
    "aux", "une", "et", "à", "les", "colis", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "demain", "hier", "heures"});
constexpr auto spanish_words = phrases({
    "el", "los", "y", "las", "mañana", "usted", "ustedes", "con", "para", "por", "antes", "hoy",
    "en", "su", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "horas"});
// Before a participle, not a future.
constexpr auto auxiliaries = phrases({
    "a", "ai", "as", "ont", "est", "été", "avons", "avez", "sont", "était", "avait", "sera", "être",
    "avoir", "ayant", "j'ai", "c'est", "n'a", "n'est", "l'a", "l'ai", "s'est"});
// clang-format on

template<std::size_t N>
bool ends_in(std::string_view word, const std::array<std::string_view, N>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_french(WordsView words) {
    const auto count = [&](const auto& table) {
        std::size_t found = 0;
        for (std::size_t i = 0; i < words.size(); ++i)
            found += table.at(words, i);
        return found;
    };
    const std::size_t french = count(french_words);
    return french > 0 && french >= count(spanish_words);
}

bool is_future(WordsView words, std::size_t i) {
    if (short_forms.at(words, i) > 0) return true;
    const std::string_view word = words[i].text;
    if (word.size() <= 5 || word.find('r') == std::string_view::npos) return false;
    if (no_future.at(words, i) > 0) return false;
    if (ends_in(word, french_endings) || ends_in(word, italian_endings)) return true;
    if (!ends_in(word, spanish_endings)) return false;
    if (word.ends_with("emos")) return true;
    return (i == 0 || auxiliaries.at(words, i - 1) == 0) && !is_french(words);
}

}  // namespace

bool says_we_will(WordsView words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_future(words, i)) return true;
    }
    return false;
}

}  // namespace aplomb::desk
