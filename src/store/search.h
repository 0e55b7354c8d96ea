// Full text. Every message has one search entry, written, changed and removed in the transaction
// that writes the message; hits come newest first, because that is what a desk looks for and
// because it stays fast for words everybody uses: the index is walked from its new end and left as
// soon as a page is full.
//
// What people type is never the database's query language. It is cut into words, each word must
// occur, "quoted words" must stand side by side, and a trailing * (after three letters or more)
// means any ending. Nothing else has a meaning, so nothing can be a syntax error.
//
// A database takes part by four statements in queries/DIALECT/: insert_search_entry,
// remove_search_entry (given the old words), search_messages and search_cases.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/message.h"
#include "store/connection.h"

namespace aplomb::store {

// Messages looked at for one page of messages; what lies behind is reached by the next cursor.
inline constexpr std::int64_t search_messages_max = 2000;
// Messages whose cases a list of cases is made of: a search that finds more wants another word.
inline constexpr std::int64_t search_case_messages_max = 1000;

// The words under which a message is found; nothing once it is deleted, or when it has none.
std::string search_words(const Message& message);

// The question for SQLite's FTS5; nothing when the text holds no word.
std::optional<std::string> fts5_question(std::string_view typed);

Result<> add_search_entry(Connection& connection, MessageId id, const std::string& words);
Result<> remove_search_entry(Connection& connection, MessageId id, const std::string& words);

}  // namespace aplomb::store
