#include "desk/when_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace aplomb::desk {
namespace {

using Entry = std::pair<std::string_view, int>;

// clang-format off
constexpr auto numbers = std::to_array<Entry>({
    {"a", 1}, {"an", 1}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12},
    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},
    {"fifty", 50}, {"sixty", 60}, {"couple", 2}, {"dozen", 12},
    {"ein", 1}, {"eine", 1}, {"einem", 1}, {"einer", 1}, {"eins", 1}, {"zwei", 2}, {"drei", 3},
    {"vier", 4}, {"fünf", 5}, {"sechs", 6}, {"sieben", 7}, {"acht", 8}, {"neun", 9}, {"zehn", 10},
    {"elf", 11}, {"zwölf", 12}, {"dreizehn", 13}, {"vierzehn", 14}, {"fünfzehn", 15},
    {"sechzehn", 16}, {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19}, {"zwanzig", 20},
    {"dreißig", 30}, {"vierzig", 40}, {"fünfzig", 50}, {"sechzig", 60}, {"siebzig", 70},
    {"un", 1}, {"une", 1}, {"deux", 2}, {"trois", 3}, {"quatre", 4}, {"cinq", 5}, {"sept", 7},
    {"huit", 8}, {"neuf", 9}, {"dix", 10}, {"onze", 11}, {"douze", 12}, {"treize", 13},
    {"quatorze", 14}, {"quinze", 15}, {"seize", 16}, {"dix-sept", 17}, {"dix-huit", 18},
    {"dix-neuf", 19}, {"vingt", 20}, {"trente", 30}, {"quarante", 40}, {"cinquante", 50},
    {"soixante", 60},
    {"una", 1}, {"uno", 1}, {"dos", 2}, {"tres", 3}, {"cuatro", 4}, {"cinco", 5}, {"seis", 6},
    {"siete", 7}, {"ocho", 8}, {"nueve", 9}, {"diez", 10}, {"once", 11}, {"doce", 12},
    {"trece", 13}, {"catorce", 14}, {"quince", 15}, {"dieciséis", 16}, {"diecisiete", 17},
    {"dieciocho", 18}, {"diecinueve", 19}, {"veinte", 20}, {"veintiuna", 21}, {"veintiún", 21},
    {"veintidós", 22}, {"veintitrés", 23}, {"veinticuatro", 24}, {"veinticinco", 25},
    {"treinta", 30}, {"cuarenta", 40}, {"cincuenta", 50}, {"sesenta", 60}, {"setenta", 70},
    {"un'", 1}, {"due", 2}, {"tre", 3}, {"quattro", 4}, {"cinque", 5}, {"sei", 6},
    {"sette", 7}, {"otto", 8}, {"nove", 9}, {"dieci", 10}, {"undici", 11}, {"dodici", 12},
    {"tredici", 13}, {"quattordici", 14}, {"quindici", 15}, {"sedici", 16}, {"diciassette", 17},
    {"diciotto", 18}, {"diciannove", 19}, {"venti", 20}, {"trenta", 30}, {"quaranta", 40},
    {"cinquanta", 50}, {"sessanta", 60}, {"settanta", 70},
});
constexpr auto ones = std::to_array<std::string_view>({
    "a", "an", "ein", "eine", "einem", "einer", "un", "une", "una", "uno", "un'"});
constexpr auto italian_tens = std::to_array<Entry>({
    {"venti", 20}, {"trenta", 30}, {"quaranta", 40}, {"cinquanta", 50}, {"sessanta", 60}});
constexpr auto one_and_a_half = std::to_array<Entry>({
    {"eineinhalb", 1}, {"anderthalb", 1}, {"zweieinhalb", 2}, {"dreieinhalb", 3},
    {"viereinhalb", 4}});
// clang-format on

std::optional<int> look_up(std::span<const Entry> entries, std::string_view word) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.first == word; });
    if (found == entries.end()) return {};
    return found->second;
}

bool is_tens(std::optional<int> value) {
    return value && *value >= 20 && *value % 10 == 0;
}

std::optional<int> joined(std::string_view tens, std::string_view rest) {
    const auto ten = look_up(numbers, tens);
    const auto unit = look_up(numbers, rest);
    if (!is_tens(ten) || !unit || *unit > 19 || is_tens(unit)) return {};
    if (*unit >= 10 && *ten != 60) return {};
    return *ten + *unit;
}

// "ventiquattro", and "quarantotto" without the tens' last letter.
std::optional<int> italian(std::string_view word) {
    for (const auto& [tens, value] : italian_tens) {
        const std::string_view shorter = tens.substr(0, tens.size() - 1);
        if (!word.starts_with(shorter)) continue;
        const std::string_view rest = word.substr(shorter.size());
        if (rest == "uno" || rest == "otto") return value + (rest == "uno" ? 1 : 8);
        if (!word.starts_with(tens)) continue;
        const auto unit = look_up(numbers, word.substr(tens.size()));
        if (unit && *unit > 1 && *unit < 10) return value + *unit;
    }
    return {};
}

// "cuarenta y ocho", "vingt et un", "twenty four"
std::optional<Amount> tens_and_unit(WordsView words, std::size_t i) {
    if (!is_tens(number_word(word_at(words, i)))) return {};
    const std::string_view link = word_at(words, i + 1);
    const std::size_t linked = link == "y" || link == "et" ? 1 : 0;
    if (const auto value = joined(word_at(words, i), word_at(words, i + 1 + linked)))
        return Amount{static_cast<double>(*value), 2 + linked};
    return {};
}

// "1.5", "1,5"; "1,500" is something else.
std::optional<Amount> decimal(WordsView words, std::size_t i) {
    if (!joined_by(words, i, U'.') && !joined_by(words, i, U',')) return {};
    const std::string_view fraction = word_at(words, i + 1);
    if (!is_number(fraction) || fraction.size() > 2) return {};
    const double scale = fraction.size() == 1 ? 10 : 100;
    return Amount{value_of_digits(word_at(words, i)) + value_of_digits(fraction) / scale, 2};
}

}  // namespace

bool is_number(std::string_view word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int value_of_digits(std::string_view word) {
    int value = -1;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

std::optional<int> number_word(std::string_view word) {
    if (const auto value = look_up(numbers, word)) return value;
    if (const std::size_t hyphen = word.find('-'); hyphen != std::string_view::npos)
        return joined(word.substr(0, hyphen), word.substr(hyphen + 1));
    if (const std::size_t link = word.find("und"); link != std::string_view::npos && link > 0)
        return joined(word.substr(link + 3), word.substr(0, link));
    return italian(word);
}

bool is_one_or_article(std::string_view word) {
    return std::find(ones.begin(), ones.end(), word) != ones.end();
}

std::optional<Amount> amount_at(WordsView words, std::size_t i) {
    const std::string_view word = word_at(words, i);
    if (is_number(word)) {
        if (const auto parts = decimal(words, i)) return parts;
        const double half = words[i].after == U'½' ? 0.5 : 0;
        return Amount{value_of_digits(word) + half, 1};
    }
    if (const auto both = tens_and_unit(words, i)) return both;
    if (const auto whole = look_up(one_and_a_half, word)) return Amount{*whole + 0.5, 1};
    if (const auto value = number_word(word)) return Amount{static_cast<double>(*value), 1};
    return {};
}

}  // namespace aplomb::desk
