// The Store on SQLite: one writer, a handful of readers, and the way in and out.
//
// A start must be quick however large the file is: header, version, preparing every statement. The
// page-by-page check runs only after an unclean end and only while the file is small; `aplomb
// doctor` runs it in full.

#include <fmt/format.h>
#include <sys/stat.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/log.h"
#include "store/backup.h"
#include "store/directory_lock.h"
#include "store/group_writer.h"
#include "store/journal.h"
#include "store/receipts.h"
#include "store/sqlite_schema.h"
#include "store/store.h"

namespace aplomb::store {
namespace {

constexpr int writer_cache_kib = 16'384;
constexpr int reader_cache_kib = 4'096;
constexpr int folder_cache_kib = 64;  // folding goes past the cache
constexpr std::uintmax_t quick_check_bytes_max = 32 * 1024 * 1024;

struct Reader {
    explicit Reader(std::unique_ptr<SqliteConnection> opened)
        : connection(std::move(opened)), transaction(*connection) {}

    std::unique_ptr<SqliteConnection> connection;
    Transaction transaction;
};

class SqliteStore final : public Store {
  public:
    SqliteStore(std::string file, DirectoryLock lock, std::unique_ptr<SqliteConnection> writer,
                std::unique_ptr<SqliteConnection> folding,
                std::vector<std::unique_ptr<Reader>> readers, Stepping* stepping)
        : file_(std::move(file)),
          lock_(std::move(lock)),
          readers_(std::move(readers)),
          stepping_(stepping),
          writer_(std::move(writer), std::move(folding), stepping) {
        for (const auto& reader : readers_)
            free_.push_back(reader.get());
    }

    ~SqliteStore() override { close(); }

    // `exclusive`: the end of this process is the end of the server, and is noted as clean.
    Result<> begin(bool exclusive);

    Result<> write(WriteJob job) override { return writer_.write(std::move(job)); }
    void write_async(WriteJob job, WriteDone done) override {
        writer_.write_async(std::move(job), std::move(done));
    }
    Result<> read(const ReadJob& job) const override;
    Result<> backup(const std::string& file) override { return write_backup(file_, file); }
    [[nodiscard]] StoreHealth health() const override { return writer_.health(); }
    void on_foreign_commit(std::function<void()> listener) override {
        writer_.on_foreign_commit(std::move(listener));
    }
    void on_events(std::function<void(std::int64_t)> listener) override {
        writer_.on_events(std::move(listener));
    }

  private:
    void close();

    std::string file_;
    DirectoryLock lock_;
    std::vector<std::unique_ptr<Reader>> readers_;
    mutable std::mutex mutex_;
    mutable std::condition_variable freed_;
    mutable std::vector<Reader*> free_;
    bool exclusive_ = false;
    Stepping* const stepping_;
    GroupWriter writer_;
};

Result<> SqliteStore::read(const ReadJob& job) const {
    if (stepping_ != nullptr) return writer_.read_here(job);
    Reader* reader = nullptr;
    {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return !free_.empty(); });
        reader = free_.back();
        free_.pop_back();
    }
    struct Return {
        const SqliteStore& store;
        Reader* reader;
        ~Return() {
            if (reader->connection->in_transaction()) reader->connection->run("commit", {});
            {
                const std::scoped_lock lock(store.mutex_);
                store.free_.push_back(reader);
            }
            store.freed_.notify_one();
        }
    } const give_back{*this, reader};
    TRY(reader->connection->run("begin_read", {}));
    return job(reader->transaction);
}

Result<> SqliteStore::begin(bool exclusive) {
    exclusive_ = exclusive;
    SqliteConnection& connection = writer_.connection();
    if (exclusive) {
        Journal journal(connection);
        const std::string ended = TRY(journal.fact("ended"));
        std::error_code ignored;
        if (ended == "running" &&
            std::filesystem::file_size(file_, ignored) < quick_check_bytes_max) {
            const auto complaints = TRY(connection.texts("PRAGMA quick_check(1)"));
            if (complaints != std::vector<std::string>{"ok"}) {
                return fail(ErrorKind::Corrupt,
                            complaints.empty() ? "the check gave no answer" : complaints.front());
            }
        }
        // On a full disk the server still starts: the first write will turn the store read-only.
        if (const auto noted = journal.set_fact("ended", "running"); !noted) {
            log::warning("store", "the start could not be noted", {{"why", noted.error().what}});
        }
    }
    writer_.start();
    return {};
}

void SqliteStore::close() {
    writer_.stop();
    SqliteConnection& connection = writer_.connection();
    if (!exclusive_ || (stepping_ != nullptr && stepping_->abandoned)) return;
    if (const auto noted = Journal(connection).set_fact("ended", "cleanly"); !noted) return;
    // Readers would keep the log from being folded back whole.
    readers_.clear();
    sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                              nullptr);
}

// The directory and the file in it, both for their owner only.
Result<> make_directory(const std::string& directory) {
    std::error_code error;
    const bool fresh = std::filesystem::create_directories(directory, error);
    if (error) {
        return fail(ErrorKind::Unavailable,
                    "the directory " + directory + " cannot be made: " + error.message());
    }
    if (fresh) ::chmod(directory.c_str(), 0700);
    return {};
}

Result<std::unique_ptr<SqliteConnection>> open_writer(const std::string& file,
                                                      const OpenOptions& options,
                                                      std::span<const Migration> migrations) {
    if (const auto header = check_header(file); !header) {
        if (header.error().kind != ErrorKind::NotFound || !options.create) {
            return tl::unexpected<Error>(header.error());
        }
    }
    auto connection =
        TRY(SqliteConnection::open(file, Access::ReadWrite, options.create, writer_cache_kib));
    // Whoever is alone needs no locks.
    if (options.stepping != nullptr) TRY(connection->execute("PRAGMA locking_mode = EXCLUSIVE"));
    ::chmod(file.c_str(), 0600);
    const int version = TRY(read_version(*connection, file));
    const int newest = migrations.back().version;
    if (version == 0 && !options.create) {
        return fail(ErrorKind::NotFound, "there is no database " + file);
    }
    if (version > 0 && version < newest && !options.migrate) {
        return fail(ErrorKind::Conflict, file + " has an older schema (" + std::to_string(version) +
                                             " of " + std::to_string(newest) +
                                             "); run `aplomb migrate` first");
    }
    const bool in_memory = options.stepping != nullptr && options.stepping->in_memory;
    if (version <= newest) {
        TRY(in_memory ? connection->configure_in_memory() : connection->configure_durable());
    }
    TRY(migrate(*connection, file, migrations));
    if (options.stepping != nullptr) TRY(connection->execute("PRAGMA synchronous = OFF"));
    return connection;
}

Result<std::unique_ptr<Store>> open_parts(const std::string& file, const OpenOptions& options,
                                          DirectoryLock lock, std::span<const Migration> migrations,
                                          const std::map<std::string, std::string>& statements) {
    const auto prepare = [&](SqliteConnection& connection) -> Result<> {
        if (options.stepping == nullptr) return connection.prepare_all(statements);
        connection.prepare_in_time(statements);
        return {};
    };
    auto writer = TRY(open_writer(file, options, migrations));
    TRY(prepare(*writer));
    std::vector<std::unique_ptr<Reader>> readers;
    const std::size_t count =
        options.stepping == nullptr ? std::max<std::size_t>(options.readers, 1) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto connection =
            TRY(SqliteConnection::open(file, Access::ReadOnly, false, reader_cache_kib));
        TRY(prepare(*connection));
        readers.push_back(std::make_unique<Reader>(std::move(connection)));
    }
    std::unique_ptr<SqliteConnection> folding;
    if (options.stepping == nullptr) {
        folding = TRY(SqliteConnection::open(file, Access::ReadWrite, false, folder_cache_kib));
    }
    auto store =
        std::make_unique<SqliteStore>(file, std::move(lock), std::move(writer), std::move(folding),
                                      std::move(readers), options.stepping);
    TRY(store->begin(options.exclusive));
    return store;
}

// They come with the program and never change while it runs.
Result<std::unique_ptr<Store>> open_file(const std::string& file, const OpenOptions& options,
                                         DirectoryLock lock) {
    static const auto migrations = read_migrations(sql_files(), Dialect::Sqlite);
    static const auto statements = read_statements(sql_files(), Dialect::Sqlite);
    if (!migrations) return tl::unexpected<Error>(migrations.error());
    if (!statements) return tl::unexpected<Error>(statements.error());
    return open_parts(file, options, std::move(lock), *migrations, *statements);
}

// SQLite keeps a database in memory as long as anybody has it open: that is `disk`.
Result<std::unique_ptr<Store>> open_in_memory(const OpenOptions& options) {
    Stepping& stepping = *options.stepping;
    const std::string file = fmt::format("file:/simulation-{}?vfs=memdb", fmt::ptr(&stepping));
    if (!stepping.disk) {
        stepping.disk = std::shared_ptr<SqliteConnection>(
            TRY(SqliteConnection::open(file, Access::ReadWrite, true, folder_cache_kib)));
    }
    return open_file(file, options, {});
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const OpenOptions& options) {
    if (options.stepping != nullptr && options.stepping->in_memory) return open_in_memory(options);
    if (options.create) TRY(make_directory(options.directory));
    const std::string file = options.directory + "/" + std::string(database_file_name);
    if (!options.create) TRY(check_header(file));
    DirectoryLock lock;
    if (options.exclusive) lock = TRY(DirectoryLock::take(options.directory));
    auto store = open_file(file, options, std::move(lock));
    if (!store && store.error().what.find(file) == std::string::npos) {
        return tl::unexpected<Error>(about_file(store.error(), file));
    }
    return store;
}

Result<SchemaState> schema_state(const std::string& directory) {
    const std::string file = directory + "/" + std::string(database_file_name);
    TRY(check_header(file));
    const auto migrations = TRY(read_migrations(sql_files(), Dialect::Sqlite));
    const auto connection =
        TRY(SqliteConnection::open(file, Access::ReadOnly, false, reader_cache_kib));
    return SchemaState{TRY(read_version(*connection, file)), migrations.back().version};
}

Result<std::vector<std::string>> check_integrity(const std::string& directory) {
    const std::string file = directory + "/" + std::string(database_file_name);
    TRY(check_header(file));
    const auto connection =
        TRY(SqliteConnection::open(file, Access::ReadOnly, false, reader_cache_kib));
    const int version = TRY(read_version(*connection, file));
    std::vector<std::string> complaints = TRY(complaints_of(*connection));
    const auto migrations = TRY(read_migrations(sql_files(), Dialect::Sqlite));
    // The statements fit this schema only; an older one is judged after `aplomb migrate`.
    if (version != migrations.back().version || !complaints.empty()) return complaints;
    TRY(connection->prepare_all(TRY(read_statements(sql_files(), Dialect::Sqlite))));
    for (const ChannelId channel : TRY(Receipts(*connection).unbalanced())) {
        complaints.push_back("the ledger's sums of channel " + channel.text() +
                             " differ from its receipts");
    }
    return complaints;
}

}  // namespace aplomb::store
