#include "store/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "store/directory_lock.h"
#include "store/sqlite_schema.h"
#include "store/store.h"

namespace aplomb::store {
namespace {

namespace fs = std::filesystem;

constexpr int copy_pages_a_step = 1024;
constexpr int backup_cache_kib = 4096;

// A file that is being made: gone again unless keep_as() put it in place.
class PartFile {
  public:
    explicit PartFile(std::string final_name)
        : final_(std::move(final_name)), part_(final_ + ".part") {
        remove();
    }
    ~PartFile() {
        if (!kept_) remove();
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::string& name() const { return part_; }

    // Creates it empty and for the owner only, before any content is in it.
    Result<> create() const {
        const int file = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0) return cannot("be made");
        ::close(file);
        return {};
    }

    // Flushed, renamed, and the renaming flushed too.
    Result<> put_in_place() {
        TRY(flush(part_, O_RDWR));
        if (::rename(part_.c_str(), final_.c_str()) != 0) return cannot("be put in place");
        kept_ = true;
        const std::string folder = fs::absolute(final_).parent_path().string();
        return flush(folder, O_RDONLY | O_DIRECTORY);
    }

  private:
    [[nodiscard]] tl::unexpected<Error> cannot(const std::string& what) const {
        return fail(ErrorKind::Unavailable,
                    final_ + " cannot " + what + ": " + std::strerror(errno));
    }

    Result<> flush(const std::string& path, int flags) const {
        const int file = ::open(path.c_str(), flags | O_CLOEXEC);
        if (file < 0) return cannot("be flushed");
        const int code = ::fsync(file);
        ::close(file);
        if (code != 0) return cannot("be flushed");
        return {};
    }

    void remove() const {
        std::error_code ignored;
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            fs::remove(part_ + suffix, ignored);
        }
    }

    std::string final_;
    std::string part_;
    bool kept_ = false;
};

struct FinishCopy {
    void operator()(sqlite3_backup* copy) const { sqlite3_backup_finish(copy); }
};

// The read transaction holds one state of the source for as long as the copy takes.
Result<> copy_database(SqliteConnection& from, SqliteConnection& to) {
    TRY(from.execute("BEGIN"));
    TRY(from.integer("SELECT count(*) FROM sqlite_schema"));
    {
        const std::unique_ptr<sqlite3_backup, FinishCopy> copy(
            sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
        if (!copy) return sqlite_failure(to.handle(), sqlite3_errcode(to.handle()));
        int code = SQLITE_OK;
        while (code == SQLITE_OK)
            code = sqlite3_backup_step(copy.get(), copy_pages_a_step);
        if (code != SQLITE_DONE) return sqlite_failure(to.handle(), code);
    }
    return from.execute("COMMIT");
}

std::optional<std::string> content_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return {};
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

Result<> check_backup(SqliteConnection& connection, const std::string& file) {
    const int version = TRY(read_version(connection, file));
    const auto migrations = TRY(read_migrations(sql_files(), Dialect::Sqlite));
    const auto keys =
        TRY(connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'backup_key'"));
    if (version == 0 || keys == 0) {
        return fail(ErrorKind::Invalid, file + " is not a backup made by `aplomb backup`");
    }
    if (version > migrations.back().version) {
        return fail(ErrorKind::Conflict,
                    file + " was made by a newer Aplomb; restore it with that");
    }
    const auto complaints = TRY(complaints_of(connection));
    if (complaints.empty()) return {};
    return fail(ErrorKind::Corrupt, file + " is damaged (" + complaints.front() +
                                        "); nothing was restored. Try another backup");
}

// Takes the key out of the copy. Nothing when the backup was made without a key file.
Result<std::optional<std::string>> take_key(SqliteConnection& copy) {
    const std::map<std::string, std::string> statements{{"key", "SELECT content FROM backup_key"}};
    std::optional<std::string> key;
    {
        TRY(copy.prepare_all(statements));
        TRY(copy.run("key", {}, [&](const Row& row) {
            key = row.text(0);
            return true;
        }));
    }
    TRY(copy.execute("PRAGMA secure_delete = ON"));
    TRY(copy.execute("DROP TABLE backup_key"));
    return key;
}

Result<> write_file(const PartFile& part, const std::string& content) {
    TRY(part.create());
    std::ofstream stream(part.name(), std::ios::binary | std::ios::trunc);
    stream << content;
    stream.close();
    if (!stream) return fail(ErrorKind::Unavailable, part.name() + " cannot be written");
    return {};
}

}  // namespace

Result<> write_backup(const std::string& database, const std::string& file) {
    if (fs::exists(file)) {
        return fail(ErrorKind::Conflict, file + " is there already; choose another name");
    }
    const auto from =
        TRY(SqliteConnection::open(database, Access::ReadOnly, false, backup_cache_kib));
    PartFile part(file);
    TRY(part.create());
    {
        const auto to =
            TRY(SqliteConnection::open(part.name(), Access::ReadWrite, false, backup_cache_kib));
        TRY(copy_database(*from, *to));
        TRY(to->execute("PRAGMA journal_mode = DELETE"));
        TRY(to->execute("CREATE TABLE backup_key (content BLOB NOT NULL)"));
        const std::string key_file =
            (fs::path(database).parent_path() / std::string(key_file_name)).string();
        if (const auto key = content_of(key_file)) {
            const std::map<std::string, std::string> statements{
                {"key", "INSERT INTO backup_key (content) VALUES ($1)"}};
            TRY(to->prepare_all(statements));
            TRY(to->run("key", {Bytes{*key}}));
        }
    }
    return part.put_in_place();
}

Result<> restore(const std::string& file, const std::string& directory) {
    TRY(check_header(file));
    std::error_code error;
    const bool fresh = fs::create_directories(directory, error);
    if (error) return fail(ErrorKind::Unavailable, directory + " cannot be made");
    if (fresh) ::chmod(directory.c_str(), 0700);
    const DirectoryLock lock = TRY(DirectoryLock::take(directory));
    const std::string database = directory + "/" + std::string(database_file_name);
    const std::string key_file = directory + "/" + std::string(key_file_name);
    if (fs::exists(database) || fs::exists(database + "-wal")) {
        return fail(ErrorKind::Conflict,
                    database + " is there already; move it away first, nothing was overwritten");
    }
    PartFile part(database);
    TRY(part.create());
    fs::copy_file(file, part.name(), fs::copy_options::overwrite_existing, error);
    if (error) return fail(ErrorKind::Unavailable, file + " cannot be copied: " + error.message());
    ::chmod(part.name().c_str(), 0600);
    std::optional<std::string> key;
    {
        const auto copy =
            TRY(SqliteConnection::open(part.name(), Access::ReadWrite, false, backup_cache_kib));
        TRY(check_backup(*copy, file));
        key = TRY(take_key(*copy));
    }
    if (key) {
        if (const auto present = content_of(key_file); present && *present != *key) {
            return fail(ErrorKind::Conflict,
                        key_file + " is another key; move it away first, nothing was restored");
        }
        PartFile key_part(key_file);
        TRY(write_file(key_part, *key));
        TRY(key_part.put_in_place());
    }
    return part.put_in_place();
}

}  // namespace aplomb::store
