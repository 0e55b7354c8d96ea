// What Bluesky sends, as raw events and as inbound events.
//
// Three shapes of body come by, all kept as they came: a notification, a post view (search results
// and our own feed; the same fields as a notification for what matters here), and a message of the
// chat log, to which the poll adds the conversation's `members`, because the log names nobody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "channels/connector.h"

namespace aplomb::channels::atproto {

// A notification or post view. Nothing when it has no uri.
std::optional<RawEvent> raw_post(const json::value& view);
// An entry of the chat log. Nothing unless it is a message written or deleted.
std::optional<RawEvent> raw_chat_message(const json::value& entry, const json::array& members);

Result<std::vector<InboundEvent>> parse_event(const Account& account, const RawEvent& raw);

// {"uri","cid","root":{"uri","cid"}}: all that is needed to answer a post.
struct PostRef {
    std::string uri;
    std::string cid;
    std::string root_uri;
    std::string root_cid;
};
PostRef post_ref_of(const json::value& view);
std::optional<PostRef> read_post_ref(std::string_view text);
std::string write_post_ref(const PostRef& ref);

// "CONVERSATION/MESSAGE": a message id is unique only within its conversation.
std::string chat_external_id(std::string_view conversation, std::string_view message);
// The last segment of an at:// uri.
std::string record_key(std::string_view uri);

}  // namespace aplomb::channels::atproto
