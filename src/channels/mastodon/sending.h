// Answering on Mastodon.
#pragma once

#include <memory>

#include "channels/connector.h"

namespace aplomb::channels::fediverse {

std::unique_ptr<Dialogue<SendOutcome>> make_send(const Account& account,
                                                 const OutboundReply& reply);
std::unique_ptr<Dialogue<LookUpOutcome>> make_look_up(const Account& account,
                                                      const OutboundReply& reply);

}  // namespace aplomb::channels::fediverse
