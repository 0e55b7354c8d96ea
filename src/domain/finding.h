// What a rule of manners has to say about a draft.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace aplomb {

enum class Severity { Error, Warning, Hint };

// Half-open, in Unicode code points of the draft's text.
struct Range {
    std::size_t start = 0;
    std::size_t end = 0;
    bool operator==(const Range&) const = default;
};

struct Fix {
    Range range;
    std::string text;
    // What it takes out of a public reply, to be sent as a private message; mostly empty.
    std::string aside{};
    // Whether nothing else can have been meant. What is less sure is offered to a person, and never
    // applied without one.
    bool sure = true;
    bool operator==(const Fix&) const = default;
};

struct Finding {
    std::string rule;
    Severity severity = Severity::Warning;
    std::optional<Range> range;  // nothing: it is about the whole reply
    std::string message;
    std::optional<Fix> fix;
    std::string source;  // the rule it comes from in spec/rules.md, such as "A9"
    bool operator==(const Finding&) const = default;
};

}  // namespace aplomb
