// Cases and their conversations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/case.h"
#include "domain/customer.h"
#include "store/connection.h"

namespace aplomb::store {

enum class CaseSort { Due, Newest, Heat };

struct CaseQuery {
    std::optional<CaseStatus> status = {};  // nothing: all that are not merged
    std::optional<UserId> owner = {};
    bool unowned = false;
    std::optional<ChannelId> channel = {};
    std::string search = {};  // full text over messages, subjects and names; empty for none
    CaseSort sort = CaseSort::Due;
    std::size_t limit = 50;
    std::string cursor = {};  // opaque, from the page before; empty for the first
};

// A case with what a list shows of its surroundings, gathered in one statement.
struct CaseRow {
    Case case_;
    std::string customer_name;
    std::string customer_handle;
    std::optional<std::int64_t> customer_followers;
    std::string channel_kind;
    std::string channel_name;
    std::string owner_name;
};

struct CasePage {
    std::vector<CaseRow> rows;
    std::string next_cursor;  // empty at the end
};

class Cases {
  public:
    explicit Cases(Connection& connection) : connection_(connection) {}

    Result<CaseId> insert(const Case& value);
    // Writes all fields with version + 1. Conflict when the stored version is not `value.version`.
    Result<> update(const Case& value);
    Result<std::optional<Case>> find(CaseId id) const;
    Result<std::optional<CaseRow>> row(CaseId id) const;
    // Keyset pagination: constant cost per page at any depth. Invalid for a cursor not ours.
    Result<CasePage> page(const CaseQuery& query) const;
    // Snoozed cases whose time has come.
    Result<std::vector<CaseId>> snoozed_until(Timestamp now, std::size_t limit) const;

    Result<ConversationId> insert(const Conversation& conversation);
    Result<> update(const Conversation& conversation);
    Result<std::optional<Conversation>> find_conversation(ConversationId id) const;
    // The public one and the private one of a platform's thread: none, one or both.
    Result<std::vector<Conversation>> conversations_named(ChannelId channel,
                                                          const std::string& external_id) const;
    Result<std::optional<Conversation>> find_conversation(ChannelId channel,
                                                          const std::string& external_id,
                                                          Visibility visibility) const;
    Result<std::vector<Conversation>> conversations_of(CaseId id) const;
    // An emptied one.
    Result<> remove(ConversationId id);
    // Everything of `from` becomes `to`'s: conversations and messages (not the case rows).
    Result<> move_conversations(CaseId from, CaseId to);

  private:
    Connection& connection_;
};

}  // namespace aplomb::store
