// Where an answer to a case would go, and everything its gate must know: loaded in one read, for
// the composer's lint and for the send gate alike.
#pragma once

#include <optional>
#include <string>

#include "api/call.h"
#include "desk/reply.h"
#include "store/store.h"

namespace aplomb::api {

// What the author said about the place; nothing: where the customer wrote last.
struct ReplyTarget {
    std::optional<ConversationId> conversation;
    std::optional<std::string> channel;  // a kind ("email") or a channel's id
    std::optional<Visibility> visibility;
};

struct ReplyPlace {
    desk::ReplyContext context;
    Visibility visibility = Visibility::Public;
    // False when the target names a channel this case has no conversation on: manners can be
    // judged (same-channel), an answer cannot go there.
    bool reachable = true;
    std::optional<Message> newest_inbound;  // in that conversation
};

// NotFound without such a case or conversation.
Result<ReplyPlace> load_reply_place(const store::Transaction& transaction, const Call& call,
                                    CaseId id, const ReplyTarget& target);

}  // namespace aplomb::api
