// docs/rules.md names, for every rule of the specification, where it lives and what proves it. A
// table nobody checks is soon a table of wishes: here the files must be there and the tests exist.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/source_tree.h"

namespace aplomb::tree {
namespace {

struct RuleLine {
    std::vector<std::string> homes;
    std::vector<std::string> proofs;
};

std::string trimmed_cell(std::string text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> parts_of(const std::string& text, char between) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, between);)
        out.push_back(trimmed_cell(part));
    return out;
}

std::map<std::string, RuleLine> read_table(const std::string& page) {
    std::map<std::string, RuleLine> table;
    std::istringstream in(page);
    for (std::string line; std::getline(in, line);) {
        const auto cells = parts_of(line, '|');
        if (cells.size() < 4 || cells[1].empty() || cells[1] == "rule" || cells[1][0] == '-')
            continue;
        table[cells[1]] = {parts_of(cells[2], ','), parts_of(cells[3], ';')};
    }
    return table;
}

std::vector<std::string> every_rule() {
    std::vector<std::string> rules;
    const std::vector<std::pair<char, int>> last{
        {'A', 13}, {'B', 10}, {'C', 7}, {'D', 11}, {'E', 9}};
    for (const auto& [letter, count] : last) {
        for (int number = 1; number <= count; ++number)
            rules.push_back(letter + std::to_string(number));
    }
    return rules;
}

// "Suite.Name" of a C++ test, or "tests/e2e/x.test.mjs: its title".
bool exists(const std::string& proof) {
    const auto colon = proof.find(": ");
    if (proof.starts_with("tests/") && colon != std::string::npos) {
        const auto text = read_project_file(proof.substr(0, colon));
        return text.find(proof.substr(colon + 2)) != std::string::npos;
    }
    const auto dot = proof.find('.');
    if (dot == std::string::npos) return false;
    const std::string pair = proof.substr(0, dot) + ", " + proof.substr(dot + 1);
    const auto& files = cpp_files();
    return std::any_of(files.begin(), files.end(), [&](const SourceFile& file) {
        if (!file.under("tests")) return false;
        return file.text.find("(" + pair + ")") != std::string::npos ||
               file.text.find("(" + pair + ",") != std::string::npos;
    });
}

TEST(RulesTable, ReadsLinesAndSeesWhatIsMissing) {
    const auto table = read_table(
        "| rule | lives in | proved by |\n|---|---|---|\n"
        "| A1 | src/a.cpp, src/b.cpp | One.Two; tests/x.mjs: yes |\n");
    ASSERT_EQ(table.size(), 1U);
    EXPECT_EQ(table.at("A1").homes.size(), 2U);
    EXPECT_EQ(table.at("A1").proofs[1], "tests/x.mjs: yes");
    EXPECT_TRUE(exists("RulesTable.ReadsLinesAndSeesWhatIsMissing"));
    EXPECT_FALSE(exists("RulesTable.ProvesEverything"));
}

TEST(RulesTable, HasALineForEveryRuleAndNoOther) {
    const auto table = read_table(read_project_file("docs/rules.md"));
    const auto rules = every_rule();
    for (const auto& rule : rules)
        EXPECT_TRUE(table.contains(rule)) << rule;
    EXPECT_EQ(table.size(), rules.size());
}

TEST(RulesTable, NamesFilesAndTestsThatAreThere) {
    for (const auto& [rule, line] : read_table(read_project_file("docs/rules.md"))) {
        for (const auto& home : line.homes) {
            if (home == "not yet") continue;
            EXPECT_TRUE(std::filesystem::exists(std::string(APLOMB_SOURCE_DIR) + "/" + home))
                << rule << ": " << home;
        }
        for (const auto& proof : line.proofs) {
            if (proof == "not yet") continue;
            EXPECT_TRUE(exists(proof)) << rule << ": " << proof;
        }
    }
}

}  // namespace
}  // namespace aplomb::tree
