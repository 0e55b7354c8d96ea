// The pages in docs/manners are what the rules say of themselves. To write them anew:
//   APLOMB_WRITE_PAGES=1 build/quick/tests/etiquette_test --gtest_filter='Pages.*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "etiquette/diagnostics.h"

namespace aplomb::etiquette {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(APLOMB_SOURCE_DIR) / "docs" / "manners";

std::string read(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::map<std::string, std::string> pages() {
    std::map<std::string, std::string> made;
    for (const Rule* rule : rule_catalogue())
        made[std::string(rule->id) + ".md"] = to_page(*rule);
    made["README.md"] = to_contents(rule_catalogue());
    return made;
}

TEST(Pages, SayWhatTheRulesSay) {
    const auto made = pages();
    if (std::getenv("APLOMB_WRITE_PAGES") != nullptr) {
        fs::create_directories(folder);
        for (const auto& [name, page] : made)
            std::ofstream(folder / name) << page;
    }
    std::set<std::string> there;
    for (const auto& entry : fs::directory_iterator(folder))
        there.insert(entry.path().filename());
    for (const auto& [name, page] : made) {
        EXPECT_EQ(read(folder / name), page)
            << name << " is not what its rule says; the top of this file tells how to write it";
        there.erase(name);
    }
    EXPECT_TRUE(there.empty()) << *there.begin() << " has no rule";
}

TEST(Pages, ExplainExamplesWithWhatSurroundsThem) {
    const std::string explained = explain(*find_rule("seniority"));
    EXPECT_NE(explained.find("From rule B5"), std::string::npos);
    EXPECT_NE(explained.find("case: {\"required_seniority\":4}"), std::string::npos);
}

}  // namespace
}  // namespace aplomb::etiquette
