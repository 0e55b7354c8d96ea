// How good the finder is, kind by kind, on the sets of ../shared/data/pii: its made-up lines as
// they are, and its sentence templates with numbers made up here put in. Run by itself it prints
// the table of src/text/README.md:
//
//   build/quick/tests/text_test --gtest_filter='PrivateFigures.*'
//
// A find counts when it is the very range. Kinds that the sets do not mark (references, health …)
// are left out.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/shared_data.h"
#include "tests/text/made_numbers.h"
#include "text/private_data.h"
#include "text/utf8.h"

namespace aplomb::text {
namespace {

using test::Dice;

struct Span {
    std::string kind;
    std::size_t start = 0;
    std::size_t end = 0;
    auto operator<=>(const Span&) const = default;
};

struct Counts {
    std::size_t right = 0;
    std::size_t missed = 0;
    std::size_t wrong = 0;
};

using Table = std::map<std::string, Counts>;
const std::set<std::string> measured{"card", "iban", "national_id", "phone", "email"};

void score(const std::string& text, std::set<Span> wanted, Table& table) {
    for (const PrivateDatum& datum : find_private_data(text)) {
        const std::string kind(name_of(datum.kind));
        if (!measured.contains(kind)) continue;
        if (wanted.erase({kind, datum.range.start, datum.range.end}) == 1) {
            ++table[kind].right;
        } else {
            ++table[kind].wrong;
            std::cout << "wrong " << kind << ": " << text << '\n';
        }
    }
    for (const Span& span : wanted) {
        ++table[span.kind].missed;
        std::cout << "missed " << span.kind << ": " << text << '\n';
    }
}

void report(const char* title, const Table& table, double least) {
    std::cout << title << '\n';
    for (const auto& [kind, counts] : table) {
        const auto right = static_cast<double>(counts.right);
        const auto found = static_cast<double>(counts.right + counts.wrong);
        const auto wanted = static_cast<double>(counts.right + counts.missed);
        std::cout << "  " << kind << ": precision " << (found > 0 ? right / found : 1) << " of "
                  << found << ", recall " << (wanted > 0 ? right / wanted : 1) << " of " << wanted
                  << '\n';
        EXPECT_GE(right, least * found) << kind;
        EXPECT_GE(right, least * wanted) << kind;
    }
}

TEST(PrivateFigures, OnTheSharedLines) {
    const auto content = test::read_shared("data/pii/synth_dev.jsonl");
    SKIP_WITHOUT_SHARED(content, "data/pii/synth_dev.jsonl");
    const std::map<std::string, std::string> kinds{{"CARD", "card"},
                                                   {"IBAN", "iban"},
                                                   {"SSN", "national_id"},
                                                   {"EMAIL", "email"},
                                                   {"PHONE", "phone"}};
    Table table;
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        const boost::json::value parsed = boost::json::parse(line);
        std::set<Span> wanted;
        for (const auto& span : parsed.at("spans").as_array()) {
            const auto kind = kinds.find(std::string(span.at("type").as_string()));
            if (kind == kinds.end()) continue;
            wanted.insert({kind->second, span.at("start").to_number<std::size_t>(),
                           span.at("end").to_number<std::size_t>()});
        }
        score(std::string(parsed.at("text").as_string()), std::move(wanted), table);
    }
    report("made-up lines", table, 0.95);
}

// What a template's {{name}} becomes; the kind is "" for what is not measured.
std::pair<std::string, std::string> filling(const std::string& name, Dice& dice) {
    using test::pick;
    if (name == "credit_card_number") return {"card", test::made_card(dice)};
    if (name == "iban") return {"iban", test::dressed_iban(dice, test::made_iban(dice))};
    if (name == "ssn") return {"national_id", test::made_ssn(dice)};
    if (name == "phone_number") return {"phone", test::made_phone(dice)};
    if (name == "email") return {"email", test::made_email(dice)};
    if (name == "ip_address") return {"", pick(dice, {"10.31.7.204", "192.0.2.146", "fe80::1"})};
    if (name == "date_time" || name == "date_of_birth")
        return {"", pick(dice, {"12/04/1981", "1990-03-07", "3 May 1975", "2024-01-31 14:22:05"})};
    if (name == "building_number" || name == "age") return {"", std::to_string(1 + dice.below(99))};
    if (name == "year") return {"", std::to_string(1950 + dice.below(75))};
    if (name == "postcode" || name == "zipcode") return {"", dice.digits(5)};
    if (name == "street_name") return {"", pick(dice, {"Harbour Lane", "Mill Road", "Elm Street"})};
    if (name == "secondary_address") return {"", pick(dice, {"Apt. 12", "Suite 340"})};
    if (name == "address")
        return {"", pick(dice, {"18 Cornwall Road, Bristol BS5 7QT", "Lindenweg 4, 10115 Berlin",
                                "742 Harbor Street Apt. 9, Springfield, IL 62704"})};
    if (name == "url") return {"", pick(dice, {"https://example.com/a/8812", "www.example.org"})};
    if (name == "us_driver_license") return {"", "D" + dice.digits(7)};
    return {"", pick(dice, {"Mara", "Ivo Brandt", "Northwind Ltd", "Lisbon", "Portuguese"})};
}

TEST(PrivateFigures, OnTheSharedTemplatesFilledIn) {
    const auto content = test::read_shared("data/pii/presidio_templates.txt");
    SKIP_WITHOUT_SHARED(content, "data/pii/presidio_templates.txt");
    constexpr std::size_t rounds = 40;
    Dice dice(20261122);
    Table table;
    for (std::size_t round = 0; round < rounds; ++round) {
        std::istringstream lines(*content);
        for (std::string line; std::getline(lines, line);) {
            std::string text;
            std::set<Span> wanted;
            for (std::size_t at = 0; at < line.size();) {
                const std::size_t open = line.find("{{", at);
                const std::size_t close = line.find("}}", at);
                std::string plain = line.substr(at, open == std::string::npos ? open : open - at);
                for (std::size_t n = 0; (n = plain.find("\\n")) != std::string::npos;)
                    plain.replace(n, 2, "\n");
                text += plain;
                if (open == std::string::npos || close == std::string::npos) break;
                const auto [kind, value] = filling(line.substr(open + 2, close - open - 2), dice);
                const std::size_t start = count_code_points(text);
                text += value;
                if (!kind.empty()) wanted.insert({kind, start, count_code_points(text)});
                at = close + 2;
            }
            score(text, std::move(wanted), table);
        }
    }
    report("templates filled in", table, 0.95);
}

TEST(PrivateFigures, OnInternationalNumbersOfEveryRegion) {
    const auto content = test::read_shared("data/pii/phone_examples.tsv");
    SKIP_WITHOUT_SHARED(content, "data/pii/phone_examples.tsv");
    std::istringstream lines(*content);
    std::size_t right = 0, all = 0, national = 0, national_right = 0;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        const std::string number = line.substr(line.rfind('\t') + 1);
        std::string local = line.substr(0, line.rfind('\t'));
        local = local.substr(local.rfind('\t') + 1);
        const auto found = [](const std::string& text, const std::string& wanted) {
            const auto data = find_private_data(text);
            return data.size() == 1 && data[0].kind == PrivateKind::Phone &&
                   data[0].range.end - data[0].range.start == wanted.size();
        };
        if (number.size() >= 8) {
            ++all;
            right += found("it is " + number + " ok", number) ? 1 : 0;
        }
        if (local.size() >= 7) {
            ++national;
            national_right += found("You reach me at " + local + " all day", local) ? 1 : 0;
        }
    }
    std::cout << "international form, no word for it: " << right << " of " << all
              << "; national digits with one: " << national_right << " of " << national << '\n';
    EXPECT_GE(right, all * 98 / 100);
    EXPECT_GE(national_right, national * 90 / 100);
}

TEST(PrivateFigures, OnKnownTestNumbers) {
    const auto content = test::read_shared("data/pii/test_numbers.tsv");
    SKIP_WITHOUT_SHARED(content, "data/pii/test_numbers.tsv");
    std::istringstream lines(*content);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream fields(line);
        std::string kind, value, valid, notes;
        std::getline(fields, kind, '\t');
        std::getline(fields, value, '\t');
        std::getline(fields, valid, '\t');
        std::getline(fields, notes, '\t');
        const bool wanted = notes.find("must not") == std::string::npos &&
                            notes.find("invalid") == std::string::npos && valid != "0";
        const std::string name = kind == "ssn" ? "national_id" : kind;
        bool found = false;
        for (const PrivateDatum& datum : find_private_data("my card " + value))
            found = found || name_of(datum.kind) == name;
        EXPECT_EQ(found, wanted) << line;
    }
}

}  // namespace
}  // namespace aplomb::text
