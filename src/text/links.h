// Web addresses in running text, found as a platform finds them when it counts characters.
//
// X: twitter-text's rules (with or without a protocol, the last label a top-level domain that
// exists). Mastodon: only with http:// or https://, whatever the last label. Offsets are code
// points. The reserved name .example counts as existing when a protocol stands before it, so that
// documentation and drills measure as real texts do.
#pragma once

#include <string_view>
#include <vector>

#include "text/segments.h"

namespace aplomb::text {

enum class LinkRules { X, Mastodon };

std::vector<Segment> find_links(std::u32string_view points, LinkRules rules);

// Whether `label` (lower case, without dots) is a top-level domain.
bool is_top_level_domain(std::string_view label);

}  // namespace aplomb::text
