// Payment cards.
//
// Digits are gathered into groups with what separates them (a space, a dash, a dot, or such a
// word), and windows of groups are tried: 12 to 19 digits, a brand that has that prefix and length,
// Luhn's check digit. One number in ten passes Luhn by chance, so a window is refused when the
// digits plainly belong to something longer, or when the words before say it is a part, a serial
// number, a book. Letters that stand in for digits (O, l) are read as digits inside a group.
//
// A window begins and ends at a group's edge and has at most 19 digits, so each group is looked at
// a bounded number of times, however long the run.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/private_scan.h"

namespace aplomb::text {
namespace {

constexpr std::size_t card_length_max = 19;

constexpr WordList thing_words =
    "part parts serial isbn imei sku article artikel artikelnummer teilenummer seriennummer model "
    "modell modelo modèle item batch version firmware barcode ean upc token imo référence série "
    "serie pieza sn s/n"_words;
constexpr WordList parcel_words =
    "order tracking parcel shipment consignment package booking ticket case invoice reference ref "
    "bestellung bestellnummer sendung sendungsnummer sendungsverfolgung pedido seguimiento envío "
    "commande colis suivi ordine spedizione encomenda rastreio"_words;
constexpr WordList card_words =
    "card cards visa mastercard maestro amex american express discover diners jcb unionpay credit "
    "debit kreditkarte karte kartennummer tarjeta carte bancaire cartão carta pan kaart creditcard "
    "karta kart"_words;

struct Group {
    std::size_t start = 0;
    std::size_t end = 0;
    std::size_t first_digit = 0;  // in the run's digits
    [[nodiscard]] std::size_t size() const { return end - start; }
};

struct Run {
    std::string digits;
    std::vector<Group> groups;
};

bool is_joint(char32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == 0xB7 || c == 0x2022 || c == '_' ||
           c == '\n' || c == '\r';
}

char digit_at(const Scan& scan, std::size_t i) {
    const char32_t c = scan.at(i);
    if (is_digit(c)) return static_cast<char>(c);
    if (c == 'o') return '0';
    return c == 'l' || c == 'i' || c == '|' ? '1' : '\0';
}

// A group from `start`: nothing when it is a word, or has no digit of its own.
std::optional<Group> group_at(const Scan& scan, std::size_t start) {
    Group group{start, start, 0};
    std::size_t digits = 0;
    while (digit_at(scan, group.end) != '\0') {
        digits += is_digit(scan.at(group.end)) ? 1 : 0;
        ++group.end;
    }
    // An underscore belongs to a word, but between digits it only parts them.
    const bool parted = scan.at(group.end) == '_' && digit_at(scan, group.end + 1) != '\0';
    if (digits * 2 < group.size() || digits == 0 || (scan.in_word(group.end) && !parted)) return {};
    return group;
}

// The next group when only joints or a word for one stand before it.
std::optional<Group> next_group(const Scan& scan, std::size_t at) {
    constexpr std::size_t joints_max = 3;
    std::size_t i = at;
    while (is_joint(scan.at(i)) && i - at < joints_max)
        ++i;
    if (i > at && digit_at(scan, i) != '\0') {
        if (auto group = group_at(scan, i)) return group;
    }
    std::size_t end = i;
    while (is_letter(scan.at(end)) && end - i < 8)
        ++end;
    const std::u32string_view word = scan.lower().substr(std::min(i, scan.lower().size()), end - i);
    for (const std::u32string_view spelled :
         {U"dash", U"dot", U"hyphen", U"space", U"point", U"minus", U"punto", U"ponto", U"guion",
          U"tiret", U"strich", U"punkt", U"leer"}) {
        if (word != spelled) continue;
        while (scan.at(end) == ' ')
            ++end;
        if (is_digit(scan.at(end))) return group_at(scan, end);
    }
    return {};
}

Run run_from(const Scan& scan, std::size_t start) {
    Run run;
    std::optional<Group> next = group_at(scan, start);
    while (next) {
        next->first_digit = run.digits.size();
        for (std::size_t i = next->start; i < next->end; ++i)
            run.digits += digit_at(scan, i);
        run.groups.push_back(*next);
        next = next_group(scan, next->end);
    }
    return run;
}

int prefix(std::string_view digits, std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value * 10 + (digits[i] - '0');
    return value;
}

struct Brand {
    int first = 0;  // of the leading digits, four of them
    int last = 0;
    std::size_t length_min = 16;
    std::size_t length_max = 16;
};

// Issuer ranges by their first four digits (ISO/IEC 7812 and the schemes' own pages), the narrow
// ones first: the first that holds the prefix decides.
constexpr std::array<Brand, 34> brands{{
    {1800, 1800, 15, 15},                        // JCB of old
    {2131, 2131, 15, 15}, {2014, 2014, 15, 15},  // enRoute
    {2149, 2149, 15, 15}, {2200, 2204, 16, 19},  // Mir
    {2205, 2205, 16, 16},                        // Borica
    {2221, 2720, 16, 16},                        // Mastercard
    {3000, 3059, 14, 19},                        // Diners Club
    {3095, 3095, 14, 19}, {3400, 3499, 15, 15},  // American Express
    {3528, 3589, 16, 19},                        // JCB
    {3600, 3699, 14, 19},                        // Diners Club
    {3700, 3799, 15, 15},                        // American Express
    {3800, 3999, 14, 19},                        // Diners Club
    {4000, 4999, 16, 16},                        // Visa; its 13 and 19 digits below
    {5018, 5018, 12, 19},                        // Maestro
    {5019, 5019, 16, 16},                        // Dankort
    {5020, 5020, 12, 19}, {5038, 5038, 12, 19}, {5060, 5061, 16, 19},  // Verve
    {5000, 5099, 12, 19},                                              // Maestro, Elo, RuPay
    {5100, 5599, 16, 16},                                              // Mastercard
    {5600, 5899, 12, 19},                                              // Maestro
    {6011, 6011, 16, 19},                                              // Discover
    {6000, 6099, 16, 16},                                              // RuPay, Hipercard
    {6200, 6299, 16, 19},                                              // UnionPay
    {6304, 6304, 12, 19},                                              // Maestro
    {6360, 6399, 16, 19},  // InterPayment, InstaPayment, Elo
    {6440, 6599, 16, 19},  // Discover, RuPay
    {6700, 6799, 12, 19},  // Maestro
    {8100, 8299, 16, 19},  // UnionPay, RuPay
    {8600, 8600, 16, 16},  // Uzcard
    {9792, 9792, 16, 16},  // Troy
    {9860, 9860, 16, 16},  // Humo
}};

// Lengths that few cards have need a word for a card near them.
enum class Fit { No, WithAWord, Alone };

Fit fit_of(std::string_view digits) {
    const std::size_t n = digits.size();
    if (n < 12 || n > card_length_max) return Fit::No;
    const int four = prefix(digits, 4);
    if (digits[0] == '4' && (n == 13 || n == 19)) return n == 13 ? Fit::WithAWord : Fit::Alone;
    if (four == 8699 && n == 15) return Fit::WithAWord;  // Voyager
    for (const Brand& brand : brands) {
        if (four < brand.first || four > brand.last) continue;
        if (n < brand.length_min || n > brand.length_max) return Fit::No;
        return n < 14 ? Fit::WithAWord : Fit::Alone;
    }
    return Fit::No;
}

bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        int value = digits[i] - '0';
        if (twice && (value *= 2) > 9) value -= 9;
        sum += value;
    }
    return sum % 10 == 0;
}

// Whether a group next to a window is more of the same number, not the card's year or expiry.
bool continues(const Run& run, const Group& beside, const Group& edge) {
    if (beside.size() != edge.size()) return false;
    if (beside.size() != 4) return true;
    const int value = prefix(std::string_view(run.digits).substr(beside.first_digit), 4);
    const bool year = value >= 1950 && value <= 2050;
    const bool expiry = value / 100 >= 1 && value / 100 <= 12 && value % 100 >= 20;
    return !year && !expiry;
}

bool is_card(const Scan& scan, const Run& run, std::size_t first, std::size_t end) {
    const std::size_t from = run.groups[first].first_digit;
    const std::size_t to = run.groups[end - 1].first_digit + run.groups[end - 1].size();
    const std::string_view digits = std::string_view(run.digits).substr(from, to - from);
    const Fit fit = fit_of(digits);
    if (fit == Fit::No || !passes_luhn(digits)) return false;
    const auto& groups = run.groups;
    if (end < groups.size() && continues(run, groups[end], groups[end - 1])) return false;
    if (first > 0 && continues(run, groups[first - 1], groups[first])) return false;
    const std::size_t start_at = groups[first].start;
    const std::size_t end_at = groups[end - 1].end;
    if (scan.in_word(end_at) || !scan.begins_word(start_at)) return false;
    if (scan.back_to(start_at, 3, thing_words)) return false;
    const bool spoken_of =
        scan.back_to(start_at, 8, card_words) || scan.follows(end_at, 4, card_words);
    if (fit == Fit::WithAWord && !spoken_of) return false;
    // Parcels have long numbers as well, but nobody writes them in fours.
    return spoken_of || end - first > 1 || !scan.back_to(start_at, 3, parcel_words);
}

// The longest card that begins with group `first`: the group behind it, or 0.
std::size_t card_end(const Scan& scan, const Run& run, std::size_t first) {
    const auto& groups = run.groups;
    std::size_t end = first;
    std::size_t length = 0;
    while (end < groups.size() && length + groups[end].size() <= card_length_max)
        length += groups[end++].size();
    for (; end > first; --end) {
        if (is_card(scan, run, first, end)) return end;
    }
    return 0;
}

}  // namespace

void find_cards(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i < scan.lower().size();) {
        if (!is_digit(scan.at(i))) {
            ++i;
            continue;
        }
        const Run run = run_from(scan, i);
        if (run.groups.empty()) {
            while (scan.in_word(i))
                ++i;
            continue;
        }
        for (std::size_t first = 0; first < run.groups.size();) {
            const std::size_t end = card_end(scan, run, first);
            if (end == 0) {
                ++first;
                continue;
            }
            const std::size_t to = run.groups[end - 1].first_digit + run.groups[end - 1].size();
            found.push_back({PrivateKind::Card, run.groups[first].start, run.groups[end - 1].end,
                             true, "•••• " + run.digits.substr(to - 4, 4)});
            first = end;
        }
        i = run.groups.back().end;
    }
}

}  // namespace aplomb::text
