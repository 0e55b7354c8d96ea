// Which schema a SQLite file has, and bringing it up to ours. The version stands in user_version
// and whose file it is in application_id: both in the first 100 bytes, readable before anything
// else is trusted.
//
// Migrations only go forward. An older database is first copied, migrated as a copy and checked;
// only then the same steps run on the real one, in one transaction, so that it is at every moment
// either wholly old or wholly new.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "store/sqlite_connection.h"
#include "store/statements.h"

namespace aplomb::store {

// "Aplm".
inline constexpr std::int64_t sqlite_application_id = 0x41706c6d;

// NotFound when there is no such file; Corrupt, in a person's words, when it is no SQLite database.
// Looks at the first bytes only.
Result<> check_header(const std::string& file);

// 0 for an empty file. Corrupt when the file is damaged or another program's.
Result<int> read_version(SqliteConnection& connection, const std::string& file);

// Brings the file to the last of `migrations`. Conflict when it is newer than that.
Result<> migrate(SqliteConnection& connection, const std::string& file,
                 std::span<const Migration> migrations);

// What SQLite's integrity and foreign key checks complain about.
Result<std::vector<std::string>> complaints_of(SqliteConnection& connection);

// Says which file it is and what can be done, where the file is damaged.
Error about_file(Error error, const std::string& file);

}  // namespace aplomb::store
