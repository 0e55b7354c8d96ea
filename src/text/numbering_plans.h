// The world's telephone numbering plans: which digits can be a number at all, and how people of the
// country group them (data/numbering_plans.txt: facts from Google's libphonenumber, Apache-2.0,
// written by dev/numbering_plans). Private to src/text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace aplomb::text {

// How well the digits behind a plus sign, country code first, fit a plan.
enum class PlanFit { NoCountry, Country, Length, Pattern };
PlanFit fit_international(std::string_view digits);

// How well digits written without a country code fit some country's plan.
struct NationalFit {
    bool valid = false;        // a number somewhere, as it stands
    bool grouped = false;      // and written in the usual groups of that place
    bool trunk_valid = false;  // a number behind its trunk prefix (mostly 0)
    bool trunk_grouped = false;
};
NationalFit fit_national(std::string_view digits, std::span<const std::size_t> groups);

// The part of regular expressions that numbering plans are written in: digits, \d, [1-4], (?:a|b),
// and ? {2} {2,5} behind any of them. All ends that a part of the pattern may have are followed at
// once, as the bits of a number, so nothing is ever tried twice.
bool fits_pattern(std::string_view pattern, std::string_view digits);
bool begins_with_pattern(std::string_view pattern, std::string_view digits);

}  // namespace aplomb::text
