// Telephone numbers, and whose they are.
//
// A run of digits with spaces, dots, dashes, brackets or slashes between is a candidate. What makes
// it a telephone number, from strong to weak: a plus sign and a country code; brackets around an
// area code; the groups that some country's numbering plan writes, behind its trunk zero; a word
// for telephoning near it. A word for something else nearer ("order", "part", "flight") speaks
// against, and dates, addresses of machines and one digit over and over are never one.
//
// When a company speaks, most numbers in its texts are its own, offered on purpose: "our hotline",
// "call 0161 …" offer; "your number", "call you on" tell.
#include <algorithm>
#include <charconv>

#include "text/numbering_plans.h"
#include "text/private_scan.h"

namespace aplomb::text {
namespace {

constexpr std::size_t digits_max = 17;

// A telephone number as it may be written: where it is, its digits, and what speaks for it.
struct Number {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string digits;
    std::vector<std::size_t> groups;
    bool plus = false;
    bool brackets = false;
    bool dots_only = true;
};

bool is_joint(char32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == 0xB7;
}

Number number_at(const Scan& scan, std::size_t start) {
    constexpr std::size_t joint_max = 3;
    Number number;
    number.start = start;
    std::size_t i = start;
    if (scan.at(i) == '+') {
        number.plus = true;
        ++i;
        while (scan.at(i) == '(' || scan.at(i) == ' ')
            ++i;
    }
    std::size_t group = 0;
    while (true) {
        if (is_digit(scan.at(i))) {
            number.digits += static_cast<char>(scan.at(i));
            ++group;
            number.end = ++i;
            continue;
        }
        if (group > 0) number.groups.push_back(group);
        group = 0;
        std::size_t next = i;
        bool dotted = true;
        bool bracketed = false;
        while (is_joint(scan.at(next)) && next - i <= joint_max) {
            bracketed = bracketed || scan.at(next) == '(' || scan.at(next) == ')';
            dotted = dotted && scan.at(next) == '.';
            ++next;
        }
        if (next == i || next - i > joint_max || !is_digit(scan.at(next))) break;
        number.brackets = number.brackets || bracketed;
        number.dots_only = number.dots_only && dotted;
        i = next;
    }
    if (start > 0 && scan.at(start - 1) == '(') {
        number.brackets = true;
        --number.start;
    }
    return number;
}

// "x12", "ext. 12", "Durchwahl 12": the place behind it, or `end`.
std::size_t behind_extension(const Scan& scan, std::size_t end) {
    constexpr std::size_t extension_max = 6;
    std::size_t i = end;
    while (i < end + 2 && (scan.at(i) == ' ' || scan.at(i) == ',' || scan.at(i) == ';'))
        ++i;
    const std::size_t word_start = i;
    if (scan.at(i) == '#') {
        ++i;
    } else {
        while (is_letter(scan.at(i)) && i < word_start + 10)
            ++i;
        const std::string word = scan.text(word_start, i);
        if (!one_of(casefold(word),
                    "x ext extn extension durchwahl dw poste int interno anexo "
                    "ramal tst wew"_words)) {
            return end;
        }
        while (scan.at(i) == '.' || scan.at(i) == ' ' || scan.at(i) == ':')
            ++i;
    }
    const std::size_t digits = i;
    while (is_digit(scan.at(i)))
        ++i;
    return i > digits && i - digits <= extension_max && !scan.in_word(i) ? i : end;
}

constexpr WordList phone_words =
    "phone phones telephone tel mobile cell cellphone number call ring dial text txt sms whatsapp "
    "fax reach called calling rang ringing phoned line hotline helpline callback contact answering "
    "ph mob cel fon "
    "teléfono telefono móvil movil llamar llame llámame llamarme llámenos número llamen llama "
    "téléphone portable appeler appelez appelle rappeler rappelez numéro joindre "
    "telefon handy nummer anrufen telefonnummer handynummer rufen rufnummer mobil erreichbar "
    "erreichen telefone celular telemóvel ligar ligue liguem telemovel "
    "cellulare chiamare chiami chiamate chiamatemi numero desk office ext extension "
    "telefoon bellen mobiel gsm numer zadzwonić telefonu dzwonić numara ara"_words;
constexpr WordList after_words =
    "mobile cell cellphone office fax phone tel home work desk whatsapp landline number"_words;
constexpr WordList other_number_words =
    "order booking reservation ref reference part serial isbn account acct tracking ticket case "
    "invoice model imo code token article item batch version policy claim flight route room "
    "confirmation meter sku imei vin iban bestellung bestellnummer pedido commande ordine "
    "artikel rechnung kundennummer points balance parcel shipment consignment package id ean upc "
    "barcode transaction bestelling zamówienie sipariş reserva sendung sendungsnummer colis "
    "envío rechnungsnummer buchung buchungsnummer vertragsnummer vertrag po lot"_words;

int value_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool is_date(const Number& number) {
    const auto& g = number.groups;
    if (g.size() < 3) return false;
    const std::string_view d = number.digits;
    const bool day_first = g[0] <= 2 && g[1] <= 2 && (g[2] == 4 || g[2] == 2);
    if (day_first) return g.size() == 3 || g[2] == 4;
    if (g[0] != 4 || g[1] != 2 || g[2] != 2) return false;
    const int month = value_of(d.substr(4, 2));
    return value_of(d.substr(0, 4)) >= 1900 && value_of(d.substr(0, 4)) < 2100 && month >= 1 &&
           month <= 12;
}

// Four numbers under 256 with dots.
bool is_machine_address(const Number& number) {
    if (number.groups.size() != 4 || !number.dots_only) return false;
    std::size_t at = 0;
    for (const std::size_t size : number.groups) {
        const std::string_view part = std::string_view(number.digits).substr(at, size);
        if (size > 3 || value_of(part) > 255 || (size > 1 && part[0] == '0')) return false;
        at += size;
    }
    return true;
}

bool is_something_else_with_digits(const Number& number) {
    const auto& g = number.groups;
    // One digit over and over is nobody's, and 3-2-4 is how social security numbers are written.
    if (number.digits.find_first_not_of(number.digits[0]) == std::string::npos) return true;
    if (g.size() == 3 && g[0] == 3 && g[1] == 2 && g[2] == 4) return true;
    return is_date(number) || is_machine_address(number);
}

// North America writes 3-3-4, with or without a 1, and hardly anything else does.
bool is_american(const Number& number) {
    const auto& g = number.groups;
    const std::size_t first = g.size() == 4 && g[0] == 1 && number.digits[0] == '1' ? 1 : 0;
    return g.size() == first + 3 && g[first] == 3 && g[first + 1] == 3 && g[first + 2] == 4 &&
           number.digits[first] >= '2';
}

// Written the way telephones are, so that no word need say so.
bool is_phone_shaped(const Number& number, const NationalFit& fit) {
    const std::string_view digits = number.digits;
    const std::size_t n = digits.size();
    if (number.plus) return n >= 7 && n <= 15 && fit_international(digits) >= PlanFit::Length;
    if (is_american(number) || fit.trunk_grouped) return true;
    if (number.brackets) return n >= 8 && n <= 13 && number.groups.size() >= 2;
    for (const std::string_view exit : {"00", "011"}) {
        if (digits.starts_with(exit) && n >= 10 &&
            fit_international(digits.substr(exit.size())) >= PlanFit::Length) {
            return true;
        }
    }
    return number.groups.size() == 1 && (n == 10 || n == 11) && digits[0] == '0' && fit.trunk_valid;
}

bool may_stand_there(const Scan& scan, const Number& number) {
    if (scan.in_word(number.end) || !scan.begins_word(number.start)) return false;
    const char32_t before = number.start > 0 ? scan.at(number.start - 1) : U' ';
    constexpr std::u32string_view never_before = U"#$-./\u20AC\u00A3";
    if (never_before.find(before) != std::u32string_view::npos) return false;
    // "12,345 678 901"
    if (before == ',' && number.start > 1 && is_digit(scan.at(number.start - 2))) return false;
    const char32_t after = scan.at(number.end);
    if (after == '%' || after == 0x20AC) return false;
    // "1,234,567"
    return !((after == ',' || after == ':') && is_digit(scan.at(number.end + 1)));
}

bool is_phone(const Scan& scan, const Number& number) {
    const std::size_t n = number.digits.size();
    if (n < 6 || n > digits_max || is_something_else_with_digits(number)) return false;
    if (!may_stand_there(scan, number)) return false;
    const auto other = scan.back_to(number.start, 4, other_number_words);
    const auto cue = scan.back_to(number.start, 8, phone_words);
    if (other && (!cue || *other <= *cue)) return false;
    const NationalFit fit =
        number.plus ? NationalFit{} : fit_national(number.digits, number.groups);
    if (is_phone_shaped(number, fit)) return true;
    const bool spoken_of = cue || scan.follows(number.end, 3, after_words);
    if (spoken_of && n >= 7 && n <= 13 && number.groups.size() <= 6) return true;
    // Groups of some country without its trunk zero: enough where the sentence is about calling.
    return fit.grouped && number.groups.size() >= 2 && scan.in_sentence(number.start, phone_words);
}

bool is_toll_free(const Number& number) {
    std::string_view digits = number.digits;
    if (number.plus && digits.starts_with("44"))
        digits.remove_prefix(2);
    else if (digits.starts_with("0"))
        digits.remove_prefix(1);
    if (digits.starts_with("800") || digits.starts_with("808") || digits.starts_with("900")) {
        return true;
    }
    if (digits.starts_with("1") && digits.size() == 11) digits.remove_prefix(1);
    return digits.size() == 10 && one_of(digits.substr(0, 3), "800 833 844 855 866 877 888"_words);
}

bool is_listed_phone(const PrivateDataOptions& options, std::string_view digits) {
    return std::any_of(options.own_phones.begin(), options.own_phones.end(), [&](const auto& own) {
        std::string plain;
        for (const char c : own) {
            if (c >= '0' && c <= '9') plain += c;
        }
        const std::size_t size = std::min({plain.size(), digits.size(), std::size_t{9}});
        return size >= 5 &&
               plain.substr(plain.size() - size) == digits.substr(digits.size() - size);
    });
}

Owner owner_of_phone(const Scan& scan, const Number& number) {
    if (is_listed_phone(scan.options(), number.digits)) return Owner::Company;
    if (!scan.company_speaks()) return Owner::Customer;
    const std::size_t at = number.start;
    if (is_toll_free(number) && !scan.back_to(at, 3, you_words)) return Owner::Company;
    const auto you = scan.back_to(at, 8, you_words);
    const auto us = scan.back_to(at, 6, us_words);
    if (you && (!us || *you < *us)) return Owner::Customer;
    if (us) return Owner::Company;
    if (scan.back_to(at, 6,
                     "hotline helpline line switchboard reception desk office clinic shop "
                     "store branch depot team emergency service"_words)) {
        return Owner::Company;
    }
    const bool offered = scan.back_to(at, 5,
                                      "call ring phone dial text telephone tel llame llamar "
                                      "appelez appeler anrufen ligue chiami chiamate"_words)
                             .has_value();
    const bool announced =
        scan.back_to(at, 8, "i'll we'll i'm we're will i we called rang"_words).has_value();
    if (offered && !announced) return Owner::Company;
    return Owner::Unknown;
}

}  // namespace

void find_phones(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i < scan.lower().size();) {
        const bool plus = scan.at(i) == '+' && (is_digit(scan.at(i + 1)) || scan.at(i + 1) == '(');
        if (!plus && !is_digit(scan.at(i))) {
            ++i;
            continue;
        }
        Number number = number_at(scan, i);
        const std::size_t behind = std::max(number.end, i + 1);
        const std::size_t extended = behind_extension(scan, number.end);
        const bool alone = number.digits.size() >= 7;
        if (alone && extended > number.end) number.end = extended;
        if (is_phone(scan, number)) {
            const Owner owner = owner_of_phone(scan, number);
            if (owner != Owner::Company) {
                found.push_back({PrivateKind::Phone, number.start, number.end,
                                 owner == Owner::Customer,
                                 "••• " + number.digits.substr(number.digits.size() - 2)});
            }
        }
        i = std::max(behind, number.end);
    }
}

}  // namespace aplomb::text
