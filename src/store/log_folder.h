// Folds SQLite's write-ahead log back into the database file, beside the thread that writes.
//
// Folding reads the log, writes the database and waits for the disk: tens of milliseconds, which
// somebody's message would otherwise wait. A connection of its own may do that while the writer
// goes on appending. What was appended meanwhile is left over, and the log starts anew only when
// nothing is; so the writer folds the short rest itself once this says that a round has ended.
#pragma once

#include <atomic>
#include <memory>

#include "base/worker_pool.h"
#include "store/sqlite_connection.h"

namespace aplomb::store {

class LogFolder {
  public:
    explicit LogFolder(std::unique_ptr<SqliteConnection> connection)
        : connection_(std::move(connection)) {}

    // Begins a round, unless one is under way.
    void begin();
    [[nodiscard]] bool under_way() const { return under_way_.load(); }
    // Waits for the round under way; no other begins. Idempotent.
    void stop() { pool_.stop(); }

  private:
    std::unique_ptr<SqliteConnection> connection_;
    std::atomic<bool> under_way_ = false;
    WorkerPool pool_{"log folder", 1, 1};
};

// Folds what can be folded without waiting for anybody. True when nothing is left in the log.
bool fold_log(SqliteConnection& connection);

}  // namespace aplomb::store
