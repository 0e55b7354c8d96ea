#include "store/sqlite_schema.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace aplomb::store {
namespace {

constexpr int copy_cache_kib = 8192;

Result<> apply(SqliteConnection& connection, std::span<const Migration> migrations) {
    TRY(connection.execute("BEGIN IMMEDIATE"));
    const auto steps = [&]() -> Result<> {
        // Read again under the lock: another process may have migrated meanwhile.
        const std::int64_t current = TRY(connection.integer("PRAGMA user_version"));
        for (const Migration& migration : migrations) {
            if (migration.version <= current) continue;
            const auto applied = connection.execute(migration.sql);
            if (!applied) {
                Error error = applied.error();
                error.what = "migration " + migration.name + ": " + error.what;
                return tl::unexpected<Error>(std::move(error));
            }
            TRY(connection.execute("PRAGMA user_version = " + std::to_string(migration.version)));
        }
        TRY(connection.execute("PRAGMA application_id = " + std::to_string(sqlite_application_id)));
        return connection.execute("COMMIT");
    };
    auto done = steps();
    if (!done && connection.in_transaction()) TRY(connection.execute("ROLLBACK"));
    return done;
}

// The copy is removed however the rehearsal ends.
class Copy {
  public:
    explicit Copy(std::string file) : file_(std::move(file)) { remove(); }
    ~Copy() { remove(); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    [[nodiscard]] const std::string& file() const { return file_; }

  private:
    void remove() const {
        std::error_code ignored;
        for (const char* part : {"", "-journal", "-wal", "-shm"}) {
            std::filesystem::remove(file_ + part, ignored);
        }
    }
    std::string file_;
};

Result<> rehearse(SqliteConnection& connection, const std::string& file,
                  std::span<const Migration> migrations) {
    const Copy copy(file + ".rehearsal");
    TRY(connection.execute("VACUUM INTO '" + copy.file() + "'"));
    const auto rehearsal =
        TRY(SqliteConnection::open(copy.file(), Access::ReadWrite, false, copy_cache_kib));
    TRY(apply(*rehearsal, migrations));
    const auto complaints = TRY(complaints_of(*rehearsal));
    if (!complaints.empty()) {
        return fail(ErrorKind::Corrupt,
                    "migrating a copy of " + file + " did not end well (" + complaints.front() +
                        "); the database was left as it was. Restore a backup or ask for help");
    }
    return {};
}

}  // namespace

Result<> check_header(const std::string& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(ErrorKind::NotFound, "there is no database " + file);
    if (size == 0) return {};  // made and never written: as good as new
    std::string start(16, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (!stream || start != std::string("SQLite format 3\0", 16)) {
        return tl::unexpected<Error>(
            about_file({ErrorKind::Corrupt, "it is not an Aplomb database", {}}, file));
    }
    return {};
}

Error about_file(Error error, const std::string& file) {
    if (error.kind == ErrorKind::Corrupt) {
        error.what = file + " cannot be used: " + error.what +
                     ". Put it aside and restore a backup with `aplomb restore`";
    }
    return error;
}

Result<int> read_version(SqliteConnection& connection, const std::string& file) {
    const auto read = [&]() -> Result<int> {
        const std::int64_t application = TRY(connection.integer("PRAGMA application_id"));
        const std::int64_t version = TRY(connection.integer("PRAGMA user_version"));
        const std::int64_t tables = TRY(connection.integer("SELECT count(*) FROM sqlite_schema"));
        if (application == sqlite_application_id) return static_cast<int>(version);
        if (application == 0 && version == 0 && tables == 0) return 0;
        return fail(ErrorKind::Corrupt, "it belongs to another program");
    };
    auto version = read();
    if (!version) return tl::unexpected<Error>(about_file(version.error(), file));
    return version;
}

Result<> migrate(SqliteConnection& connection, const std::string& file,
                 std::span<const Migration> migrations) {
    const int current = TRY(read_version(connection, file));
    const int newest = migrations.empty() ? 0 : migrations.back().version;
    if (current > newest) {
        return fail(ErrorKind::Conflict,
                    file + " was written by a newer Aplomb (schema " + std::to_string(current) +
                        ", this one knows " + std::to_string(newest) +
                        "). Install that version again, or restore an older backup");
    }
    if (current == newest) return {};
    if (current > 0) TRY(rehearse(connection, file, migrations));
    return apply(connection, migrations);
}

Result<std::vector<std::string>> complaints_of(SqliteConnection& connection) {
    std::vector<std::string> complaints = TRY(connection.texts("PRAGMA integrity_check(20)"));
    std::erase(complaints, "ok");
    for (const std::string& table : TRY(connection.texts("PRAGMA foreign_key_check"))) {
        complaints.push_back("a row of " + table + " refers to something that is not there");
    }
    return complaints;
}

}  // namespace aplomb::store
