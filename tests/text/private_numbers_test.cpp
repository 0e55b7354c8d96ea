// What proves itself by a check digit is found however it is written, and not when it is wrong.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/text/made_numbers.h"
#include "text/check_digits.h"
#include "text/numbering_plans.h"
#include "text/private_data.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

using test::Dice;

std::string of_kind(std::string_view text, PrivateKind kind) {
    const std::u32string points = to_code_points(text);
    for (const PrivateDatum& datum : find_private_data(text)) {
        if (datum.kind != kind) continue;
        return encode(std::u32string_view(points).substr(datum.range.start,
                                                         datum.range.end - datum.range.start));
    }
    return "";
}

RC_GTEST_PROP(PrivateNumbers, EveryCardIsFoundHoweverItIsWritten, (std::uint64_t seed)) {
    Dice dice(seed);
    const std::string card = test::dressed_card(dice, test::made_card(dice));
    const std::string text = test::pick(dice, {"my card ", "", "Pay with ", "número: ", "ok,"}) +
                             card +
                             test::pick(dice, {" please", "", ".", ", exp 11/27", "\nThanks"});
    RC_ASSERT(of_kind(text, PrivateKind::Card) == card);
}

RC_GTEST_PROP(PrivateNumbers, OneWrongDigitMakesNoCard, (std::uint64_t seed)) {
    Dice dice(seed);
    std::string digits = test::made_card(dice);
    char& wrong = digits[dice.below(digits.size())];
    wrong = static_cast<char>('0' + (wrong - '0' + 1 + static_cast<int>(dice.below(9))) % 10);
    RC_ASSERT(of_kind("my card " + digits, PrivateKind::Card).empty());
}

RC_GTEST_PROP(PrivateNumbers, EveryIbanIsFound, (std::uint64_t seed)) {
    Dice dice(seed);
    const std::string iban = test::dressed_iban(dice, test::made_iban(dice));
    RC_ASSERT(of_kind("send it to " + iban + ", thanks", PrivateKind::Iban) == iban);
}

RC_GTEST_PROP(PrivateNumbers, OneWrongDigitMakesNoIban, (std::uint64_t seed)) {
    Dice dice(seed);
    std::string iban = test::made_iban(dice);
    char& wrong = iban.back() >= 'A' ? iban[5] : iban.back();
    if (wrong < 'A')
        wrong = static_cast<char>('0' + (wrong - '0' + 1) % 10);
    else
        wrong = static_cast<char>('A' + (wrong - 'A' + 1) % 26);
    RC_ASSERT(of_kind("send it to " + iban, PrivateKind::Iban).empty());
}

RC_GTEST_PROP(PrivateNumbers, EverySocialSecurityNumberIsFound, (std::uint64_t seed)) {
    Dice dice(seed);
    const std::string ssn = test::made_ssn(dice);
    RC_ASSERT(of_kind("it is " + ssn + ".", PrivateKind::NationalId) == ssn);
}

// Published examples, or made up by the office's rule.
TEST(PrivateNumbers, NationalIdsAreFoundByTheirCheck) {
    for (const char* id :
         {"AB 12 34 56 C",         "12345678Z",          "12.345.678-Z",     "X1234567L",
          "2 55 08 14 168 025 38", "255081416802538",    "RSSMRA85T10A562S", "RSS MRA 85T10 A562S",
          "529.982.247-25",        "2341 2341 2346",     "ABCPE1234F",       "44051401359",
          "811218-9876",           "131052-308T",        "93.05.18-223.61",  "756.9217.0769.85",
          "736028/5163",           "10000000146",        "8001015009087",    "12.345.678-5",
          "20-12345678-6",         "11010519491231002X", "112-233-445 95",   "86 095 742 719"}) {
        EXPECT_EQ(of_kind("it is " + std::string(id) + " ok", PrivateKind::NationalId), id);
    }
}

TEST(PrivateNumbers, ShortNationalIdsNeedTheirName) {
    for (const char* text :
         {"BSN 111222333", "mein Steuer-ID lautet 86095742719", "NIF: 123456789",
          "my NHS number is 943 476 5919", "SIN 130 692 544", "PPS 1234567T", "TFN 123 456 782",
          "CPF 52998224725", "aadhaar 234123412346", "SSN 219 09 9999"}) {
        EXPECT_NE(of_kind(text, PrivateKind::NationalId), "") << text;
    }
    for (const char* text :
         {"111222333", "points 123456789", "943 476 5919 people", "130 692 544", "order 12345678Z",
          "529.982.247-26", "12345678A", "44051401358", "000-12-3456", "666-12-3456", "123-00-4567",
          "123-45-0000", "219 09 9999", "2341 2341 2347"}) {
        EXPECT_EQ(of_kind(text, PrivateKind::NationalId), "") << text;
    }
}

TEST(PrivateNumbers, LettersThatStandInForDigitsDoNotHideACard) {
    EXPECT_EQ(of_kind("4O12 8888 8888 l881", PrivateKind::Card), "4O12 8888 8888 l881");
    EXPECT_EQ(of_kind("5105 1051 0510 51OO", PrivateKind::Card), "5105 1051 0510 51OO");
    EXPECT_EQ(of_kind("❹❶❶❶ ❶❶❶❶ ❶❶❶❶ ❶❶❶❶", PrivateKind::Card), "❹❶❶❶ ❶❶❶❶ ❶❶❶❶ ❶❶❶❶");
}

TEST(PrivateNumbers, ACardAmongOtherNumbersIsFound) {
    EXPECT_EQ(of_kind("4111 1111 1111 1111 12/26 123", PrivateKind::Card), "4111 1111 1111 1111");
    EXPECT_EQ(of_kind("4111 1111 1111 1111 2026", PrivateKind::Card), "4111 1111 1111 1111");
    EXPECT_EQ(of_kind("tracking 4111111111111111", PrivateKind::Card), "");
    EXPECT_EQ(of_kind("Maestro 6759649826438453 or card 501800000009", PrivateKind::Card),
              "6759649826438453");
}

TEST(NumberingPlans, ReadTheirPatterns) {
    EXPECT_TRUE(fits_pattern("[2-9]\\d{9}|3\\d{6}", "2125550187"));
    EXPECT_TRUE(fits_pattern("[2-9]\\d{9}|3\\d{6}", "3101234"));
    EXPECT_FALSE(fits_pattern("[2-9]\\d{9}|3\\d{6}", "1125550187"));
    EXPECT_TRUE(fits_pattern("8\\d{5}(?:\\d{2,4})?", "800123"));
    EXPECT_TRUE(fits_pattern("8\\d{5}(?:\\d{2,4})?", "8001234567"));
    EXPECT_FALSE(fits_pattern("8\\d{5}(?:\\d{2,4})?", "8001237"));
    EXPECT_TRUE(begins_with_pattern("7(?:0|6[02-9])", "7601"));
    EXPECT_FALSE(begins_with_pattern("7(?:0|6[02-9])", "7611"));
    EXPECT_TRUE(begins_with_pattern("", "7611"));
}

TEST(NumberingPlans, KnowCountriesAndTheirGroups) {
    using Groups = std::vector<std::size_t>;
    EXPECT_EQ(fit_international("442079460958"), PlanFit::Pattern);
    EXPECT_EQ(fit_international("4402079460958"), PlanFit::Pattern);
    EXPECT_EQ(fit_international("99912345678"), PlanFit::NoCountry);
    EXPECT_TRUE(fit_national("02079460958", Groups{3, 4, 4}).trunk_grouped);
    EXPECT_TRUE(fit_national("0612345678", Groups{2, 2, 2, 2, 2}).trunk_grouped);
    EXPECT_FALSE(fit_national("0612345678", Groups{1, 9}).trunk_grouped);
    EXPECT_TRUE(fit_national("612345678", Groups{3, 2, 2, 2}).grouped);
    EXPECT_FALSE(fit_national("123", Groups{3}).valid);
}

}  // namespace
}  // namespace aplomb::text
