// Scores the etiquette rules on a set of judged drafts, one JSON object a line:
//   {"case":{lint input},"expect":["rule",…],"forbid":["rule",…] or ["*"],"note":"…"}
// A rule in `expect` must be found; one in `forbid` must not ("*": nothing else as error or
// warning). Prints precision, recall and F1 for each rule, how many good replies are left in
// peace, and with --misses every case that is not fully right.
//
//   lint_score FILE… [--misses]
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "base/json.h"
#include "etiquette/linter.h"
#include "etiquette/rule.h"
#include "etiquette/wire.h"
#include "text/utf8.h"

namespace {

using namespace aplomb;

struct Tally {
    int right = 0;
    int missed = 0;
    int wrong = 0;
};

struct Score {
    std::map<std::string, Tally> rules;
    int good = 0;
    int left_in_peace = 0;
    int cases = 0;
    int fully_right = 0;
};

std::set<std::string> names(const json::object& line, std::string_view key) {
    std::set<std::string> found;
    for (const json::value& name : line.at(key).as_array())
        found.emplace(name.as_string());
    return found;
}

const etiquette::Policy& shipped_policy() {
    static const etiquette::Policy policy = [] {
        etiquette::Policy made;
        made.spelling = system_spelling();
        return made;
    }();
    return policy;
}

struct Found {
    Severity severity = Severity::Hint;  // the gravest
    std::string words;                   // of the gravest
};

std::string words_of(const Finding& finding, std::string_view text) {
    if (!finding.range) return "the whole reply";
    const text::Decoded decoded = text::decode(text);
    const std::size_t end = std::min<std::size_t>(finding.range->end, decoded.size());
    const std::size_t start = std::min<std::size_t>(finding.range->start, end);
    return std::string(
        text.substr(decoded.bytes[start], decoded.bytes[end] - decoded.bytes[start]));
}

// What each rule found.
std::map<std::string, Found> lint_case(const json::value& input) {
    std::map<std::string, Found> found;
    const auto draft = etiquette::read_draft(input);
    if (!draft) {
        std::cerr << draft.error().field << ": " << draft.error().what << '\n';
        return found;
    }
    for (const Finding& finding : etiquette::lint(*draft, shipped_policy())) {
        const auto at = found.find(finding.rule);
        if (at != found.end() && at->second.severity <= finding.severity) continue;
        found[finding.rule] = {finding.severity, words_of(finding, draft->text)};
    }
    return found;
}

void score_case(const std::string& text, bool show_misses, Score& score) {
    const json::value parsed = json::parse(text);
    const json::object& line = parsed.as_object();
    const auto expect = names(line, "expect");
    const auto forbid = names(line, "forbid");
    const auto found = lint_case(line.at("case"));
    std::string misses;
    for (const std::string& rule : expect) {
        if (etiquette::find_rule(rule) == nullptr) continue;
        const bool right = found.contains(rule);
        (right ? score.rules[rule].right : score.rules[rule].missed) += 1;
        if (!right) misses += " -" + rule;
    }
    bool disturbed = false;
    for (const auto& [rule, finding] : found) {
        disturbed = disturbed || finding.severity != Severity::Hint;
        const bool all_forbidden = forbid.contains("*") && finding.severity != Severity::Hint;
        if (expect.contains(rule) || !(forbid.contains(rule) || all_forbidden)) continue;
        ++score.rules[rule].wrong;
        misses += " +" + rule + " (" + finding.words + ")";
    }
    ++score.cases;
    if (misses.empty()) ++score.fully_right;
    if (expect.empty() && forbid.contains("*")) {
        ++score.good;
        score.left_in_peace += disturbed ? 0 : 1;
    }
    if (show_misses && !misses.empty()) std::cout << misses << "  " << text << "\n\n";
}

void print(const Score& score) {
    double sum = 0;
    std::printf("%-22s %9s %7s %5s  %4s %4s %4s\n", "rule", "precision", "recall", "F1", "TP", "FN",
                "FP");
    for (const auto& [rule, tally] : score.rules) {
        const auto ratio = [](int part, int rest) {
            return part + rest == 0 ? 1.0 : static_cast<double>(part) / (part + rest);
        };
        const double both = ratio(2 * tally.right, tally.wrong + tally.missed);
        sum += both;
        std::printf("%-22s %9.3f %7.3f %5.3f  %4d %4d %4d\n", rule.c_str(),
                    ratio(tally.right, tally.wrong), ratio(tally.right, tally.missed), both,
                    tally.right, tally.missed, tally.wrong);
    }
    std::printf(
        "macro-F1 %.3f over %zu rules; %d of %d good replies left in peace; %d of %d cases "
        "fully right\n",
        score.rules.empty() ? 0.0 : sum / static_cast<double>(score.rules.size()),
        score.rules.size(), score.left_in_peace, score.good, score.fully_right, score.cases);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const bool show_misses =
        std::find(arguments.begin(), arguments.end(), "--misses") != arguments.end();
    Score score;
    for (const std::string_view argument : arguments) {
        if (argument == "--misses") continue;
        std::ifstream file{std::string(argument)};
        if (!file) {
            std::cerr << "lint_score: cannot read " << argument << '\n';
            return 2;
        }
        for (std::string line; std::getline(file, line);)
            score_case(line, show_misses, score);
    }
    print(score);
    return 0;
}
