// The one thread that writes (group commit).
//
// Jobs queue up. The thread takes what waits, runs it in one transaction, commits once and answers
// everybody: while one commit is being flushed the next group gathers, so the group grows with the
// load and nobody waits on purpose. A transaction is closed after batch_jobs_max jobs or
// batch_time_max of work, which bounds how long an answer takes.
//
// A job that fails before it wrote anything is just answered. One that fails after writing spoils
// the transaction: everything is rolled back and the others run again without it, this time each
// behind a savepoint of its own, so that a second failure costs no third run. The ordinary path
// pays for no savepoint.
//
// A full disk (or any refusal of the device) turns the writer read-only: every job is answered
// Unavailable at once, a small write is tried every few seconds, and the first that succeeds turns
// it back.
//
// Under a simulation (Stepping, store.h) there is no thread: whoever calls write() does its work.
//
// Between commits the thread keeps house: search entries are merged in small steps, a long
// write-ahead log is given to the LogFolder, and commits of other processes are noticed by SQLite's
// data_version.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/worker_pool.h"
#include "store/log_folder.h"
#include "store/sqlite_connection.h"
#include "store/store.h"

namespace aplomb::store {

class GroupWriter {
  public:
    // `folding`: a second connection to the same file; none for a simulation.
    GroupWriter(std::unique_ptr<SqliteConnection> connection,
                std::unique_ptr<SqliteConnection> folding, Stepping* stepping = nullptr);
    ~GroupWriter();
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    void start();
    // Commits what waits, then ends the thread; later jobs are answered Unavailable. Idempotent.
    void stop();

    Result<> write(WriteJob job);
    void write_async(WriteJob job, WriteDone done);
    // For a simulation, between two writes: one connection, whose pages stay in memory, is enough
    // for one thread.
    Result<> read_here(const ReadJob& job) const;
    [[nodiscard]] StoreHealth health() const;
    void on_events(std::function<void(std::int64_t)> listener);
    void on_foreign_commit(std::function<void()> listener);

    // Before start() and after stop(): the caller's thread may use the connection.
    [[nodiscard]] SqliteConnection& connection() { return *connection_; }

  private:
    using SteadyTime = std::chrono::steady_clock::time_point;
    enum class Mode { Plain, Careful };
    struct Pending {
        WriteJob job;
        WriteDone done;
        std::optional<Error> refused;
    };
    struct Attempt {
        std::size_t jobs = 0;
        bool spoiled = false;
        std::optional<Error> trouble;  // of the disk: nothing of this transaction will be kept
    };

    void work();
    void work_here();
    void reach(CommitPoint point) const;
    bool gather();
    void commit_some();
    Attempt run_jobs(Mode mode, std::size_t jobs_max);
    Result<> run_job(Pending& pending);
    Result<> finish_transaction();
    void roll_back();
    void answer(std::size_t jobs, const std::optional<Error>& trouble);
    void announce(std::int64_t newest_event);
    void turn_read_only(const Error& error);
    void probe();
    void keep_house(bool idle);
    [[nodiscard]] bool nobody_waits() const;
    [[nodiscard]] bool owes_merges() const;
    Result<> merge_under_load();
    bool merge_search(std::int64_t pages);
    void fold_when_long(bool idle);
    void watch_foreign_commits();

    std::unique_ptr<SqliteConnection> connection_;
    Transaction transaction_;
    LogFolder folder_;
    Stepping* const stepping_;
    std::optional<WorkerPool> pool_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Pending> queue_;
    bool stopping_ = false;
    StoreHealth health_;
    std::function<void(std::int64_t)> on_events_;
    std::function<void()> on_foreign_commit_;

    // The thread's own.
    std::deque<Pending> backlog_;
    std::int64_t announced_event_ = 0;
    std::int64_t data_version_ = 0;
    std::int64_t unmerged_commits_ = 0;
    int log_pages_ = 0;
    int fold_at_pages_ = 0;
    bool folding_ = false;
    SteadyTime next_probe_;
    SteadyTime next_watch_;
};

}  // namespace aplomb::store
