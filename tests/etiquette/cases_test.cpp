// Judged drafts from many trades, in the format bench/lint_score.cpp describes: every rule that is
// expected is found, and nothing else disturbs. To add a case, add a line to a file in cases/.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "base/json.h"
#include "etiquette/linter.h"
#include "etiquette/rule.h"
#include "etiquette/wire.h"
#include "tests/etiquette/shipped_policy.h"

namespace aplomb::etiquette {
namespace {

std::set<std::string> names_in(const json::value& list) {
    std::set<std::string> names;
    for (const json::value& name : list.as_array())
        names.emplace(name.as_string());
    return names;
}

void judge(const std::string& line) {
    const json::value parsed = json::parse(line);
    const auto draft = read_draft(parsed.at("case"));
    ASSERT_TRUE(draft) << draft.error().field << ": " << draft.error().what << "\n" << line;
    const auto expect = names_in(parsed.at("expect"));
    const auto forbid = names_in(parsed.at("forbid"));
    std::set<std::string> found;
    for (const Finding& finding : lint(*draft, shipped_policy())) {
        found.insert(finding.rule);
        const bool all_forbidden = forbid.contains("*") && finding.severity != Severity::Hint;
        if (expect.contains(finding.rule)) continue;
        EXPECT_FALSE(all_forbidden || forbid.contains(finding.rule))
            << finding.rule << ": " << finding.message << "\n"
            << line;
    }
    for (const std::string& rule : expect) {
        if (find_rule(rule) == nullptr) continue;
        EXPECT_TRUE(found.contains(rule)) << rule << "\n" << line;
    }
}

TEST(Cases, OfManyTradesAreJudgedAsPeopleDid) {
    const std::filesystem::path folder =
        std::filesystem::path(APLOMB_SOURCE_DIR) / "tests" / "etiquette" / "cases";
    std::size_t judged = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".jsonl") continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line); ++judged)
            judge(line);
    }
    EXPECT_GE(judged, 60u);
}

}  // namespace
}  // namespace aplomb::etiquette
