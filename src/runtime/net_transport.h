// The transport that asks real platforms.
#pragma once

#include <memory>

#include "runtime/transport.h"

namespace aplomb::runtime {

std::unique_ptr<Transport> make_net_transport();

}  // namespace aplomb::runtime
