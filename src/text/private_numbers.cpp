// Numbers that prove themselves.
//
// Cards: digits are gathered into groups with what separates them (a space, a dash, a dot, or such
// a word), and windows of groups are tried: 13 to 19 digits, a brand that has that prefix and
// length, Luhn's check digit. One number in ten passes Luhn by chance, so a window is refused when
// the digits plainly belong to something longer, or when the word before says it is a part, a
// serial number, a book. IBAN: the country's length and mod 97. US and UK ids by their shape and
// the ranges their offices give out.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/private_scan.h"

namespace aplomb::text {
namespace {

constexpr std::string_view thing_words =
    "part parts serial isbn imei sku article artikel artikelnummer teilenummer seriennummer model "
    "modell modelo modèle item batch version firmware barcode ean upc token imo référence série "
    "serie pieza";

struct Group {
    std::size_t start = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - start; }
};

bool is_joint(char32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == 0xB7 || c == 0x2022 || c == '_';
}

// The next digit when only a joint or a word for one stands before it.
std::optional<std::size_t> next_group(const Scan& scan, std::size_t at) {
    std::size_t i = at;
    while (is_joint(scan.at(i)) && i - at < 3)
        ++i;
    if (i > at && is_digit(scan.at(i))) return i;
    for (const std::u32string_view word : {U"dash", U"dot", U"hyphen", U"space", U"point"}) {
        if (!scan.lower().substr(std::min(i, scan.lower().size())).starts_with(word)) continue;
        std::size_t after = i + word.size();
        while (scan.at(after) == ' ')
            ++after;
        if (is_digit(scan.at(after))) return after;
    }
    return {};
}

std::vector<Group> groups_from(const Scan& scan, std::size_t start) {
    std::vector<Group> groups;
    std::optional<std::size_t> next = start;
    while (next) {
        Group group{*next, *next};
        while (is_digit(scan.at(group.end)))
            ++group.end;
        groups.push_back(group);
        next = next_group(scan, group.end);
    }
    return groups;
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

int prefix(std::string_view digits, std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value * 10 + (digits[i] - '0');
    return value;
}

bool has_brand(std::string_view digits) {
    const std::size_t n = digits.size();
    const int two = prefix(digits, 2);
    const int three = prefix(digits, 3);
    const int four = prefix(digits, 4);
    if (digits[0] == '4') return n == 13 || n == 16 || n == 19;
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return n == 16;
    if (two == 34 || two == 37) return n == 15;
    if (four == 6011 || (three >= 644 && three <= 649) || two == 65) return n >= 16;
    if ((three >= 300 && three <= 305) || two == 36 || two == 38 || two == 39) return n == 14;
    if (four >= 3528 && four <= 3589) return n >= 16;
    if (two == 62 || two == 81) return n >= 16;
    if (two == 50 || (two >= 56 && two <= 58) || two == 67 || two == 63) return n >= 16;
    return false;
}

bool is_card_number(std::string_view digits) {
    if (digits.size() < 13 || digits.size() > 19) return false;
    return has_brand(digits) && passes_luhn(digits);
}

// Whether a group next to a window is more of the same number.
bool continues(const Scan& scan, const Group& beside, const Group& edge) {
    if (beside.size() != edge.size()) return false;
    if (beside.size() != 4) return true;
    const int year = prefix(scan.digits(beside.start, beside.end), 4);
    return year < 1950 || year > 2050;
}

std::size_t find_card(const Scan& scan, const std::vector<Group>& groups,
                      std::vector<Found>& found) {
    constexpr std::size_t groups_max = 19;
    for (std::size_t first = 0; first < groups.size(); ++first) {
        const std::size_t last_end = std::min(groups.size(), first + groups_max);
        for (std::size_t end = last_end; end > first; --end) {
            const std::size_t start_at = groups[first].start;
            const std::size_t end_at = groups[end - 1].end;
            const std::string digits = scan.digits(start_at, end_at);
            if (!is_card_number(digits)) continue;
            if (end < groups.size() && continues(scan, groups[end], groups[end - 1])) continue;
            if (first > 0 && continues(scan, groups[first - 1], groups[first])) continue;
            if (scan.in_word(end_at) || !scan.begins_word(start_at)) continue;
            if (scan.back_to(start_at, 3, thing_words)) continue;
            found.push_back({PrivateKind::Card, start_at, end_at, true,
                             "•••• " + digits.substr(digits.size() - 4)});
            return end;
        }
    }
    return 0;
}

void find_cards(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i < scan.lower().size();) {
        if (!is_digit(scan.at(i))) {
            ++i;
            continue;
        }
        std::vector<Group> groups = groups_from(scan, i);
        const std::size_t run_end = groups.back().end;
        // A run may hold several cards.
        while (!groups.empty()) {
            const std::size_t used = find_card(scan, groups, found);
            if (used == 0) break;
            groups.erase(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(used));
        }
        i = run_end;
    }
}

// ISO 13616: how long each country's account numbers are.
constexpr std::string_view iban_lengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 "
    "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 "
    "MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 "
    "SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

std::size_t iban_length(char first, char second) {
    const std::array<char, 2> country{first, second};
    for (std::size_t at = iban_lengths.find(std::string_view(country.data(), 2));
         at != std::string_view::npos;
         at = iban_lengths.find(std::string_view(country.data(), 2), at + 1)) {
        if (at % 5 == 0) return static_cast<std::size_t>(prefix(iban_lengths.substr(at + 2), 2));
    }
    return 0;
}

bool passes_mod_97(std::string_view iban) {
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        rest = c >= 'A' ? (rest * 100 + (c - 'A' + 10)) % 97 : (rest * 10 + (c - '0')) % 97;
    }
    return rest == 1;
}

char capital_at(const Scan& scan, std::size_t i) {
    const char32_t c = scan.at(i);
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 0x20);
    return c >= '0' && c <= '9' ? static_cast<char>(c) : '\0';
}

std::optional<Found> iban_at(const Scan& scan, std::size_t start) {
    const char first = capital_at(scan, start);
    const char second = capital_at(scan, start + 1);
    if (first < 'A' || second < 'A' || !is_digit(scan.at(start + 2))) return {};
    const std::size_t length = iban_length(first, second);
    if (length == 0) return {};
    std::string iban;
    std::size_t i = start;
    while (iban.size() < length) {
        if (const char c = capital_at(scan, i)) {
            iban += c;
            ++i;
            continue;
        }
        if (!is_joint(scan.at(i)) || capital_at(scan, i + 1) == '\0') return {};
        ++i;
    }
    if (scan.in_word(i) || !passes_mod_97(iban)) return {};
    return Found{PrivateKind::Iban, start, i, true, iban.substr(0, 2) + "•• ••••"};
}

void find_ibans(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i + 15 <= scan.lower().size(); ++i) {
        if (!is_letter(scan.at(i)) || !scan.begins_word(i)) continue;
        auto iban = iban_at(scan, i);
        if (!iban) continue;
        // "our account": where donations and payments go is meant to be known.
        if (scan.company_speaks() &&
            scan.back_to(i, 4, "our unser unsere nuestra notre nossa nostro")) {
            continue;
        }
        i = iban->end;
        found.push_back(std::move(*iban));
    }
}

// The digits and letters from `start` on, as the pattern wants them: 9 a digit, A a letter, and a
// separator of the text's choosing (or none) wherever the pattern has a blank.
struct Shape {
    std::string characters;
    std::size_t end = 0;
    char32_t separator = 0;
};

std::optional<Shape> shape_at(const Scan& scan, std::size_t start, std::string_view pattern) {
    Shape shape;
    bool first_blank = true;
    std::size_t i = start;
    for (const char want : pattern) {
        if (want == ' ') {
            const char32_t c = scan.at(i);
            const char32_t here = c == ' ' || c == '-' || c == '.' ? c : 0;
            if (first_blank)
                shape.separator = here;
            else if (here != shape.separator)
                return {};
            first_blank = false;
            if (here != 0) ++i;
            continue;
        }
        const char c = capital_at(scan, i);
        const bool right = want == '9' ? c >= '0' && c <= '9' : c >= 'A' && c <= 'Z';
        if (!right) return {};
        shape.characters += c;
        ++i;
    }
    if (scan.in_word(i)) return {};
    shape.end = i;
    return shape;
}

std::optional<Found> social_security_at(const Scan& scan, std::size_t start) {
    const auto shape = shape_at(scan, start, "999 99 9999");
    if (!shape || (is_joint(scan.at(shape->end)) && is_digit(scan.at(shape->end + 1)))) return {};
    const int area = prefix(shape->characters, 3);
    if (area == 0 || area == 666 || area >= 900) return {};
    if (shape->characters.substr(3, 2) == "00" || shape->characters.substr(5) == "0000") return {};
    const bool cue = scan.back_to(start, 6, "ssn social security sozialversicherungsnummer") ||
                     scan.follows(shape->end, 5, "ssn social");
    if (shape->separator != '-' && !cue) return {};
    if (start > 0 && is_joint(scan.at(start - 1)) && start > 1 && is_digit(scan.at(start - 2))) {
        return {};
    }
    return Found{PrivateKind::NationalId, start, shape->end, true,
                 "•••-••-" + shape->characters.substr(5)};
}

std::optional<Found> national_insurance_at(const Scan& scan, std::size_t start) {
    const auto shape = shape_at(scan, start, "AA 99 99 99 A");
    if (!shape) return {};
    const std::string_view id = shape->characters;
    constexpr std::string_view never_first = "DFIQUV";
    if (never_first.find(id[0]) != std::string_view::npos ||
        never_first.find(id[1]) != std::string_view::npos || id[1] == 'O' || id[8] > 'D') {
        return {};
    }
    if (one_of(id.substr(0, 2), "BG GB KN NK NT TN ZZ")) return {};
    return Found{PrivateKind::NationalId, start, shape->end, true, "•• •• •• •• •"};
}

}  // namespace

void find_numbers(const Scan& scan, std::vector<Found>& found) {
    find_ibans(scan, found);
    find_cards(scan, found);
    for (std::size_t i = 0; i < scan.lower().size(); ++i) {
        if (!scan.begins_word(i)) continue;
        auto id = is_digit(scan.at(i))    ? social_security_at(scan, i)
                  : is_letter(scan.at(i)) ? national_insurance_at(scan, i)
                                          : std::nullopt;
        if (id) found.push_back(std::move(*id));
    }
}

}  // namespace aplomb::text
