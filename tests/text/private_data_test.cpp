#include "text/private_data.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace aplomb::text {
namespace {

// "kind:text kind:text" of what is found.
std::string found_in(std::string_view text, const PrivateDataOptions& options = {}) {
    const std::u32string points = to_code_points(text);
    std::string out;
    for (const PrivateDatum& datum : find_private_data(text, options)) {
        if (!out.empty()) out += " | ";
        out += std::string(name_of(datum.kind)) + ":" +
               encode(std::u32string_view(points).substr(datum.range.start,
                                                         datum.range.end - datum.range.start));
    }
    return out;
}

std::string told_by_company(std::string_view text, PrivateDataOptions options = {}) {
    options.speaker = DataSpeaker::Company;
    return found_in(text, options);
}

TEST(PrivateData, FindsCardsHoweverTheyAreWritten) {
    for (const std::string card :
         {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111",
          "４１１１１１１１１１１１１１１１", "4111 dash 1111 dash 1111 dash 1111",
          "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4111\u200B1111\u200B1111\u200B1111",
          "3782 822463 10005", "4️⃣111 1111 1111 1111"}) {
        EXPECT_EQ(found_in("my card is " + card + " ok?"), "card:" + card);
    }
}

TEST(PrivateData, KnowsWhatIsNoCard) {
    for (const char* text :
         {"4111 1111 1111 1112", "1234567890123456", "0000000000000000", "ISBN 978-0-14-044913-6",
          "token 5821 0047 3390 1126 4475", "part number 4000 1234 5678 9010"}) {
        EXPECT_EQ(told_by_company(text), "") << text;
    }
}

TEST(PrivateData, FindsAccountsAndIds) {
    EXPECT_EQ(found_in("send it to GB82 WEST 1234 5698 7654 32, thanks"),
              "iban:GB82 WEST 1234 5698 7654 32");
    EXPECT_EQ(found_in("GB82WEST12345698765433"), "");
    EXPECT_EQ(found_in("ssn 078-05-1120, not 000-12-3456 or 900-12-3456"),
              "national_id:078-05-1120");
    EXPECT_EQ(found_in("NI number QQ123456C and AB 12 34 56 C"), "national_id:AB 12 34 56 C");
}

TEST(PrivateData, FindsTelephonesAndNotOrders) {
    EXPECT_EQ(found_in("call me on +44 7700 900123 or (212) 555-0187"),
              "phone:+44 7700 900123 | phone:(212) 555-0187");
    EXPECT_EQ(found_in("my mobile is 612 345 678"), "phone:612 345 678");
    EXPECT_EQ(found_in("order 0161 496 0000"), "reference:0161 496 0000");
    EXPECT_EQ(told_by_company("Flight BA2490 on 12/07/2026, model 555-201-7788-X, 192.168.1.1"),
              "");
    EXPECT_EQ(told_by_company("open 9:00-17:30, 10000 likes, 2024-2025"), "");
}

TEST(PrivateData, FindsMailAddressesSpelledOut) {
    EXPECT_EQ(found_in("it is ann.lee+x@example.co.uk."), "email:ann.lee+x@example.co.uk");
    EXPECT_EQ(found_in("write to ann at example dot com"), "email:ann at example dot com");
    EXPECT_EQ(found_in("ann (at) example (dot) com"), "email:ann (at) example (dot) com");
    EXPECT_EQ(found_in("@ana@social.example look at example dot com"), "");
}

TEST(PrivateData, LeavesTheCompanysOwnDataAlone) {
    EXPECT_EQ(told_by_company("Call us on 0161 496 0000 or mail help@acme.example."), "");
    EXPECT_EQ(
        told_by_company("Write to me at mo@acme.example, our desk is at 12 Mill Street, York."),
        "");
    EXPECT_EQ(told_by_company("We'll call you on 0161 496 0000."), "phone:0161 496 0000");
    EXPECT_EQ(told_by_company("We have written to mo.farah@mail.example."),
              "email:mo.farah@mail.example");
    PrivateDataOptions options;
    options.own_phones = {"+44 161 496 0000"};
    options.own_emails = {"@mail.example"};
    options.own_addresses = {"31 Harbour Lane, Leith EH6 7AB"};
    EXPECT_EQ(told_by_company("We'll call you from 0161 496 0000, sent by mo.farah@mail.example to "
                              "31 Harbour Lane, Leith EH6 7AB.",
                              options),
              "");
}

TEST(PrivateData, FindsWhereSomebodyLivesAndWhenTheyWereBorn) {
    EXPECT_EQ(told_by_company("It goes to Flat 3, 18 Cornwall Road, Bristol BS5 7QT today."),
              "address:Flat 3, 18 Cornwall Road, Bristol BS5 7QT");
    EXPECT_EQ(told_by_company("Wir liefern an Lindenweg 4, 10115 Berlin."),
              "address:Lindenweg 4, 10115 Berlin");
    EXPECT_EQ(told_by_company("Se lo enviamos a su casa, calle Mayor 12."),
              "address:calle Mayor 12");
    EXPECT_EQ(found_in("born 14 March 1979, nacida el 3 de mayo de 1980"),
              "birth_date:14 March 1979 | birth_date:3 de mayo de 1980");
    EXPECT_EQ(found_in("founded on 14 March 1979"), "");
}

TEST(PrivateData, KnowsAddressesOfMoreCountries) {
    for (const std::string address :
         {"742 Harbor Street Apt. 9, Springfield, IL 62704", "12 rue des Lilas, 75011 Paris",
          "Rua das Flores 45, 1200-195 Lisboa", "Via Roma 10, 20121 Milano",
          "Keizersgracht 12, 1015 CJ Amsterdam", "Storgatan 5, 111 22 Stockholm",
          "ul. Długa 5, 31-147 Kraków", "PO Box 1234", "Postfach 1020"}) {
        EXPECT_EQ(found_in("es geht an " + address), "address:" + address);
    }
}

TEST(PrivateData, FindsReferencesByTheWordBeforeThem) {
    EXPECT_EQ(found_in("your order 88-4120976 and booking code QX7PLM"),
              "reference:88-4120976 | reference:QX7PLM");
    EXPECT_EQ(found_in("Ihre Kundennummer ist 4711-22"), "reference:4711-22");
    EXPECT_EQ(found_in("order by 17:30, order 12 cakes, in order to, order of 2026, order £1200"),
              "");
    EXPECT_EQ(found_in("see https://example.com/order/12345678"), "");
}

TEST(PrivateData, NoticesHealthAndMoney) {
    EXPECT_EQ(told_by_company("Your blood sugar is high and the tablets will help."),
              "health:Your blood");
    EXPECT_EQ(told_by_company("Your balance is £240 overdrawn."), "money:Your balance");
    EXPECT_EQ(told_by_company("We've added £10, and bring your glasses prescription."), "");
}

TEST(PrivateData, ReadsTheCustomersOwnHealthAsWell) {
    EXPECT_EQ(found_in("I'm diabetic and my insulin was in that parcel"), "health:I'm diabetic");
    EXPECT_EQ(found_in("You sell books about diabetes"), "");
}

TEST(PrivateData, FindsNumbersWithExtensionsAndInBrackets) {
    EXPECT_EQ(found_in("ring 203.555.1234 ext. 17 or (203)555-1234x4321"),
              "phone:203.555.1234 ext. 17 | phone:(203)555-1234x4321");
    EXPECT_EQ(found_in("ruf mich an: 030/2345678, +49 (0) 171 2345678"),
              "phone:030/2345678 | phone:+49 (0) 171 2345678");
    EXPECT_EQ(found_in("mon portable : 06 12 34 56 78"), "phone:06 12 34 56 78");
    EXPECT_EQ(found_in("612 34 56 78 es mi móvil, llámame"), "phone:612 34 56 78");
}

TEST(PrivateData, KnowsWhatIsNoTelephone) {
    for (const char* text :
         {"from 142.156.98.142 at 09:41", "on 2026-11-22 14:50", "12.07.2026 15:30", "v2.14.1.20",
          "1,234,567,890 views", "1 234 567 890 views", "Model XG-5133-894 and serial SN4923327497",
          "tracking 0123 4567 8901", "Bestellnummer 030 2345678", "EAN 4006381333931",
          "48.8584, 2.2945678", "part 06 12 34 56 78", "0.1234567890", "order #6495551234"}) {
        EXPECT_EQ(found_in(text).find("phone"), std::string::npos) << text;
    }
}

TEST(PrivateData, FindsMailAddressesInEveryDisguise) {
    for (const std::string address :
         {"ann at example dot com", "ann (at) example.com", "ann[at]example[dot]com",
          "ann dot lee at gmail dot com", "jo.smith at gmail.com", "ann @ example . com",
          "ANN AT EXAMPLE DOT COM", "ana arroba ejemplo punto com", "ann＠example．com",
          "ann\u200B@example.com"}) {
        EXPECT_EQ(found_in("write to " + address + " please"), "email:" + address);
    }
    for (const char* text :
         {"look at example dot com", "shop at example.com", "we meet @ home . ok",
          "good at maths. com on", "@ana @bo", "at 5 dot com"}) {
        EXPECT_EQ(found_in(text), "") << text;
    }
}

TEST(PrivateData, FindsParcelsByTheirForm) {
    EXPECT_EQ(found_in("where is 1Z999AA10123456784"), "reference:1Z999AA10123456784");
    EXPECT_EQ(found_in("it is RR473124829GB."), "reference:RR473124829GB");
    EXPECT_EQ(found_in("it is RR473124828GB."), "");
}

// Each of these once made a reader look back to the beginning from every place.
TEST(PrivateData, ReadsLongTextsThatAreMadeToHurt) {
    for (const std::string_view piece :
         {"4", "4 1 ", "4111 ", "GB82WEST12", "a@b.", "@a. ", "at dot at dot ", "order no id/1/",
          "https://a.example/1 ", "+(1)-", "12 Mill Street, ", "your blood sugar ", "ann at a dot ",
          "call 030/1 ", "\u0E01", "((((", "1Z"}) {
        std::string text;
        while (text.size() < 100'000)
            text += piece;
        const std::vector<PrivateDatum> data = find_private_data(text);
        for (std::size_t i = 1; i < data.size(); ++i)
            ASSERT_LE(data[i - 1].range.end, data[i].range.start) << piece;
    }
}

}  // namespace
}  // namespace aplomb::text
