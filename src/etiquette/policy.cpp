#include "etiquette/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace aplomb::etiquette {

std::optional<Strictness> Policy::strictness(std::string_view rule,
                                             std::string_view channel) const {
    const auto found = rules.find(rule);
    if (found == rules.end()) return {};
    const auto special = found->second.by_channel.find(channel);
    if (special != found->second.by_channel.end()) return special->second;
    return found->second.everywhere;
}

namespace {

std::string clock_time(std::chrono::minutes since_midnight) {
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string said(const std::optional<Strictness>& strictness) {
    if (!strictness) return "as shipped";
    return strictness->severity ? std::string(name_of(*strictness->severity)) : "off";
}

// What came and what went in a list, by name.
void compare_lists(std::string_view name, const std::vector<std::string>& before,
                   const std::vector<std::string>& after, std::vector<std::string>& changes) {
    const auto missing = [](const std::vector<std::string>& from,
                            const std::vector<std::string>& in) {
        std::vector<std::string> gone;
        for (const std::string& one : from) {
            if (std::find(in.begin(), in.end(), one) == in.end()) gone.push_back(one);
        }
        return gone;
    };
    const auto added = missing(after, before);
    const auto removed = missing(before, after);
    if (!added.empty())
        changes.push_back(fmt::format("{}: added {}", name, fmt::join(added, ", ")));
    if (!removed.empty()) {
        changes.push_back(fmt::format("{}: removed {}", name, fmt::join(removed, ", ")));
    }
}

void compare_rules(const Policy& before, const Policy& after, std::vector<std::string>& changes) {
    // Every rule and channel that either names.
    std::set<std::pair<std::string, std::string>> places;
    for (const Policy* policy : {&before, &after}) {
        for (const auto& [rule, set] : policy->rules) {
            places.emplace(rule, "");
            for (const auto& [channel, strictness] : set.by_channel)
                places.emplace(rule, channel);
        }
    }
    for (const auto& [rule, channel] : places) {
        const std::string was = said(before.strictness(rule, channel));
        const std::string is = said(after.strictness(rule, channel));
        if (was == is) continue;
        const std::string where = channel.empty() ? "" : " on " + channel;
        changes.push_back(fmt::format("{}{}: {}, was {}", rule, where, is, was));
    }
}

}  // namespace

std::vector<std::string> differences(const Policy& before, const Policy& after) {
    std::vector<std::string> changes;
    if (before.quiet_start != after.quiet_start || before.quiet_end != after.quiet_end) {
        changes.push_back(fmt::format("quiet hours: {} to {}, were {} to {}",
                                      clock_time(after.quiet_start), clock_time(after.quiet_end),
                                      clock_time(before.quiet_start),
                                      clock_time(before.quiet_end)));
    }
    compare_lists("own phones", before.own_phones, after.own_phones, changes);
    compare_lists("own e-mails", before.own_emails, after.own_emails, changes);
    compare_lists("own addresses", before.own_addresses, after.own_addresses, changes);
    compare_lists("words in capitals", before.capitals, after.capitals, changes);
    compare_lists("shorthand", before.shorthand, after.shorthand, changes);
    compare_lists("words", before.words, after.words, changes);
    for (std::size_t i = 0; i < after.level_for_severity.size(); ++i) {
        if (before.level_for_severity[i] == after.level_for_severity[i]) continue;
        const auto level = [](const std::optional<Seniority>& set) {
            return set ? fmt::format("level {}", static_cast<int>(*set)) : std::string("nobody's");
        };
        changes.push_back(fmt::format("severity {}: {}, was {}", i + 1,
                                      level(after.level_for_severity[i]),
                                      level(before.level_for_severity[i])));
    }
    compare_rules(before, after, changes);
    return changes;
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Hint:
            return "hint";
    }
    return "error";
}

}  // namespace aplomb::etiquette
