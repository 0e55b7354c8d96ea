#include "tests/text/made_numbers.h"

#include <array>

#include "text/utf8.h"

namespace aplomb::test {
namespace {

char luhn_digit(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 0 && (digit *= 2) > 9) digit -= 9;
        sum += digit;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string in_groups(const std::string& text, std::string_view sizes, const std::string& joint) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; at < text.size(); ++i) {
        const auto size = static_cast<std::size_t>(sizes[i % sizes.size()] - '0');
        out += (at > 0 ? joint : "") + text.substr(at, size);
        at += size;
    }
    return out;
}

// Each digit as the code point `zero` + its value.
std::string in_other_digits(const std::string& text, char32_t zero, std::string_view behind = "") {
    std::string out;
    for (const char c : text) {
        text::append_utf8(out, zero + static_cast<char32_t>(c - '0'));
        out += behind;
    }
    return out;
}

}  // namespace

std::string made_card(Dice& dice) {
    struct Kind {
        std::string_view prefix;
        std::size_t length;
    };
    constexpr std::array<Kind, 16> kinds{{{"4", 16},
                                          {"4", 19},
                                          {"51", 16},
                                          {"55", 16},
                                          {"2345", 16},
                                          {"34", 15},
                                          {"37", 15},
                                          {"6011", 16},
                                          {"65", 16},
                                          {"305", 14},
                                          {"36", 14},
                                          {"3530", 16},
                                          {"62", 16},
                                          {"6759", 16},
                                          {"2201", 16},
                                          {"648", 16}}};
    const Kind& kind = kinds[dice.below(kinds.size())];
    std::string digits(kind.prefix);
    digits += dice.digits(kind.length - digits.size() - 1);
    return digits + luhn_digit(digits);
}

std::string dressed_card(Dice& dice, const std::string& digits) {
    const std::string_view sizes = digits.size() == 15 ? "465" : digits.size() == 14 ? "464" : "4";
    switch (dice.below(12)) {
        case 0:
            return digits;
        case 1:
            return in_groups(digits, sizes, "-");
        case 2:
            return in_groups(digits, sizes, ".");
        case 3:
            return in_groups(digits, "1", " ");
        case 4:
            return in_other_digits(digits, 0xFF10);  // full width
        case 5:
            return in_other_digits(digits, 0x1D7CE);  // mathematical bold
        case 6:
            return in_other_digits(digits, 0x660);  // Arabic
        case 7:
            return in_other_digits(digits, '0', "\uFE0F\u20E3");  // keycaps
        case 8:
            return in_groups(digits, "4", "\u200B");
        case 9:
            return in_groups(digits, sizes, " dash ");
        case 10:
            return in_groups(digits, sizes, "\u00A0");
        default:
            return in_groups(digits, sizes, " ");
    }
}

std::string made_iban(Dice& dice) {
    constexpr std::array<std::string_view, 10> shapes{
        "DE999999999999999999",       "FR999999999999999999XX999",  "ES99999999999999999999",
        "GBAAAA99999999999999",       "NLAAAA9999999999",           "BE999999999999",
        "ITA9999999999999999999999",  "PL999999999999999999999999", "CH99999999999999999",
        "BR99999999999999999999999A9"};
    const std::string_view shape = shapes[dice.below(shapes.size())];
    std::string account;
    for (const char want : shape.substr(2)) {
        const bool letter = want == 'A' || (want == 'X' && dice.below(2) == 0);
        account += static_cast<char>(letter ? 'A' + dice.below(26) : '0' + dice.below(10));
    }
    int rest = 0;
    for (const char c : account + std::string(shape.substr(0, 2)) + "00")
        rest = c >= 'A' ? (rest * 100 + c - 'A' + 10) % 97 : (rest * 10 + c - '0') % 97;
    const int check = 98 - rest;
    return std::string(shape.substr(0, 2)) + static_cast<char>('0' + check / 10) +
           static_cast<char>('0' + check % 10) + account;
}

std::string dressed_iban(Dice& dice, const std::string& iban) {
    switch (dice.below(4)) {
        case 0:
            return iban;
        case 1:
            return in_groups(iban, "4", "-");
        case 2:
            return in_groups(iban, "4", "\u00A0");
        default:
            return in_groups(iban, "4", " ");
    }
}

std::string made_ssn(Dice& dice) {
    std::string area = std::to_string(1 + dice.below(665));
    area.insert(0, 3 - area.size(), '0');
    const std::string group = std::to_string(10 + dice.below(90));
    return area + "-" + group + "-" + std::to_string(1000 + dice.below(9000));
}

std::string made_email(Dice& dice) {
    const std::string name =
        pick(dice, {"mila", "jonas.berg", "r_okafor", "t-lind", "ana.maria", "x9", "kim.lee"}) +
        pick(dice, {"", "7", "1984", "+shop", "_88"});
    const std::string host = pick(dice, {"gmail.com", "web.de", "orange.fr", "posteo.example",
                                         "mail.example.org", "outlook.com", "uni-kiel.de"});
    if (dice.below(4) != 0) return name + "@" + host;
    const std::string at = pick(dice, {" at ", " (at) ", " [at] ", "(at)"});
    std::string spelled;
    for (const char c : host)
        spelled += c == '.' ? " dot " : std::string(1, c);
    return name + at + spelled;
}

std::string made_phone(Dice& dice) {
    const std::string d = dice.digits(12);
    const std::string area = std::to_string(201 + dice.below(700));
    const std::string exchange = std::to_string(200 + dice.below(700));
    switch (dice.below(20)) {
        case 0:
            return area + "-" + exchange + "-" + d.substr(0, 4);
        case 1:
            return "(" + area + ") " + exchange + "-" + d.substr(0, 4);
        case 2:
            return "(" + area + ")" + exchange + "-" + d.substr(0, 4) + "x" + d.substr(4, 3);
        case 3:
            return "+1-" + area + "-" + exchange + "-" + d.substr(0, 4);
        case 4:
            return "001-" + area + "-" + exchange + "-" + d.substr(0, 4) + "x" + d.substr(4, 4);
        case 5:
            return area + "." + exchange + "." + d.substr(0, 4) + " ext. " + d.substr(4, 2);
        case 6:
            return "+44 7" + d.substr(0, 3) + " " + d.substr(3, 6);
        case 7:
            return "07" + d.substr(0, 3) + " " + d.substr(3, 6);
        case 8:
            return "020 7" + d.substr(0, 3) + " " + d.substr(3, 4);
        case 9:
            return "06 " + d.substr(0, 2) + " " + d.substr(2, 2) + " " + d.substr(4, 2) + " " +
                   d.substr(6, 2);
        case 10:
            return "+33 6 " + d.substr(0, 2) + " " + d.substr(2, 2) + " " + d.substr(4, 2) + " " +
                   d.substr(6, 2);
        case 11:
            return "030/" + std::to_string(2 + dice.below(8)) + d.substr(0, 6);
        case 12:
            return "0151 " + std::to_string(1 + dice.below(9)) + d.substr(0, 7);
        case 13:
            return "+49 (0) 171 " + std::to_string(2 + dice.below(8)) + d.substr(0, 6);
        case 14:
            return "+34 6" + d.substr(0, 2) + " " + d.substr(2, 2) + " " + d.substr(4, 2) + " " +
                   d.substr(6, 2);
        case 15:
            return "02 " + std::to_string(2 + dice.below(8)) + d.substr(0, 3) + " " +
                   d.substr(3, 4);
        case 16:
            return "(11) 9" + d.substr(0, 4) + "-" + d.substr(4, 4);
        case 17:
            return "+91 98" + d.substr(0, 3) + " " + d.substr(3, 5);
        case 18:
            return "0031 6 " + d.substr(0, 8);
        default:
            return "06-" + std::to_string(1 + dice.below(5)) + d.substr(0, 7);
    }
}

}  // namespace aplomb::test
