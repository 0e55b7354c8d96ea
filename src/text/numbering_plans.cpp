#include "text/numbering_plans.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/embedded_file.h"

namespace aplomb::text {

std::span<const base::EmbeddedFile> numbering_plan_files();

namespace {

constexpr std::size_t digits_max = 20;

// Bit n of a set: the first n digits can have been read.
using Ends = std::uint32_t;

class PatternReader {
  public:
    PatternReader(std::string_view pattern, std::string_view digits)
        : pattern_(pattern), digits_(digits) {}

    Ends alternatives(Ends starts) {
        Ends ends = sequence(starts);
        while (peek() == '|') {
            ++at_;
            ends |= sequence(starts);
        }
        return ends;
    }

  private:
    [[nodiscard]] char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }

    Ends sequence(Ends set) {
        while (peek() != '\0' && peek() != '|' && peek() != ')') {
            const std::size_t item = at_;
            Ends current = element(set);
            const auto [low, high] = quantifier();
            const std::size_t after = at_;
            Ends result = low == 0 ? set : 0;
            if (low <= 1) result |= current;
            for (std::size_t times = 2; times <= high && current != 0; ++times) {
                at_ = item;
                current = element(current);
                if (times >= low) result |= current;
            }
            at_ = after;
            set = result;
        }
        return set;
    }

    Ends element(Ends set) {
        const char c = pattern_[at_++];
        if (c == '(') {
            at_ += 2;  // ?:
            const Ends ends = alternatives(set);
            ++at_;
            return ends;
        }
        if (c == '\\') {
            ++at_;  // d
            return read(set, 0x3FF);
        }
        if (c == '[') return read(set, one_of_class());
        return read(set, bit(c));
    }

    static std::uint32_t bit(char digit) {
        return digit >= '0' && digit <= '9' ? 1u << (digit - '0') : 0u;
    }

    std::uint32_t one_of_class() {
        std::uint32_t allowed = 0;
        while (peek() != ']' && peek() != '\0') {
            const char first = pattern_[at_++];
            char last = first;
            if (peek() == '-') {
                last = at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : first;
                at_ += 2;
            }
            for (char digit = first; digit <= last; ++digit)
                allowed |= bit(digit);
        }
        ++at_;
        return allowed;
    }

    [[nodiscard]] Ends read(Ends set, std::uint32_t allowed) const {
        Ends ends = 0;
        for (std::size_t i = 0; i < digits_.size(); ++i) {
            if ((set >> i & 1u) != 0 && (allowed & bit(digits_[i])) != 0) ends |= 1u << (i + 1);
        }
        return ends;
    }

    std::pair<std::size_t, std::size_t> quantifier() {
        if (peek() == '?') {
            ++at_;
            return {0, 1};
        }
        if (peek() != '{') return {1, 1};
        ++at_;
        const std::size_t low = number();
        std::size_t high = low;
        if (peek() == ',') {
            ++at_;
            high = number();
        }
        ++at_;
        return {low, std::min(high, digits_max)};
    }

    std::size_t number() {
        std::size_t value = 0;
        while (peek() >= '0' && peek() <= '9')
            value = value * 10 + static_cast<std::size_t>(pattern_[at_++] - '0');
        return value;
    }

    std::string_view pattern_;
    std::string_view digits_;
    std::size_t at_ = 0;
};

struct Grouping {
    std::vector<std::pair<std::size_t, std::size_t>> sizes;  // least and most digits
    std::string_view leading;
};

struct Plan {
    std::string_view code;
    std::string_view trunk;
    bool national = false;
    std::uint32_t lengths = 0;  // bit n: n digits
    std::string_view pattern;
    std::vector<Grouping> groupings;
};

std::string_view next_part(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::size_t number_in(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Grouping read_grouping(std::string_view field) {
    Grouping grouping;
    std::string_view sizes = next_part(field, '=');
    grouping.leading = field;
    while (!sizes.empty()) {
        std::string_view size = next_part(sizes, '.');
        const std::size_t low = number_in(next_part(size, '-'));
        grouping.sizes.emplace_back(low, size.empty() ? low : number_in(size));
    }
    return grouping;
}

Plan read_plan(std::string_view line) {
    Plan plan;
    next_part(line, ' ');  // the region, for people
    plan.code = next_part(line, ' ');
    plan.trunk = next_part(line, ' ');
    if (plan.trunk == "-") plan.trunk = {};
    plan.national = next_part(line, ' ') == "N";
    std::string_view lengths = next_part(line, ' ');
    while (!lengths.empty())
        plan.lengths |= 1u << (number_in(next_part(lengths, ',')) & 31u);
    plan.pattern = next_part(line, ' ');
    while (!line.empty())
        plan.groupings.push_back(read_grouping(next_part(line, ' ')));
    return plan;
}

const std::vector<Plan>& plans() {
    static const std::vector<Plan> all = [] {
        std::vector<Plan> read;
        std::string_view rest = numbering_plan_files().front().content;
        while (!rest.empty()) {
            const std::string_view line = next_part(rest, '\n');
            if (!line.empty() && line[0] != '#') read.push_back(read_plan(line));
        }
        return read;
    }();
    return all;
}

bool has_length(const Plan& plan, std::string_view digits) {
    return digits.size() < 32 && (plan.lengths >> digits.size() & 1u) != 0;
}

bool is_number(const Plan& plan, std::string_view digits) {
    return has_length(plan, digits) && fits_pattern(plan.pattern, digits);
}

enum class Match { Exact, AreaCode };

// Whether `groups`, the first of which has `trunk` digits more, are how the plan writes `digits`.
bool is_grouped(const Plan& plan, std::string_view digits, std::span<const std::size_t> groups,
                std::size_t trunk, Match match) {
    if (groups.size() < 2 || groups[0] <= trunk) return false;
    return std::any_of(plan.groupings.begin(), plan.groupings.end(), [&](const Grouping& usual) {
        if (!begins_with_pattern(usual.leading, digits)) return false;
        const auto within = [&](std::size_t i, std::size_t size) {
            return usual.sizes[i].first <= size && size <= usual.sizes[i].second;
        };
        if (!within(0, groups[0] - trunk)) return false;
        if (match == Match::AreaCode) {
            return groups.size() <= 5 && std::all_of(groups.begin() + 1, groups.end(),
                                                     [](std::size_t size) { return size >= 2; });
        }
        if (usual.sizes.size() != groups.size()) return false;
        for (std::size_t i = 1; i < groups.size(); ++i) {
            if (!within(i, groups[i])) return false;
        }
        return true;
    });
}

void fit_plan(const Plan& plan, std::string_view digits, std::span<const std::size_t> groups,
              NationalFit& fit) {
    if (is_number(plan, digits)) {
        fit.valid = true;
        fit.grouped = fit.grouped || is_grouped(plan, digits, groups, 0, Match::Exact);
        // Italy writes its zero as part of the number.
        const bool zero = plan.trunk.empty() && digits[0] == '0';
        fit.trunk_valid = fit.trunk_valid || zero;
        fit.trunk_grouped =
            fit.trunk_grouped || (zero && is_grouped(plan, digits, groups, 0, Match::AreaCode));
    }
    if (plan.trunk.empty() || !digits.starts_with(plan.trunk)) return;
    const std::string_view national = digits.substr(plan.trunk.size());
    if (!is_number(plan, national)) return;
    fit.trunk_valid = true;
    if (groups.empty()) return;
    const bool apart = groups[0] == plan.trunk.size();
    fit.trunk_grouped =
        fit.trunk_grouped ||
        (apart ? is_grouped(plan, national, groups.subspan(1), 0, Match::AreaCode)
               : is_grouped(plan, national, groups, plan.trunk.size(), Match::AreaCode));
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view digits) {
    if (digits.size() > digits_max) return false;
    return (PatternReader(pattern, digits).alternatives(1) >> digits.size() & 1u) != 0;
}

bool begins_with_pattern(std::string_view pattern, std::string_view digits) {
    return PatternReader(pattern, digits.substr(0, digits_max)).alternatives(1) != 0;
}

PlanFit fit_international(std::string_view digits) {
    PlanFit best = PlanFit::NoCountry;
    for (const Plan& plan : plans()) {
        if (!digits.starts_with(plan.code)) continue;
        std::string_view national = digits.substr(plan.code.size());
        // "+44 (0)20 …": a trunk prefix that should have been left out.
        if (!has_length(plan, national) && !plan.trunk.empty() &&
            national.starts_with(plan.trunk)) {
            national.remove_prefix(plan.trunk.size());
        }
        const PlanFit fit = is_number(plan, national)    ? PlanFit::Pattern
                            : has_length(plan, national) ? PlanFit::Length
                                                         : PlanFit::Country;
        best = std::max(best, fit);
    }
    return best;
}

NationalFit fit_national(std::string_view digits, std::span<const std::size_t> groups) {
    constexpr std::size_t length_min = 7;
    constexpr std::size_t length_max = 13;
    NationalFit fit;
    if (digits.size() < length_min || digits.size() > length_max) return fit;
    for (const Plan& plan : plans()) {
        if (plan.national) fit_plan(plan, digits, groups, fit);
    }
    return fit;
}

}  // namespace aplomb::text
