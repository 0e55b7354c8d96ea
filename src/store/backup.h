// A backup is one file: a SQLite database like the one it was made from, plus a table
// `backup_key` with the content of the key file, so that the secrets in it can be opened after a
// restore. It is written under another name, flushed, and renamed: a backup that is there is whole.
#pragma once

#include <string>

#include "base/result.h"

namespace aplomb::store {

// Reads `database` through a connection of its own, so writers go on meanwhile. Mode 0600, because
// it holds every secret the directory holds. Conflict when `file` is there.
Result<> write_backup(const std::string& database, const std::string& file);

}  // namespace aplomb::store
