// Hearing from Mastodon: a poll that leaves no gap, and a stream for what happens now.
#pragma once

#include <memory>

#include "channels/connector.h"

namespace aplomb::channels::fediverse {

std::unique_ptr<Dialogue<PollOutcome>> make_poll(const Account& account);
std::optional<HttpRequest> stream_request(const Account& account);
std::unique_ptr<StreamDecoder> make_decoder(const Account& account);

}  // namespace aplomb::channels::fediverse
