// A rule of manners. Adding one is one new file in etiquette/rules/ that defines `const Rule NAME`
// (dashes of the id become underscores); the catalogue finds it, the linter runs it, its examples
// are run as tests, and `aplomb lint --explain` and the guide show it as it stands here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "etiquette/context.h"

namespace aplomb::etiquette {

// What a check has to say about one place of the draft.
struct Remark {
    std::optional<Range> range;  // nothing: it is about the whole reply
    // One or two short sentences about the words, never about the writer.
    std::string message;
    std::optional<Fix> fix;
    // For the less certain or less grave: no more than this.
    std::optional<Severity> at_most;
};

struct Rule {
    std::string_view id;
    std::string_view title;   // what it looks for, in a few words
    std::string_view why;     // the reason, for people
    std::string_view source;  // in spec/rules.md
    Severity severity = Severity::Error;
    // The languages whose words it knows; empty where it does not depend on words.
    std::string_view languages;
    // What policy.toml can set for it, beside its severity; empty where nothing.
    std::string_view options;
    // What its fix does, as a verb phrase; empty where a person must decide.
    std::string_view mends{};

    std::vector<Remark> (*check)(const Context&) = nullptr;

    // Lint input as of the contract: `bad` must be found, `good` must not.
    std::span<const std::string_view> bad;
    std::span<const std::string_view> good;
};

// All rules, by id.
std::span<const Rule* const> rule_catalogue();
const Rule* find_rule(std::string_view id);

}  // namespace aplomb::etiquette
