#include "etiquette/linter.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

// Severity grows milder with its value.
Severity milder(Severity a, Severity b) {
    return std::max(a, b);
}

std::optional<Severity> severity_of(const Rule& rule, const Draft& draft, const Policy& policy) {
    if (const auto set = policy.strictness(rule.id, draft.channel)) return set->severity;
    return rule.severity;
}

// Of those about the same words the graver stands first: it is what keeps the reply here.
auto position(const Finding& finding) {
    const Range range = finding.range.value_or(Range{});
    return std::tuple(finding.range.has_value(), range.start, range.end, finding.severity,
                      std::string_view(finding.rule));
}

}  // namespace

namespace {

// One slip that two phrases of a rule found is told once: what is graver, can be mended, says most.
void tell_each_once(std::vector<Finding>& findings) {
    std::vector<bool> told_by_another(findings.size(), false);
    const auto length = [](const Finding& f) { return f.range->end - f.range->start; };
    for (std::size_t i = 0; i < findings.size(); ++i) {
        for (std::size_t k = 0; k < findings.size() && findings[i].range; ++k) {
            const Finding& other = findings[k];
            if (k == i || told_by_another[k] || !other.range || other.rule != findings[i].rule) {
                continue;
            }
            const bool overlap = other.range->start < findings[i].range->end &&
                                 findings[i].range->start < other.range->end;
            const bool better = std::tuple(findings[i].severity, !findings[i].fix, length(other)) >
                                std::tuple(other.severity, !other.fix, length(findings[i]));
            const bool equal = std::tuple(findings[i].severity, !findings[i].fix, length(other)) ==
                               std::tuple(other.severity, !other.fix, length(findings[i]));
            told_by_another[i] = told_by_another[i] || (overlap && (better || (equal && k < i)));
        }
    }
    std::size_t at = 0;
    std::erase_if(findings, [&](const Finding&) { return told_by_another[at++]; });
}

}  // namespace

std::vector<Finding> lint(const Draft& draft, const Policy& policy) {
    const Context context(draft, policy);
    std::vector<Finding> findings;
    for (const Rule* rule : rule_catalogue()) {
        const auto severity = severity_of(*rule, draft, policy);
        if (!severity) continue;
        for (Remark& remark : rule->check(context)) {
            findings.push_back({std::string(rule->id),
                                milder(*severity, remark.at_most.value_or(*severity)), remark.range,
                                std::move(remark.message), std::move(remark.fix),
                                std::string(rule->source)});
        }
    }
    std::sort(findings.begin(), findings.end(),
              [](const Finding& a, const Finding& b) { return position(a) < position(b); });
    constexpr std::size_t findings_compared_max = 64;
    if (findings.size() <= findings_compared_max) tell_each_once(findings);
    return findings;
}

bool may_leave(const std::vector<Finding>& findings) {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& f) { return f.severity == Severity::Error; });
}

namespace {

using ErrorCounts = std::map<std::string, std::size_t, std::less<>>;

ErrorCounts count_errors(const std::vector<Finding>& findings) {
    ErrorCounts counts;
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Error) ++counts[finding.rule];
    }
    return counts;
}

// A rule that has more errors now, if there is one.
std::optional<std::string> made_worse(const ErrorCounts& before,
                                      const std::vector<Finding>& after) {
    for (const auto& [rule, count] : count_errors(after)) {
        const auto earlier = before.find(rule);
        if (count > (earlier == before.end() ? 0 : earlier->second)) return rule;
    }
    return {};
}

// With the fixes that may be applied unseen: sure ones, of rules that are not in `hands_off`.
std::vector<Finding> with_usable_fixes(std::vector<Finding> findings,
                                       const std::set<std::string>& hands_off) {
    for (Finding& finding : findings) {
        const bool unsure = finding.fix && !finding.fix->sure;
        if (unsure || hands_off.contains(finding.rule)) finding.fix.reset();
    }
    return findings;
}

std::vector<std::string> asides_of(const std::vector<Finding>& findings) {
    std::vector<std::string> asides;
    for (const Finding& finding : findings) {
        if (finding.fix && !finding.fix->aside.empty()) asides.push_back(finding.fix->aside);
    }
    return asides;
}

}  // namespace

Mended mend(const Draft& draft, const Policy& policy) {
    constexpr int rounds_max = 8;
    Draft mended = draft;
    Mended result{draft.text, {}, lint(draft, policy)};
    std::set<std::string> hands_off;
    for (int round = 0; round < rounds_max; ++round) {
        const auto usable = with_usable_fixes(result.left, hands_off);
        mended.text = apply_fixes(result.text, usable);
        if (mended.text == result.text) break;
        std::vector<Finding> left = lint(mended, policy);
        if (const auto worse = made_worse(count_errors(result.left), left)) {
            // Whichever fix did it, none that could is tried again.
            if (!hands_off.insert(*worse).second) break;
            continue;
        }
        for (std::string& aside : asides_of(usable))
            result.asides.push_back(std::move(aside));
        result.text = mended.text;
        result.left = std::move(left);
    }
    return result;
}

std::string apply_fixes(std::string_view text, const std::vector<Finding>& findings) {
    std::vector<const Fix*> fixes;
    for (const Finding& finding : findings) {
        if (finding.fix) fixes.push_back(&*finding.fix);
    }
    std::stable_sort(fixes.begin(), fixes.end(),
                     [](const Fix* a, const Fix* b) { return a->range.start < b->range.start; });
    const text::Decoded decoded = text::decode(text);
    std::string fixed;
    std::size_t done = 0;
    for (const Fix* fix : fixes) {
        if (fix->range.start < done || fix->range.end > decoded.size()) continue;
        fixed +=
            text.substr(decoded.bytes[done], decoded.bytes[fix->range.start] - decoded.bytes[done]);
        fixed += fix->text;
        done = fix->range.end;
    }
    fixed += text.substr(decoded.bytes[done]);
    return fixed;
}

const Rule* find_rule(std::string_view id) {
    const auto all = rule_catalogue();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Rule* rule) { return rule->id == id; });
    return found == all.end() ? nullptr : *found;
}

}  // namespace aplomb::etiquette
