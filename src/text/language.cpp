// The script with most letters decides first. Where one language in practice owns it, that is all.
// Cyrillic and Arabic have neighbours with letters of their own; those letters and CLD2 decide.
// Kana make a text Japanese. Latin and Han words go to the model.
//
// The model adds its words up as if each were new evidence, which neighbouring words are not: the
// sum is tempered by their number before it becomes probabilities. Where the model sees "other", or
// nothing clearly, CLD2 is asked, which knows many more languages but needs a dozen letters.
#include "text/language.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

#include "base/embedded_file.h"
#include "text/language_model.h"
#include "text/language_text.h"
#include "text/other_languages.h"
#include "text/utf8.h"

namespace aplomb::text {

std::span<const base::EmbeddedFile> text_models();

namespace {

constexpr std::size_t guesses_max = 3;
constexpr double sure_probability = 0.95;
// In natural logarithms of odds.
constexpr double weight_of_expected = 1.5;
constexpr double clear_lead = 11.0;

const LanguageModel& model() {
    // Read once: the bytes are part of the program and right by construction.
    static const LanguageModel read = LanguageModel::read(text_models()[0].content).value();
    return read;
}

struct OwnScript {
    UScriptCode script;
    std::string_view language;
};

constexpr std::array<OwnScript, 21> own_scripts{{
    {USCRIPT_GREEK, "el"},    {USCRIPT_HEBREW, "he"},    {USCRIPT_HANGUL, "ko"},
    {USCRIPT_THAI, "th"},     {USCRIPT_GEORGIAN, "ka"},  {USCRIPT_ARMENIAN, "hy"},
    {USCRIPT_BENGALI, "bn"},  {USCRIPT_TAMIL, "ta"},     {USCRIPT_TELUGU, "te"},
    {USCRIPT_KANNADA, "kn"},  {USCRIPT_MALAYALAM, "ml"}, {USCRIPT_GUJARATI, "gu"},
    {USCRIPT_GURMUKHI, "pa"}, {USCRIPT_SINHALA, "si"},   {USCRIPT_KHMER, "km"},
    {USCRIPT_LAO, "lo"},      {USCRIPT_MYANMAR, "my"},   {USCRIPT_ETHIOPIC, "am"},
    {USCRIPT_TIBETAN, "bo"},  {USCRIPT_HIRAGANA, "ja"},  {USCRIPT_DEVANAGARI, "hi"},
}};

// Letters that only one of the languages sharing a script has.
struct OwnLetters {
    UScriptCode script;
    std::string_view language;
    std::u32string_view letters;
};

constexpr std::array<OwnLetters, 7> own_letters{{
    {USCRIPT_CYRILLIC, "uk", U"іїєґ"},
    {USCRIPT_CYRILLIC, "be", U"ў"},
    {USCRIPT_CYRILLIC, "sr", U"јљњћђџ"},
    {USCRIPT_CYRILLIC, "kk", U"әғқңөұүһ"},
    {USCRIPT_CYRILLIC, "ru", U"ыэё"},
    {USCRIPT_ARABIC, "ur", U"ٹڈڑںےہ"},
    {USCRIPT_ARABIC, "fa", U"پچژگکی"},
}};

struct SharedScript {
    UScriptCode script;
    std::string_view usual;
    std::string_view languages;  // that CLD2 may name instead
};

constexpr std::array<SharedScript, 3> shared_scripts{{
    {USCRIPT_CYRILLIC, "ru", "ru uk be bg sr mk kk ky tg mn tt"},
    {USCRIPT_ARABIC, "ar", "ar fa ur ps ug sd"},
    {USCRIPT_DEVANAGARI, "hi", "hi mr ne"},
}};

bool lists(std::string_view list, std::string_view word) {
    const std::size_t at = list.find(word);
    return !word.empty() && at != std::string_view::npos && (at == 0 || list[at - 1] == ' ') &&
           (at + word.size() == list.size() || list[at + word.size()] == ' ');
}

std::uint32_t letters_of(const LanguageText& text, UScriptCode script) {
    return text.letters_by_script[static_cast<std::size_t>(script)];
}

// The words of one script, as CLD2 wants them.
std::string joined(const LanguageText& text, UScriptCode script) {
    std::string out;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        if (text.scripts[i] != script) continue;
        const std::u32string_view word = text.word(i);
        out += encode(word);
        if (!word.ends_with(U'\'')) out += ' ';
    }
    return out;
}

LanguageGuess only(std::string_view language, double probability, bool sure) {
    return {{{std::string(language), probability}}, sure};
}

// Cyrillic, Arabic, Devanagari.
LanguageGuess guess_shared(const LanguageText& text, const SharedScript& shared,
                           std::string_view expected) {
    const std::uint32_t letters = letters_of(text, shared.script);
    std::string_view marked;
    for (const OwnLetters& own : own_letters) {
        if (own.script != shared.script || !marked.empty()) continue;
        if (text.letters.find_first_of(own.letters) != std::u32string::npos) marked = own.language;
    }
    if (letters >= 12) {
        const OtherLanguage other = ask_cld2(joined(text, shared.script));
        if (other.reliable && lists(shared.languages, other.language) &&
            (marked.empty() || marked == other.language || marked == "kk")) {
            return only(other.language, 0.97, true);
        }
    }
    if (!marked.empty()) return only(marked, 0.9, letters >= 8);
    if (lists(shared.languages, expected)) return only(expected, 0.9, letters >= 8);
    return only(shared.usual, 0.85, letters >= 12);
}

struct Latin {
    std::array<double, language_classes_max> log_odds{};
    std::size_t words = 0;
    std::size_t letters = 0;
};

// Adds words up until one language leads clearly.
Latin read_latin(const LanguageText& text, UScriptCode script) {
    constexpr std::size_t words_min = 4;
    const LanguageModel& judge = model();
    LanguageScores sums{};
    Latin latin;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
        if (text.scripts[i] != script) continue;
        const std::u32string_view word = text.word(i);
        if (script == USCRIPT_HAN)
            judge.add_characters(word, sums);
        else
            judge.add_word(word, sums);
        ++latin.words;
        latin.letters += word.size();
        if (latin.words < words_min) continue;
        std::array<std::int32_t, language_classes_max> ranked = sums;
        const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(judge.class_count());
        std::partial_sort(ranked.begin(), ranked.begin() + 2, end, std::greater<>());
        if ((ranked[0] - ranked[1]) * judge.scale() > clear_lead) break;
    }
    for (std::size_t i = 0; i < judge.class_count(); ++i)
        latin.log_odds[i] = sums[i] * judge.scale();
    return latin;
}

std::vector<double> probabilities(const Latin& latin, std::string_view expected) {
    constexpr double dependence = 0.15;
    const LanguageModel& judge = model();
    const double temper =
        1.0 + dependence * static_cast<double>(std::max<std::size_t>(latin.words, 1) - 1);
    std::vector<double> result(judge.class_count());
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = latin.log_odds[i] / temper;
    if (const std::size_t i = judge.index_of(expected); i < result.size()) {
        result[i] += weight_of_expected;
    }
    const double top = *std::max_element(result.begin(), result.end());
    for (double& value : result)
        value = std::exp(value - top);
    const double sum = std::accumulate(result.begin(), result.end(), 0.0);
    for (double& value : result)
        value /= sum;
    return result;
}

// The likeliest first, as indices into the model's languages.
std::vector<std::size_t> order_of(const std::vector<double>& shares) {
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
    return order;
}

LanguageGuess named(const std::vector<std::size_t>& order, const std::vector<double>& shares,
                    bool sure) {
    LanguageGuess guess;
    guess.sure = sure;
    guess.scores.reserve(guesses_max);
    for (const std::size_t i : order) {
        if (model().name(i) == "other") continue;
        guess.scores.push_back({std::string(model().name(i)), shares[i]});
        if (guess.scores.size() == guesses_max) break;
    }
    return guess;
}

LanguageGuess guess_latin(const LanguageText& text, UScriptCode script, std::string_view expected) {
    constexpr std::size_t cld2_letters_min = 12;
    const Latin latin = read_latin(text, script);
    const std::vector<double> shares = probabilities(latin, expected);
    const std::vector<std::size_t> order = order_of(shares);
    const std::string_view best = model().name(order[0]);
    const double lead = shares[order[0]];
    const bool enough =
        script == USCRIPT_HAN ? latin.letters >= 4 : latin.words >= 3 && latin.letters >= 10;
    if (best != "other" && lead >= sure_probability) return named(order, shares, enough);
    if (script == USCRIPT_LATIN && latin.letters >= cld2_letters_min && latin.words >= 2) {
        const OtherLanguage other = ask_cld2(joined(text, script));
        const bool known = model().index_of(other.language) < model().class_count();
        if (other.reliable && !known && best == "other") {
            return only(other.language, lead, enough);
        }
        if (other.reliable && other.language == best && latin.words >= 5) {
            return named(order, shares, enough && lead >= 0.8);
        }
    }
    return named(order, shares, false);
}

// The script to judge by: the one with most letters, where a Han or kana character weighs as much
// as the two or three letters of its sound.
UScriptCode main_script(const LanguageText& text) {
    const auto weight = [&](std::size_t script) {
        const bool heavy =
            script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_HANGUL;
        return text.letters_by_script[script] * (heavy ? 3u : 1u);
    };
    std::size_t best = USCRIPT_COMMON;
    for (std::size_t script = 0; script < text.letters_by_script.size(); ++script) {
        if (weight(script) > (best == USCRIPT_COMMON ? 0u : weight(best))) best = script;
    }
    return static_cast<UScriptCode>(best);
}

}  // namespace

LanguageGuess guess_language_of(std::string_view utf8, std::string_view expected) {
    const LanguageText text = read_language_text(utf8);
    UScriptCode script = main_script(text);
    if (script == USCRIPT_COMMON) return {};
    const std::uint32_t kana = letters_of(text, USCRIPT_HIRAGANA);
    const std::uint32_t han = letters_of(text, USCRIPT_HAN);
    if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA) {
        // A Chinese text may quote a kana or two.
        if (kana * 12 > han) return only("ja", 0.99, kana + han >= 3);
        return guess_latin(text, USCRIPT_HAN, expected);
    }
    for (const SharedScript& shared : shared_scripts) {
        if (shared.script == script) return guess_shared(text, shared, expected);
    }
    for (const OwnScript& own : own_scripts) {
        if (own.script == script) return only(own.language, 0.99, letters_of(text, script) >= 4);
    }
    if (script == USCRIPT_LATIN) return guess_latin(text, script, expected);
    const OtherLanguage other = ask_cld2(joined(text, script));
    return other.language.empty() ? LanguageGuess{} : only(other.language, 0.8, other.reliable);
}

std::string guess_language(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        text += word;
        text += ' ';
    }
    const LanguageGuess guess = guess_language_of(text);
    return guess.sure ? std::string(guess.best()) : std::string();
}

}  // namespace aplomb::text
