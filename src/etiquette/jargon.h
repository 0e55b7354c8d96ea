// Words of a trade that people outside it do not know, and how many of them weigh how much: the
// vocabulary of rule too-technical. From computing, telephony, banking, insurance, medicine, law,
// heating, cars, photography and shipping.
#pragma once

#include <string_view>

namespace aplomb::etiquette {

enum class JargonWeight {
    None,
    Light,  // many have heard it, fewer could say what to do with it: "firmware", "premium"
    Heavy,  // opaque outside the trade: "DHCP", "subrogation"
};

// `plain` is lower case. Words of several parts ("session token") are found by their parts.
JargonWeight jargon_weight(std::string_view plain);

// Only jargon when written so: "FUSE", "MAC", "SIP" are ordinary words in lower case.
JargonWeight acronym_weight(std::string_view plain);

// Letters that everybody reads without a thought: "PIN", "TV", "UK".
bool is_everyday_acronym(std::string_view plain);

}  // namespace aplomb::etiquette
