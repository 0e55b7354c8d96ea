// Messages, their history, and the full-text entries that follow them in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/message.h"
#include "store/connection.h"

namespace aplomb::store {

struct MessageQuery {
    std::optional<ChannelId> channel = {};
    std::string external_id = {};  // empty for any
    std::optional<ConversationId> conversation = {};
    std::optional<CaseId> case_id = {};
    std::string search = {};
    std::size_t limit = 50;
    std::string cursor = {};
};

struct MessagePage {
    std::vector<Message> messages;
    std::string next_cursor;
};

// An earlier wording of a message.
struct MessageRevision {
    Timestamp at;
    std::string text;
};

// What was said to us in a case, for whoever has to judge it by its words: who once named a
// newspaper is of it also when they write again.
struct WordsHeard {
    std::string text;      // of the newest 500 messages, newest first, a line each
    std::string language;  // of the newest
};

class Messages {
  public:
    explicit Messages(Connection& connection) : connection_(connection) {}

    // Conflict when (channel, external id) is there already.
    Result<MessageId> insert(const Message& message);
    // Writes all fields; the search entry follows the text.
    Result<> update(const Message& message);
    // With its search entry; for an echo that turned out to be a message we had.
    Result<> remove(MessageId id);
    // Keeps `text` as an earlier wording.
    Result<> add_revision(MessageId id, Timestamp at, const std::string& text);
    // Removes earlier wordings too: what the customer deleted is gone.
    Result<> forget_revisions(MessageId id);
    Result<std::vector<MessageRevision>> revisions(MessageId id) const;

    Result<std::optional<Message>> find(MessageId id) const;
    Result<std::optional<Message>> find(ChannelId channel, const std::string& external_id) const;
    Result<std::optional<Message>> find_by_key(ChannelId channel,
                                               const std::string& send_key) const;
    // Ours in that conversation, sent but with no external id yet, with exactly that text: what an
    // echo without a key may be (pitfall 6).
    Result<std::optional<Message>> find_unconfirmed(ConversationId conversation,
                                                    const std::string& text) const;
    // By time, oldest first.
    Result<std::vector<Message>> of_case(CaseId id, std::size_t limit) const;
    Result<std::vector<Message>> of_conversation(ConversationId id, std::size_t limit) const;
    Result<std::optional<Message>> newest_inbound(ConversationId id) const;
    // Of a case; empty when nobody has said anything that still stands.
    Result<WordsHeard> words_heard(CaseId id) const;
    // The newest rating in a case; nothing when nobody rated.
    Result<std::optional<int>> newest_rating(CaseId id) const;
    Result<MessagePage> page(const MessageQuery& query) const;
    Result<> move(ConversationId from, ConversationId to, CaseId to_case);

  private:
    Result<> search(const MessageQuery& query, std::int64_t before, MessagePage& page) const;

    Connection& connection_;
};

}  // namespace aplomb::store
