// Goal: a database opens when it is ours and of our time, is migrated when it is older, and is
// refused untouched, in words that say what to do, when it is newer, damaged or somebody else's.

#include "store/sqlite_schema.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/store/store_fixture.h"

namespace aplomb::store {
namespace {

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void set_content(const std::string& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

class SchemaTest : public StoreTest {
  protected:
    void SetUp() override {}

    std::string database() { return directory_.file(std::string(database_file_name)); }

    std::unique_ptr<SqliteConnection> raw() {
        auto opened = SqliteConnection::open(database(), Access::ReadWrite, true, 1024);
        EXPECT_TRUE(opened);
        return std::move(*opened);
    }

    Error refusal(OpenOptions options = {}) {
        options.directory = directory_.path();
        const auto opened = open_sqlite(options);
        EXPECT_FALSE(opened);
        return opened ? Error{} : opened.error();
    }
};

TEST_F(SchemaTest, MigratesFromEveryEarlierVersionAndKeepsWhatIsThere) {
    const auto migrations = *read_migrations(sql_files(), Dialect::Sqlite);
    for (std::size_t version = 1; version <= migrations.size(); ++version) {
        std::filesystem::remove(database());
        {
            const auto connection = raw();
            ASSERT_TRUE(migrate(*connection, database(), std::span(migrations).first(version)));
            ASSERT_TRUE(connection->execute("INSERT INTO facts VALUES ('kept', 'yes')"));
        }
        EXPECT_EQ(schema_state(directory_.path())->current, static_cast<int>(version));
        open();
        EXPECT_EQ(read<std::string>([](const Transaction& t) { return t.journal().fact("kept"); }),
                  "yes");
        close();
        const auto state = schema_state(directory_.path());
        EXPECT_EQ(state->current, static_cast<int>(migrations.size()));
        EXPECT_EQ(state->newest, state->current);
        EXPECT_FALSE(std::filesystem::exists(database() + ".rehearsal"));
    }
}

TEST_F(SchemaTest, WaitsForMigrateWhenItIsToldTo) {
    const auto migrations = *read_migrations(sql_files(), Dialect::Sqlite);
    ASSERT_GT(migrations.size(), 1U);
    ASSERT_TRUE(migrate(*raw(), database(), std::span(migrations).first(1)));
    const Error error = refusal({.migrate = false});
    EXPECT_EQ(error.kind, ErrorKind::Conflict);
    EXPECT_NE(error.what.find("aplomb migrate"), std::string::npos);
    EXPECT_EQ(schema_state(directory_.path())->current, 1);
}

TEST_F(SchemaTest, LeavesTheDatabaseAloneWhenTheRehearsalFails) {
    auto migrations = *read_migrations(sql_files(), Dialect::Sqlite);
    const auto connection = raw();
    ASSERT_TRUE(migrate(*connection, database(), migrations));
    const int version = migrations.back().version;
    migrations.push_back({version + 1, "bad", "CREATE TABLE extra (a); INSERT INTO nowhere"});
    const auto failed = migrate(*connection, database(), migrations);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().what.find("bad"), std::string::npos);
    // Statements that run but leave references dangling are caught as well.
    migrations.back().sql =
        "PRAGMA foreign_keys = OFF; INSERT INTO channel_states VALUES (9, x'', 0)";
    EXPECT_FALSE(migrate(*connection, database(), migrations));
    EXPECT_EQ(*connection->integer("PRAGMA user_version"), version);
    EXPECT_EQ(*connection->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"), 0);
    EXPECT_EQ(*connection->integer("SELECT count(*) FROM channel_states"), 0);
}

TEST_F(SchemaTest, RefusesANewerDatabaseAndDoesNotTouchIt) {
    open();
    close();
    ASSERT_TRUE(raw()->execute("PRAGMA user_version = 999"));
    const std::string before = content(database());
    const Error error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::Conflict);
    EXPECT_NE(error.what.find("newer Aplomb"), std::string::npos) << error.what;
    EXPECT_EQ(content(database()), before);
}

TEST_F(SchemaTest, RefusesGarbage) {
    set_content(database(), "This is a letter to my grandmother, and no database at all.");
    const Error error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::Corrupt);
    EXPECT_NE(error.what.find("aplomb restore"), std::string::npos) << error.what;
    EXPECT_EQ(check_integrity(directory_.path()).error().kind, ErrorKind::Corrupt);
}

TEST_F(SchemaTest, RefusesATruncatedDatabase) {
    open();
    add_channel();
    close();
    const auto size = std::filesystem::file_size(database());
    for (const std::uintmax_t left : {size / 2, std::uintmax_t{4096}, std::uintmax_t{1000}}) {
        std::filesystem::resize_file(database(), left);
        const Error error = refusal();
        EXPECT_EQ(error.kind, ErrorKind::Corrupt) << left << ": " << error.what;
        EXPECT_NE(error.what.find("aplomb restore"), std::string::npos) << error.what;
    }
}

TEST_F(SchemaTest, RefusesOverwrittenPagesAfterAnUncleanEnd) {
    open();
    write([](Transaction& t) { return t.journal().set_fact("long", std::string(200'000, 'x')); });
    close();
    ASSERT_TRUE(raw()->execute("UPDATE facts SET value = 'running' WHERE name = 'ended'"));
    std::string bytes = content(database());
    // Pages that opening and preparing never look at.
    for (std::size_t at = bytes.size() / 3; at < bytes.size() / 3 + 120'000; ++at)
        bytes[at] = 'Z';
    set_content(database(), bytes);
    const Error error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::Corrupt) << error.what;
    const auto complaints = check_integrity(directory_.path());
    EXPECT_TRUE(!complaints || !complaints->empty());
}

TEST_F(SchemaTest, RefusesAnotherProgramsDatabase) {
    ASSERT_TRUE(raw()->execute("CREATE TABLE recipes (a)"));
    const Error error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::Corrupt);
    EXPECT_NE(error.what.find("another program"), std::string::npos) << error.what;
}

TEST_F(SchemaTest, SaysWhenThereIsNothing) {
    EXPECT_EQ(refusal({.create = false}).kind, ErrorKind::NotFound);
    EXPECT_EQ(schema_state(directory_.path()).error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(std::filesystem::exists(database()));
}

TEST_F(SchemaTest, KeepsFilesToTheirOwner) {
    open();
    const auto mode = std::filesystem::status(database()).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SchemaTest, LetsOneServerInAndAdministrationBeside) {
    open();
    const Error error = refusal();
    EXPECT_EQ(error.kind, ErrorKind::Conflict);
    EXPECT_NE(error.what.find(std::to_string(::getpid())), std::string::npos) << error.what;
    {
        auto beside = open_sqlite({.directory = directory_.path(), .exclusive = false});
        ASSERT_TRUE(beside) << beside.error().what;
        ASSERT_TRUE((*beside)->write(
            [](Transaction& t) { return t.journal().set_fact("from", "beside"); }));
    }
    EXPECT_EQ(read<std::string>([](const Transaction& t) { return t.journal().fact("from"); }),
              "beside");
    close();
    open();
}

}  // namespace
}  // namespace aplomb::store
