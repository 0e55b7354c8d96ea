// Check digits of national identity numbers, by the rules of the offices that give them out. Each
// takes the characters alone (digits and capital letters, no separators), already of the right
// shape. Private to src/text.
#pragma once

#include <string_view>

namespace aplomb::text {

bool is_us_ssn(std::string_view id);  // no check digit: the ranges never given out
bool is_uk_national_insurance(std::string_view id);
bool is_uk_nhs(std::string_view id);       // mod 11
bool is_spanish_dni(std::string_view id);  // mod 23; also the foreigners' NIE
bool is_french_nir(std::string_view id);   // 97 − mod 97; Corsica's 2A and 2B
bool is_italian_codice_fiscale(std::string_view id);
bool is_brazilian_cpf(std::string_view id);   // two times mod 11
bool is_indian_aadhaar(std::string_view id);  // Verhoeff
bool is_indian_pan(std::string_view id);      // no check digit known: a person's fourth letter, P
bool is_dutch_bsn(std::string_view id);       // weights 9 … 2, −1, mod 11
bool is_german_tax_id(std::string_view id);   // ISO 7064 mod 11,10, and its rule of repetition
bool is_polish_pesel(std::string_view id);
bool is_portuguese_nif(std::string_view id);
bool is_swedish_personnummer(std::string_view id);
bool is_norwegian_fodselsnummer(std::string_view id);
bool is_danish_cpr(std::string_view id);    // a date; its check digit is no longer kept
bool is_finnish_hetu(std::string_view id);  // mod 31
bool is_belgian_national_number(std::string_view id);
bool is_swiss_ahv(std::string_view id);
bool is_czech_birth_number(std::string_view id);
bool is_romanian_cnp(std::string_view id);
bool is_turkish_tckn(std::string_view id);
bool is_irish_pps(std::string_view id);
bool is_canadian_sin(std::string_view id);  // Luhn
bool is_south_african_id(std::string_view id);
bool is_mexican_curp(std::string_view id);
bool is_chilean_rut(std::string_view id);
bool is_argentine_cuil(std::string_view id);
bool is_chinese_resident_id(std::string_view id);
bool is_korean_rrn(std::string_view id);  // a date and a century; newer ones have no check
bool is_russian_snils(std::string_view id);
bool is_australian_tfn(std::string_view id);

}  // namespace aplomb::text
