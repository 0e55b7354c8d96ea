#include "text/private_data.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <sstream>
#include <string>

#include "tests/shared_data.h"
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

// Each kind's precision and recall on the made-up lines of the shared set.
TEST(PrivateData, KeepsItsFiguresOnTheSharedLines) {
    const auto content = test::read_shared("data/pii/synth_dev.jsonl");
    SKIP_WITHOUT_SHARED(content, "data/pii/synth_dev.jsonl");
    const std::map<std::string, std::string> kinds{{"CARD", "card"},
                                                   {"IBAN", "iban"},
                                                   {"SSN", "national_id"},
                                                   {"EMAIL", "email"},
                                                   {"PHONE", "phone"}};
    std::map<std::string, std::array<int, 3>> tally;  // right, missed, wrong
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        const boost::json::value parsed = boost::json::parse(line);
        const std::string text(parsed.at("text").as_string());
        std::map<std::pair<std::size_t, std::size_t>, std::string> wanted;
        for (const auto& span : parsed.at("spans").as_array()) {
            const auto kind = kinds.find(std::string(span.at("type").as_string()));
            if (kind == kinds.end()) continue;
            wanted[{span.at("start").to_number<std::size_t>(),
                    span.at("end").to_number<std::size_t>()}] = kind->second;
        }
        for (const PrivateDatum& datum : find_private_data(text)) {
            const std::string kind(name_of(datum.kind));
            const auto hit = wanted.find({datum.range.start, datum.range.end});
            const bool right = hit != wanted.end() && hit->second == kind;
            ++tally[kind][right ? 0 : 2];
            if (right)
                wanted.erase(hit);
            else if (kind != "reference")
                std::cout << "wrong " << kind << ": " << text << '\n';
        }
        for (const auto& [range, kind] : wanted) {
            ++tally[kind][1];
            std::cout << "missed " << kind << ": " << text << '\n';
        }
    }
    for (const char* kind : {"card", "iban", "national_id", "email", "phone"}) {
        const auto& [right, missed, wrong] = tally[kind];
        EXPECT_GE(right, 0.95 * (right + missed)) << kind;
        EXPECT_GE(right, 0.95 * (right + wrong)) << kind;
    }
}

TEST(PrivateData, FindsInternationalNumbersOfEveryRegion) {
    const auto content = test::read_shared("data/pii/phone_examples.tsv");
    SKIP_WITHOUT_SHARED(content, "data/pii/phone_examples.tsv");
    std::istringstream lines(*content);
    int right = 0;
    int all = 0;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        const std::string number = line.substr(line.rfind('\t') + 1);
        if (number.size() < 8) continue;
        ++all;
        right += found_in("You reach me at " + number + " all day") == "phone:" + number ? 1 : 0;
    }
    EXPECT_GE(right, all * 98 / 100) << right << " of " << all;
}

}  // namespace
}  // namespace aplomb::text
