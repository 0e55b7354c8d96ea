// Draft and context in, findings out: the one door to the rules, for the command line, the API and
// the send gate alike. Pure and without state; safe from any thread.
#pragma once

#include <vector>

#include "domain/draft.h"
#include "domain/finding.h"
#include "etiquette/policy.h"

namespace aplomb::etiquette {

// In the order of the text, findings about the whole reply first.
std::vector<Finding> lint(const Draft& draft, const Policy& policy);

// Whether nothing in there keeps the reply from leaving.
bool may_leave(const std::vector<Finding>& findings);

// The text with every fix applied that does not overlap one before it.
std::string apply_fixes(std::string_view text, const std::vector<Finding>& findings);

}  // namespace aplomb::etiquette
