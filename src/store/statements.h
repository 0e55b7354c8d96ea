// Named SQL. A file of queries/ is a row of blocks; a block begins with a line `-- name: NAME` or
// `-- fragment: NAME` and goes on to the next one. Other comment lines are dropped. A fragment is
// no statement: `{NAME}` in a later block of the same file set stands for its text, so that a list
// of columns is written once. Every problem is found when the blocks are read, which is at start.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded_file.h"
#include "base/result.h"

namespace aplomb::store {

enum class Dialect { Sqlite, Postgres };

std::string_view name_of(Dialect dialect);

// Every .sql file of this room, by its path below src/store (generated, see room.cmake).
std::span<const base::EmbeddedFile> sql_files();

// queries/*.sql and queries/DIALECT/*.sql. Corrupt: a name twice, text before the first name, a
// fragment nobody wrote.
Result<std::map<std::string, std::string>> read_statements(
    std::span<const base::EmbeddedFile> files, Dialect dialect);

struct Migration {
    int version = 0;
    std::string name;
    std::string sql;
};

// migrations/NNNN_name.sql (both databases) and migrations/NNNN_name.DIALECT.sql, in order and
// without holes, with the type tokens :id :int :real :text :bool :bytes replaced.
Result<std::vector<Migration>> read_migrations(std::span<const base::EmbeddedFile> files,
                                               Dialect dialect);

}  // namespace aplomb::store
