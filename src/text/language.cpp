#include "text/language.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

namespace aplomb::text {
namespace {

struct SmallWords {
    std::string_view language;
    std::string_view words;
};

constexpr std::array<SmallWords, 6> small_words{{
    {"en",
     "the and you your for with that this have has are was will can our we i it is to of on at be "
     "not but from they their there what when please sorry thank thanks hello hi dear if as by an "
     "so would could i'm we're you're it's don't we'll i'll we've i've you'll here just more now "
     "yes all any get let how which who were been had about up out my me us him her she he"},
    {"es",
     "el la los las un una y de que en por para con su sus es son está están no se le les lo nos "
     "me te tu tus mi del al como más pero muy gracias hola buenos buenas días tardes señor señora "
     "usted ustedes hay ya si sí cuando qué cómo dónde esta este estamos tiene tenemos puede "
     "nuestro nuestra también hoy mañana desde hasta sin sobre siento favor o e"},
    {"fr",
     "le la les un une des et de du que qui en dans pour par avec sur est sont pas ne se ce cette "
     "ces vous votre vos nous notre nos je il elle ils au aux plus mais très merci bonjour bonsoir "
     "madame monsieur chez être avez avons c'est j'ai n'est si oui non quand où demain aujourd'hui "
     "jusqu'à sans désolé désolée été fait y ou à"},
    {"de",
     "der die das ein eine einen einem und zu von mit für auf ist sind nicht sich sie ihr ihre "
     "ihren ihnen wir uns unser unsere ich es er im in am an den dem des bei aber auch noch nur "
     "guten tag morgen hallo liebe lieber frau herr danke bitte gern gerne bis um wie was wann wo "
     "kann können haben hat wird werden heute leid tut dass wenn oder zum zur als"},
    {"pt",
     "o a os as um uma e de do da dos das que em no na nos nas por para com se não é são está "
     "estão seu sua seus suas você vocês nós eu ele ela mais mas muito obrigado obrigada olá bom "
     "boa dia tarde noite senhor senhora já quando onde como hoje amanhã até sem sobre pode "
     "podemos temos nosso nossa também lhe isso este esta foi ao à"},
    {"it",
     "il lo la i gli le un una uno e di del della dei delle che in nel nella per con su sul è sono "
     "non si ci vi mi suo sua suoi sue lei noi voi io più ma molto grazie ciao buongiorno "
     "buonasera signore signora gentile quando dove come oggi domani fino senza può possiamo "
     "abbiamo nostro nostra anche questo questa da al alla ha ho"},
}};

// For each small word a bit per language that has it.
const std::unordered_map<std::string_view, unsigned>& languages_by_word() {
    static const std::unordered_map<std::string_view, unsigned> table = [] {
        std::unordered_map<std::string_view, unsigned> built;
        for (std::size_t i = 0; i < small_words.size(); ++i) {
            std::string_view rest = small_words[i].words;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                built[rest.substr(0, end)] |= 1u << i;
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return built;
    }();
    return table;
}

}  // namespace

std::string guess_language(std::span<const std::string_view> words) {
    std::array<std::size_t, small_words.size()> hits{};
    for (const std::string_view word : words) {
        const auto found = languages_by_word().find(word);
        if (found == languages_by_word().end()) continue;
        for (std::size_t i = 0; i < hits.size(); ++i)
            hits[i] += found->second >> i & 1u;
    }
    const auto best = std::max_element(hits.begin(), hits.end());
    const std::size_t others = static_cast<std::size_t>(
        std::count_if(hits.begin(), hits.end(), [&](std::size_t n) { return n == *best; }));
    // One word in eight must speak for it, two at least, and more than for any other.
    if (*best < 2 || others > 1 || *best * 8 < words.size()) return {};
    return std::string(small_words[static_cast<std::size_t>(best - hits.begin())].language);
}

}  // namespace aplomb::text
