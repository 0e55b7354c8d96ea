// National identity numbers: a table of shapes, each with its office's check (text/check_digits.h)
// and what it needs besides. A shape with two check characters, or a check and a date, stands by
// itself; one that a tenth of all numbers of that length would pass must be written in its groups
// or have its name near it.
//
// In a shape 9 is a digit, A a letter, * either; a blank a separator or none; - / + themselves.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "text/check_digits.h"
#include "text/private_scan.h"

namespace aplomb::text {
namespace {

enum class Needs { Nothing, Groups, Dashes, Name };

struct NationalId {
    std::string_view shape;
    bool (*valid)(std::string_view id);
    Needs needs = Needs::Nothing;
    WordList names;
};

constexpr WordList no_names = ""_words;
constexpr WordList ssn_names = "ssn social security itin tin sozialversicherungsnummer"_words;

constexpr std::array<NationalId, 44> national_ids{{
    {"999 99 9999", is_us_ssn, Needs::Dashes, ssn_names},
    {"AA 99 99 99 A", is_uk_national_insurance, Needs::Nothing, no_names},
    {"999 999 9999", is_uk_nhs, Needs::Name, "nhs"_words},
    {"99 999 999 A", is_spanish_dni, Needs::Nothing, no_names},
    {"A 9999999 A", is_spanish_dni, Needs::Nothing, no_names},
    {"9 99 99 9* 999 999 99", is_french_nir, Needs::Nothing, no_names},
    {"9 99 99 9* 999999 99", is_french_nir, Needs::Nothing, no_names},
    {"AAA AAA 9*A9* A9**A", is_italian_codice_fiscale, Needs::Nothing, no_names},
    {"AAAAAA **A** A***A", is_italian_codice_fiscale, Needs::Nothing, no_names},
    {"999 999 999 99", is_brazilian_cpf, Needs::Groups, "cpf"_words},
    {"9999 9999 9999", is_indian_aadhaar, Needs::Groups, "aadhaar aadhar adhaar uidai uid"_words},
    {"AAAAA9999A", is_indian_pan, Needs::Nothing, no_names},
    {"999 999 999", is_dutch_bsn, Needs::Name, "bsn burgerservicenummer sofinummer sofi"_words},
    {"9999 99 999", is_dutch_bsn, Needs::Name, "bsn burgerservicenummer sofinummer sofi"_words},
    {"99 999 999 999", is_german_tax_id, Needs::Groups,
     "steuer-id steuerid steuer-identifikationsnummer steueridentifikationsnummer idnr "
     "steueridnr tin steuernummer identifikationsnummer"_words},
    {"99999999999", is_polish_pesel, Needs::Nothing, no_names},
    {"999 999 999", is_portuguese_nif, Needs::Name, "nif contribuinte"_words},
    {"999999-9999", is_swedish_personnummer, Needs::Nothing, no_names},
    {"999999+9999", is_swedish_personnummer, Needs::Nothing, no_names},
    {"99999999-9999", is_swedish_personnummer, Needs::Nothing, no_names},
    {"999999 99999", is_norwegian_fodselsnummer, Needs::Nothing, no_names},
    {"999999-9999", is_danish_cpr, Needs::Name, "cpr cpr-nummer cpr-nr personnummer"_words},
    {"999999-999*", is_finnish_hetu, Needs::Nothing, no_names},
    {"999999A999*", is_finnish_hetu, Needs::Nothing, no_names},
    {"99 99 99 999 99", is_belgian_national_number, Needs::Groups,
     "rijksregisternummer rijksregister insz niss national"_words},
    {"999 9999 9999 99", is_swiss_ahv, Needs::Nothing, no_names},
    {"999999/9999", is_czech_birth_number, Needs::Nothing, no_names},
    {"9999999999999", is_romanian_cnp, Needs::Nothing, no_names},
    {"99999999999", is_turkish_tckn, Needs::Nothing, no_names},
    {"9999999AA", is_irish_pps, Needs::Name, "pps ppsn"_words},
    {"9999999A", is_irish_pps, Needs::Name, "pps ppsn"_words},
    {"999 999 999", is_canadian_sin, Needs::Name, "sin nas insurance"_words},
    {"999999 9999 99 9", is_south_african_id, Needs::Nothing, no_names},
    {"AAAA999999AAAAAA*9", is_mexican_curp, Needs::Nothing, no_names},
    {"99 999 999-*", is_chilean_rut, Needs::Nothing, no_names},
    {"99-99999999-9", is_argentine_cuil, Needs::Nothing, no_names},
    {"999999 99999999 999*", is_chinese_resident_id, Needs::Nothing, no_names},
    {"999999-9999999", is_korean_rrn, Needs::Nothing, no_names},
    {"999-999-999 99", is_russian_snils, Needs::Nothing, no_names},
    {"999 999 999", is_australian_tfn, Needs::Name, "tfn"_words},
    {"999.999.999-99", is_brazilian_cpf, Needs::Nothing, no_names},
    {"99999999 A", is_spanish_dni, Needs::Nothing, no_names},
    {"A 9 999 999 A", is_spanish_dni, Needs::Nothing, no_names},
    {"9999999 A", is_irish_pps, Needs::Name, "pps ppsn"_words},
}};

// What says that a run of digits is something else altogether.
constexpr WordList other_number_words =
    "order booking reservation tracking part serial isbn model item sku batch imei article ticket "
    "case invoice pedido bestellung bestellnummer commande ordine artikel ref reference "
    "reservierung buchung rechnung flight"_words;

struct Shape {
    std::string characters;
    std::size_t end = 0;
    std::size_t separators = 0;
    char32_t separator = 0;  // when it was the same each time
};

bool is_separator(char32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/';
}

std::optional<Shape> shape_at(const Scan& scan, std::size_t start, std::string_view pattern) {
    Shape shape;
    std::size_t i = start;
    bool uniform = true;
    for (const char want : pattern) {
        const char32_t here = scan.at(i);
        if (want == ' ') {
            if (!is_separator(here)) {
                uniform = uniform && shape.separators == 0;
                continue;
            }
            uniform = uniform && (shape.separators == 0 || shape.separator == here);
            shape.separator = here;
            ++shape.separators;
            ++i;
            continue;
        }
        if (want == '-' || want == '/' || want == '+' || want == '.') {
            if (here != static_cast<char32_t>(want)) return {};
            ++i;
            continue;
        }
        const char c = scan.capital_at(i);
        const bool digit = c >= '0' && c <= '9';
        if (c == '\0' || (want == '9' && !digit) || (want == 'A' && digit)) return {};
        shape.characters += c;
        ++i;
    }
    if (scan.in_word(i)) return {};
    if (!uniform) shape.separator = 0;
    shape.end = i;
    return shape;
}

// More digits on either side, with a separator: a piece of something longer.
bool is_part_of_more(const Scan& scan, std::size_t start, const Shape& shape) {
    const bool behind = is_separator(scan.at(shape.end)) && is_digit(scan.at(shape.end + 1));
    const bool before =
        start > 1 && is_separator(scan.at(start - 1)) && is_digit(scan.at(start - 2));
    const char32_t next_to = start > 0 ? scan.at(start - 1) : U' ';
    return behind || before || next_to == '+' || next_to == '#' || next_to == '/' ||
           next_to == '-' || next_to == '.' || next_to == '$' || next_to == 0x20AC ||
           next_to == 0xA3;
}

bool is_named(const Scan& scan, std::size_t start, std::size_t end, const WordList& names) {
    return scan.back_to(start, 6, names) || scan.follows(end, 5, names);
}

bool is_national_id(const Scan& scan, std::size_t start, const NationalId& kind,
                    const Shape& shape) {
    if (!kind.valid(shape.characters) || is_part_of_more(scan, start, shape)) return false;
    if (is_named(scan, start, shape.end, kind.names)) return true;
    if (scan.back_to(start, 3, other_number_words)) return false;
    // Four numbers with dots are more likely a machine's address.
    if (kind.needs == Needs::Groups && shape.separators == 3 && shape.separator == '.')
        return false;
    switch (kind.needs) {
        case Needs::Nothing:
            // Small letters are words, or part of a link.
            return scan.capital_at(shape.end - 1) <= '9' ||
                   is_upper(scan.folded().points[shape.end - 1]) || shape.separators > 0;
        case Needs::Groups:
            return shape.separators >= 2;
        case Needs::Dashes:
            return shape.separators == 2 && shape.separator == '-';
        case Needs::Name:
            return false;
    }
    return false;
}

std::optional<Found> national_id_at(const Scan& scan, std::size_t start) {
    const bool digit = is_digit(scan.at(start));
    for (const NationalId& kind : national_ids) {
        if ((kind.shape[0] == '9') != digit) continue;
        const auto shape = shape_at(scan, start, kind.shape);
        if (!shape || !is_national_id(scan, start, kind, *shape)) continue;
        std::string mask = "•••";
        if (kind.valid == is_us_ssn) mask = "•••-••-" + shape->characters.substr(5);
        return Found{PrivateKind::NationalId, start, shape->end, true, std::move(mask)};
    }
    return {};
}

}  // namespace

void find_national_ids(const Scan& scan, std::vector<Found>& found) {
    for (const ScanWord& word : scan.words()) {
        if (!word.digits && word.end - word.start > 4) continue;
        if (scan.capital_at(word.start) == '\0' || !scan.begins_word(word.start)) continue;
        if (auto id = national_id_at(scan, word.start)) found.push_back(std::move(*id));
    }
}

}  // namespace aplomb::text
