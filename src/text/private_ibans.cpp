// Bank accounts: IBANs, by the country's length and the check digits (ISO 13616, mod 97), with or
// without separators.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "text/private_scan.h"

namespace aplomb::text {
namespace {

// How long each country's account numbers are.
constexpr std::string_view iban_lengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
    "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
    "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
    "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";
constexpr std::size_t iban_length_min = 15;
constexpr std::size_t iban_length_max = 34;
constexpr WordList account_words =
    "iban account bank konto bankkonto kontonummer cuenta compte conta conto rekening konta refund "
    "transfer überweisung transferencia virement bonifico"_words;

std::size_t iban_length(char first, char second) {
    for (std::size_t at = 0; at + 4 <= iban_lengths.size(); at += 5) {
        if (iban_lengths[at] != first || iban_lengths[at + 1] != second) continue;
        return static_cast<std::size_t>((iban_lengths[at + 2] - '0') * 10 +
                                        (iban_lengths[at + 3] - '0'));
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

bool is_joint(char32_t c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == 0xB7 || c == '_';
}

// Reads letters and digits with separators between, and stops where `stop(characters, place)` says.
template<class Stop>
void read_account(const Scan& scan, std::size_t start, Stop stop) {
    constexpr std::size_t joints_max = 3;
    std::string iban;
    std::size_t i = start;
    while (iban.size() < iban_length_max) {
        const char c = scan.capital_at(i);
        if (c == '\0') {
            const std::size_t from = i;
            while (is_joint(scan.at(i)))
                ++i;
            if (i == from || i - from > joints_max || scan.capital_at(i) == '\0') return;
            continue;
        }
        // The check digits are digits; little else begins so.
        if ((iban.size() == 2 || iban.size() == 3) && c >= 'A') return;
        iban += c;
        ++i;
        if (!scan.in_word(i) && stop(iban, i)) return;
    }
}

std::optional<Found> iban_at(const Scan& scan, std::size_t start) {
    const char first = scan.capital_at(start);
    const char second = scan.capital_at(start + 1);
    if (first < 'A' || second < 'A') return {};
    const std::size_t length = iban_length(first, second);
    if (length == 0) return {};
    std::optional<Found> found;
    // A length that is not the country's may still be somebody's account, where the words say so:
    // one number in a hundred passes the check.
    const bool spoken_of = scan.back_to(start, 5, account_words).has_value();
    read_account(scan, start, [&](const std::string& iban, std::size_t end) {
        const bool right = iban.size() == length;
        if (iban.size() < iban_length_min || (!right && (!spoken_of || found))) return false;
        if (passes_mod_97(iban)) {
            found = Found{PrivateKind::Iban, start, end, true, iban.substr(0, 2) + "•• ••••"};
        }
        return right && found;
    });
    return found;
}

}  // namespace

void find_ibans(const Scan& scan, std::vector<Found>& found) {
    for (std::size_t i = 0; i + iban_length_min <= scan.lower().size(); ++i) {
        if (!is_letter(scan.at(i)) || !scan.begins_word(i)) continue;
        auto iban = iban_at(scan, i);
        if (!iban) continue;
        // "our account": where donations and payments go is meant to be known.
        if (scan.company_speaks() &&
            scan.back_to(i, 4, "our unser unsere nuestra notre nossa nostro"_words)) {
            continue;
        }
        i = iban->end;
        found.push_back(std::move(*iban));
    }
}

}  // namespace aplomb::text
