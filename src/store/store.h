// Where everything is kept. The rest of the house sees this header and the repositories it leads
// to; SQL, SQLite and (in time) PostgreSQL stay behind them.
//
// Writes are closures that run inside a transaction, one after another; several waiting writes
// share one commit (group commit), so a write is durable when write() returns but costs a fraction
// of a disk flush. A closure that returns an error leaves nothing behind, whatever it had already
// written; its companions in the same commit are not affected (the store runs them again without
// it). A closure may therefore run more than once and must have no effect outside the transaction.
//
// Reads see the last commit, run in parallel with writes, and never wait for them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace aplomb::store {

class Connection;
class Receipts;
class Channels;
class People;
class Cases;
class Messages;
class Outbox;
class Accounts;
class Journal;
class Timers;
class Documents;
class Clocks;
class Approvals;
class Grants;
class Promises;
class Phone;
class Habits;
class Merges;

// The repositories, bound to one transaction. A const Transaction only reads.
class Transaction {
  public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Receipts& receipts();
    Channels& channels();
    People& people();
    Cases& cases();
    Messages& messages();
    Outbox& outbox();
    Accounts& accounts();
    Journal& journal();
    Timers& timers();
    Documents& documents();
    Clocks& clocks();
    Approvals& approvals();
    Grants& grants();
    Promises& promises();
    Phone& phone();
    Habits& habits();
    Merges& merges();
    const Receipts& receipts() const;
    const Channels& channels() const;
    const People& people() const;
    const Cases& cases() const;
    const Messages& messages() const;
    const Outbox& outbox() const;
    const Accounts& accounts() const;
    const Journal& journal() const;
    const Timers& timers() const;
    const Documents& documents() const;
    const Clocks& clocks() const;
    const Approvals& approvals() const;
    const Grants& grants() const;
    const Promises& promises() const;
    const Phone& phone() const;
    const Habits& habits() const;
    const Merges& merges() const;

  private:
    struct Repositories;
    std::unique_ptr<Repositories> repositories_;
};

using WriteJob = std::function<Result<>(Transaction&)>;
using WriteDone = std::function<void(Result<>)>;
using ReadJob = std::function<Result<>(const Transaction&)>;

struct StoreHealth {
    bool writable = true;  // false when the disk is full: reads go on, writes are refused
    std::string trouble;
};

class Store {
  public:
    virtual ~Store() = default;

    // Blocks until committed and durable. Unavailable while the disk is full or the store closes.
    virtual Result<> write(WriteJob job) = 0;
    // The same, answered on the store's writer thread after the commit: keep `done` short.
    virtual void write_async(WriteJob job, WriteDone done) = 0;
    virtual Result<> read(const ReadJob& job) const = 0;

    // A consistent copy of the database and its key file into one new file, while running.
    virtual Result<> backup(const std::string& file) = 0;
    [[nodiscard]] virtual StoreHealth health() const = 0;

    // Called, on a thread of the store's, soon after another process changed the database (an
    // administration command beside a running server).
    virtual void on_foreign_commit(std::function<void()> listener) = 0;

    // Called on the writer thread after every commit that added screen events, with the newest id.
    virtual void on_events(std::function<void(std::int64_t newest_event_id)> listener) = 0;

    // As write(), with a value.
    template<class T>
    Result<T> write_for(std::function<Result<T>(Transaction&)> job) {
        Result<T> out = fail(ErrorKind::Unavailable, "the write did not run");
        const Result<> committed = write([&](Transaction& transaction) -> Result<> {
            out = job(transaction);
            if (!out) return tl::unexpected<Error>(out.error());
            return {};
        });
        if (!committed) return tl::unexpected<Error>(committed.error());
        return out;
    }

    template<class T>
    Result<T> read_for(const std::function<Result<T>(const Transaction&)>& job) const {
        Result<T> out = fail(ErrorKind::Unavailable, "the read did not run");
        const Result<> ran = read([&](const Transaction& transaction) -> Result<> {
            out = job(transaction);
            return {};
        });
        if (!ran) return tl::unexpected<Error>(ran.error());
        return out;
    }
};

// The moments of a commit at which a simulation may end the process.
enum class CommitPoint {
    Begun,      // nothing of the group has run
    Ready,      // all of it has run, and nothing is durable
    Committed,  // durable, and nobody has been told
};

// A store for a simulation: no thread of its own and no waiting for the disk. write() runs in the
// caller's thread, in one commit with whatever write_async() had queued; write_async() alone waits
// for the next write().
struct Stepping {
    std::function<void(CommitPoint)> at;  // may throw, which leaves the store fit to be closed only
    // The process is dead: closing the store leaves the files as kill -9 would.
    bool abandoned = false;
    // Nothing is written to any disk: what stands for it lies here, and one store after the other
    // finds what was committed.
    bool in_memory = false;
    std::shared_ptr<void> disk = nullptr;
};

struct OpenOptions {
    std::string directory = {};  // created when missing
    std::size_t readers = 2;     // parallel read connections
    bool create = true;          // false: NotFound when there is no database yet
    bool exclusive = true;       // take the directory's server lock; Conflict when another holds it
    bool migrate = true;         // false: refuse an older database instead of migrating it
    Stepping* stepping = nullptr;  // outlives the store
};

// The files of a data directory. The key seals the channels' secrets; a backup carries it.
inline constexpr std::string_view database_file_name = "aplomb.db";
inline constexpr std::string_view key_file_name = "aplomb.key";
inline constexpr std::string_view lock_file_name = "aplomb.lock";

// Opens DIRECTORY/aplomb.db. Refuses, with a sentence that says what to do: a newer schema, a file
// that fails its integrity check, a directory another server holds.
Result<std::unique_ptr<Store>> open_sqlite(const OpenOptions& options);

// What `aplomb migrate` and `doctor` print.
struct SchemaState {
    int current = 0;
    int newest = 0;
};
Result<SchemaState> schema_state(const std::string& directory);
// Full integrity check (SQLite's own and foreign keys); the list is empty when all is well.
Result<std::vector<std::string>> check_integrity(const std::string& directory);
// Puts a backup in place as DIRECTORY/aplomb.db; refuses to overwrite a database that is there.
Result<> restore(const std::string& file, const std::string& directory);

}  // namespace aplomb::store
