#include "text/check_digits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>

namespace aplomb::text {
namespace {

int value(char c) {
    return c >= 'A' ? c - 'A' + 10 : c - '0';
}

int number(std::string_view id, std::size_t from, std::size_t count) {
    int out = 0;
    for (std::size_t i = from; i < from + count; ++i)
        out = out * 10 + (id[i] - '0');
    return out;
}

int weighted_sum(std::string_view id, std::initializer_list<int> weights) {
    int sum = 0;
    std::size_t i = 0;
    for (const int weight : weights)
        sum += weight * value(id[i++]);
    return sum;
}

int remainder(std::string_view digits, int modulus) {
    int rest = 0;
    for (const char c : digits)
        rest = (rest * 10 + (c - '0')) % modulus;
    return rest;
}

bool luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1 && (digit *= 2) > 9) digit -= 9;
        sum += digit;
    }
    return sum % 10 == 0;
}

bool all_the_same(std::string_view id) {
    return id.find_first_not_of(id[0]) == std::string_view::npos;
}

bool is_day(int month, int day) {
    constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days[static_cast<std::size_t>(month - 1)];
}

// yymmdd at `from`
bool has_date(std::string_view id, std::size_t from) {
    return is_day(number(id, from + 2, 2), number(id, from + 4, 2));
}

}  // namespace

bool is_us_ssn(std::string_view id) {
    const int area = number(id, 0, 3);
    return area != 0 && area != 666 && area < 900 && number(id, 3, 2) != 0 && number(id, 5, 4) != 0;
}

bool is_uk_national_insurance(std::string_view id) {
    constexpr std::string_view never = "DFIQUV";
    if (never.find(id[0]) != std::string_view::npos || never.find(id[1]) != std::string_view::npos)
        return false;
    if (id[1] == 'O' || id[8] > 'D') return false;
    for (const std::string_view kept : {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}) {
        if (id.starts_with(kept)) return false;
    }
    return true;
}

bool is_uk_nhs(std::string_view id) {
    const int check = 11 - weighted_sum(id, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return check != 10 && check % 11 == value(id[9]) && !all_the_same(id);
}

bool is_spanish_dni(std::string_view id) {
    constexpr std::string_view letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    const bool foreigner = id[0] >= 'X' && id[0] <= 'Z';
    if (!foreigner && id[0] > '9') return false;
    const int first = foreigner ? id[0] - 'X' : id[0] - '0';
    const int rest = (first * 10'000'000 + number(id, 1, 7)) % 23;
    return id[8] == letters[static_cast<std::size_t>(rest)];
}

bool is_french_nir(std::string_view id) {
    const int month = number(id, 3, 2);
    if ((id[0] != '1' && id[0] != '2') || month == 0 || (month > 12 && month < 20)) return false;
    std::array<char, 13> digits{};
    std::copy_n(id.begin(), digits.size(), digits.begin());
    if (digits[5] > '9' || (digits[6] > '9' && (digits[5] != '2' || digits[6] > 'B'))) return false;
    if (digits[6] >= 'A') {  // Corsica counts as 19 or 18
        digits[5] = '1';
        digits[6] = digits[6] == 'A' ? '9' : '8';
    }
    return 97 - remainder({digits.data(), digits.size()}, 97) == number(id, 13, 2);
}

bool is_italian_codice_fiscale(std::string_view id) {
    constexpr std::array<int, 36> odd{1,  0, 5, 7,  9,  13, 15, 17, 19, 21, 1,  0,
                                      5,  7, 9, 13, 15, 17, 19, 21, 2,  4,  18, 20,
                                      11, 3, 6, 8,  12, 14, 16, 10, 22, 25, 24, 23};
    if (std::string_view("ABCDEHLMPRST").find(id[8]) == std::string_view::npos) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const int v = value(id[i]);
        sum += i % 2 == 0 ? odd[static_cast<std::size_t>(v)] : v >= 10 ? v - 10 : v;
    }
    return id[15] == 'A' + sum % 26;
}

bool is_brazilian_cpf(std::string_view id) {
    const int first = weighted_sum(id, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    const int second = weighted_sum(id, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return !all_the_same(id) && first == value(id[9]) && second == value(id[10]);
}

bool is_indian_aadhaar(std::string_view id) {
    // Verhoeff: the dihedral group of ten, and a permutation per place.
    constexpr std::array<int, 10> permutation{1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    const auto product = [](int a, int b) {
        if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
        return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
    };
    if (id[0] < '2' || all_the_same(id)) return false;
    int check = 0;
    for (std::size_t place = 0; place < id.size(); ++place) {
        int digit = id[id.size() - 1 - place] - '0';
        for (std::size_t times = 0; times < place % 8; ++times)
            digit = permutation[static_cast<std::size_t>(digit)];
        check = product(check, digit);
    }
    return check == 0;
}

bool is_indian_pan(std::string_view id) {
    return id[3] == 'P';
}

bool is_dutch_bsn(std::string_view id) {
    return !all_the_same(id) && weighted_sum(id, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

bool is_german_tax_id(std::string_view id) {
    if (id[0] == '0') return false;
    std::array<int, 10> times{};
    for (std::size_t i = 0; i < 10; ++i)
        ++times[static_cast<std::size_t>(id[i] - '0')];
    // One digit comes twice or three times, all others once at most.
    if (std::count(times.begin(), times.end(), 2) + std::count(times.begin(), times.end(), 3) != 1)
        return false;
    if (*std::max_element(times.begin(), times.end()) > 3) return false;
    int product = 10;
    for (std::size_t i = 0; i < 10; ++i) {
        const int sum = (value(id[i]) + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == value(id[10]);
}

bool is_polish_pesel(std::string_view id) {
    // The century is added to the month in twenties.
    if (!is_day(number(id, 2, 2) % 20, number(id, 4, 2))) return false;
    const int sum = weighted_sum(id, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3});
    return (10 - sum % 10) % 10 == value(id[10]);
}

bool is_portuguese_nif(std::string_view id) {
    const int check = 11 - weighted_sum(id, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return id[0] >= '1' && id[0] <= '3' && (check >= 10 ? 0 : check) == value(id[8]);
}

bool is_swedish_personnummer(std::string_view id) {
    const std::string_view ten = id.substr(id.size() - 10);
    return has_date(ten, 0) && luhn(ten);
}

bool is_norwegian_fodselsnummer(std::string_view id) {
    if (!is_day(number(id, 2, 2), number(id, 0, 2) % 40)) return false;
    const int first = (11 - weighted_sum(id, {3, 7, 6, 1, 8, 9, 4, 5, 2}) % 11) % 11;
    const int second = (11 - weighted_sum(id, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return first == value(id[9]) && second == value(id[10]);
}

bool is_danish_cpr(std::string_view id) {
    return is_day(number(id, 2, 2), number(id, 0, 2));
}

bool is_finnish_hetu(std::string_view id) {
    constexpr std::string_view checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (!is_day(number(id, 2, 2), number(id, 0, 2))) return false;
    const int rest = (number(id, 0, 6) * 1000 + number(id, 6, 3)) % 31;
    return id[9] == checks[static_cast<std::size_t>(rest)];
}

bool is_belgian_national_number(std::string_view id) {
    if (!has_date(id, 0)) return false;
    const int check = number(id, 9, 2);
    const int rest = remainder(id.substr(0, 9), 97);
    // Those born from 2000 on count as if a 2 stood before.
    const int later = static_cast<int>((2'000'000'000LL + number(id, 0, 9)) % 97);
    return 97 - rest == check || 97 - later == check;
}

bool is_swiss_ahv(std::string_view id) {
    const int sum = weighted_sum(id, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3});
    return id.starts_with("756") && (10 - sum % 10) % 10 == value(id[12]);
}

bool is_czech_birth_number(std::string_view id) {
    // Fifty is added to women's months, twenty where a day ran out of numbers.
    const int month = number(id, 2, 2) % 50;
    return is_day(month > 20 ? month - 20 : month, number(id, 4, 2)) && remainder(id, 11) == 0;
}

bool is_romanian_cnp(std::string_view id) {
    if (id[0] == '0' || !has_date(id, 1)) return false;
    const int rest = weighted_sum(id, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return (rest == 10 ? 1 : rest) == value(id[12]);
}

bool is_turkish_tckn(std::string_view id) {
    if (id[0] == '0') return false;
    const int odd = weighted_sum(id, {1, 0, 1, 0, 1, 0, 1, 0, 1});
    const int even = weighted_sum(id, {0, 1, 0, 1, 0, 1, 0, 1, 0});
    const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return tenth == value(id[9]) && (odd + even + value(id[9])) % 10 == value(id[10]);
}

bool is_irish_pps(std::string_view id) {
    int sum = weighted_sum(id, {8, 7, 6, 5, 4, 3, 2});
    if (id.size() == 9) sum += 9 * (id[8] - 'A' + 1);
    const int rest = sum % 23;
    return id[7] == (rest == 0 ? 'W' : static_cast<char>('A' + rest - 1));
}

bool is_canadian_sin(std::string_view id) {
    return id[0] != '0' && id[0] != '8' && luhn(id);
}

bool is_south_african_id(std::string_view id) {
    return has_date(id, 0) && id[10] <= '2' && luhn(id);
}

bool is_mexican_curp(std::string_view id) {
    // Ñ would stand between N and O: letters from O on count one more.
    const auto place = [](char c) { return c > 'N' ? value(c) + 1 : value(c); };
    if (!has_date(id, 4) || (id[10] != 'H' && id[10] != 'M' && id[10] != 'X')) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += place(id[i]) * (18 - static_cast<int>(i));
    return (10 - sum % 10) % 10 == value(id[17]);
}

bool is_chilean_rut(std::string_view id) {
    const int check = 11 - weighted_sum(id, {3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return id[8] == (check == 11 ? '0' : check == 10 ? 'K' : static_cast<char>('0' + check));
}

bool is_argentine_cuil(std::string_view id) {
    const int kind = number(id, 0, 2);
    if (kind != 20 && kind != 23 && kind != 24 && kind != 27) return false;
    const int check = (11 - weighted_sum(id, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return check == value(id[10]);
}

bool is_chinese_resident_id(std::string_view id) {
    constexpr std::string_view checks = "10X98765432";
    const int year = number(id, 6, 4);
    if (year < 1900 || year > 2030 || !has_date(id, 8)) return false;
    const int rest = weighted_sum(id, {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}) % 11;
    return id[17] == checks[static_cast<std::size_t>(rest)];
}

bool is_korean_rrn(std::string_view id) {
    return has_date(id, 0) && id[6] >= '1' && id[6] <= '8';
}

bool is_russian_snils(std::string_view id) {
    const int rest = weighted_sum(id, {9, 8, 7, 6, 5, 4, 3, 2, 1}) % 101;
    return !all_the_same(id) && rest % 100 == number(id, 9, 2);
}

bool is_australian_tfn(std::string_view id) {
    return !all_the_same(id) && weighted_sum(id, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

}  // namespace aplomb::text
