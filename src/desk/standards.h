// By when a customer is owed our next word (rules B3, C3, D3). Channels where people expect an
// immediate answer have shorter standards; the texts' eight hours hold wherever nothing else does.
#pragma once

#include <string_view>

#include "base/time.h"

namespace aplomb::desk {

Milliseconds answer_within(std::string_view channel_kind);

}  // namespace aplomb::desk
