// The transport that asks real platforms.
#pragma once

#include <memory>

#include "channels/transport.h"

namespace aplomb::runtime {

std::unique_ptr<channels::Transport> make_net_transport();

}  // namespace aplomb::runtime
