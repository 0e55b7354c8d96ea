// What a company sets for itself, in policy.toml:
//
//   [quiet_hours]                       # in the customer's own time zone
//   start = "22:00"
//   end = "07:00"
//
//   [own]                               # the company's own contact data is no secret
//   phones = ["+44 800 555 0142"]
//   emails = ["help@acme.example", "@acme.example"]     # "@…": every address there
//   addresses = ["12 Tannery Row, Leeds"]
//
//   [vocabulary]
//   capitals = ["ACME", "RAVO"]         # brands and product names that are written so
//   shorthand = ["FYI"]                 # shorthand anybody may be sent
//   words = ["ravioloni"]               # product names and words of the trade, for spelling
//
//   [levels]                            # who may answer a case of that severity (1 to 5) when the
//   severity_5 = "manager"              # case does not say: agent, senior, manager, executive
//
//   [rules]                             # error, warning, hint or off
//   shouting = "warning"
//   too-long = { severity = "error", channels = { linkedin = "hint" } }
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/spelling.h"
#include "domain/finding.h"
#include "domain/vocabulary.h"

namespace aplomb::etiquette {

struct Strictness {
    std::optional<Severity> severity;  // nothing: off
    bool operator==(const Strictness&) const = default;
};

struct RulePolicy {
    std::optional<Strictness> everywhere;
    std::map<std::string, Strictness, std::less<>> by_channel;
};

struct Policy {
    // Minutes after midnight; equal: there is no quiet time. It may run over midnight.
    std::chrono::minutes quiet_start{22 * 60};
    std::chrono::minutes quiet_end{7 * 60};

    std::vector<std::string> own_phones;
    std::vector<std::string> own_emails;
    std::vector<std::string> own_addresses;
    std::vector<std::string> capitals;
    std::vector<std::string> shorthand;
    std::vector<std::string> words;
    // By severity 1 to 5; nothing: anybody may answer.
    std::array<std::optional<Seniority>, 5> level_for_severity{};
    std::map<std::string, RulePolicy, std::less<>> rules;

    // Not from the file: the machine's dictionaries, where whoever read the policy found any.
    std::shared_ptr<const Spelling> spelling;

    // What is set for that rule on that channel, where anything is.
    [[nodiscard]] std::optional<Strictness> strictness(std::string_view rule,
                                                       std::string_view channel) const;
};

// Reads policy.toml. Unknown keys are refused with the nearest known one; errors begin with
// "FILE:LINE:".
Result<Policy> read_policy(std::string_view toml, std::string_view file_name);

// What is set otherwise in `after`, one sentence each: "shouting is a hint now, not an error".
std::vector<std::string> differences(const Policy& before, const Policy& after);

// "error", "warning", "hint".
std::string_view name_of(Severity severity);

}  // namespace aplomb::etiquette
