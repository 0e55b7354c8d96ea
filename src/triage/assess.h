// What is this, how hot is it: the first reading of a message. This is the plain, rule-based reader
// the desk starts with; trained models answer through the same function. It claims little: what it
// cannot tell is `Other`, `General`, severity 1.
#pragma once

#include <optional>
#include <string_view>

#include "domain/vocabulary.h"

namespace aplomb::triage {

struct Assessment {
    CaseKind kind = CaseKind::Other;
    Specificity specificity = Specificity::General;
    Sentiment sentiment = Sentiment::Neutral;
    int severity = 1;  // 1–5
};

Assessment assess(std::string_view text, std::optional<int> rating);

}  // namespace aplomb::triage
