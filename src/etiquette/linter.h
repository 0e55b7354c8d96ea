// Draft and context in, findings out: the one door to the rules, for the command line, the API and
// the send gate alike. Pure and without state; safe from any thread.
#pragma once

#include <string>
#include <string_view>
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

// A draft with everything mended that a sure fix mends.
struct Mended {
    std::string text;
    // What fixes moved out of it, each to be sent as a private message.
    std::vector<std::string> asides;
    // What is left to say about `text`.
    std::vector<Finding> left;
};

// Applies fixes and judges again until nothing changes. A rule whose fixes would leave it with more
// errors than before keeps its hands off.
Mended mend(const Draft& draft, const Policy& policy);

}  // namespace aplomb::etiquette
