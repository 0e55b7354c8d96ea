#include "store/sqlite_connection.h"

#include <utility>

namespace aplomb::store {
namespace {

// Another process may hold the write lock for as long as its transaction lasts.
constexpr int busy_timeout_ms = 10'000;

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] double real(int column) const override {
        return sqlite3_column_double(statement_, column);
    }
    [[nodiscard]] std::string text(int column) const override {
        const void* bytes = sqlite3_column_blob(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        if (bytes == nullptr) return {};
        return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    }

  private:
    sqlite3_stmt* statement_;
};

// The one row of `INSERT … RETURNING id`.
class RowIdRow final : public Row {
  public:
    explicit RowIdRow(std::int64_t id) : id_(id) {}

    [[nodiscard]] bool is_null(int) const override { return false; }
    [[nodiscard]] std::int64_t integer(int) const override { return id_; }
    [[nodiscard]] double real(int) const override { return static_cast<double>(id_); }
    [[nodiscard]] std::string text(int) const override { return std::to_string(id_); }

  private:
    std::int64_t id_;
};

// RETURNING makes SQLite build a temporary table for every run, which costs more than the insert
// itself (measured: a third of the ingest). For the commonest form SQLite has the answer anyway.
bool take_returning_id(std::string& sql) {
    constexpr std::string_view ending = "\nRETURNING id";
    if (!sql.starts_with("INSERT") || !sql.ends_with(ending)) return false;
    sql.resize(sql.size() - ending.size());
    return true;
}

// A null pointer would bind NULL where the caller means an empty text.
const char* data_of(std::string_view text) {
    return text.empty() ? "" : text.data();
}

int bind(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, place, *number);
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return sqlite3_bind_text64(statement, place, data_of(*text), text->size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
        return sqlite3_bind_blob64(statement, place, data_of(bytes->value), bytes->value.size(),
                                   SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, place);
}

bool is_device_failure(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_FULL || primary == SQLITE_IOERR || primary == SQLITE_READONLY ||
           primary == SQLITE_CANTOPEN;
}

// Leaves the statement ready for its next use however the run ends.
class Running {
  public:
    explicit Running(SqliteConnection::Prepared& prepared) : prepared_(prepared) {
        prepared_.running = true;
    }
    ~Running() {
        finish();
        prepared_.running = false;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void finish() {
        sqlite3_reset(prepared_.statement.get());
        sqlite3_clear_bindings(prepared_.statement.get());
    }

  private:
    SqliteConnection::Prepared& prepared_;
};

}  // namespace

tl::unexpected<Error> sqlite_failure(sqlite3* database, int code) {
    const std::string detail =
        database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    const int extended = database != nullptr ? sqlite3_extended_errcode(database) : code;
    switch (code & 0xff) {
        case SQLITE_FULL:
            return fail(ErrorKind::Unavailable, "the disk is full; free some space");
        case SQLITE_IOERR:
            return fail(ErrorKind::Unavailable, "the disk does not take the data (" + detail +
                                                    "); check free space and the device");
        case SQLITE_READONLY:
            return fail(ErrorKind::Unavailable, "the database cannot be written: " + detail);
        case SQLITE_CANTOPEN:
            return fail(ErrorKind::Unavailable, "the database file cannot be opened: " + detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(ErrorKind::Unavailable,
                        "another program has been writing to the database for too long");
        case SQLITE_NOMEM:
            return fail(ErrorKind::Unavailable, "there is not enough memory");
        case SQLITE_CONSTRAINT:
            if (extended == SQLITE_CONSTRAINT_FOREIGNKEY) {
                return fail(ErrorKind::Invalid, "it refers to something that is not there");
            }
            if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
                return fail(ErrorKind::Conflict, "it is there already (" + detail + ")");
            }
            return fail(ErrorKind::Invalid, "the database refuses it: " + detail);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return fail(ErrorKind::Corrupt, "the database file is damaged (" + detail + ")");
        default:
            return fail(ErrorKind::Corrupt, "the database answered: " + detail);
    }
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file,
                                                                 Access access, bool create,
                                                                 int cache_kib) {
    // Nobody asks how much memory it uses, and counting takes a lock with every allocation.
    static const int counting_off = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(counting_off);
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      SQLITE_OPEN_URI | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    SqliteHandle handle(raw);
    if (code != SQLITE_OK) return sqlite_failure(raw, code);
    sqlite3_busy_timeout(raw, busy_timeout_ms);
    auto connection = std::make_unique<SqliteConnection>(std::move(handle));
    TRY(connection->execute("PRAGMA cache_size = -" + std::to_string(cache_kib)));
    TRY(connection->execute("PRAGMA temp_store = MEMORY"));
    if (access == Access::ReadOnly) TRY(connection->execute("PRAGMA query_only = ON"));
    return connection;
}

Result<> SqliteConnection::configure_durable() {
    TRY(execute("PRAGMA journal_mode = WAL"));
    TRY(execute("PRAGMA synchronous = FULL"));
    TRY(execute("PRAGMA foreign_keys = ON"));
    // Deleted words are overwritten with zeros (what the customer deleted is gone) where the page
    // is written anyway.
    TRY(execute("PRAGMA secure_delete = FAST"));
    // The store decides when the log is folded back, see group_writer.h.
    TRY(execute("PRAGMA wal_autocheckpoint = 0"));
    TRY(execute("PRAGMA journal_size_limit = 67108864"));
    return {};
}

Result<> SqliteConnection::configure_in_memory() {
    // Here a write costs the copying of its pages, and most change a row or two.
    TRY(execute("PRAGMA page_size = 1024"));
    TRY(execute("PRAGMA journal_mode = MEMORY"));
    TRY(execute("PRAGMA secure_delete = FAST"));
    return execute("PRAGMA foreign_keys = ON");
}

Result<> SqliteConnection::prepare(std::string_view name, const std::string& text,
                                   Prepared& prepared) {
    sqlite3_stmt* raw = nullptr;
    std::string sql = text;
    prepared.touches_search = name.ends_with("_search_entry");
    prepared.gives_row_id = take_returning_id(sql);
    const int code =
        sqlite3_prepare_v3(database_.get(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    prepared.statement.reset(raw);
    if (code != SQLITE_OK || raw == nullptr) {
        return fail(ErrorKind::Corrupt, "the statement \"" + std::string(name) +
                                            "\" does not fit: " + sqlite3_errmsg(database_.get()));
    }
    const int count = sqlite3_bind_parameter_count(raw);
    for (int number = 1; number <= count; ++number) {
        const int place = sqlite3_bind_parameter_index(raw, ("$" + std::to_string(number)).c_str());
        if (place == 0) {
            return fail(ErrorKind::Corrupt, "the statement \"" + std::string(name) +
                                                "\" must number its parameters from $1");
        }
        prepared.places.push_back(place);
    }
    return {};
}

Result<> SqliteConnection::prepare_all(const std::map<std::string, std::string>& statements) {
    for (const auto& [name, text] : statements) {
        Prepared prepared;
        TRY(prepare(name, text, prepared));
        names_.push_back(std::make_unique<std::string>(name));
        statements_.emplace(*names_.back(), std::move(prepared));
    }
    return {};
}

void SqliteConnection::prepare_in_time(const std::map<std::string, std::string>& statements) {
    for (const auto& [name, text] : statements) {
        Prepared prepared;
        prepared.unprepared = text;
        names_.push_back(std::make_unique<std::string>(name));
        statements_.emplace(*names_.back(), std::move(prepared));
    }
}

Result<std::int64_t> SqliteConnection::run(std::string_view statement,
                                           std::initializer_list<Value> parameters,
                                           const std::function<bool(const Row&)>& each) {
    const auto found = statements_.find(statement);
    if (found != statements_.end() && !found->second.unprepared.empty()) {
        const std::string text = std::exchange(found->second.unprepared, {});
        TRY(prepare(statement, text, found->second));
    }
    if (found == statements_.end() || found->second.running ||
        found->second.places.size() != parameters.size()) {
        return fail(ErrorKind::Corrupt,
                    "the statement \"" + std::string(statement) +
                        "\" is unknown, runs already, or got the wrong number of parameters");
    }
    Prepared& prepared = found->second;
    search_touched_ = search_touched_ || prepared.touches_search;
    sqlite3_stmt* raw = prepared.statement.get();
    Running running(prepared);
    std::size_t number = 0;
    for (const Value& value : parameters) {
        const int bound = bind(raw, prepared.places[number++], value);
        if (bound != SQLITE_OK) return sqlite_failure(database_.get(), bound);
    }
    const SqliteRow row(raw);
    int code = sqlite3_step(raw);
    while (code == SQLITE_ROW) {
        if (each && !each(row)) break;
        code = sqlite3_step(raw);
    }
    device_failed_ = device_failed_ || is_device_failure(code);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return sqlite_failure(database_.get(), code);
    if (sqlite3_stmt_readonly(raw) != 0) return 0;
    running.finish();
    const std::int64_t changes = sqlite3_changes64(database_.get());
    if (prepared.gives_row_id && changes == 1 && each) {
        each(RowIdRow(sqlite3_last_insert_rowid(database_.get())));
    }
    return changes;
}

Result<> SqliteConnection::execute(const std::string& sql) {
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlite_failure(database_.get(), code);
    return {};
}

Result<std::int64_t> SqliteConnection::integer(const std::string& sql) {
    const std::vector<std::string> rows = TRY(texts(sql));
    if (rows.empty()) return 0;
    return std::strtoll(rows.front().c_str(), nullptr, 10);
}

Result<std::vector<std::string>> SqliteConnection::texts(const std::string& sql) {
    std::vector<std::string> rows;
    const auto collect = [](void* out, int columns, char** values, char**) {
        auto& list = *static_cast<std::vector<std::string>*>(out);
        if (columns > 0) list.emplace_back(values[0] != nullptr ? values[0] : "");
        return 0;
    };
    const int code = sqlite3_exec(database_.get(), sql.c_str(), collect, &rows, nullptr);
    if (code != SQLITE_OK) return sqlite_failure(database_.get(), code);
    return rows;
}

std::int64_t SqliteConnection::total_changes() const {
    return sqlite3_total_changes64(database_.get());
}

bool SqliteConnection::take_search_touched() {
    return std::exchange(search_touched_, false);
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

}  // namespace aplomb::store
