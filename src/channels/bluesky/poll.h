// One round of asking Bluesky what is new.
#pragma once

#include <memory>

#include "channels/connector.h"

namespace aplomb::channels::atproto {

std::unique_ptr<Dialogue<PollOutcome>> make_poll(const Account& account);

}  // namespace aplomb::channels::atproto
