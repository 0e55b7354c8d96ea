// Answering on Bluesky: posts under a record key of ours, and chat messages.
#pragma once

#include <memory>

#include "channels/connector.h"

namespace aplomb::channels::atproto {

std::unique_ptr<Dialogue<SendOutcome>> make_post(const Account& account,
                                                 const OutboundReply& reply);
std::unique_ptr<Dialogue<LookUpOutcome>> make_post_look_up(const Account& account,
                                                           const OutboundReply& reply);

std::unique_ptr<Dialogue<SendOutcome>> make_chat_message(const Account& account,
                                                         const OutboundReply& reply);
std::unique_ptr<Dialogue<LookUpOutcome>> make_chat_look_up(const Account& account,
                                                           const OutboundReply& reply);

// A time-stamped record key: 13 characters, from microseconds and ten random bits, so that keys
// sort by time as the platform wants them (atproto specs: TID).
std::string make_record_key(Timestamp now, Random& random);

}  // namespace aplomb::channels::atproto
