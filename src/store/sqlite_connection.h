// One open SQLite file. Opening prepares every named statement, so a statement that does not fit
// the schema stops the start and not a customer's message.
//
// What goes wrong is told in a person's words (sqlite_failure): a full disk or a broken device is
// Unavailable, a violated unique key Conflict, a damaged file Corrupt.
#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/connection.h"

namespace aplomb::store {

struct CloseSqlite {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

enum class Access { ReadWrite, ReadOnly };

// The Error for SQLite's answer `code`; `database` may be null.
tl::unexpected<Error> sqlite_failure(sqlite3* database, int code);

class SqliteConnection final : public Connection {
  public:
    // Opens without looking inside: SQLite reads the file at the first use. `create` makes a
    // missing file. The cache is in KiB.
    static Result<std::unique_ptr<SqliteConnection>> open(const std::string& file, Access access,
                                                          bool create, int cache_kib);

    // WAL, full durability, foreign keys.
    Result<> configure_durable();
    // For a simulation, whose disk is memory.
    Result<> configure_in_memory();
    Result<> prepare_all(const std::map<std::string, std::string>& statements);
    // The same, each at its first use: for whoever opens a store again and again.
    void prepare_in_time(const std::map<std::string, std::string>& statements);

    Result<std::int64_t> run(std::string_view statement, std::initializer_list<Value> parameters,
                             const std::function<bool(const Row&)>& each = {}) override;

    // SQL that is not in queries/: transactions, pragmas, migrations. Several statements are fine.
    Result<> execute(const std::string& sql);
    // The first column of the first row; nothing when there is no row.
    Result<std::int64_t> integer(const std::string& sql);
    Result<std::vector<std::string>> texts(const std::string& sql);

    [[nodiscard]] std::int64_t total_changes() const;
    // False when SQLite itself has rolled the transaction back (a full disk does that).
    [[nodiscard]] bool in_transaction() const;
    // Whether a run() failed because the device refused (full, broken, read-only) since it was
    // last forgotten: a job may have swallowed the error.
    [[nodiscard]] bool device_failed() const { return device_failed_; }
    void forget_device_failure() { device_failed_ = false; }
    // Whether a search entry was written since this was last asked.
    bool take_search_touched();
    [[nodiscard]] sqlite3* handle() const { return database_.get(); }

    struct Prepared {
        std::unique_ptr<sqlite3_stmt, CloseSqlite> statement;
        std::vector<int> places;  // of $1, $2 … among SQLite's own parameter numbers
        bool gives_row_id = false;
        bool running = false;
        bool touches_search = false;
        std::string unprepared;  // its SQL, until the first use
    };

    explicit SqliteConnection(SqliteHandle database) : database_(std::move(database)) {}

  private:
    Result<> prepare(std::string_view name, const std::string& text, Prepared& prepared);

    SqliteHandle database_;
    bool device_failed_ = false;
    bool search_touched_ = false;
    // Keys are views of `names_`, so that a look-up by string_view copies nothing.
    std::vector<std::unique_ptr<std::string>> names_;
    std::unordered_map<std::string_view, Prepared> statements_;
};

}  // namespace aplomb::store
