// Findings and rules as a person reads them in a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {

// As a compiler would say it: place, severity, message, rule; the line with carets below what is
// meant; the reason; the fix where there is one. Ends with a count.
std::string to_diagnostics(std::string_view text, const std::vector<Finding>& findings);

// One line a rule: id, severity, title.
std::string to_list(std::span<const Rule* const> rules);

// Everything a rule says of itself, examples included.
std::string explain(const Rule& rule);

// The same as a Markdown page (docs/manners/RULE.md), and the page that lists them all.
std::string to_page(const Rule& rule);
std::string to_contents(std::span<const Rule* const> rules);

}  // namespace aplomb::etiquette
