// Lint input and findings as JSON (spec: contracts, Lint). Input is written by people, so unknown
// keys are refused; the error's field is the JSON pointer of what is at fault.
#pragma once

#include <boost/json.hpp>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/draft.h"
#include "domain/finding.h"

namespace aplomb::etiquette {

// A draft longer than this is refused rather than judged.
constexpr std::size_t draft_bytes_max = std::size_t{1} << 20;
constexpr std::size_t thread_length_max = 10'000;

Result<Draft> read_draft(const boost::json::value& value);
Result<Draft> read_draft(std::string_view json_text);

boost::json::object to_json(const Finding& finding);
// {"id":…,"ok":…,"findings":[…]}
boost::json::object verdict_to_json(std::string_view id, const std::vector<Finding>& findings);

}  // namespace aplomb::etiquette
