// Links, mentions and tags of a Bluesky post. Without a facet an address is not a link and a
// mention notifies nobody. Offsets are UTF-8 bytes, the end exclusive, and facets never overlap
// (connectors/bluesky.md, "Length and facets"). What counts as one follows the official client.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace aplomb::channels::atproto {

enum class FacetKind { Link, Mention, Tag };

struct Facet {
    FacetKind kind = FacetKind::Link;
    std::size_t byte_start = 0;
    std::size_t byte_end = 0;
    std::string value;  // the full address, the handle without "@", or the tag without "#"
    bool operator==(const Facet&) const = default;
};

// In order of appearance.
std::vector<Facet> find_facets(std::string_view utf8);

// The record's `facets`. Mentions of handles not in `dids` stay plain text.
json::array facets_json(const std::vector<Facet>& facets,
                        const std::map<std::string, std::string>& dids);

}  // namespace aplomb::channels::atproto
