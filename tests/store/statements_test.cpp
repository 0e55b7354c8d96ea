// Goal: a mistake in a .sql file stops the start with the file's name; what ships has none.

#include "store/statements.h"

#include <gtest/gtest.h>

#include "store/sqlite_connection.h"
#include "store/sqlite_schema.h"
#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

using Files = std::vector<base::EmbeddedFile>;

std::string error_of(const Files& files) {
    const auto read = read_statements(files, Dialect::Sqlite);
    return read ? "" : read.error().what;
}

TEST(Statements, AreReadByNameWithFragmentsOfAnyFile) {
    const Files files{{"queries/a.sql", "-- A remark.\n-- name: one\nSELECT {cols}\nFROM t\n"},
                      {"queries/b.sql", "-- fragment: cols\na, b\n"},
                      {"queries/sqlite/c.sql", "-- name: own\nSELECT {cols}\n"},
                      {"queries/postgres/c.sql", "-- name: theirs\nSELECT 1\n"},
                      {"migrations/0001_x.sql", "CREATE TABLE t (a)"}};
    const auto read = read_statements(files, Dialect::Sqlite);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->size(), 2U);
    EXPECT_EQ(read->at("one"), "SELECT a, b\nFROM t");
    EXPECT_EQ(read->at("own"), "SELECT a, b");
}

TEST(Statements, TellWhichFileIsWrong) {
    EXPECT_NE(error_of({{"queries/a.sql", "SELECT 1\n"}}).find("queries/a.sql"), std::string::npos);
    EXPECT_NE(error_of({{"queries/a.sql", "-- name: x\nSELECT {nothing}\n"}}).find("nothing"),
              std::string::npos);
    EXPECT_NE(error_of({{"queries/a.sql", "-- name: x\nSELECT {open\n"}}).find("open"),
              std::string::npos);
    EXPECT_NE(error_of({{"queries/a.sql", "-- name: x\nA\n"}, {"queries/b.sql", "-- name: x\nB\n"}})
                  .find("twice"),
              std::string::npos);
}

TEST(Statements, OfThisProgramAllFitItsSchema) {
    const ScratchDirectory directory;
    const auto connection =
        SqliteConnection::open(directory.file("x.db"), Access::ReadWrite, true, 1024);
    ASSERT_TRUE(connection);
    const auto migrations = read_migrations(sql_files(), Dialect::Sqlite);
    ASSERT_TRUE(migrations) << migrations.error().what;
    ASSERT_TRUE(migrate(**connection, directory.file("x.db"), *migrations));
    const auto statements = read_statements(sql_files(), Dialect::Sqlite);
    ASSERT_TRUE(statements) << statements.error().what;
    EXPECT_GT(statements->size(), 80U);
    const auto prepared = (*connection)->prepare_all(*statements);
    EXPECT_TRUE(prepared) << prepared.error().what;
    const auto unfit = (*connection)->prepare_all({{"odd", "SELECT nothing FROM nowhere"}});
    ASSERT_FALSE(unfit);
    EXPECT_NE(unfit.error().what.find("odd"), std::string::npos);
    EXPECT_FALSE((*connection)->prepare_all({{"hole", "SELECT $2"}}));
    EXPECT_FALSE((*connection)->run("no such statement", {}));
}

TEST(Statements, TakeTheTypesOfTheirDatabase) {
    const Files files{{"migrations/0001_a.sql", "a :id, b :int, c :bytes, d :integer, e '::text'"},
                      {"migrations/0002_b.sqlite.sql", "here"},
                      {"migrations/0002_b.postgres.sql", "there"}};
    const auto sqlite = read_migrations(files, Dialect::Sqlite);
    ASSERT_TRUE(sqlite) << sqlite.error().what;
    ASSERT_EQ(sqlite->size(), 2U);
    EXPECT_EQ((*sqlite)[0].sql, "a INTEGER PRIMARY KEY, b INTEGER, c BLOB, d :integer, e ':TEXT'");
    EXPECT_EQ((*sqlite)[0].name, "0001_a");
    EXPECT_EQ((*sqlite)[1].sql, "here");
    const auto postgres = read_migrations(files, Dialect::Postgres);
    EXPECT_NE((*postgres)[0].sql.find("b BIGINT, c BYTEA"), std::string::npos);
    EXPECT_EQ((*postgres)[1].sql, "there");
}

TEST(Statements, RefuseMigrationsWithAHole) {
    EXPECT_FALSE(read_migrations(
        Files{{"migrations/0001_a.sql", "x"}, {"migrations/0003_c.sql", "x"}}, Dialect::Sqlite));
    EXPECT_FALSE(read_migrations(
        Files{{"migrations/0001_a.sql", "x"}, {"migrations/0001_b.sql", "x"}}, Dialect::Sqlite));
}

}  // namespace
}  // namespace aplomb::store
